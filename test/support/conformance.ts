/** For tests: a run of the checks against the small server, as a caller that the server knows. */
import type { TestContext } from 'node:test'
import { openConsumer } from '../../src/conformance/consumer/consumer.ts'
import { openReceiver } from '../../src/conformance/consumer/receiver.ts'
import { openTransport } from '../../src/conformance/consumer/transport.ts'
import type { ProbeOptions } from '../../src/conformance/probe.ts'
import { plannedChecks, runConformance } from '../../src/conformance/run.ts'
import type { CheckResult, RegistryName } from '../../src/conformance/schema.ts'
import { makeKeys } from './broken-dci/keys.ts'
import { nobody, people } from './broken-dci/people.ts'
import { client, type DciServerOptions, startDciServer } from './broken-dci/server.ts'

type Server = Pick<DciServerOptions, 'fault' | 'events'>

/** All checks of the registry, or those that are named. */
export async function checksOf(
  t: TestContext,
  registry: RegistryName,
  { only, eventType, ...server }: Server & { only?: readonly string[]; eventType?: string } = {},
): Promise<CheckResult[]> {
  const options = { ...(await optionsFor(t, registry, server)), ...(eventType === undefined ? {} : { eventType }) }
  const planned = plannedChecks(registry).filter(({ check }) => only === undefined || only.includes(check.id))
  const results: CheckResult[] = []
  for await (const result of runConformance(options, planned)) results.push(result)
  return results
}

export async function optionsFor(t: TestContext, registry: RegistryName, options: Server = {}): Promise<ProbeOptions> {
  const keys = makeKeys()
  const server = await startDciServer(t, { registry, callerKeys: [keys.jwk], ...options })
  const transport = openTransport(10_000)
  const receiver = await openReceiver({ port: 0, host: '127.0.0.1' })
  t.after(async () => {
    await receiver.close()
    await transport.close()
  })
  return {
    registry,
    receiver,
    consumer: openConsumer({
      transport,
      baseUrl: server.baseUrl,
      credentials: { kind: 'secret', client: client.id, secret: client.secret },
      senderId: 'conformance.example.test',
      receiverId: 'registry.example.test',
      seal: { profile: 'dci-httpsig', canonicalForm: 'python-json', signer: keys.signer },
      encrypt: false,
      decryption: [keys.encryption],
      keys: [],
    }),
    known: { type: 'UIN', value: people[0]?.uin ?? '' },
    unknown: { type: 'UIN', value: nobody },
    // The small server holds what the usual filters of some registries do not ask by.
    attribute: { name: 'birth_date', kind: 'date' },
    callbackMs: 1_000,
    notifyMs: 600,
  }
}
