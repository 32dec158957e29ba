import type pg from 'pg'
import Type from 'typebox'
import { inTransaction } from '../../platform/database/transaction.ts'
import { enqueue } from '../../platform/jobs/enqueue.ts'
import { type Task, task } from '../../platform/jobs/task.ts'
import { notifySubscriber } from './notify.ts'
import { standingOf } from './permitted.ts'
import { SubscriptionCode } from './schema.ts'
import { settlementOf } from './settlement.ts'
import { concernedBy, dueAt, findByCode, openSealed, rowsWith, settle, streamOf } from './store.ts'
import type { SubscriptionWorld } from './world.ts'

const nothing = Type.Object({}, { additionalProperties: false })
const oneSubscription = Type.Object({ code: SubscriptionCode }, { additionalProperties: false })

/** How long until something that fell through, or that an agreement allows again, is noticed. */
const everyMs = 10_000

export interface SubscriptionJobs {
  readonly tasks: readonly Task[]
  /** Those that put themselves on again once they were scheduled at start. */
  readonly recurring: readonly Task[]
  /** In the transaction of a change: once it is committed, whoever is to hear of it does. */
  wake(tx: Pick<pg.ClientBase, 'query'>): Promise<void>
  /** Gives the events that are committed their places at once, and wakes whom they concern. */
  publish(): Promise<void>
  /** A round for one subscription as soon as may be. */
  notify(code: string): Promise<void>
}

export function subscriptionJobs(world: SubscriptionWorld): SubscriptionJobs {
  const { database, clock } = world

  /** Rounds of one subscription run one after another; one that waits is enough. */
  const schedule = (code: string, runAt?: Date): Promise<void> =>
    enqueue(database, {
      task: notify,
      payload: { code },
      queue: code,
      key: `notify:${code}`,
      ...(runAt === undefined ? {} : { runAt }),
    })

  const notify: Task = task({
    name: 'exchange.notify-subscriber',
    payload: oneSubscription,
    async run({ code }, { signal, logger }) {
      try {
        const next = await notifySubscriber(code, world, signal)
        if (next.again === 'at') await schedule(code, next.at)
        if (next.again === 'now') await schedule(code)
      } catch (error) {
        logger.error({ err: error, subscription: code }, 'a subscriber could not be told')
        await postpone(code, world)
      }
    },
  })

  async function publishNow(): Promise<void> {
    for (let news = await world.events.number(); news.length > 0; news = await world.events.number()) {
      for (const code of await concernedBy(database, news, clock.now())) await schedule(code)
    }
  }
  const publish: Task = task({
    name: 'exchange.publish-events',
    payload: nothing,
    run: publishNow,
  })

  const look: Task = task({
    name: 'exchange.wake-subscriptions',
    payload: nothing,
    async run() {
      await enqueue(database, { task: publish, payload: {} })
      const codes = [await dueAt(database, clock.now()), await allowedAgain(world), await fallenThrough(world)]
      for (const code of new Set(codes.flat())) await schedule(code)
      await enqueue(database, { task: look, payload: {}, key: look.name, runAt: new Date(Date.now() + everyMs) })
    },
  })

  return {
    tasks: [notify, publish, look],
    recurring: [look],
    wake: (tx) => enqueue(tx, { task: publish, payload: {} }),
    publish: publishNow,
    notify: (code) => schedule(code),
  }
}

/** Those that were held for want of an agreement and have one now: their waiting time is over. */
async function allowedAgain(world: SubscriptionWorld): Promise<string[]> {
  const codes: string[] = []
  for (const row of await rowsWith(world.database, 'held')) {
    if (row.held_gate === null || row.held_gate === 'G10' || world.events.keyOf(row.service) === undefined) continue
    const { filter } = openSealed(row, world.sealing.answerKey)
    const { agreement, ...asked } = row
    const wanted = {
      ...asked,
      ...(agreement === null ? {} : { agreement }),
      ...(filter === undefined ? {} : { filter }),
    }
    if ((await standingOf(wanted, world)).refusal !== undefined) continue
    await world.database.query('update subscription set next_run_at = null where code = $1 and round = $2', [
      row.code,
      row.round,
    ])
    codes.push(row.code)
  }
  return codes
}

/** Those that nobody woke: the process was killed after their events had their places. */
async function fallenThrough({ database, events }: SubscriptionWorld): Promise<string[]> {
  const rows = (await rowsWith(database, 'active')).filter((row) => row.next_run_at === null)
  const pending = await events.count(rows.map(streamOf))
  return rows.filter((_, i) => (pending[i] ?? 0) > 0).map(({ code }) => code)
}

/** Our own mistake, or a database that went away: the cursor stays, and it is tried again later and later. */
async function postpone(code: string, world: SubscriptionWorld): Promise<void> {
  const row = await findByCode(world.database, code)
  if (row === undefined) return
  const asked = { cursor: row.cursor, notified: 0, passedOver: 0, more: true, stop: { kind: 'later' } } as const
  const settlement = settlementOf(row, asked, { now: world.clock.now(), timeZone: world.timeZone })
  await inTransaction(world.database, (tx) => settle(tx, row, settlement))
}
