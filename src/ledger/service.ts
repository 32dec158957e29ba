import type pg from 'pg'
import { Compile } from 'typebox/compile'
import { consistencyPlan, inclusionPlan, type LeafRange } from '../kernel/merkle.ts'
import type { Problem } from '../kernel/problem.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import type { Act } from './acts.ts'
import type { BatchWriter, CommittedBatch } from './batch-writer.ts'
import { entryBytesLimit } from './bundle.ts'
import { canonicalEntry } from './canonical-entry.ts'
import type { WriteConnection } from './connection.ts'
import type { Appended, Consistency, Ledger, ReceiptOptions } from './ledger.ts'
import { noSuchCheckpoint, noSuchEntry } from './problems.ts'
import { checkpointOf } from './receipt.ts'
import { RecentBatches } from './recent.ts'
import { type Checkpoint, LedgerEntry, type Receipt } from './schema.ts'
import type { Sequencer } from './sequencer.ts'
import { type Head, readCheckpointAt, readHead } from './store.ts'
import { readEntries, readRangeHashes } from './tiles.ts'
import { type LogTree, leafOfText } from './tree.ts'

const entrySchema = Compile(LedgerEntry)

/** What this process knows to be durable. */
export class CommittedLog {
  readonly recent = new RecentBatches()
  size: number
  checkpoint: string

  constructor(head: Head) {
    this.size = head.size
    this.checkpoint = head.checkpoint
  }

  committed(batch: CommittedBatch): void {
    this.size = batch.size
    this.checkpoint = batch.checkpoint
    this.recent.add(batch, batch.bodies.length)
  }
}

interface Parts {
  readonly key: string
  readonly pool: pg.Pool
  readonly tree: LogTree
  readonly log: CommittedLog
  readonly writer: BatchWriter
  readonly sequencer: Sequencer
  readonly connection: WriteConnection
}

export class LogLedger implements Ledger {
  readonly key: string
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.key = parts.key
    this.#parts = parts
  }

  append<T>(entry: LedgerEntry, act?: Act<T>): Promise<Result<Appended>> {
    const text = entryText(entry)
    return new Promise((settle) => {
      const refusal =
        this.#parts.writer.fault ??
        this.#parts.sequencer.offer({ text, leaf: leafOfText(text), act: act as Act<unknown> | undefined, settle })
      if (refusal !== undefined) settle(fail(refusal))
    })
  }

  async receipt(index: number, options: ReceiptOptions = {}): Promise<Result<Receipt>> {
    const against = await this.#checkpointFor(index, options.treeSize)
    if (!against.ok) return against
    const { size: treeSize, note: checkpoint } = against.value
    const bytes = await this.#bytes(index)
    if (bytes === undefined) return fail(noSuchEntry(index))
    const inclusion = await this.#proof(inclusionPlan(index, treeSize))
    return ok({
      format: 'kiungo-receipt/1',
      entry: bytes.toString('base64url'),
      index,
      treeSize,
      inclusion,
      checkpoint,
      logKey: this.key,
      ...(options.openings === undefined ? {} : { openings: options.openings }),
    })
  }

  async entry(index: number): Promise<Result<LedgerEntry>> {
    const bytes = isIndex(index) ? await this.#bytes(index) : undefined
    return bytes === undefined ? fail(noSuchEntry(index)) : ok(JSON.parse(bytes.toString('latin1')) as LedgerEntry)
  }

  async latestCheckpoint(): Promise<Checkpoint> {
    const head = await readHead(this.#parts.pool)
    if (head === undefined) throw new Error('the head of the ledger is missing')
    return checkpointOf(head.checkpoint)
  }

  async consistency(older: number, newer: number): Promise<Result<Consistency>> {
    const signed: Checkpoint[] = []
    for (const size of [older, newer]) {
      const note = isIndex(size) ? await this.#signedAt(size) : undefined
      if (size < 1 || older > newer || note === undefined) return fail(noSuchCheckpoint(size))
      signed.push(checkpointOf(note))
    }
    const path = await this.#proof(consistencyPlan(older, newer))
    return ok({ older: signed[0]!, newer: signed[1]!, path })
  }

  fault(): Result<void> {
    const problem: Problem | undefined = this.#parts.writer.fault
    return problem === undefined ? ok(undefined) : fail(problem)
  }

  async close(): Promise<void> {
    await this.#parts.sequencer.close()
    await this.#parts.connection.close()
  }

  async #checkpointFor(index: number, treeSize?: number): Promise<Result<{ size: number; note: string }>> {
    const { log, pool } = this.#parts
    if (!isIndex(index)) return fail(noSuchEntry(index))
    if (treeSize === undefined) {
      if (index < log.size) return ok({ size: log.size, note: log.checkpoint })
      // Another process may have appended it.
      const head = await readHead(pool)
      if (head === undefined || index >= head.size) return fail(noSuchEntry(index))
      return ok({ size: head.size, note: head.checkpoint })
    }
    const note = isIndex(treeSize) && index < treeSize ? await this.#signedAt(treeSize) : undefined
    return note === undefined ? fail(noSuchCheckpoint(treeSize)) : ok({ size: treeSize, note })
  }

  async #signedAt(size: number): Promise<string | undefined> {
    return this.#parts.log.recent.checkpointAt(size) ?? (await readCheckpointAt(this.#parts.pool, size))
  }

  async #bytes(index: number): Promise<Buffer | undefined> {
    const text = this.#parts.log.recent.text(index)
    if (text !== undefined) return Buffer.from(text, 'latin1')
    return (await readEntries(this.#parts.pool, index, 1))?.[0]
  }

  async #proof(plan: readonly LeafRange[]): Promise<string[]> {
    const { pool, tree, log } = this.#parts
    // The tree may hold leaves of a batch that is not durable yet: nothing is taken from beyond what is.
    const hashes = await readRangeHashes(pool, plan, (subtree) =>
      (subtree.index + 1) * 2 ** subtree.level <= log.size ? tree.node(subtree) : undefined,
    )
    return hashes.map((hash) => Buffer.from(hash).toString('base64'))
  }
}

const isIndex = (value: number): boolean => Number.isSafeInteger(value) && value >= 0

/** The bytes that become the leaf. An entry that breaks its schema is a mistake of ours, so it throws. */
function entryText(entry: LedgerEntry): string {
  if (!entrySchema.Check(entry)) {
    const [first] = entrySchema.Errors(entry)
    // The value at fault may be personal data: only its place is named.
    throw new TypeError(`the ledger entry breaks its schema at "${first?.instancePath ?? ''}": ${first?.keyword ?? ''}`)
  }
  const text = canonicalEntry(entry)
  if (text.length > entryBytesLimit) throw new RangeError(`a ledger entry has at most ${entryBytesLimit} bytes`)
  return text
}
