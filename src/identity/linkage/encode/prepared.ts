import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Coding } from '../model/columns.ts'

export interface PreparedColumn {
  readonly name: string
  readonly coding: Coding
  readonly domain?: string
  /** The largest code. */
  readonly largest: number
  /** Records that have a value. */
  readonly present: number
}

/** What preparation left in its folder; written last, so that what has it is whole. */
export interface Prepared {
  /** `preparationDigest` of the model, and the caller's word for the state of the data. */
  readonly digest: string
  readonly fingerprint: string
  readonly records: number
  /** Rows left out because their source and record id had come before. */
  readonly repeated: number
  readonly sources: readonly { readonly source: string; readonly records: number }[]
  readonly columns: readonly PreparedColumn[]
  /** Where records agree on the first column, they agree on the second: seen in these data, not assumed. */
  readonly implications: readonly (readonly [finer: string, coarser: string])[]
  /** Domains whose texts are kept. */
  readonly texts: readonly string[]
  readonly seconds: number
}

const manifest = (folder: string): string => join(folder, 'prepared.json')
/** Parquet, one 32-bit integer for each column, 0 where it is missing; `row` numbers the records from 0. */
export const columnFiles = (folder: string): string => join(folder, 'columns-*.parquet')
export const columnFile = (folder: string, batch: number): string =>
  join(folder, `columns-${String(batch).padStart(5, '0')}.parquet`)
/** Parquet: row, source (a code from 1, in the order of the manifest), source name, record id; in the order of the rows. */
export const recordFile = (folder: string): string => join(folder, 'records.parquet')
/** Parquet: row, household as its source writes it; only where the model has a field of that kind. */
export const householdFile = (folder: string): string => join(folder, 'households.parquet')
export const textFile = (folder: string, domain: string): string => join(folder, `texts-${domain}.bin`)

/** What an earlier preparation of the same data by the same model left, if it came to its end. */
export function readPrepared(folder: string, digest: string, fingerprint: string): Prepared | undefined {
  if (!existsSync(manifest(folder))) return undefined
  const prepared = JSON.parse(readFileSync(manifest(folder), 'utf8')) as Prepared
  return prepared.digest === digest && prepared.fingerprint === fingerprint ? prepared : undefined
}

export function writePrepared(folder: string, prepared: Prepared): void {
  writeFileSync(`${manifest(folder)}.new`, JSON.stringify(prepared, null, 2))
  renameSync(`${manifest(folder)}.new`, manifest(folder))
}
