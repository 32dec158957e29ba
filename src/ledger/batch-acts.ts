import type pg from 'pg'
import type { Result } from '../kernel/result.ts'
import type { Act, ActWriter } from './acts.ts'
import type { Appended } from './ledger.ts'

/** An entry on its way into the log. */
export interface PendingEntry {
  readonly text: string
  /** Leaf hash, as a Latin-1 string. */
  readonly leaf: string
  readonly act: Act<unknown> | undefined
  settle(outcome: Result<Appended>): void
}

export interface WrittenActs {
  /** In the order of the log. */
  readonly taken: readonly PendingEntry[]
  readonly refused: readonly PendingEntry[]
}

/** Writes the acts of a batch, one call for each writer. Entries without an act come first in the log. */
export async function writeActs(
  client: pg.ClientBase,
  entries: readonly PendingEntry[],
  firstIndex: number,
): Promise<WrittenActs> {
  const taken: PendingEntry[] = []
  const refused: PendingEntry[] = []
  const byWriter = new Map<ActWriter<unknown>, PendingEntry[]>()
  for (const entry of entries) {
    if (entry.act === undefined) taken.push(entry)
    else {
      const same = byWriter.get(entry.act.writer)
      if (same === undefined) byWriter.set(entry.act.writer, [entry])
      else same.push(entry)
    }
  }
  for (const [writer, group] of byWriter) {
    const rows = group.map((entry) => entry.act?.row)
    const answers = await writer.write(client, rows, firstIndex + taken.length)
    if (answers.length !== group.length) {
      throw new Error(`the writer of ${writer.kind} answered ${answers.length} of ${group.length} rows`)
    }
    for (const [i, entry] of group.entries()) (answers[i] === true ? taken : refused).push(entry)
  }
  return { taken, refused }
}
