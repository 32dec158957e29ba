import { apart, keyOf } from '../people/rules.ts'
import type { RecordRef } from '../people/schema.ts'
import { comparedFields, type IdentifierMap } from './declared.ts'
import type { CivilEntry, Features, Holding, LinkDecision, MappedRecord } from './facts.ts'

/** Two records of different sources that bear one number, and agree on whose it is. */
export interface NumberLink {
  readonly first: RecordRef
  readonly second: RecordRef
  /** The civil register has the number, and agrees with both. */
  readonly civil: boolean
}

type Rule = Pick<IdentifierMap, 'sameNumber'>

/** A number alone proves nothing: it is mistyped, lent and invented. */
export function agree(a: Features, b: Features, { sameNumber }: Rule): boolean {
  const same = comparedFields.filter((field) => a[field] !== undefined && a[field] === b[field])
  return same.length >= sameNumber.atLeast
}

/** Whether the civil register says of the number what the record says. */
export const isInCivilRegister = (
  { features }: Pick<MappedRecord, 'features'>,
  { element, value }: Pick<Holding, 'element' | 'value'>,
  { civil, rule }: { readonly civil: readonly CivilEntry[]; readonly rule: Rule },
): boolean =>
  civil.some((entry) => entry.element === element && entry.value === value && agree(entry.features, features, rule))

interface Around {
  readonly decisions: readonly LinkDecision[]
  readonly civil: readonly CivilEntry[]
  readonly rule: Rule
}

/**
 * Links that nobody had to decide. Within one source two records with one number are for a steward, as they are two people
 * of that source until somebody says otherwise; and a steward's word that two are apart holds.
 */
export function numberLinks(records: readonly MappedRecord[], { decisions, civil, rule }: Around): NumberLink[] {
  const kept = apart(decisions)
  return records.flatMap((first, i) =>
    records.slice(i + 1).flatMap((second): NumberLink[] => {
      if (first.source === second.source || !agree(first.features, second.features, rule)) return []
      const shared = sharedNumber(first, second)
      if (shared === undefined || areApart(first, second, kept)) return []
      const inRegister = (one: MappedRecord) => isInCivilRegister(one, shared, { civil, rule })
      return [{ first, second, civil: inRegister(first) && inRegister(second) }]
    }),
  )
}

const sharedNumber = (a: MappedRecord, b: MappedRecord): Holding | undefined =>
  a.holdings.find(
    ({ element, value, issued }) =>
      !issued && b.holdings.some((other) => !other.issued && other.element === element && other.value === value),
  )

const areApart = (a: RecordRef, b: RecordRef, kept: ReadonlyMap<string, unknown>): boolean =>
  kept.has(`${keyOf(a)}|${keyOf(b)}`) || kept.has(`${keyOf(b)}|${keyOf(a)}`)
