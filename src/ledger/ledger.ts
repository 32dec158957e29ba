import type { Result } from '../kernel/result.ts'
import type { Act } from './acts.ts'
import type { Checkpoint, LedgerEntry, Openings, Receipt } from './schema.ts'

/** Where a durable entry stands in the log. */
export interface Appended {
  readonly index: number
  /** In hexadecimal. */
  readonly leafHash: string
  readonly treeSize: number
  /** The signed note of the tree that ends with this entry's batch. */
  readonly checkpoint: string
}

export interface ReceiptOptions {
  /** Size of a checkpoint to prove against; the latest when absent. */
  readonly treeSize?: number
  readonly openings?: Openings
}

export interface Consistency {
  readonly older: Checkpoint
  readonly newer: Checkpoint
  /** Proof of RFC 6962 §2.1.2, in base64. */
  readonly path: readonly string[]
}

/** The tamper-evident log of this node. Several processes may open one log on one database. */
export interface Ledger {
  /** The vkey that its checkpoints verify with. */
  readonly key: string
  /**
   * `ok` once the entry is durable together with its act. Whatever else comes back, the caller must not answer:
   * `ledger.rejected` (the act was there before, nothing was written), `ledger.overloaded`, `ledger.unavailable`,
   * `ledger.outcome-unknown`, `ledger.act-failed`, `ledger.corrupt`, `ledger.closed`.
   * Throws when the entry does not keep to its schema: that is a mistake of ours.
   */
  append<T>(entry: LedgerEntry, act?: Act<T>): Promise<Result<Appended>>
  receipt(index: number, options?: ReceiptOptions): Promise<Result<Receipt>>
  entry(index: number): Promise<Result<LedgerEntry>>
  latestCheckpoint(): Promise<Checkpoint>
  consistency(older: number, newer: number): Promise<Result<Consistency>>
  /** What keeps the ledger from writing for good, if anything does; for the readiness check. */
  fault(): Result<void>
  /** Waits for what is under way, refuses what comes after. */
  close(): Promise<void>
}
