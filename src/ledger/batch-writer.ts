import { setTimeout as sleep } from 'node:timers/promises'
import type { Problem } from '../kernel/problem.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import { type PendingEntry, type WrittenActs, writeActs } from './batch-acts.ts'
import { encodeBundle } from './bundle.ts'
import { DatabaseSilent, type WriteConnection } from './connection.ts'
import { faultOf, isOfTheMoment, isRefusedByServer } from './database-errors.ts'
import { actFailed, CorruptLedger, outcomeUnknown, rejected, unavailable } from './problems.ts'
import { catchUp } from './recover.ts'
import { beginWithHead, type NewBatch, readBatchRoot, writeBatch } from './store.ts'
import type { LogTree } from './tree.ts'

const attemptsLimit = 3
const retryPauseMs = 100

export interface CommittedBatch extends NewBatch {
  readonly texts: readonly string[]
}

export interface BatchWriterOptions {
  readonly connection: WriteConnection
  readonly tree: LogTree
  /** The signed checkpoint of a tree. */
  readonly sign: (size: number, root: Buffer) => string
  /** How long to look for the outcome of a commit that the database did not confirm. */
  readonly outcomeWaitMs: number
  readonly onCommitted: (batch: CommittedBatch) => void
  readonly onFailure: (error: unknown, problem: Problem) => void
}

type Stage = 'begin' | 'acts' | 'log' | 'commit'

/** What one attempt has done so far: decides what a failure means. */
interface Attempt {
  stage: Stage
  /** Size of the tree before it; undefined until the turn to write is ours. */
  base: number | undefined
  acts: WrittenActs | undefined
  batch: CommittedBatch | undefined
}

/** Writes one batch in one transaction and tells every entry in it what became of it. */
export class BatchWriter {
  readonly #options: BatchWriterOptions
  #fault: Problem | undefined

  constructor(options: BatchWriterOptions) {
    this.#options = options
  }

  /** Set for good once the stored log was found to contradict itself. */
  get fault(): Problem | undefined {
    return this.#fault
  }

  async write(entries: readonly PendingEntry[], attempts = 1): Promise<void> {
    if (this.#fault !== undefined) return settleAll(entries, this.#fault)
    const attempt: Attempt = { stage: 'begin', base: undefined, acts: undefined, batch: undefined }
    try {
      await this.#commit(entries, attempt)
    } catch (error) {
      await this.#failed(error, { attempt, entries, attempts })
      return
    }
    this.#settle(attempt)
  }

  // INVARIANT: acts before the log, the log before the commit, and nobody hears of an entry before the commit is
  // confirmed: the act and its evidence become durable together or not at all.
  async #commit(entries: readonly PendingEntry[], attempt: Attempt): Promise<void> {
    const { connection, tree } = this.#options
    const client = await connection.client()
    const head = await connection.timed(beginWithHead(client))
    if (head.size !== tree.size) await connection.timed(catchUp(client, tree, head))
    if (!tree.root().equals(head.root)) throw new CorruptLedger(`its root at ${head.size} is not what it was`)
    attempt.base = tree.size
    attempt.stage = 'acts'
    attempt.acts = await connection.timed(writeActs(client, entries, tree.size))
    if (attempt.acts.taken.length === 0) {
      await connection.timed(client.query('rollback'))
      return
    }
    attempt.stage = 'log'
    attempt.batch = this.#prepare(attempt.acts.taken)
    if (!(await connection.timed(writeBatch(client, attempt.batch)))) {
      throw new CorruptLedger(`its head moved from ${tree.size} while it was locked`)
    }
    attempt.stage = 'commit'
    const { command } = await connection.timed(client.query('commit'))
    if (command !== 'COMMIT') throw new Error('the database rolled the batch back')
  }

  #prepare(taken: readonly PendingEntry[]): CommittedBatch {
    const { tree, sign } = this.#options
    const firstIndex = tree.size
    for (const { leaf } of taken) tree.append(leaf)
    const root = tree.root()
    const texts = taken.map((entry) => entry.text)
    return {
      firstIndex,
      entryCount: taken.length,
      size: tree.size,
      bodies: encodeBundle(texts),
      root,
      checkpoint: sign(tree.size, root),
      tiles: tree.tilesSince(firstIndex),
      texts,
    }
  }

  #settle({ acts, batch }: Attempt): void {
    if (batch !== undefined) this.#options.onCommitted(batch)
    for (const entry of acts?.refused ?? []) entry.settle(fail(rejected(entry.act?.writer.kind ?? 'act')))
    if (batch === undefined) return
    for (const [i, entry] of (acts?.taken ?? []).entries()) {
      const leafHash = Buffer.from(entry.leaf, 'latin1').toString('hex')
      const { size: treeSize, checkpoint } = batch
      entry.settle(ok({ index: batch.firstIndex + i, leafHash, treeSize, checkpoint }))
    }
  }

  async #failed(error: unknown, failed: FailedAttempt): Promise<void> {
    const { attempt, entries, attempts } = failed
    const { connection, tree } = this.#options
    if (attempt.stage === 'commit' && !isRefusedByServer(error)) {
      const landed = await this.#findOutcome(attempt)
      if (landed === true) return this.#settle(attempt)
      if (attempt.base !== undefined) tree.truncate(attempt.base)
      return this.#refuse(entries, error, landed === undefined ? outcomeUnknown : unavailable)
    }
    if (attempt.base !== undefined) tree.truncate(attempt.base)
    if (error instanceof CorruptLedger) {
      connection.discard()
      this.#fault = error.problem
      return this.#refuse(entries, error, error.problem)
    }
    const connected = !(error instanceof DatabaseSilent) && (await this.#rollBack())
    if (connected && isOfTheMoment(error) && attempts < attemptsLimit) return this.write(entries, attempts + 1)
    if (connected && attempt.stage === 'acts' && faultOf(error) === 'statement') return this.#isolate(entries, error)
    if (!connected) connection.discard()
    this.#refuse(entries, error, unavailable)
  }

  /** One act that cannot be written must not take its neighbours down: halves are tried until it stands alone. */
  async #isolate(entries: readonly PendingEntry[], error: unknown): Promise<void> {
    if (entries.length === 1) return this.#refuse(entries, error, actFailed(entries[0]?.act?.writer.kind ?? 'act'))
    const middle = Math.ceil(entries.length / 2)
    await this.write(entries.slice(0, middle))
    await this.write(entries.slice(middle))
  }

  /**
   * Whether the batch was committed, when the connection broke before the answer. The lock on the head makes this wait
   * for the old transaction to end, whichever way. Undefined when the database stays away.
   */
  async #findOutcome({ batch }: Attempt): Promise<boolean | undefined> {
    const { connection, outcomeWaitMs } = this.#options
    const until = performance.now() + outcomeWaitMs
    connection.discard()
    while (batch !== undefined && performance.now() < until) {
      try {
        const client = await connection.client()
        await connection.timed(beginWithHead(client))
        const root = await connection.timed(readBatchRoot(client, batch.firstIndex))
        await connection.timed(client.query('rollback'))
        return root?.equals(batch.root) ?? false
      } catch {
        connection.discard()
        await sleep(retryPauseMs)
      }
    }
    return undefined
  }

  /** Whether the connection lives on: not a new one, whose health would say nothing of what went wrong. */
  async #rollBack(): Promise<boolean> {
    const { connection } = this.#options
    if (connection.current === undefined) return false
    try {
      await connection.timed(connection.current.query('rollback'))
      return true
    } catch {
      return false
    }
  }

  #refuse(entries: readonly PendingEntry[], error: unknown, problem: Problem): void {
    this.#options.onFailure(error, problem)
    settleAll(entries, problem)
  }
}

interface FailedAttempt {
  readonly attempt: Attempt
  readonly entries: readonly PendingEntry[]
  readonly attempts: number
}

function settleAll(entries: readonly PendingEntry[], problem: Problem): void {
  const refusal: Result<never> = fail(problem)
  for (const entry of entries) entry.settle(refusal)
}
