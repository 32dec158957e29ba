import type { AgreedField } from '../schema.ts'
import { type Case, reason, type Selection } from './gate.ts'
import { impactAssessment } from './impact-assessment.ts'
import { inForce } from './in-force.ts'
import { namesLaw } from './legal-basis.ts'
import { place } from './place.ts'
import { purpose } from './purpose.ts'
import { quality } from './quality.ts'
import { subjectState } from './subject.ts'
import { isWithinHours } from './time-window.ts'

/**
 * Where several agreements in force are about the same service and purpose and may be asked by the same elements, a field
 * that more than one of them names leaves only as every one of them lets it leave: in the stricter form, or not at all.
 * Of a field that an agreement does not name it says nothing. Volumes are each agreement's own.
 */
export function boundBy(given: Case, others: readonly Case[]): Case {
  const binding = others
    .filter((other) => other.candidate !== given.candidate && speaks(other))
    .toSorted((a, b) => (idOf(a) < idOf(b) ? -1 : 1))
  if (binding.length === 0) return given
  return { ...given, selection: binding.reduce(narrowed, given.selection) }
}

const idOf = ({ candidate }: Case): string => candidate?.agreement.id ?? ''

/** Whether an agreement works today for this purpose and way of asking; one that does not says nothing. */
function speaks(other: Case): boolean {
  const { service, bases, request } = other
  if (service === undefined || !request.askBy.every((element) => service.askBy.includes(element))) return false
  return namesLaw(bases) && [inForce, impactAssessment, purpose].every((check) => check(other).result === 'pass')
}

/** What an agreement that works forbids altogether: this person, this place, this hour, this quality. */
const forbids = (other: Case): boolean =>
  !isWithinHours(other) || [subjectState, place, quality].some((check) => check(other).result === 'refuse')

function narrowed(selection: Selection, other: Case): Selection {
  const { candidate, service } = other
  if (candidate === undefined || service === undefined) return selection
  const { id } = candidate.agreement
  const named = new Map(service.fields.map((field) => [field.element, field]))
  const shared = selection.fields.filter(({ element }) => named.has(element))
  if (shared.length === 0) return selection
  const forbidden = forbids(other)
  const leaves = new Set(forbidden ? [] : other.selection.fields.map(({ element }) => element))
  const withheld = [...selection.withheld]
  const fields = selection.fields.flatMap((field) => {
    const theirs = named.get(field.element)
    if (theirs === undefined) return [field]
    const { element } = field
    const narrower = leaves.has(element) ? stricterOf(field, theirs) : undefined
    if (narrower !== undefined) return [narrower]
    const code = leaves.has(element) ? 'agreements.field-forms-contradict' : 'agreements.field-held-by-other'
    withheld.push({ element, reason: reason(code, { element, agreement: id }) })
    return []
  })
  const changed =
    withheld.length > selection.withheld.length || fields.some((field, i) => field !== selection.fields[i])
  const fewer = service.maxRecords < selection.maxRecords
  return {
    fields,
    withheld,
    maxRecords: Math.min(selection.maxRecords, service.maxRecords),
    others: [...selection.others, candidate.agreement],
    stricter: changed || fewer ? [...selection.stricter, id] : selection.stricter,
  }
}

/**
 * Of two forms the one that can be made from the other: anything from the value itself, a coarser band from a finer one.
 * Undefined where neither can be made from the other: to give either would tell what one agreement keeps back.
 */
export function stricterOf(one: AgreedField, other: AgreedField): AgreedField | undefined {
  if (one.release === 'raw') return other.release === 'raw' ? one : other
  if (other.release === 'raw') return one
  if (one.release !== other.release) return undefined
  if (one.release === 'band') return coarser(one, other)
  // A hash is salted by its agreement, so that two agreements' hashes are not the same thing.
  if (one.release === 'hash') return undefined
  return JSON.stringify(one.predicate) === JSON.stringify(other.predicate) ? one : undefined
}

function coarser(one: AgreedField, other: AgreedField): AgreedField | undefined {
  const [ours, theirs] = [one.bandEdges ?? [], other.bandEdges ?? []]
  if (ours.every((edge) => theirs.includes(edge))) return one
  return theirs.every((edge) => ours.includes(edge)) ? other : undefined
}
