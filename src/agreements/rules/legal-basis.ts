import type { LegalBasis } from '../schema.ts'
import { type Case, listed, notReached, pass, refuse, type Verdict } from './gate.ts'

/** G5: each party names the law that allows it, and a second ground where data are sensitive that it asks for or by. */
export function legalBasis({ request, facts, candidate, service, selection, bases }: Case): Verdict {
  if (candidate === undefined) return notReached('agreements.nothing-to-check')
  const { id } = candidate.agreement
  if (!namesLaw(bases)) return refuse('agreements.legal-basis-missing', { agreement: id })
  if (service === undefined) return notReached('agreements.nothing-to-check')
  const askedBy = request.askBy.filter((element) => lacksGround(element, bases, facts.classificationOf))
  const held = selection.withheld.filter((one) => one.reason.code === 'agreements.field-without-ground')
  const mustHaveAll = request.elements !== undefined && request.acceptPartial !== true
  const heldRefuses = held.length > 0 && (mustHaveAll || selection.fields.length === 0)
  if (askedBy.length > 0 || heldRefuses) {
    const elements = [...new Set([...askedBy, ...held.map((one) => one.element)])]
    return refuse('agreements.sensitive-ground-missing', { agreement: id, elements: listed(elements) })
  }
  return pass('agreements.legal-basis-present', {
    act: bases[0]?.act ?? '',
    section: bases[0]?.section ?? '',
  })
}

export const namesLaw = (bases: readonly LegalBasis[]): boolean =>
  bases.length > 0 && bases.every(({ act, section }) => act.trim() !== '' && section.trim() !== '')

/** An element that the dictionary does not know counts as sensitive: a lower class needs an argument. */
export function lacksGround(
  element: string,
  bases: readonly LegalBasis[],
  classificationOf: (element: string) => string | undefined,
): boolean {
  if (bases.every(({ sensitiveGround }) => sensitiveGround !== undefined && sensitiveGround.trim() !== '')) return false
  return (classificationOf(element) ?? 'sensitive') === 'sensitive'
}
