import type pg from 'pg'
import { sha256 } from '../kernel/digest.ts'
import { parseCheckpoint, parseVerifierKey, type VerifierKey, verifyNote } from '../kernel/signed-note.ts'
import { nodeCrypto } from './node-crypto.ts'
import { CorruptLedger } from './problems.ts'
import { type Batch, readBatches, readHead, readTileRow } from './store.ts'
import { LogTree, leafOfBytes } from './tree.ts'

export interface ScrubFault {
  readonly code:
    | 'ledger.batch-unreadable'
    | 'ledger.entries-missing'
    | 'ledger.root-differs'
    | 'ledger.checkpoint-invalid'
    | 'ledger.tile-differs'
    | 'ledger.head-differs'
  /** First entry of the batch or tile at fault. */
  readonly index: number
}

export interface Scrub {
  /** Entries read and re-hashed. */
  readonly size: number
  readonly batches: number
  readonly faults: readonly ScrubFault[]
}

const batchesAtOnce = 16
const faultsLimit = 100

/**
 * Reads the whole log again and checks all that is stored against the entries: roots, signatures, tiles, head. Stops
 * at the first entry that does not fit, as everything after rests on it.
 */
export async function verifyWholeLog(
  pool: pg.Pool,
  vkey: string,
  onProgress: (size: number) => void = () => undefined,
): Promise<Scrub> {
  const key = parseVerifierKey(sha256, vkey)
  if (key === undefined) throw new TypeError('not a verifier key')
  const client = await pool.connect()
  try {
    // One snapshot: entries appended meanwhile are not part of this scrub.
    await client.query('begin isolation level repeatable read read only')
    return await scrub(client, key, onProgress)
  } finally {
    await client.query('rollback').catch(() => undefined)
    client.release()
  }
}

async function scrub(client: pg.ClientBase, key: VerifierKey, onProgress: (size: number) => void): Promise<Scrub> {
  const head = await readHead(client)
  const tree = new LogTree()
  const faults: ScrubFault[] = []
  let batchCount = 0
  const done = (): Scrub => ({ size: tree.size, batches: batchCount, faults: faults.slice(0, faultsLimit) })
  if (head === undefined) return { ...done(), faults: [{ code: 'ledger.head-differs', index: 0 }] }
  while (tree.size < head.size) {
    const batches = await nextBatches(client, tree.size)
    if (batches === undefined)
      return { ...done(), faults: [...faults, { code: 'ledger.batch-unreadable', index: tree.size }] }
    if (batches.length === 0)
      return { ...done(), faults: [...faults, { code: 'ledger.entries-missing', index: tree.size }] }
    for (const batch of batches) {
      const before = tree.size
      const fault = checkBatch(tree, batch, key)
      if (fault !== undefined) return { ...done(), faults: [...faults, fault] }
      batchCount += 1
      for (const tile of tree.tilesSince(before)) {
        const stored = await readTileRow(client, tile.level, tile.n)
        if (stored === undefined || !stored.equals(tile.hashes)) {
          faults.push({ code: 'ledger.tile-differs', index: tile.n * 256 ** (tile.level + 1) })
        }
      }
      if (faults.length >= faultsLimit) return done()
    }
    onProgress(tree.size)
  }
  const agrees = head.size === tree.size && head.root.equals(tree.root()) && signed(head.checkpoint, tree, key)
  if (!agrees) faults.push({ code: 'ledger.head-differs', index: head.size })
  return done()
}

/** Undefined when the batch at `from` cannot be read at all. */
async function nextBatches(client: pg.ClientBase, from: number): Promise<Batch[] | undefined> {
  // One of many may be unreadable: then they are read one by one, so that the fault is named where it is.
  for (const limit of [batchesAtOnce, 1]) {
    try {
      return (await readBatches(client, from, limit)).filter((batch) => batch.firstIndex >= from)
    } catch (error) {
      if (!(error instanceof CorruptLedger)) throw error
    }
  }
  return undefined
}

function checkBatch(tree: LogTree, batch: Batch, key: VerifierKey): ScrubFault | undefined {
  const index = tree.size
  if (batch.firstIndex !== index) return { code: 'ledger.entries-missing', index }
  for (const entry of batch.entries) tree.append(leafOfBytes(entry))
  if (!tree.root().equals(batch.root)) return { code: 'ledger.root-differs', index }
  return signed(batch.checkpoint, tree, key) ? undefined : { code: 'ledger.checkpoint-invalid', index }
}

function signed(checkpoint: string, tree: LogTree, key: VerifierKey): boolean {
  const opened = verifyNote(checkpoint, key, nodeCrypto)
  const head = opened.ok ? parseCheckpoint(opened.value) : undefined
  return (
    head?.ok === true &&
    head.value.origin === key.name &&
    head.value.size === tree.size &&
    tree.root().equals(head.value.root)
  )
}
