/** Who and what the checks ask about: found in the server itself, so that they fit any data. */
import type { Json } from '../kernel/canonical-json.ts'
import {
  type Comparison,
  type Expression,
  expressionQuery,
  identifierQuery,
  predicateQuery,
} from '../standards/dci/expression.ts'
import type { RegistryName } from '../standards/dci/registries.ts'
import { need, Skip } from './check.ts'
import { columnOf, type Identifier, identifiersOf, orderOf } from './data.ts'
import { foundBy, type Probe, type Searched, skip } from './probe.ts'

export interface Attribute {
  readonly name: string
  readonly kind: 'date' | 'number' | 'text'
}

/** Tried in this order until one finds somebody. */
export const usual: Readonly<Record<RegistryName, readonly Attribute[]>> = {
  sr: [
    { name: 'birth_date', kind: 'date' },
    { name: 'poverty_score', kind: 'number' },
  ],
  crvs: [
    { name: 'birth_date', kind: 'date' },
    { name: 'death_date', kind: 'date' },
  ],
  dr: [
    { name: 'birth_date', kind: 'date' },
    { name: 'registration_date', kind: 'date' },
  ],
  fr: [
    { name: 'birth_date', kind: 'date' },
    { name: 'registration_date', kind: 'date' },
    { name: 'land_size', kind: 'number' },
  ],
  ibr: [
    { name: 'enrollment_date', kind: 'date' },
    { name: 'enrolment_date', kind: 'date' },
    { name: 'birth_date', kind: 'date' },
  ],
  ess: [
    { name: 'birth_date', kind: 'date' },
    { name: 'start_date', kind: 'date' },
  ],
}

const lowest = { date: '1850-01-01', number: -1_000_000, text: ' ' } as const

export const everybody = ({ name, kind }: Attribute): { attribute: string; is: 'gt'; value: string | number } => ({
  attribute: name,
  is: 'gt',
  value: lowest[kind],
})

export interface Sample {
  readonly attribute: Attribute
  readonly searched: Searched
  readonly records: readonly Json[]
  readonly total: number | undefined
  /** Values of the attribute in the sample, sorted, each once. */
  readonly values: readonly (string | number | boolean)[]
}

const sampleSize = 10

/** Some records by a filter that everybody meets; skips what needs them where no filter finds any. */
export const sampleOf = (probe: Probe): Promise<Sample> =>
  probe.once('sample', async () => {
    const candidates = probe.attribute === undefined ? usual[probe.registry] : [probe.attribute]
    const tried: string[] = []
    for (const attribute of candidates) {
      const query = expressionQuery(everybody(attribute))
      const searched = await probe.search(
        probe.criteria({ queryType: 'expression', query, page: { size: sampleSize, number: 1 } }),
      )
      tried.push(attribute.name)
      if (!searched.found.ok || searched.found.value.records.length === 0) continue
      const { records, total } = searched.found.value
      const values = [...new Set(columnOf(records, attribute.name))].sort(orderOf)
      return { attribute, searched, records, total, values }
    }
    return skip(`no search by ${tried.join(' or ')} finds anybody: name an attribute that does`)
  })

/** Somebody whom the server knows. */
export const knownOf = (probe: Probe): Promise<Identifier> =>
  probe.once('known', async () => {
    if (probe.known !== undefined) return probe.known
    const { records } = await sampleOf(probe)
    const found = records.flatMap((record) => identifiersOf(record).slice(0, 1))
    return need(found[0], 'no record shows an identifier: give one that is known')
  })

/** Nobody: as long as the known one where that can be told, so that it is not refused for its form. */
export async function unknownOf(probe: Probe): Promise<Identifier> {
  if (probe.unknown !== undefined) return probe.unknown
  const known = await knownOf(probe).catch((error: unknown) => {
    if (error instanceof Skip) return { type: 'UIN', value: '0000000000' }
    throw error
  })
  return { type: known.type, value: known.value.replace(/[0-9]/g, '9').replace(/[a-z]/g, 'z').replace(/[A-Z]/g, 'Z') }
}

export const byIdentifier = (probe: Probe, { type, value }: Identifier) =>
  probe.criteria({ queryType: 'idtype-value', query: identifierQuery(type, value) })

interface PageAndSort {
  readonly page?: { readonly size: number; readonly number: number }
  readonly sort?: readonly { readonly attribute: string; readonly order: 'asc' | 'desc' }[]
}

export const byExpression = (probe: Probe, expression: Expression, more: PageAndSort = {}) =>
  probe.criteria({ queryType: 'expression', query: expressionQuery(expression), ...more })

export const byPredicate = (probe: Probe, comparisons: readonly Comparison[], more: PageAndSort = {}) =>
  probe.criteria({ queryType: 'predicate', query: predicateQuery(comparisons), ...more })

/** Whether a number lies between how many there were at first and how many there are now: a registry lives while it is asked. */
export async function fitsTotal(probe: Probe, told: number | undefined): Promise<boolean> {
  const { attribute, total } = await sampleOf(probe)
  if (told === total || told === undefined || total === undefined) return told === total
  const page = { size: sampleSize, number: 1 }
  const { total: now = total } = foundBy(await probe.search(byExpression(probe, everybody(attribute), { page })))
  return told >= Math.min(total, now) && told <= Math.max(total, now)
}
