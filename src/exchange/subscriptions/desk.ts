import { createHmac, hkdfSync } from 'node:crypto'
import type { Service } from '../../federation/schema.ts'
import { canonicalJson } from '../../kernel/canonical-json.ts'
import { newId } from '../../kernel/ids.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { elementsOf } from '../exchange.ts'
import type { OpenedSubscription, SubscriptionDesk, SubscriptionRequest } from '../plugin.ts'
import { malformedPurpose, messageIdReused, unknownService } from '../problems.ts'
import { seal } from '../sealed.ts'
import { isPurposeId } from '../service.ts'
import { callerKey } from '../store/write.ts'
import { endSubscription } from './administer.ts'
import { appendAct, appendRefusal } from './evidence.ts'
import { type Frequency, frequencyOf } from './frequency.ts'
import { standingOf } from './permitted.ts'
import {
  alreadySubscribed,
  filterTooLarge,
  frequencyNotUnderstood,
  noEvents,
  subscriptionRefused,
  timesCrossed,
  tooManySubscriptions,
} from './problems.ts'
import {
  findByCode,
  findKnown,
  findOfCaller,
  insertSubscription,
  type SealedSubscription,
  type SubscriptionRow,
} from './store.ts'
import type { SubscriptionWorld } from './world.ts'

const filterBytesLimit = 32_768
const runningLimit = 1_000

export interface DeskWorld extends SubscriptionWorld {
  /** Gives the events that are committed their places. */
  readonly publish: () => Promise<void>
}

/** The subscriptions of one protocol's callers. */
export const subscriptionDesk = (protocol: string, world: DeskWorld): SubscriptionDesk => ({
  open: (request) => open(request, protocol, world),
  async close(caller, code) {
    const row = await findByCode(world.database, code)
    if (row === undefined || row.caller !== callerKey(caller)) return undefined
    const ended = await endSubscription(row, { by: caller }, world)
    return openedOf(ended.ok ? ended.value : row)
  },
  async find(caller, codes) {
    return (await findOfCaller(world.database, callerKey(caller), codes)).map(openedOf)
  },
})

const openedOf = ({ code, status, created_at, ended_at }: SubscriptionRow): OpenedSubscription => ({
  code,
  status,
  at: ended_at ?? created_at,
})

async function open(
  request: SubscriptionRequest,
  protocol: string,
  world: DeskWorld,
): Promise<Result<OpenedSubscription>> {
  const now = world.clock.now()
  const checked = check(request, now, world)
  if (!checked.ok) return checked
  // What happened before lies before its cursor.
  await world.publish()
  const row = await rowOf(request, { protocol, now, frequency: checked.value.frequency }, world)
  const known = await knownAs(row, world)
  if (known !== undefined) return known
  const { service } = checked.value
  const { decision, refusal } = await standingOf({ ...request, member: request.caller.member }, world)
  const evidenced = {
    subscription: row,
    provider: service.member,
    what: { act: 'open', events: row.events, filter: request.filter },
    at: now,
    ...(decision === undefined ? {} : { decision }),
  }
  if (refusal !== undefined) {
    const noted = await appendRefusal(evidenced, world)
    return noted.ok ? fail(subscriptionRefused(refusal.reason, refusal.gate)) : noted
  }
  const appended = await appendAct({ ...evidenced, id: row.code }, insertSubscription(row), world)
  if (appended.ok) return ok(openedOf(row))
  // Someone else's came first, between our look and the commit.
  return (appended.problem.code === 'ledger.rejected' ? await knownAs(row, world) : undefined) ?? appended
}

/** The same request has one effect, and what runs already is not opened twice. */
async function knownAs(
  row: SubscriptionRow,
  { database }: SubscriptionWorld,
): Promise<Result<OpenedSubscription> | undefined> {
  const { repeated, same, running } = await findKnown(database, row)
  if (repeated !== undefined) return repeated.sameness === row.sameness ? ok(openedOf(repeated)) : fail(messageIdReused)
  if (same !== undefined) return fail(alreadySubscribed(same.code))
  return running >= runningLimit ? fail(tooManySubscriptions(runningLimit)) : undefined
}

interface Checked {
  readonly service: Service
  readonly frequency?: Frequency
}

function check(request: SubscriptionRequest, now: Date, world: SubscriptionWorld): Result<Checked> {
  const service = world.directory.service(request.service)
  if (service === undefined) return fail(unknownService(request.service, '/service'))
  if (world.events.keyOf(service.id) === undefined) return fail(noEvents(service.id))
  if (!isPurposeId(request.purpose)) return fail(malformedPurpose)
  const { filter, from, until } = request
  if (filter !== undefined && JSON.stringify(filter).length > filterBytesLimit) {
    return fail(filterTooLarge(filterBytesLimit))
  }
  if (until !== undefined && (until <= now || (from !== undefined && until <= from))) return fail(timesCrossed)
  if (request.frequency === undefined) return ok({ service })
  const frequency = frequencyOf(request.frequency, world.timeZone)
  if (!frequency.ok) return frequency
  const first = frequency.value.next(later(from, now))
  return first === undefined ? fail(frequencyNotUnderstood) : ok({ service, frequency: frequency.value })
}

const later = (from: Date | undefined, now: Date): Date => (from !== undefined && from > now ? from : now)

interface Opening {
  readonly protocol: string
  readonly now: Date
  readonly frequency: Frequency | undefined
}

async function rowOf(
  request: SubscriptionRequest,
  { protocol, now, frequency }: Opening,
  { sealing, events: source }: SubscriptionWorld,
): Promise<SubscriptionRow> {
  const { caller, filter, context, from, until } = request
  const code = newId('sub', now.getTime())
  const events = [...new Set(request.events)].sort()
  const asked = { events, service: request.service, purpose: request.purpose, agreement: request.agreement, filter }
  const sealed: SealedSubscription = { context, ...(filter === undefined ? {} : { filter }) }
  const begins = later(from, now)
  return {
    code,
    caller: callerKey(caller),
    caller_kind: caller.kind,
    client: caller.id,
    member: caller.member,
    protocol,
    key: request.key,
    sameness: samenessOf(asked, sealing.answerKey),
    events,
    service: request.service,
    purpose: request.purpose,
    agreement: request.agreement ?? null,
    filter_elements: filter === undefined ? [] : elementsOf(filter),
    frequency: request.frequency ?? null,
    from_at: from ?? null,
    until_at: until ?? null,
    url: request.url,
    status: 'active',
    held_code: null,
    held_gate: null,
    cursor: await source.last(),
    round: 0,
    failures: 0,
    notified: 0,
    passed_over: 0,
    created_at: now,
    ended_at: null,
    next_run_at: frequency?.next(begins) ?? (begins > now ? begins : null),
    last_notified_at: null,
    salt: sealing.randomBytes(16).toString('hex'),
    key_id: sealing.answerKey.id,
    sealed: seal(JSON.stringify(sealed), code, sealing),
  }
}

/** Keyed: a filter may hold an identifier, and a plain digest of one can be found by trying them all. */
function samenessOf(asked: unknown, { key }: SubscriptionWorld['sealing']['answerKey']): string {
  const secret = Buffer.from(hkdfSync('sha256', key.export(), 'kiungo', 'subscriptions for the same', 32))
  return createHmac('sha256', secret).update(canonicalJson(asked)).digest('hex')
}
