import { equalBytes } from '../kernel/merkle.ts'
import type { Problem } from '../kernel/problem.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import { parseCheckpoint, type VerifierKey, verifyNote } from '../kernel/signed-note.ts'
import { nodeCrypto } from './node-crypto.ts'
import { CorruptLedger, corrupt, foreignLog } from './problems.ts'
import { type Head, hasBatchesFrom, type Queryable, readBatches } from './store.ts'
import { readRangeHashes, readTile } from './tiles.ts'
import { LogTree, leafOfBytes, tileWidth } from './tree.ts'

// Beyond this many new entries of another process it is quicker to read the tiles.
const catchUpEntriesLimit = 65_536
const batchesAtOnce = 16

export interface StoredLog {
  readonly db: Queryable
  readonly head: Head
  readonly key: VerifierKey
  /** A checkpoint of this log that was kept outside of the database: it must still be part of it. */
  readonly knownCheckpoint?: string | undefined
}

/** The tree of a stored log, once its checkpoint is ours and its hashes lead to the checkpoint's root. */
export async function recoverTree({ db, head, key, knownCheckpoint }: StoredLog): Promise<Result<LogTree>> {
  const faulty = checkHead(head, key)
  if (faulty !== undefined) return fail(faulty)
  const tree = new LogTree()
  try {
    await restoreFromTiles(db, tree, head)
    if (await hasBatchesFrom(db, head.size)) throw new CorruptLedger(`it has entries beyond its head at ${head.size}`)
    if (knownCheckpoint !== undefined) await mustExtend({ db, head, key, knownCheckpoint })
  } catch (error) {
    if (error instanceof CorruptLedger) return fail(error.problem)
    throw error
  }
  return ok(tree)
}

/** A database restored from an old backup is sound in itself: only what was published before shows what it lost. */
async function mustExtend({ db, head, key, knownCheckpoint = '' }: StoredLog): Promise<void> {
  const opened = verifyNote(knownCheckpoint, key, nodeCrypto)
  const known = opened.ok ? parseCheckpoint(opened.value) : undefined
  if (known?.ok !== true) throw new CorruptLedger('the known checkpoint is not one of this log')
  const { size, root } = known.value
  if (size > head.size) throw new CorruptLedger(`it has ${head.size} entries, and ${size} were published`)
  const [now] = await readRangeHashes(db, [{ from: 0, to: size }], () => undefined)
  if (now === undefined || !equalBytes(now, root))
    throw new CorruptLedger(`its first ${size} entries are not those published`)
}

/** Takes up what another process wrote since; throws CorruptLedger when it does not lead to the head's root. */
export async function catchUp(db: Queryable, tree: LogTree, head: Head): Promise<void> {
  if (head.size < tree.size) throw new CorruptLedger(`it has ${head.size} entries and had ${tree.size}`)
  if (head.size - tree.size > catchUpEntriesLimit) return restoreFromTiles(db, tree, head)
  while (tree.size < head.size) {
    const batches = await readBatches(db, tree.size, batchesAtOnce)
    const before = tree.size
    for (const batch of batches) {
      if (batch.firstIndex !== tree.size) break
      for (const entry of batch.entries) tree.append(leafOfBytes(entry))
    }
    if (tree.size === before) throw new CorruptLedger(`entry ${before} is missing`)
  }
  mustLeadToRoot(tree, head)
}

async function restoreFromTiles(db: Queryable, tree: LogTree, head: Head): Promise<void> {
  const partial: Buffer[] = []
  for (let level = 0; tileWidth ** level <= head.size; level++) {
    const nodes = Math.floor(head.size / tileWidth ** level)
    const width = nodes % tileWidth
    const hashes = width === 0 ? Buffer.alloc(0) : await readTile(db, level, Math.floor(nodes / tileWidth), width)
    if (hashes === undefined) throw new CorruptLedger(`entries before ${head.size} are missing`)
    partial.push(hashes)
  }
  tree.restore(head.size, partial)
  mustLeadToRoot(tree, head)
}

function mustLeadToRoot(tree: LogTree, head: Head): void {
  if (!tree.root().equals(head.root)) throw new CorruptLedger(`its entries do not lead to the root at ${head.size}`)
}

function checkHead(head: Head, key: VerifierKey): Problem | undefined {
  if (head.origin !== key.name) return foreignLog(head.origin)
  const opened = verifyNote(head.checkpoint, key, nodeCrypto)
  if (!opened.ok)
    return opened.problem === 'note.unsigned'
      ? foreignLog(head.origin)
      : corrupt('its checkpoint is not signed as it stands')
  const signed = parseCheckpoint(opened.value)
  const agrees =
    signed.ok &&
    signed.value.origin === head.origin &&
    signed.value.size === head.size &&
    head.root.equals(signed.value.root)
  return agrees ? undefined : corrupt('its head is not what the checkpoint says')
}
