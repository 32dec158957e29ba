import type { Comparison, FieldKind, LinkageModel } from '../model/schema.ts'
import type { Rows } from './unrelated.ts'

/**
 * What no data may teach. Without labels a class is what its pairs have in common, and where there is hardly a duplicate
 * the strongest thing that pairs have in common is a frequent name: the class of one person then becomes "strangers of
 * one name". And where nobody shares a household, the class of households becomes "one person, written badly".
 */
export interface Bounds {
  /** Of one person's pairs at least this share is at the levels of agreement. */
  readonly matchAgrees: number
  /** Of pairs of one household at most this share is: by chance, as twins, or where a son has his father's name. */
  readonly householdAgrees: number
}

const unbound: Bounds = { matchAgrees: 0, householdAgrees: 1 }

/** By what a comparison is about; clerks and marriages change family names, phones and places too much to say anything. */
const boundsOfKind: Readonly<Partial<Record<FieldKind, Bounds>>> = {
  'given-names': { matchAgrees: 0.5, householdAgrees: 0.3 },
  'full-name': { matchAgrees: 0.75, householdAgrees: 0.3 },
  'date-of-birth': { matchAgrees: 0.3, householdAgrees: 0.3 },
  sex: { matchAgrees: 0.95, householdAgrees: 1 },
  'national-id': { matchAgrees: 0.9, householdAgrees: 0.02 },
}

/** Levels after these are too weak to be called agreement: birth years that are near. */
const strongLevels = 4

export function boundsOf({ fields }: Pick<LinkageModel, 'fields'>, { needs }: Pick<Comparison, 'needs'>): Bounds {
  const about = fields.find(({ id }) => needs[0]?.startsWith(`${id}.`))
  return (about && boundsOfKind[about.kind]) ?? unbound
}

/** The rows with at least this share at the strong levels; what is moved is taken from the others in proportion. */
export const atLeast = (rows: Rows, share: number): Rows =>
  rows.map((row) => {
    const agreeing = agreementOf(row)
    return agreeing >= share ? row : moved(row, share / agreeing, (1 - share) / (1 - agreeing))
  })

/** The rows with at most this share at the strong levels. */
export const atMost = (rows: Rows, share: number): Rows =>
  rows.map((row) => {
    const agreeing = agreementOf(row)
    return agreeing <= share ? row : moved(row, share / agreeing, (1 - share) / (1 - agreeing))
  })

const strongOf = (row: readonly number[]): number => Math.min(row.length - 1, strongLevels)

const agreementOf = (row: readonly number[]): number =>
  row.slice(0, strongOf(row)).reduce((sum, value) => sum + value, 0)

const moved = (row: readonly number[], strong: number, weak: number): number[] =>
  row.map((value, level) => value * (level < strongOf(row) ? strong : weak))
