import { setImmediate } from 'node:timers/promises'
import type { Problem } from '../kernel/problem.ts'
import type { PendingEntry } from './batch-acts.ts'
import { closedLedger, overloaded } from './problems.ts'
import { batchEntriesLimit } from './tree.ts'

export interface SequencerLimits {
  readonly waitingEntriesLimit: number
  readonly waitingBytesLimit: number
  readonly batchEntriesLimit: number
  readonly batchBytesLimit: number
}

export const defaultLimits: SequencerLimits = {
  waitingEntriesLimit: 20_000,
  waitingBytesLimit: 32 * 2 ** 20,
  batchEntriesLimit: 4_096,
  batchBytesLimit: 2 * 2 ** 20,
}

/**
 * Group commit: while one batch is being written the next one gathers, so that a batch is as large as the database is
 * slow. No timer holds an entry back.
 */
export class Sequencer {
  readonly #limits: SequencerLimits
  readonly #write: (batch: readonly PendingEntry[]) => Promise<void>
  #waiting: PendingEntry[] = []
  #waitingBytes = 0
  #running: Promise<void> | undefined
  #closed = false

  constructor(limits: SequencerLimits, write: (batch: readonly PendingEntry[]) => Promise<void>) {
    if (limits.batchEntriesLimit > batchEntriesLimit)
      throw new RangeError(`a batch has up to ${batchEntriesLimit} entries`)
    this.#limits = limits
    this.#write = write
  }

  /** Takes the entry in, or says why not. */
  offer(entry: PendingEntry): Problem | undefined {
    if (this.#closed) return closedLedger
    const { waitingEntriesLimit, waitingBytesLimit } = this.#limits
    if (this.#waiting.length >= waitingEntriesLimit || this.#waitingBytes + entry.text.length > waitingBytesLimit) {
      return overloaded(waitingEntriesLimit)
    }
    this.#waiting.push(entry)
    this.#waitingBytes += entry.text.length
    this.#running ??= this.#run()
    return undefined
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#running
  }

  async #run(): Promise<void> {
    // What is offered in the same turn of the event loop joins the first batch.
    await setImmediate()
    while (this.#waiting.length > 0) await this.#write(this.#nextBatch())
    this.#running = undefined
  }

  #nextBatch(): PendingEntry[] {
    const { batchEntriesLimit: entries, batchBytesLimit } = this.#limits
    let bytes = 0
    let count = 0
    for (const { text } of this.#waiting) {
      if (count === entries || (count > 0 && bytes + text.length > batchBytesLimit)) break
      bytes += text.length
      count += 1
    }
    const batch = this.#waiting.slice(0, count)
    this.#waiting = this.#waiting.slice(count)
    this.#waitingBytes -= bytes
    return batch
  }
}
