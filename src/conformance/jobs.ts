import type pg from 'pg'
import Type from 'typebox'
import { inTransaction } from '../platform/database/transaction.ts'
import { type Task, task } from '../platform/jobs/task.ts'
import type { Outbound } from '../platform/outbound/outbound.ts'
import { openConsumer } from './consumer/consumer.ts'
import { guardedTransport } from './consumer/guarded-transport.ts'
import { openReceiver } from './consumer/receiver.ts'
import { reportOf, runConformance } from './run.ts'
import type { CheckResult, ConformanceReport, ConformanceRun } from './schema.ts'
import { type ServersWorld, type ServerUnderTest, serverUnderTest } from './server-under-test.ts'
import { failRun, findRun, keepReport, requestOf } from './store.ts'
import { toolName } from './tool.ts'

export interface RunWorld extends ServersWorld {
  readonly pool: pg.Pool
  readonly outbound: Pick<Outbound, 'request'>
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
  return server.ok ? checked(run, server.value, { outbound: world.outbound, over }) : undefined
}

interface Limits extends Pick<RunWorld, 'outbound'> {
  readonly over: AbortSignal
}

async function checked(
  { id, at, registry }: ConformanceRun,
  { consumer, allowed, isThisNode }: ServerUnderTest,
  { outbound, over }: Limits,
): Promise<ConformanceReport | undefined> {
  const transport = guardedTransport(outbound, { allowed, timeoutMs: requestTimeoutMs, signal: over })
  const receiver = isThisNode ? await openReceiver({ port: 0, host: '127.0.0.1' }) : undefined
  const options = {
    ...{ registry, consumer: openConsumer({ ...consumer, transport }), callbackMs, notifyMs },
    ...(receiver === undefined ? {} : { receiver }),
  }
  const began = performance.now()
  const checks: CheckResult[] = []
  try {
    for await (const check of runConformance(options)) {
      if (over.aborted) return undefined
      checks.push(check)
    }
  } finally {
    await receiver?.close()
  }
  const durationMs = performance.now() - began
  return { ...reportOf({ options, at: new Date(at), durationMs, tool: toolName(), checks }), id }
}
