import type pg from 'pg'
import Type from 'typebox'
import type { ReceivedMessages } from '../exchange/deliveries/received-store.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { type Task, task } from '../platform/jobs/task.ts'
import type { Outbound } from '../platform/outbound/outbound.ts'
import { openConsumer } from './consumer/consumer.ts'
import { guardedTransport } from './consumer/guarded-transport.ts'
import { listenAtOwnDoors } from './consumer/own-doors.ts'
import { openReceiver, type Receiver } from './consumer/receiver.ts'
import { reportOf, runConformance } from './run.ts'
import type { CheckResult, ConformanceReport, ConformanceRun } from './schema.ts'
import { type ServersWorld, type ServerUnderTest, serverUnderTest } from './server-under-test.ts'
import { failRun, findRun, keepReport, requestOf } from './store.ts'
import { toolName } from './tool.ts'

export interface RunWorld extends ServersWorld {
  readonly pool: pg.Pool
  readonly outbound: Pick<Outbound, 'request'>
  readonly received: ReceivedMessages
}

/** For all checks of a run. */
export const runLimitMs = 10 * 60_000
const requestTimeoutMs = 30_000
const callbackMs = 30_000
const notifyMs = 10_000

const payload = Type.Object({ id: Type.String({ maxLength: 40 }) }, { additionalProperties: false })

/** Is made once: whoever wants to know again starts another run. */
export const runTask = (world: RunWorld): Task =>
  task({
    name: 'conformance.run-checks',
    payload,
    async run({ id }, { signal, logger }) {
      const run = await findRun(world.pool, id)
      if (run?.state !== 'running') return
      try {
        const report = await reported(run, world, AbortSignal.any([signal, AbortSignal.timeout(runLimitMs)]))
        if (report === undefined) await failRun(world.pool, id)
        else await inTransaction(world.pool, (tx) => keepReport(tx, report))
      } catch (error) {
        logger.error({ err: error, report: id }, 'a conformance run came to no report')
        await failRun(world.pool, id)
      }
    },
  })

/** Undefined when the server may not be called any more, or the time was over first: half a run is no report. */
async function reported(
  run: ConformanceRun,
  world: RunWorld,
  over: AbortSignal,
): Promise<ConformanceReport | undefined> {
  // What is agreed with the partner may have changed since it was asked for.
  const server = await serverUnderTest(requestOf(run), world)
  if (!server.ok) return undefined
  const ears = await earsFor(run, world)
  try {
    return await checked(run, server.value, { ...ears, outbound: world.outbound, over })
  } finally {
    await ears.close()
  }
}

interface Ears {
  readonly receiver?: Receiver
  close(): Promise<void>
}

/** A partner calls this node's own doors; where they are at this machine alone, only who is here, too, can. */
async function earsFor({ partner, registry, baseUrl, callbacks }: ConformanceRun, world: RunWorld): Promise<Ears> {
  const { received, publicUrl } = world
  if (partner === undefined) {
    const receiver = await openReceiver({ port: 0, host: '127.0.0.1' })
    return { receiver, close: () => receiver.close() }
  }
  const close = async () => undefined
  if (!callbacks || (isHere(publicUrl) && !isHere(baseUrl))) return { close }
  return { receiver: await listenAtOwnDoors({ received, partner, registry, publicUrl }), close }
}

const isHere = (url: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname)

interface Calling extends Pick<RunWorld, 'outbound'>, Pick<Ears, 'receiver'> {
  readonly over: AbortSignal
}

async function checked(
  { id, at, registry }: ConformanceRun,
  { consumer, allowed }: ServerUnderTest,
  { outbound, receiver, over }: Calling,
): Promise<ConformanceReport | undefined> {
  const transport = guardedTransport(outbound, { allowed, timeoutMs: requestTimeoutMs, signal: over })
  const options = {
    ...{ registry, consumer: openConsumer({ ...consumer, transport }), callbackMs, notifyMs },
    ...(receiver === undefined ? {} : { receiver }),
  }
  const began = performance.now()
  const checks: CheckResult[] = []
  for await (const check of runConformance(options)) {
    if (over.aborted) return undefined
    checks.push(check)
  }
  const durationMs = performance.now() - began
  return { ...reportOf({ options, at: new Date(at), durationMs, tool: toolName(), checks }), id }
}
