import type { Condition } from '../../../../src/exchange/plugin.ts'
import { ok, type Result } from '../../../../src/kernel/result.ts'
import { parseInstant } from '../../../../src/standards/dci/instants.ts'
import type { RegistryName } from '../../../../src/standards/dci/registries.ts'
import { purposeOf } from '../door/exchange.ts'
import { type ItemFault, itemFault } from '../door/fault.ts'
import { isTree, lastSegment, member, type Tree } from '../door/json.ts'
import { present } from '../door/leniencies.ts'
import { parseQuery } from '../query/query.ts'
import { type Target, targetsOf } from '../search/targets.ts'
import { eventWordsOf, type Heard, heardAs } from './events.ts'

/** One subscribe_request: what is heard of at which service, and how it is filtered and told. */
export interface Wish {
  readonly heard: readonly WishedEvent[]
  readonly purpose: string | undefined
  readonly frequency: string | undefined
  readonly from: Date | undefined
  readonly until: Date | undefined
  /** What the answer repeats of the criteria. */
  readonly criteria: Tree
}

export interface WishedEvent extends Heard {
  readonly filter: Condition | undefined
}

const details = (message: string) => itemFault('rjct.notify_details.invalid', message)
const frequencyLengthLimit = 100

export function parseWish(entry: Tree, registry: RegistryName): Result<Wish, ItemFault> {
  const criteria = member(entry, 'subscribe_criteria')
  if (!isTree(criteria)) return details('subscribe_criteria is missing')
  const heard = heardIn(criteria, registry)
  if (!heard.ok) return heard
  const times = timesOf(present(criteria.frequency))
  if (!times.ok) return times
  const wished: WishedEvent[] = []
  for (const one of heard.value) {
    const filter = filterOf(criteria, one.target)
    if (!filter.ok) return filter
    wished.push({ ...one, filter: filter.value })
  }
  return ok({ heard: wished, purpose: purposeOf(criteria), ...times.value, criteria })
}

function heardIn(criteria: Tree, registry: RegistryName): Result<readonly Heard[], ItemFault> {
  const event = present(criteria.reg_event_type)
  const heard = typeof event === 'string' ? heardAs(registry, lastSegment(event)) : undefined
  if (heard === undefined) {
    const known = eventWordsOf(registry).join(', ')
    return itemFault('rjct.notify_types.invalid', `reg_event_type is none of ${known === '' ? 'this registry' : known}`)
  }
  const record = present(criteria.notify_record_type)
  if (typeof record !== 'string') return details('notify_record_type is missing')
  // Of identifiers it tells in one kind of record.
  if (registry !== 'sr' || heard.every(({ target }) => target.record === 'identity')) return ok(heard)
  // The social registry tells of persons or of households.
  const targets = targetsOf('sr', { reg_type: criteria.reg_type, reg_record_type: record, query: criteria.filter })
  if (!targets.ok) return details('notify_record_type is none of Member, Person, Group')
  return ok(heard.flatMap((one) => targets.value.map((target) => ({ ...one, target }))))
}

/** No filter at all: `{}`, an empty list, or none. */
function filterOf(criteria: Tree, { record }: Target): Result<Condition | undefined, ItemFault> {
  const filter = present(criteria.filter)
  if (filter === undefined || Object.keys(Object(filter)).length === 0) return ok(undefined)
  const condition = parseQuery(criteria.filter_type, filter, record)
  return condition.ok ? condition : details(condition.problem.message)
}

type Times = Pick<Wish, 'frequency' | 'from' | 'until'>

/** frequency-parts: start and end may be absent; a word stands for its cron. */
function timesOf(given: unknown): Result<Times, ItemFault> {
  if (given === undefined) return ok({ frequency: undefined, from: undefined, until: undefined })
  const parts = typeof given === 'string' ? { frequency: given } : given
  if (!isTree(parts)) return details('frequency is not an object')
  const frequency = present(parts.frequency)
  if (frequency !== undefined && (typeof frequency !== 'string' || frequency.length > frequencyLengthLimit)) {
    return details('frequency.frequency is not a cron expression')
  }
  const [from, until] = [present(parts.start_time), present(parts.end_time)]
  const [begins, ends] = [parseInstant(from), parseInstant(until)]
  if ((from !== undefined && begins === undefined) || (until !== undefined && ends === undefined)) {
    return details('frequency.start_time and end_time are date-times with zone (RFC 3339)')
  }
  return ok({ frequency, from: begins, until: ends })
}
