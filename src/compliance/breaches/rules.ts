import type { Breach as BreachClause } from '../../agreements/clauses/safeguards.ts'
import { type ClockRow, dueOf, rowsFor } from '../../agreements/law/clocks.ts'
import type { ClockEvent } from '../../agreements/law/rule.ts'
import type { Problem } from '../../kernel/problem.ts'
import { dueShown } from '../due.ts'
import { faultyBreach, lateWithoutReason, notToldYet, toldBefore } from './problems.ts'
import type { Breach, BreachContent, BreachRecord, Recipient, Told } from './schema.ts'

const hourMs = 3_600_000

/** What an agreement says of its parties and of the time in which they tell each other. */
export interface AgreedNotice {
  readonly id: string
  readonly provider: string
  readonly consumer: string
  readonly breach?: BreachClause
}

export interface BreachFacts {
  readonly table: readonly ClockRow[]
  /** Of this node: its law sets the times. */
  readonly country: string
  readonly now: Date
  /** Those that the breach names. */
  readonly agreements: readonly AgreedNotice[]
}

type Subject = Pick<Breach, 'member' | 'noticedAt' | 'content' | 'told'>

/** Everyone who must hear of a breach, and how that stands. */
export function recipientsOf(breach: Subject, facts: BreachFacts): Recipient[] {
  const { content, member } = breach
  const harms = content.risk !== 'unlikely'
  const others = facts.agreements.flatMap(({ provider, consumer }) => [provider, consumer])
  const parties = [...new Set(others)].filter((one) => one !== member && one !== content.controller)
  return [
    content.controller === undefined
      ? byLaw('authority', harms, 'breach-authority', breach, facts)
      : byLaw(content.controller, true, 'breach-controller', breach, facts),
    ...parties.map((party) => byAgreement(party, breach, facts)),
    byLaw('persons', content.risk === 'high' && !content.unintelligible, 'breach-subject', breach, facts),
  ]
}

type Unsettled = Omit<Recipient, 'state' | 'told'>

function byLaw(to: string, required: boolean, event: ClockEvent, breach: Subject, facts: BreachFacts): Recipient {
  const { table, country } = facts
  const start = new Date(breach.noticedAt)
  const due = dueOf(table, { event, start, jurisdictions: [country] })
  const [row] = rowsFor(table, event, [country], start)
  const law = row && { rule: row.clock.id, act: row.act, section: row.clock.source.section }
  const time = due === undefined ? law && { withoutDelay: law } : { due: dueShown(due) }
  return settled({ to, required, ...time }, breach, facts)
}

/** The shortest time of those that bind the two; a party that agreed on none is told all the same. */
function byAgreement(to: string, breach: Subject, facts: BreachFacts): Recipient {
  const [agreed] = facts.agreements
    .flatMap(({ id, provider, consumer, breach: clause }) =>
      clause !== undefined && [provider, consumer].includes(to) ? [{ agreement: id, ...clause }] : [],
    )
    .toSorted((a, b) => a.noticeHours - b.noticeHours)
  if (agreed === undefined) return settled({ to, required: true }, breach, facts)
  const { agreement, noticeHours: hours, contact } = agreed
  const at = new Date(Date.parse(breach.noticedAt) + hours * hourMs).toISOString()
  const { office, address } = contact
  return settled({ to, required: true, agreed: { agreement, hours, at, office, address } }, breach, facts)
}

/** The instant from which it is too late. */
export const endOf = ({ due, agreed }: Pick<Recipient, 'due' | 'agreed'>): string | undefined => due?.at ?? agreed?.at

function settled(recipient: Unsettled, { told }: Subject, { now }: BreachFacts): Recipient {
  const heard = told.find(({ to }) => to === recipient.to)
  const end = endOf(recipient)
  const isLate = (at: number) => end !== undefined && at >= Date.parse(end)
  if (heard !== undefined) {
    return { ...recipient, told: heard, state: isLate(Date.parse(heard.at)) ? 'told-late' : 'told' }
  }
  if (!recipient.required) return { ...recipient, state: 'not-required' }
  return { ...recipient, state: isLate(now.getTime()) ? 'overdue' : 'open' }
}

/** A run of digits as long as the number of a person or a telephone. */
const longNumber = /\d[\d\s-]{5,}\d/

const texts = ['discovery', 'story', 'consequences', 'measures', 'reasons'] as const

/** Why a breach cannot be kept as it is sent; undefined: it can. */
export function recordFault(
  { noticedAt, content }: BreachRecord,
  {
    now,
    isElement,
    member,
  }: { readonly now: Date; readonly isElement: (id: string) => boolean; readonly member: string },
): Problem | undefined {
  const noticed = Date.parse(noticedAt)
  const untimely = Object.entries(timesOf({ noticedAt, content })).find(([, at]) => at !== undefined && !isTime(at))
  if (untimely !== undefined) return faultyBreach(untimely[0], 'no-time')
  if (noticed > now.getTime()) return faultyBreach('/noticedAt', 'in-the-future')
  const { from, to, elements, controller } = content
  const unknown = elements.findIndex((element) => !isElement(element))
  if (unknown >= 0) return faultyBreach(`/content/elements/${unknown}`, 'no-element')
  if (from !== undefined && Date.parse(from) > noticed) return faultyBreach('/content/from', 'after-notice')
  if (from !== undefined && to !== undefined && Date.parse(to) < Date.parse(from)) {
    return faultyBreach('/content/to', 'before-begin')
  }
  if (controller === member) return faultyBreach('/content/controller', 'oneself')
  return textFault(content) ?? exchangesFault(content, now)
}

const timesOf = ({ noticedAt, content: { from, to, exchanges } }: BreachRecord) => ({
  '/noticedAt': noticedAt,
  '/content/from': from,
  '/content/to': to,
  '/content/exchanges/from': exchanges?.from,
  '/content/exchanges/to': exchanges?.to,
})

const earliest = Date.parse('1990-01-01T00:00:00Z')

/** A leap second is written as an instant, and is none that can be reckoned with. */
const isTime = (instant: string): boolean => Date.parse(instant) >= earliest

function textFault(content: BreachContent): Problem | undefined {
  const named = texts.find((name) => longNumber.test(content[name]))
  return named && faultyBreach(`/content/${named}`, 'holds-a-number')
}

function exchangesFault({ exchanges }: BreachContent, now: Date): Problem | undefined {
  if (exchanges === undefined) return undefined
  if (Date.parse(exchanges.from) > now.getTime()) return faultyBreach('/content/exchanges/from', 'in-the-future')
  return Date.parse(exchanges.to) < Date.parse(exchanges.from)
    ? faultyBreach('/content/exchanges/to', 'before-begin')
    : undefined
}

/** Why it cannot be recorded that somebody was told. */
export function toldFault(told: Told, { recipients, noticedAt, now }: ToldFacts): Problem | undefined {
  const recipient = recipients.find(({ to }) => to === told.to)
  if (recipient === undefined) return faultyBreach('/to', 'no-recipient')
  if (recipient.told !== undefined) return toldBefore(told.to)
  const at = Date.parse(told.at)
  if (!isTime(told.at)) return faultyBreach('/at', 'no-time')
  if (at > now.getTime()) return faultyBreach('/at', 'in-the-future')
  if (at < Date.parse(noticedAt)) return faultyBreach('/at', 'before-notice')
  if (told.lateBecause !== undefined && longNumber.test(told.lateBecause)) {
    return faultyBreach('/lateBecause', 'holds-a-number')
  }
  const end = endOf(recipient)
  const isLate = end !== undefined && at >= Date.parse(end)
  return isLate && told.lateBecause === undefined ? lateWithoutReason(told.to) : undefined
}

interface ToldFacts {
  readonly recipients: readonly Recipient[]
  readonly noticedAt: string
  readonly now: Date
}

/** Who must still be told before it can be closed. */
export function closingFault(recipients: readonly Recipient[]): Problem | undefined {
  const waiting = recipients.filter(({ state }) => state === 'open' || state === 'overdue').map(({ to }) => to)
  return waiting.length === 0 ? undefined : notToldYet(waiting)
}
