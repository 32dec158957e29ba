import type { Result } from '../../../kernel/result.ts'
import type { RawTable } from './raw-table.ts'

/** A source that can be read: its columns are known, its rows are not yet loaded. */
export interface Opened {
  /** SHA-256 of what it holds: the same delivery has the same. */
  readonly digest: string
  readonly columns: readonly string[]
  load(table: RawTable): Promise<Result<void>>
  close(): Promise<void>
}
