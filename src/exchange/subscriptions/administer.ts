import { fail, ok, type Result } from '../../kernel/result.ts'
import { appendAct } from './evidence.ts'
import { subscriptionEnded } from './problems.ts'
import { findByCode, type SubscriptionRow } from './store.ts'
import type { SubscriptionWorld } from './world.ts'

/** Who does it: a system, or a person. */
export interface Doer {
  readonly by: { readonly kind: 'client' | 'person'; readonly id: string }
}

/** What it would still have been told is not told any more. Ended again, it stays as it ended. */
export async function endSubscription(
  row: SubscriptionRow,
  { by }: Doer,
  world: SubscriptionWorld,
): Promise<Result<SubscriptionRow>> {
  if (row.status === 'ended') return ok(row)
  const at = world.clock.now()
  const statement = {
    text: `update subscription set status = 'ended', ended_at = $2, held_code = null, held_gate = null, next_run_at = null
      where code = $1 and status <> 'ended'`,
    values: [row.code, at],
  }
  return administer(row, { act: 'end', by, at, statement }, world)
}

/**
 * Events from the instant on are told again, as far back as the subscription goes: each with its old id, asked about
 * anew under what is agreed now.
 */
export async function replaySubscription(
  row: SubscriptionRow,
  { by, since }: Doer & { readonly since: Date },
  world: SubscriptionWorld,
): Promise<Result<SubscriptionRow>> {
  if (row.status === 'ended') return fail(subscriptionEnded)
  const from = since > row.created_at ? since : row.created_at
  const place = await world.events.placeBefore(from)
  const statement = {
    text: `update subscription set cursor = least(cursor, $2), round = round + 1, next_run_at = null
      where code = $1 and status <> 'ended'`,
    values: [row.code, place],
  }
  return administer(row, { act: 'replay', by, at: world.clock.now(), statement }, world)
}

interface Administration extends Doer {
  readonly act: 'end' | 'replay'
  readonly at: Date
  readonly statement: Parameters<typeof appendAct>[1]
}

async function administer(
  row: SubscriptionRow,
  { act, by, at, statement }: Administration,
  world: SubscriptionWorld,
): Promise<Result<SubscriptionRow>> {
  const provider = world.directory.service(row.service)?.member ?? row.member
  const appended = await appendAct({ subscription: row, provider, what: { act, by }, at }, statement, world)
  // Rejected: it ended in between.
  if (!appended.ok && appended.problem.code !== 'ledger.rejected') return appended
  const now = await findByCode(world.database, row.code)
  if (now === undefined) throw new Error(`the subscription ${row.code} is gone`)
  return act === 'replay' && now.status === 'ended' ? fail(subscriptionEnded) : ok(now)
}
