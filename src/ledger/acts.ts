import type pg from 'pg'

/** Rows that must commit with their evidence (law 2). All acts of one writer in a batch are written by one call. */
export interface ActWriter<T> {
  /** Names the act in problems, e.g. `exchange`. */
  readonly kind: string
  /**
   * Writes the rows in the ledger's transaction and says for each whether it was taken; false when it was there before
   * (`on conflict do nothing`), also when it repeats an earlier row of the same call. A row that is not taken must leave
   * nothing behind: its entry is not logged. The rows that are taken get the indexes `firstIndex`, `firstIndex + 1`, …
   * in the order of `rows`, so a writer may store them; no other writer can come between, as the ledger holds its lock.
   */
  write(client: pg.ClientBase, rows: readonly T[], firstIndex: number): Promise<readonly boolean[]>
}

export interface Act<T> {
  readonly writer: ActWriter<T>
  readonly row: T
}

/** Which rows were taken, from the key of each and the keys that `returning` gave: the first of equal keys wins. */
export function takenRows(keys: readonly string[], inserted: Iterable<string>): boolean[] {
  const open = new Set(inserted)
  return keys.map((key) => open.delete(key))
}
