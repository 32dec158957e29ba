import type { DecisionRequest } from '../../agreements/schema.ts'
import type { Service } from '../../federation/schema.ts'
import { type Exchange, elementsOf, type Findings, isEqualitiesOnly, stop } from '../exchange.ts'
import type { Condition } from '../plugin.ts'
import type { ExchangeWorld } from '../world.ts'

/** The element that persons are known by: restrictions hang on it. */
export const nationalIdElement = 'person.national-id'

/** Step 3. May this leave, and in which form? A question that the system could never be asked is refused first. */
export async function decide(exchange: Exchange, world: ExchangeWorld): Promise<Findings> {
  const { service, request, message } = exchange
  const impossible = cannotAsk(service, request.condition)
  if (impossible !== undefined) return impossible
  const askBy = elementsOf(request.condition)
  const nationalId = exchange.sent[nationalIdElement]
  const asked: DecisionRequest = {
    consumer: message.caller.member,
    provider: service.member,
    service: service.id,
    purpose: request.purpose,
    askBy,
    acceptPartial: request.acceptPartial,
    ...(request.agreement === undefined ? {} : { agreement: request.agreement }),
    ...(request.elements === undefined ? {} : { elements: request.elements }),
    ...(nationalId === undefined ? {} : { subject: world.subjectKey(String(nationalId)) }),
    ...(message.caller.kind === 'person' ? { user: message.caller.id } : {}),
  }
  const person = nationalId === undefined ? undefined : world.personState?.(String(nationalId))
  const { decision, counted } = await world.agreements.decide(asked, person)
  if (decision.outcome === 'deny') {
    const refusal = decision.gates.find(({ result }) => result === 'refuse')
    if (refusal === undefined) throw new Error('a decision denies without a gate that refuses')
    return { asked, decision, status: 'refused', reason: refusal.reason }
  }
  const known = new Set([...askBy, ...decision.fields.filter(({ release }) => release === 'raw').map((f) => f.element)])
  const hidden = request.sort.filter(({ element }) => !known.has(element)).map(({ element }) => element)
  if (hidden.length > 0) {
    // The order of records tells about the value that they are ordered by.
    counted?.giveBack()
    return { asked, decision, ...stop('refused', 'exchange.sort-not-agreed', { elements: hidden.join(', ') }) }
  }
  return counted === undefined ? { asked, decision } : { asked, decision, counted }
}

/** Why a service could never be asked with this condition, whatever is agreed. */
export function cannotAsk(service: Service, condition: Condition): Findings | undefined {
  if (service.conditions === 'any') return undefined
  if (!isEqualitiesOnly(condition)) {
    return stop('refused', 'exchange.condition-not-supported', { service: service.id })
  }
  const given = new Set(elementsOf(condition))
  if (service.askBy.some((set) => set.every((element) => given.has(element)))) return undefined
  return stop('refused', 'exchange.cannot-ask', { service: service.id, needs: alternatives(service.askBy) })
}

/** `person.national-id | person.name.surname + person.birth-date`: the smallest sets, separated by bars. */
function alternatives(askBy: readonly (readonly string[])[]): string {
  const smallest = askBy.filter(
    (set) => !askBy.some((other) => other.length < set.length && other.every((element) => set.includes(element))),
  )
  return smallest.map((set) => set.join(' + ')).join(' | ')
}
