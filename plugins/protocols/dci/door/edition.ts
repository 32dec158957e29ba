/**
 * Where the editions of the text differ in what they want emitted; what they send us is taken in any form. 2024-08 and
 * 2025-01 are the drafts, 2025-12 is the text, 2026-02 its first change (research: known by its reports only).
 */
import type { PartnerProfile } from '../../../../src/exchange/plugin.ts'
import type { Json } from '../../../../src/kernel/canonical-json.ts'
import { isTree } from './json.ts'

export type Edition = PartnerProfile['specVersion']

/** Where records stand: in the answer of a search, in a notification, in the status of a search. */
type Place = 'search' | 'notify' | 'status'

interface Difference {
  readonly place: Place
  readonly registries: readonly string[]
  readonly editions: readonly Edition[]
}

const all: readonly Edition[] = ['2024-08', '2025-01', '2025-12', '2026-02']
const before2026: readonly Edition[] = ['2024-08', '2025-01', '2025-12']

/** Where `reg_records` is one object; elsewhere it is an array. */
const objects: readonly Difference[] = [
  { place: 'search', registries: ['dr'], editions: all },
  { place: 'notify', registries: ['sr', 'crvs'], editions: before2026 },
  { place: 'notify', registries: ['dr', 'fr', 'ibr', 'ess'], editions: all },
  { place: 'status', registries: ['dr'], editions: all },
  { place: 'status', registries: ['crvs', 'fr'], editions: all },
]

export const hasOneRecord = (place: Place, registry: string, edition: Edition): boolean =>
  objects.some((one) => one.place === place && one.registries.includes(registry) && one.editions.includes(edition))

/**
 * Values of `reg_records` that carry these records: one array, or an object for each, every one in an entry of its own with
 * the same reference_id ("Multiple responses for each page can be pushed"). No record at all is an empty one.
 */
export function recordLists(
  place: Place,
  target: { registry: string; edition: Edition },
  records: readonly Json[],
): Json[] {
  if (!hasOneRecord(place, target.registry, target.edition)) return [[...records]]
  return records.length === 0 ? [{}] : [...records]
}

/** A civil person has one identifier, until 2026-02 makes it a list; the others then go to additional_attributes. */
export function withIdentifiers(record: Json, { registry, edition }: { registry: string; edition: Edition }): Json {
  if (registry !== 'crvs' || edition === '2026-02' || !isTree(record)) return record
  const { identifier, additional_attributes: additional, ...others } = record as { readonly [name: string]: Json }
  if (!Array.isArray(identifier)) return record
  const [first, ...rest] = identifier
  const more = rest.map((one) => ({ name: 'identifier', value: one }))
  const attributes = [...(Array.isArray(additional) ? additional : []), ...more]
  return {
    ...others,
    ...(first === undefined ? {} : { identifier: first }),
    ...(attributes.length === 0 ? {} : { additional_attributes: attributes }),
  }
}

/** `reg_event_type` as it is emitted: the farmer registry's word is in small letters from 2026-02 on. */
export const eventWord = (word: string, { registry, edition }: { registry: string; edition: Edition }): string =>
  registry === 'fr' && edition === '2026-02' ? word.toLowerCase() : word
