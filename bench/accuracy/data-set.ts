import type { DuckDBConnection } from '@duckdb/node-api'
import { identifier } from '../../src/identity/linkage/encode/duckdb.ts'
import type { CleanerOf } from '../../src/identity/linkage/model/cleaned.ts'
import type { LinkageModel } from '../../src/identity/linkage/model/schema.ts'

/** Records whose people are known, and the model that is to find them. */
export interface DataSet {
  readonly id: string
  readonly title: string
  /** A person for each record, by `source` and `record_id`; linkage never sees it. */
  readonly truth: ReadonlyMap<string, KnownPerson>
  readonly model: LinkageModel
  readonly cleanerOf: CleanerOf
  /** Fills a table, and answers the query for its rows. */
  load(database: DuckDBConnection): Promise<string>
}

export interface KnownPerson {
  readonly person: string
  /** Which group the person is in, by division: sex, age, region, names. */
  readonly groups: Readonly<Record<string, string>>
}

export const keyOf = (source: string, recordId: string): string => `${source}/${recordId}`

/** Of such a key: no source has a slash in its name. */
export function refOf(key: string): { readonly source: string; readonly record: string } {
  const at = key.indexOf('/')
  return { source: key.slice(0, at), record: key.slice(at + 1) }
}

/** Fills a table with rows of texts; what is blank is missing. Answers the query for it. */
export async function fillTable(
  database: DuckDBConnection,
  columns: readonly string[],
  rows: Iterable<readonly (string | null | undefined)[]>,
): Promise<string> {
  await database.run(
    `create or replace table written (${columns.map((name) => `${identifier(name)} varchar`).join(', ')})`,
  )
  const appender = await database.createAppender('written')
  for (const row of rows) {
    for (const [i] of columns.entries()) {
      const value = row[i] ?? ''
      if (value === '') appender.appendNull()
      else appender.appendVarchar(value)
    }
    appender.endRow()
  }
  appender.closeSync()
  return 'select * from written'
}
