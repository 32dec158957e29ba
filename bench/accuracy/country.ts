import { cleanersFor } from '../../src/identity/linkage/cleaning/cleaner.ts'
import { tumaini } from '../../src/identity/linkage/cleaning/test-country.ts'
import type { CleanerOf } from '../../src/identity/linkage/model/cleaned.ts'

/** Without nicknames it is told how much their list is worth: the generators know some of the same variants. */
export const tumainiCleaners = (withNicknames: boolean): CleanerOf =>
  cleanersFor(withNicknames ? tumaini() : { ...tumaini(), nicknames: new Map() })

const bands = [
  [5, '0 to 4'],
  [18, '5 to 17'],
  [35, '18 to 34'],
  [60, '35 to 59'],
] as const

export const ageBand = (years: number): string => bands.find(([below]) => years < below)?.[1] ?? '60 and over'
