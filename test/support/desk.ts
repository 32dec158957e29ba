import type { TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Registry } from 'prom-client'
import type { Sender } from '../../src/exchange/deliveries/sender.ts'
import { testProtocol } from '../../src/exchange/deliveries/test-protocol.ts'
import { openReceiver, type Receiver } from '../../src/exchange/deliveries/test-receiver.ts'
import type { MessageDesk, Protocol } from '../../src/exchange/plugin.ts'
import { declareTestCountry, openTestWorld, type TestWorld } from '../../src/exchange/test-world.ts'
import type { Clock } from '../../src/platform/clock.ts'
import { startJobs } from '../../src/platform/jobs/runner.ts'
import { openOutbound } from '../../src/platform/outbound/outbound.ts'
import type { AllowedHosts } from '../../src/platform/outbound/target.ts'
import { createLogger } from '../../src/platform/telemetry/logger.ts'
import { createTestDatabase } from './database.ts'

export interface DeskWorldOfTest extends TestWorld {
  readonly desk: MessageDesk
  readonly receiver: Receiver
  /** Where the partner may be called; a test may change it. */
  allowed: AllowedHosts | undefined
  /** What the partner's name resolves to. */
  addresses: readonly string[]
  runJobs(): Promise<void>
}

/** A node with its jobs, and a partner's server that it may call as `partner.test`. */
export async function openDesk(
  t: TestContext,
  protocol: Protocol = testProtocol,
  clock?: Clock,
  senders: readonly Sender[] = [],
): Promise<DeskWorldOfTest> {
  // Hooks run in the order in which they were added, and the database's own drops it.
  const closing: (() => unknown)[] = []
  t.after(async () => {
    for (const close of closing.reverse()) await close()
  })
  const { pool, connectionString } = await createTestDatabase(t)
  await declareTestCountry(pool)
  const receiver = await openReceiver()
  const outbound = openOutbound({ resolve: async () => opened.addresses })
  const hostsOf = () => opened.allowed
  const world = await openTestWorld(pool, {
    protocols: [protocol],
    senders,
    outbound,
    hostsOf,
    ...(clock && { clock }),
  })
  const opened: DeskWorldOfTest = {
    ...world,
    desk: world.room.messages(protocol.name),
    receiver,
    allowed: { hosts: [`partner.test:${receiver.port}`], privateNetwork: true },
    addresses: ['127.0.0.1'],
    async runJobs() {
      const { tasks } = world.room
      const logger = createLogger('silent')
      const jobs = await startJobs({ url: connectionString, tasks, logger, metrics: new Registry() })
      closing.push(() => jobs.stop())
    },
  }
  closing.push(
    receiver.close,
    () => outbound.close(),
    () => world.close(),
  )
  return opened
}

export async function until(condition: () => boolean | Promise<boolean>, limitMs = 60_000): Promise<void> {
  for (const giveUpAt = Date.now() + limitMs; Date.now() < giveUpAt; await sleep(20)) if (await condition()) return
  throw new Error('waited too long')
}

/** What is due later is due now. */
export async function hurry({ pool }: Pick<DeskWorldOfTest, 'pool'>): Promise<void> {
  await pool.query(`update delivery set next_attempt_at = now() where state = 'waiting'`)
  await pool.query(`select graphile_worker.reschedule_jobs(array_agg(id), run_at := now())
                    from graphile_worker.jobs where task_identifier like 'exchange.%' and run_at > now()`)
  // The workers would look by themselves, every two seconds.
  await pool.query(`select pg_notify('jobs:insert', '{"count":1}')`)
}
