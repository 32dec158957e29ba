import type { LegalBasis } from '../schema.ts'
import { type Case, listed, notReached, pass, refuse, type Verdict } from './gate.ts'

/** G5: the law that allows the flow is named, and a second ground where sensitive data are asked for or asked by. */
export function legalBasis({ request, facts, candidate, service, selection }: Case): Verdict {
  if (candidate === undefined) return notReached('agreements.nothing-to-check')
  const { id, legalBasis: basis } = candidate.agreement
  if (basis.act.trim() === '' || basis.section.trim() === '') {
    return refuse('agreements.legal-basis-missing', { agreement: id })
  }
  if (service === undefined) return notReached('agreements.nothing-to-check')
  const askedBy = request.askBy.filter((element) => lacksGround(element, basis, facts.classificationOf))
  const held = selection.withheld.filter((one) => one.reason.code === 'agreements.field-without-ground')
  const mustHaveAll = request.elements !== undefined && request.acceptPartial !== true
  const heldRefuses = held.length > 0 && (mustHaveAll || selection.fields.length === 0)
  if (askedBy.length > 0 || heldRefuses) {
    const elements = [...new Set([...askedBy, ...held.map((one) => one.element)])]
    return refuse('agreements.sensitive-ground-missing', { agreement: id, elements: listed(elements) })
  }
  return pass('agreements.legal-basis-present', { act: basis.act, section: basis.section })
}

/** An element that the dictionary does not know counts as sensitive: a lower class needs an argument. */
export function lacksGround(
  element: string,
  basis: LegalBasis,
  classificationOf: (element: string) => string | undefined,
): boolean {
  if (basis.sensitiveGround !== undefined && basis.sensitiveGround.trim() !== '') return false
  const classification = classificationOf(element) ?? 'sensitive'
  return classification === 'sensitive'
}
