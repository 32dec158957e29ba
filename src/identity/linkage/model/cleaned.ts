import type { CleaningCountry } from '../cleaning/country.ts'
import type { FieldKind } from './schema.ts'

/**
 * What cleaning makes of one raw value: the parts of its kind (`columns.ts`), each a text, or null where it is missing. A
 * day is ISO (`1984-03-12`), a number has digits only, a flag is `'1'`, a step of a place is its path from the widest,
 * joined by slashes.
 */
export type CleanedValue = Readonly<Record<string, string | null>>

/** Pure: called once for each distinct value, in any order, in any thread. */
export type Cleaner = (raw: string | null) => CleanedValue

/** The cleaning of each kind of field; handed to the encoder, which does not know how it is done. */
export interface CleanerOf {
  /** `parts`: only these are asked for, so that a cleaner may leave out the work for others. */
  (kind: FieldKind, parts?: readonly string[]): Cleaner
  /** What another thread makes the same cleaners of. */
  readonly country: CleaningCountry
}
