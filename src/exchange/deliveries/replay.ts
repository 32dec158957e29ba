import type pg from 'pg'
import { administer } from '../../federation/administration.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Principal } from '../../platform/http/access.ts'
import type { Task } from '../../platform/jobs/task.ts'
import { deliveryExpired, deliveryWaiting, unknownDelivery } from '../problems.ts'
import type { Viewer } from '../store/list.ts'
import { findDelivery } from './list.ts'
import { scheduleAttempts } from './queue.ts'
import type { Delivery, Replayed, ReplayFilter } from './schema.ts'

export interface ReplayWorld {
  readonly database: pg.Pool
  readonly ledger: Pick<Ledger, 'append'>
  readonly clock: Clock
  /** The job of one attempt. */
  readonly deliver: Task
}

export interface Operator {
  readonly by: Principal
  readonly viewer: Viewer
}

/** One statement, while the ledger's lock is held. */
const replaysAtOnceLimit = 500

/** An administrative act: the ledger says that it was sent again, and by whom. */
export async function replayOne(id: string, operator: Operator, world: ReplayWorld): Promise<Result<Delivery>> {
  const found = await findDelivery(world.database, id, operator.viewer)
  if (found === undefined) return fail(unknownDelivery)
  if (found.state === 'waiting') return fail(deliveryWaiting)
  if (!found.replayable) return fail(deliveryExpired)
  const subject = { subject: id, concerns: found.member, details: { kind: found.kind, attempts: found.attempts } }
  const appended = await administer(world.ledger, {
    ...subject,
    by: operator.by,
    at: world.clock.now(),
    act: 'delivery.replay',
    write: async (tx) => (await wake(tx, [id], world)) === 1,
  })
  // Somebody was quicker, or its time ended this moment.
  if (!appended.ok) return fail(appended.problem.code === 'ledger.rejected' ? deliveryWaiting : appended.problem)
  const now = await findDelivery(world.database, id, operator.viewer)
  if (now === undefined) throw new Error(`the delivery ${id} was there a moment ago`)
  const { history: _, exchanges: __, ...delivery } = now
  return ok(delivery)
}

export async function replayAll(
  filter: ReplayFilter,
  { by, viewer }: Operator,
  world: ReplayWorld,
): Promise<Result<Replayed>> {
  const { rows } = await world.database.query<{ id: string; found: number }>({
    name: 'delivery-dead',
    text: `select id, count(*) over ()::int as found from delivery where state = 'dead' and sealed is not null
             and ($1::text is null or member = $1) and ($2::text is null or member = $2)
             and ($3::text is null or kind = $3) and ($4::text is null or subscription = $4)
           order by number limit ${replaysAtOnceLimit}`,
    values: [
      viewer === 'all' ? null : viewer.member,
      filter.member ?? null,
      filter.kind ?? null,
      filter.subscription ?? null,
    ],
  })
  const [first] = rows
  if (first === undefined) return ok({ replayed: 0, left: 0 })
  const ids = rows.map(({ id }) => id)
  const left = first.found - ids.length
  let replayed = 0
  const appended = await administer(world.ledger, {
    by,
    at: world.clock.now(),
    act: 'delivery.replay-all',
    concerns: filter.member ?? by.member,
    subject: first.id,
    details: { ...filter, deliveries: ids },
    async write(tx) {
      replayed = await wake(tx, ids, world)
      return replayed > 0
    },
  })
  if (appended.ok) return ok({ replayed, left })
  return appended.problem.code === 'ledger.rejected' ? ok({ replayed: 0, left }) : appended
}

/** They wait again, with all their attempts before them; answers with how many. */
async function wake(
  tx: Pick<pg.ClientBase, 'query'>,
  ids: readonly string[],
  { clock, deliver }: ReplayWorld,
): Promise<number> {
  const { rows } = await tx.query<{ id: string }>({
    name: 'delivery-wake',
    text: `update delivery set state = 'waiting', tries = 0, next_attempt_at = $2, expires_at = null
           where id = any($1) and state <> 'waiting' and sealed is not null returning id`,
    values: [ids, clock.now()],
  })
  await scheduleAttempts(
    tx,
    deliver,
    rows.map(({ id }) => id),
  )
  return rows.length
}
