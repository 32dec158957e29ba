import type { Decision, Reason } from '../../agreements/schema.ts'
import { elementsOf } from '../exchange.ts'
import type { Condition, Scalar } from '../plugin.ts'
import { cannotAsk } from '../steps/decide.ts'
import type { SubscriptionWorld } from './world.ts'

/** What a subscriber would ask at each event. */
export interface Wanted {
  readonly member: string
  readonly service: string
  readonly purpose: string
  readonly agreement?: string
  readonly filter?: Condition
}

export interface Standing {
  readonly decision?: Decision
  /** Why nothing may be told. */
  readonly refusal?: { readonly reason: Reason; readonly gate?: string }
}

/** The question about one event: the key of the record, and the filter. */
export function conditionOf(key: Readonly<Record<string, Scalar>>, filter: Condition | undefined): Condition {
  const equalities = Object.entries(key).map(([element, value]): Condition => ({ element, is: 'eq', value }))
  const parts = filter === undefined ? equalities : [...equalities, filter]
  const [only] = parts
  return only !== undefined && parts.length === 1 ? only : { and: parts }
}

/** Consent, use and quality at this minute say nothing about the person and the day that an event comes. */
const momentary: ReadonlySet<string> = new Set(['G6', 'G10', 'G11'])

/** May it be told today? Decided as its questions will be, but nothing is counted: no one is asked about yet. */
export async function standingOf(wanted: Wanted, world: SubscriptionWorld): Promise<Standing> {
  const { directory, agreements, events } = world
  const service = directory.service(wanted.service)
  const key = events.keyOf(wanted.service)
  if (service === undefined || key === undefined) throw new Error(`${wanted.service} has no events`)
  const condition = conditionOf(Object.fromEntries(key.map((element) => [element, ''])), wanted.filter)
  const impossible = cannotAsk(service, condition)
  if (impossible?.reason !== undefined) return { refusal: { reason: impossible.reason } }
  const decision = await agreements.explain({
    consumer: wanted.member,
    provider: service.member,
    service: service.id,
    purpose: wanted.purpose,
    askBy: elementsOf(condition),
    acceptPartial: true,
    ...(wanted.agreement === undefined ? {} : { agreement: wanted.agreement }),
  })
  const refusing = decision.gates.find(({ gate, result }) => result === 'refuse' && !momentary.has(gate))
  if (refusing === undefined) return { decision }
  return { decision, refusal: { reason: refusing.reason, gate: refusing.gate } }
}
