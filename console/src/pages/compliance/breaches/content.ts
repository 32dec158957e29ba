import type { Breach, BreachContent, BreachRecord } from '../../../../../src/compliance/breaches/schema.ts'
import { instantIn, localIn } from '../../../parts/zoned-time.ts'

export const breachTexts = ['discovery', 'story', 'consequences', 'measures', 'reasons'] as const
export type BreachText = (typeof breachTexts)[number]

/** What was typed; times as the clocks of the country show them. */
export interface TypedBreach extends Readonly<Record<BreachText, string>> {
  readonly noticedAt: string
  readonly natures: BreachContent['natures']
  readonly cause: BreachContent['cause'] | undefined
  readonly from: string
  readonly to: string
  readonly elements: readonly string[]
  readonly persons: string
  readonly vulnerable: boolean
  readonly unintelligible: boolean
  readonly agreements: readonly string[]
  readonly exchangesFrom: string
  readonly exchangesTo: string
  readonly consumer: string
  readonly client: string
  readonly controller: string
  readonly risk: BreachContent['risk'] | undefined
  readonly office: string
  readonly address: string
}

export const emptyBreach = (timeZone: string, now: Date): TypedBreach => ({
  ...{ discovery: '', story: '', consequences: '', measures: '', reasons: '' },
  ...{ noticedAt: localIn(timeZone, now.toISOString()), natures: [], cause: undefined, from: '', to: '' },
  ...{ elements: [], persons: '', vulnerable: false, unintelligible: false, agreements: [] },
  ...{ exchangesFrom: '', exchangesTo: '', consumer: '', client: '', controller: '', risk: undefined },
  ...{ office: '', address: '' },
})

export function typedOf({ noticedAt, content }: Pick<Breach, 'noticedAt' | 'content'>, timeZone: string): TypedBreach {
  const { exchanges, contact, persons, from, to, controller = '', ...rest } = content
  const local = (at: string | undefined) => (at === undefined ? '' : localIn(timeZone, at))
  return {
    ...rest,
    ...{ noticedAt: local(noticedAt), from: local(from), to: local(to), controller },
    persons: persons === undefined ? '' : String(persons),
    agreements: exchanges?.agreements ?? [],
    ...{ exchangesFrom: local(exchanges?.from), exchangesTo: local(exchanges?.to) },
    ...{ consumer: exchanges?.consumer ?? '', client: exchanges?.client ?? '' },
    ...contact,
  }
}

export type BreachFault = keyof TypedBreach

/** A run of digits as long as the number of a person or a telephone, which does not belong into these texts. */
const longNumber = /\d[\d\s-]{5,}\d/

/** What is missing or cannot be right, by the name of its field. */
export function faultsOf(typed: TypedBreach, timeZone: string, now: Date): ReadonlySet<BreachFault> {
  const at = (local: string) => Date.parse(instantIn(timeZone, local) ?? '')
  const blank = (name: BreachFault, value: string): readonly BreachFault[] => (value.trim() === '' ? [name] : [])
  const when = (name: BreachFault, is: boolean): readonly BreachFault[] => (is ? [name] : [])
  const { noticedAt, from, to, exchangesFrom, exchangesTo, agreements } = typed
  const noticed = at(noticedAt)
  const texts = breachTexts.flatMap((name) => when(name, typed[name].trim() === '' || longNumber.test(typed[name])))
  const queried = agreements.length > 0
  return new Set([
    ...texts,
    ...when('noticedAt', !(noticed <= now.getTime())),
    ...when('natures', typed.natures.length === 0),
    ...when('cause', typed.cause === undefined),
    ...when('from', from !== '' && !(at(from) <= noticed)),
    ...when('to', to !== '' && !(at(to) >= (from === '' ? 0 : at(from)))),
    ...when('elements', typed.elements.length === 0),
    ...when('persons', !/^\d{0,10}$/.test(typed.persons.trim())),
    ...when('exchangesFrom', queried && !(at(exchangesFrom) <= now.getTime())),
    ...when('exchangesTo', queried && !(at(exchangesTo) >= at(exchangesFrom))),
    ...when('risk', typed.risk === undefined),
    ...blank('office', typed.office),
    ...blank('address', typed.address),
  ])
}

/** Only of what has no fault. */
export function recordOf(typed: TypedBreach, timeZone: string): BreachRecord {
  const at = (local: string) => instantIn(timeZone, local) ?? ''
  const { cause = 'other', risk = 'high', persons, from, to, controller, consumer, client, agreements } = typed
  const texts = Object.fromEntries(breachTexts.map((name) => [name, typed[name].trim()])) as Record<BreachText, string>
  const exchanges = {
    agreements: [...agreements],
    ...{ from: at(typed.exchangesFrom), to: at(typed.exchangesTo) },
    ...(consumer === '' ? {} : { consumer }),
    ...(client.trim() === '' ? {} : { client: client.trim() }),
  }
  const content: BreachContent = {
    ...texts,
    ...{ natures: [...typed.natures], cause, risk, elements: [...typed.elements] },
    ...{ vulnerable: typed.vulnerable, unintelligible: typed.unintelligible },
    ...(from === '' ? {} : { from: at(from) }),
    ...(to === '' ? {} : { to: at(to) }),
    ...(persons.trim() === '' ? {} : { persons: Number(persons) }),
    ...(controller === '' ? {} : { controller }),
    ...(agreements.length === 0 ? {} : { exchanges }),
    contact: { office: typed.office.trim(), address: typed.address.trim() },
  }
  return { noticedAt: at(typed.noticedAt), content }
}
