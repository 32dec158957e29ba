import type { Result } from '../../../kernel/result.ts'
import type { RawTable } from './raw-table.ts'
import type { Source } from './schema.ts'

/** A source that can be read: its columns are known, its rows are not yet loaded. */
export interface Opened {
  /** SHA-256 of what it holds: the same delivery has the same. */
  readonly digest: string
  readonly columns: readonly string[]
  /** Adds its rows to the table, by the mapping of columns that the source declares. */
  load(table: RawTable, source: Source): Promise<Result<void>>
  close(): Promise<void>
}
