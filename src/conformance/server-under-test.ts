/** Whom a run calls, as whom, and where it may: a partner at its registered hosts, or this node as its own client. */
import type { Directory } from '../federation/directory.ts'
import { allowedOf, type Desk } from '../federation/partners/desk.ts'
import type { Partner } from '../federation/partners/schema.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import { type AllowedHosts, targetOf } from '../platform/outbound/target.ts'
import { operations } from '../standards/dci/registries.ts'
import { algorithmOfProfile } from '../standards/dci/signature/sign.ts'
import type { ConsumerOptions } from './consumer/consumer.ts'
import type { Credentials } from './consumer/credentials.ts'
import { noCaller, notCallable, unknownServer } from './problems.ts'
import type { RunRequest } from './schema.ts'

export interface ServersWorld {
  readonly directory: Pick<Directory, 'current'>
  readonly desk: Pick<Desk, 'own'>
  /** Address and name of this node. */
  readonly publicUrl: string
  readonly nodeName: string
  /** What an operator keeps for a partner: `client-id` and `client-secret` of ours at its server. */
  readonly secret: (partner: string, name: string) => string | undefined
  /** A client of this node whose secret is published, in a demonstration. */
  readonly demoClient?: { readonly id: string; readonly secret: string }
}

export interface ServerUnderTest {
  readonly consumer: Omit<ConsumerOptions, 'transport'>
  readonly allowed: AllowedHosts
  /** Whose server it is, where it is not this node's own. */
  readonly member?: string
}

export async function serverUnderTest(asked: RunRequest, world: ServersWorld): Promise<Result<ServerUnderTest>> {
  if (asked.partner === undefined) return thisNode(asked, world)
  const partner = (await world.directory.current()).partners.get(asked.partner)
  if (partner === undefined) return fail(unknownServer(asked.partner))
  const { baseUrl, status } = partner
  if (status !== 'active' || baseUrl === undefined) return fail(notCallable(partner.id))
  const target = targetOf(baseUrl.replace(/\/$/, '') + operations.syncSearch.path, allowedOf(partner))
  return target.ok ? ok(serverOf({ ...partner, baseUrl }, world)) : fail(notCallable(partner.id))
}

function serverOf(partner: Partner & { baseUrl: string }, { desk, nodeName, secret }: ServersWorld): ServerUnderTest {
  const { signature: profile, canonicalForm, jwksUrl, baseUrl } = partner
  const { own } = desk
  const signer = algorithmOfProfile(profile) === 'EdDSA' ? own.ed25519[0] : own.rs256[0]
  const [client, password] = [secret(partner.id, 'client-id'), secret(partner.id, 'client-secret')]
  const credentials: Credentials =
    client === undefined || password === undefined ? { kind: 'none' } : { kind: 'secret', client, secret: password }
  return {
    member: partner.member,
    allowed: allowedOf(partner),
    consumer: {
      ...{ baseUrl, credentials, senderId: nodeName, receiverId: partner.senderIds[0] ?? partner.id, keys: [] },
      seal: { profile, canonicalForm, ...(signer && { signer }) },
      encrypt: partner.encryption.send === 'always',
      decryption: own.decryption,
      ...(jwksUrl === undefined ? {} : { jwksUrl }),
    },
  }
}

function thisNode({ registry }: RunRequest, { publicUrl, demoClient }: ServersWorld): Result<ServerUnderTest> {
  if (demoClient === undefined) return fail(noCaller)
  const { host } = new URL(publicUrl)
  const { id, secret } = demoClient
  return ok({
    allowed: { hosts: [host], privateNetwork: true },
    consumer: {
      baseUrl: `${publicUrl.replace(/\/$/, '')}/dci/${registry}/v1.0.0`,
      credentials: { kind: 'secret', client: id, secret },
      ...{ senderId: id, receiverId: host, encrypt: false, decryption: [], keys: [] },
      seal: { profile: 'none', canonicalForm: 'python-json' },
    },
  })
}
