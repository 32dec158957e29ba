import type { AgreedService, DecisionRequest, Facts, LegalBasis, Withheld } from '../schema.ts'
import { type Case, listed, notReached, pass, reason, refuse, type Selection, type Verdict } from './gate.ts'
import { lacksGround } from './legal-basis.ts'

/** G8: what is asked for and what it is asked by are agreed. A filter is a disclosure, too. */
export function fields({ request, candidate, service, selection }: Case): Verdict {
  if (candidate === undefined || service === undefined) return notReached('agreements.nothing-to-check')
  const agreement = candidate.agreement.id
  if (request.askBy.length === 0)
    return refuse('agreements.ask-by-missing', { agreement, agreed: listed(service.askBy) })
  const strangers = request.askBy.filter((element) => !service.askBy.includes(element))
  if (strangers.length > 0) {
    const params = { agreement, elements: listed(strangers), agreed: listed(service.askBy) }
    return refuse('agreements.ask-by-not-agreed', params)
  }
  const missing = selection.withheld.filter((one) => one.reason.code !== 'agreements.field-without-ground')
  const mustHaveAll = request.elements !== undefined && request.acceptPartial !== true
  const agreements = listed(selection.stricter)
  if (missing.length > 0 && (mustHaveAll || selection.fields.length === 0)) {
    const elements = listed(missing.map((one) => one.element))
    const why = new Set(missing.map((one) => one.reason.code))
    if (why.has('agreements.field-not-consented')) return refuse('agreements.fields-not-consented', { elements })
    return why.size === 1 && why.has('agreements.field-not-agreed')
      ? refuse('agreements.fields-not-agreed', { agreement, elements })
      : refuse('agreements.fields-held-by-others', { agreement, elements, agreements })
  }
  const released = selection.fields.length
  const withheld = selection.withheld.length
  if (selection.stricter.length > 0) return pass('agreements.fields-by-stricter', { released, withheld, agreements })
  if (withheld > 0) return pass('agreements.fields-partly-agreed', { released, withheld })
  return pass('agreements.fields-agreed', { released })
}

export interface Wanted {
  readonly request: DecisionRequest
  readonly service: AgreedService
  readonly bases: readonly LegalBasis[]
  readonly classificationOf: Facts['classificationOf']
  /** Where the ground is consent, what it was given for. */
  readonly consented?: readonly string[] | undefined
}

/** What of the wanted may leave: without a list of elements, all that is agreed is wanted. */
export function select({ request, service, bases, classificationOf, consented }: Wanted): Selection {
  const { elements } = request
  const agreed = elements === undefined ? service.fields : service.fields.filter((f) => elements.includes(f.element))
  const withheld: Withheld[] = []
  for (const element of new Set(elements)) {
    if (agreed.some((field) => field.element === element)) continue
    withheld.push({ element, reason: reason('agreements.field-not-agreed', { element }) })
  }
  const selected = agreed.filter(({ element }) => {
    if (lacksGround(element, bases, classificationOf)) {
      withheld.push({ element, reason: reason('agreements.field-without-ground', { element }) })
      return false
    }
    if (consented?.includes(element) === false) {
      withheld.push({ element, reason: reason('agreements.field-not-consented', { element }) })
      return false
    }
    return true
  })
  return { fields: selected, withheld, maxRecords: service.maxRecords, others: [], stricter: [] }
}
