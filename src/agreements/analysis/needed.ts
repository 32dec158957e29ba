import type { AgreedService, Agreement, Purpose, ReleaseForm } from '../schema.ts'
import { finding, formWords, listed } from './finding.ts'
import { isWider, wider } from './forms.ts'
import { matches, specificity } from './pattern.ts'
import type { Finding, FindingSeverity } from './schema.ts'
import type { AnalysisWorld } from './world.ts'

/** A field with its place in the agreement. */
interface Placed {
  readonly element: string
  readonly place: string
}

/** Fields that are unknown, wider than the purpose needs, or badly justified. */
export function needFindings(agreement: Agreement, world: AnalysisWorld): Finding[] {
  return [
    ...unknownElements(agreement, world),
    ...withoutGround(agreement, world),
    ...agreement.services.flatMap((clause, i) => widerThanNeeded(clause, `/services/${i}`, { agreement, world })),
    ...thinJustifications(agreement, world),
    ...repeatedJustifications(agreement),
  ]
}

const placesOf = (placed: readonly Placed[]): string[] => placed.map(({ place }) => place)
const elementsOf = (placed: readonly Placed[]): string => listed([...new Set(placed.map(({ element }) => element))])

const fieldsOf = ({ services }: Agreement) =>
  services.flatMap(({ fields }, i) => fields.map((field, j) => ({ ...field, place: `/services/${i}/fields/${j}` })))

function unknownElements({ services }: Agreement, { element }: AnalysisWorld): Finding[] {
  const named = services.flatMap(({ askBy, fields }, i) => [
    ...askBy.map((id, j) => ({ element: id, place: `/services/${i}/askBy/${j}` })),
    ...fields.map((field, j) => ({ element: field.element, place: `/services/${i}/fields/${j}/element` })),
  ])
  const unknown = named.filter((one) => element(one.element) === undefined)
  if (unknown.length === 0) return []
  const params = { elements: elementsOf(unknown) }
  return [finding('analysis.element-unknown', { severity: 'error', places: placesOf(unknown), params })]
}

/** G5 withholds them; better to learn it before signing. */
function withoutGround(agreement: Agreement, { element }: AnalysisWorld): Finding[] {
  if (agreement.legalBasis.sensitiveGround !== undefined) return []
  const sensitive = fieldsOf(agreement).filter((field) => element(field.element)?.classification === 'sensitive')
  if (sensitive.length === 0) return []
  const places = ['/legalBasis', ...placesOf(sensitive)]
  return [
    finding('analysis.sensitive-without-ground', {
      severity: 'error',
      places,
      params: { elements: elementsOf(sensitive) },
    }),
  ]
}

type Around = { readonly agreement: Agreement; readonly world: AnalysisWorld }

function widerThanNeeded({ service, fields }: AgreedService, at: string, { agreement, world }: Around): Finding[] {
  const purposes = covered(agreement.purposes, world)
  if (purposes.every(({ needs }) => needs === undefined)) return []
  const judged = fields.flatMap((field, i) => {
    const facts = world.element(field.element)
    // Records are agreed by their fields' own ids.
    if (facts === undefined || facts.type === 'records') return []
    const usual = usualForm(field.element, purposes)
    // The value of a boolean is a yes or no itself.
    const needed = facts.type === 'boolean' && usual === 'yes-no' ? 'raw' : usual
    if (needed !== undefined && !isWider(field.release, needed)) return []
    const severity: FindingSeverity = facts.classification === 'sensitive' ? 'warning' : 'notice'
    return { element: field.element, place: `${at}/fields/${i}`, usual, severity }
  })
  const groups = Map.groupBy(judged, ({ usual, severity }) => `${usual} ${severity}`)
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const { usual, severity } = first
    const found = { severity, places: placesOf(group) }
    const params = { service, elements: elementsOf(group) }
    return usual === undefined
      ? finding('analysis.outside-purpose', { ...found, params })
      : finding('analysis.form-wider', { ...found, params: { ...params, form: formWords[usual] } })
  })
}

/** An agreement for a purpose covers its narrower ones, so what those need is needed too. */
const covered = (agreed: readonly string[], { purposes, broaderPurposes }: AnalysisWorld): readonly Purpose[] =>
  purposes.filter(({ id }) => (broaderPurposes.get(id) ?? [id]).some((one) => agreed.includes(one)))

/** The widest form that one of the purposes needs; undefined when none needs it at all. */
function usualForm(element: string, purposes: readonly Purpose[]): ReleaseForm | undefined {
  let usual: ReleaseForm | undefined
  for (const { needs = [] } of purposes) {
    const fitting = needs.flatMap(({ elements, form }) =>
      elements
        .filter((pattern) => matches(pattern, element))
        .map((pattern) => ({ form, weight: specificity(pattern) })),
    )
    const [best] = fitting.sort((a, b) => b.weight - a.weight)
    if (best !== undefined) usual = usual === undefined ? best.form : wider(usual, best.form)
  }
  return usual
}

const fewestWords = 3

function thinJustifications(agreement: Agreement, { element }: AnalysisWorld): Finding[] {
  const thin = fieldsOf(agreement).filter(
    (field) =>
      element(field.element)?.classification === 'sensitive' &&
      field.justification.split(/\s+/).filter((word) => word !== '').length < fewestWords,
  )
  if (thin.length === 0) return []
  const places = placesOf(thin).map((place) => `${place}/justification`)
  return [
    finding('analysis.justification-thin', { severity: 'warning', places, params: { elements: elementsOf(thin) } }),
  ]
}

const mostFieldsOfOneText = 4
const mostConceptsOfOneText = 2

/** Names share a reason, and so do the parts of a payment; one that persons, scores and payments share is none. */
function repeatedJustifications(agreement: Agreement): Finding[] {
  const same = Map.groupBy(fieldsOf(agreement), ({ justification }) => justification.trim().toLowerCase())
  return [...same.values()].flatMap((group) => {
    const distinct = new Set(group.map(({ element }) => element))
    const concepts = new Set([...distinct].map((element) => element.slice(0, element.indexOf('.'))))
    const [first] = group
    if (first === undefined || distinct.size <= mostFieldsOfOneText || concepts.size <= mostConceptsOfOneText) return []
    const places = placesOf(group).map((place) => `${place}/justification`)
    const params = { count: distinct.size, text: first.justification }
    return finding('analysis.justification-repeated', { severity: 'notice', places, params })
  })
}
