import type { Agreement } from '../schema.ts'
import { finding, listed } from './finding.ts'
import type { Finding } from './schema.ts'
import type { FieldUse } from './world.ts'

/** Fields that are agreed and that nobody asked for. Answers without a record say nothing of need, so they do not count. */
export function findingsOfUse({ services }: Agreement, use: FieldUse | undefined): Finding[] {
  if (use === undefined) return []
  const { days, answers, released } = use
  if (answers === 0) return [finding('analysis.never-used', { severity: 'notice', places: [''], params: { days } })]
  const unused = services.flatMap(({ fields }, i) =>
    fields.flatMap(({ element }, j) =>
      (released.get(element) ?? 0) > 0 ? [] : { element, place: `/services/${i}/fields/${j}` },
    ),
  )
  if (unused.length === 0) return []
  const params = { days, answers, elements: listed([...new Set(unused.map(({ element }) => element))]) }
  return [finding('analysis.never-released', { severity: 'notice', places: unused.map(({ place }) => place), params })]
}
