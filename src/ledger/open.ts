import type pg from 'pg'
import { sha256 } from '../kernel/digest.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import { type SigningKey, signEd25519 } from '../kernel/signature.ts'
import { formatCheckpoint, formatVerifierKey, signNote } from '../kernel/signed-note.ts'
import { BatchWriter } from './batch-writer.ts'
import { WriteConnection } from './connection.ts'
import type { Ledger } from './ledger.ts'
import { logKeyOf } from './node-crypto.ts'
import { corrupt } from './problems.ts'
import { recoverTree } from './recover.ts'
import { defaultLimits, Sequencer, type SequencerLimits } from './sequencer.ts'
import { CommittedLog, LogLedger } from './service.ts'
import { createHead, readHead } from './store.ts'

export interface LedgerLogger {
  warn(fields: Readonly<Record<string, unknown>>, message: string): void
}

/** A batch that was committed, for the metrics. */
export interface BatchReport {
  readonly entries: number
  readonly bytes: number
}

export interface LedgerOptions {
  readonly pool: pg.Pool
  readonly signingKey: SigningKey
  /** Name of the log and of its key, e.g. `kiungo.go.example/ledger`; never changes. */
  readonly origin: string
  /** The latest checkpoint note kept elsewhere (a file, a witness): a database set back behind it is refused. */
  readonly knownCheckpoint?: string
  readonly logger?: LedgerLogger
  readonly onBatch?: (batch: BatchReport) => void
  readonly limits?: Partial<SequencerLimits>
  /** Longest wait for one answer of the database. */
  readonly databaseWaitMs?: number
  /** How long to look for the outcome of a commit that was not confirmed. */
  readonly outcomeWaitMs?: number
}

/** Opens the log, or refuses when what is stored is not ours or does not add up. */
export async function openLedger(options: LedgerOptions): Promise<Result<Ledger>> {
  const { pool, signingKey, origin, logger } = options
  const key = logKeyOf(origin, signingKey)
  const sign = (size: number, root: Uint8Array): string =>
    signNote(formatCheckpoint({ origin, size, root }), key, (message) => signEd25519(signingKey.privateKey, message))
  const emptyRoot = sha256('')
  await createHead(pool, { origin, size: 0, root: emptyRoot, checkpoint: sign(0, emptyRoot) })
  const head = await readHead(pool)
  if (head === undefined) return fail(corrupt('its head is missing'))
  const tree = await recoverTree({ db: pool, head, key, knownCheckpoint: options.knownCheckpoint })
  if (!tree.ok) return tree
  const log = new CommittedLog(head)
  const connection = new WriteConnection(pool.options, options.databaseWaitMs ?? 10_000)
  const writer = new BatchWriter({
    connection,
    tree: tree.value,
    sign,
    outcomeWaitMs: options.outcomeWaitMs ?? 10_000,
    onCommitted: (batch) => {
      log.committed(batch)
      options.onBatch?.({ entries: batch.entryCount, bytes: batch.bodies.length })
    },
    onFailure: (error, problem) => {
      // Messages of the database may quote values: only its code is logged.
      const reason = (error as { code?: unknown } | null)?.code ?? (error instanceof Error ? error.name : 'unknown')
      logger?.warn({ problem: problem.code, reason }, 'a batch was not written to the ledger')
    },
  })
  const sequencer = new Sequencer({ ...defaultLimits, ...options.limits }, (batch) => writer.write(batch))
  return ok(new LogLedger({ key: formatVerifierKey(key), pool, tree: tree.value, log, writer, sequencer, connection }))
}
