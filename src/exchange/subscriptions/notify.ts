import type { Json } from '../../kernel/canonical-json.ts'
import { ok, type Result } from '../../kernel/result.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import type { EventNotice, ExchangeAnswer, Notice, OutgoingMessage } from '../plugin.ts'
import type { Happening } from './events.ts'
import { conditionOf } from './permitted.ts'
import { type Asked, type Stop, settlementOf } from './settlement.ts'
import {
  callerOfRow,
  findByCode,
  openSealed,
  type SealedSubscription,
  type Settlement,
  type SubscriptionRow,
  settle,
  streamOf,
} from './store.ts'
import type { SubscriptionWorld } from './world.ts'

const noticesLimit = 50
const recordsLimit = 10
const deadlineMs = 10_000

/** What comes after a round: nothing until something happens, another round now, or one at a time. */
export type Next = { readonly again: 'when-something-happens' | 'now' } | { readonly again: 'at'; readonly at: Date }

/**
 * One round for one subscriber: the events after its cursor, each put as an ordinary question in its name, and what it
 * may have of them queued as one message, together with the cursor's move. Run twice, or killed in between, it has one
 * effect: until the cursor moves, the same message ids have the same answers.
 */
export async function notifySubscriber(code: string, world: SubscriptionWorld, signal: AbortSignal): Promise<Next> {
  const row = await findByCode(world.database, code)
  const now = world.clock.now()
  if (row === undefined || row.status === 'ended') return { again: 'when-something-happens' }
  if (row.next_run_at !== null && row.next_run_at > now) return { again: 'at', at: row.next_run_at }
  const sealed = openSealed(row, world.sealing.answerKey)
  const events = await world.events.next(streamOf(row), noticesLimit)
  const { asked, notices } = await askAll(events, { row, sealed, world, signal })
  const more = asked.stop === undefined ? events.length === noticesLimit : asked.stop.kind === 'interrupted'
  const settlement = settlementOf(row, { ...asked, more }, { now, timeZone: world.timeZone })
  const message = notices.length === 0 ? undefined : await messageOf({ row, sealed, notices }, world)
  await commit(row, { settlement, message, first: notices[0]?.event.id ?? '' }, world)
  if (settlement.nextRunAt !== undefined) return { again: 'at', at: settlement.nextRunAt }
  return { again: more || asked.stop?.kind === 'forgotten' ? 'now' : 'when-something-happens' }
}

interface Round {
  readonly row: SubscriptionRow
  readonly sealed: SealedSubscription
  readonly world: SubscriptionWorld
  readonly signal: AbortSignal
}

interface AllAsked {
  readonly asked: Omit<Asked, 'more'>
  readonly notices: readonly EventNotice[]
}

/** One after another, and no further than the first that cannot be told now: the order is kept. */
async function askAll(events: readonly Happening[], round: Round): Promise<AllAsked> {
  const { row, world, signal } = round
  const notices: EventNotice[] = []
  let cursor = row.cursor
  const until = (stop?: Stop): AllAsked => {
    const notified = notices.length
    const passedOver = events.filter(({ position }) => position <= cursor).length - notified
    return { asked: { cursor, notified, passedOver, ...(stop === undefined ? {} : { stop }) }, notices }
  }
  if (events.length > 0 && !(await maySubscribe(row, world))) {
    return until({ kind: 'held', code: 'federation.client-suspended' })
  }
  for (const event of events) {
    if (signal.aborted) return until({ kind: 'interrupted' })
    const answer = await ask(event, round)
    const stop = answer.ok ? stopOf(answer.value) : answer.problem
    if (stop !== undefined) return until(stop)
    if (answer.ok && answer.value.status === 'answered') {
      const { id, type, occurredAt } = event
      notices.push({ event: { id, type, occurredAt }, answer: answer.value })
    }
    cursor = event.position
  }
  return until()
}

/** A system that may not call is not told either. */
async function maySubscribe(
  { caller_kind, client }: SubscriptionRow,
  { directory }: SubscriptionWorld,
): Promise<boolean> {
  if (caller_kind !== 'client') return true
  return (await directory.current()).clients.get(client)?.status === 'active'
}

async function ask(event: Happening, { row, sealed, world }: Round): Promise<Result<ExchangeAnswer, Stop>> {
  const condition = conditionOf(event.key, sealed.filter)
  const request = {
    service: row.service,
    purpose: row.purpose,
    condition,
    acceptPartial: true,
    sort: [],
    page: { size: recordsLimit, number: 1 },
    ...(row.agreement === null ? {} : { agreement: row.agreement }),
  }
  const message = {
    messageId: `ntf-${row.code}-${event.id}-${row.round}`,
    body: { event: event.id, subscription: row.code, condition } as unknown as Json,
    protocol: row.protocol,
    requests: [request],
    deadlineMs,
  }
  const answered = await world.house(row.protocol).exchange(message, callerOfRow(row))
  if (!answered.ok) {
    const { code, status } = answered.problem
    // It was answered, and the answer is no longer kept: it is asked under another id.
    if (code === 'exchange.answer-expired') return { ok: false, problem: { kind: 'forgotten' } }
    return { ok: false, problem: status >= 500 ? { kind: 'later' } : { kind: 'held', code } }
  }
  const [answer] = answered.value
  if (answer === undefined) throw new Error('a question has no answer')
  return ok(answer)
}

/** What an answer says about the rest of the round; undefined lets it go on. */
function stopOf({ status, refusal }: ExchangeAnswer): Stop | undefined {
  if (status === 'unavailable') return { kind: 'later', settled: true }
  if (status !== 'refused' && status !== 'invalid') return undefined
  const gate = refusal?.gate
  return { kind: 'held', code: refusal?.code ?? status, ...(gate === undefined ? {} : { gate }) }
}

interface Telling {
  readonly row: SubscriptionRow
  readonly sealed: SealedSubscription
  readonly notices: readonly EventNotice[]
}

function messageOf({ row, sealed, notices }: Telling, world: SubscriptionWorld): Promise<OutgoingMessage> {
  const notify = world.protocols.get(row.protocol)?.notify
  if (notify === undefined) throw new Error(`the protocol ${row.protocol} has no way to tell a subscriber`)
  const notice: Notice = {
    subscription: { code: row.code, caller: callerOfRow(row), context: sealed.context },
    notices,
  }
  return notify(notice, world.house(row.protocol))
}

interface Outcome {
  readonly settlement: Settlement
  readonly message: OutgoingMessage | undefined
  readonly first: string
}

/** The message is queued exactly when the cursor moves. Who was overtaken (ended, replayed) tells nothing. */
const commit = (
  row: SubscriptionRow,
  { settlement, message, first }: Outcome,
  world: SubscriptionWorld,
): Promise<void> =>
  inTransaction(world.database, async (tx) => {
    if (!(await settle(tx, row, settlement)) || message === undefined) return
    await world.queue(tx, {
      key: `notify:${row.code}:${first}:${row.round}`,
      kind: 'notification',
      protocol: row.protocol,
      member: row.member,
      client: row.client,
      url: row.url,
      subscription: row.code,
      message,
    })
  })
