import { sha256 } from '../kernel/digest.ts'
import { compactRange, type LeafRange, rangeHash, type SubtreeHash } from '../kernel/merkle.ts'
import { joinBundle } from './bundle.ts'
import { type Queryable, readBatches, readTileRow, readTileRows } from './store.ts'
import { leafOfBytes, tileWidth } from './tree.ts'

/** A tile of C2SP tlog-tiles: hashes (or, with level `entries`, entries) from `n` * 256 on, `width` of them. */
export interface TileName {
  readonly level: number | 'entries'
  readonly n: number
  readonly width: number
}

const batchesAtOnce = 16

/** `0/x001/x234/067.p/5`: the part of a tile's address after `tile/`. */
export function tilePath({ level, n, width }: TileName): string {
  const groups = [String(n % 1000).padStart(3, '0')]
  for (let rest = Math.floor(n / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    groups.unshift(`x${String(rest % 1000).padStart(3, '0')}`)
  }
  return `${level}/${groups.join('/')}${width === tileWidth ? '' : `.p/${width}`}`
}

/** The tile that an address names; undefined for every spelling but the one canonical. */
export function parseTilePath(path: string): TileName | undefined {
  const pattern = /^(entries|[0-6])\/((?:x[0-9]{3}\/){0,5}[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/
  const [, level, groups, width] = pattern.exec(path) ?? []
  if (level === undefined || groups === undefined) return undefined
  const tile = {
    level: level === 'entries' ? level : Number(level),
    n: Number(groups.replace(/[x/]/g, '')),
    width: width === undefined ? tileWidth : Number(width),
  } as const
  return tile.width <= tileWidth && tilePath(tile) === path ? tile : undefined
}

/** The hashes of a tile, full or partial; undefined when the log is too short for it. */
export async function readTile(db: Queryable, level: number, n: number, width: number): Promise<Buffer | undefined> {
  const full = await readTileRow(db, level, n)
  if (full !== undefined) return full.subarray(0, width * 32)
  if (level === 0) {
    const entries = await readEntries(db, n * tileWidth, width)
    return entries && Buffer.from(entries.map(leafOfBytes).join(''), 'latin1')
  }
  const lower = await readTileRows(db, { level: level - 1, from: n * tileWidth, to: n * tileWidth + width })
  return lower.length < width ? undefined : Buffer.concat(lower.map((tile) => rootOfHashes(tile.hashes)))
}

/** The bundle of the entries of tile `n`, each behind its length. */
export async function readEntryBundle(db: Queryable, n: number, width: number): Promise<Buffer | undefined> {
  const entries = await readEntries(db, n * tileWidth, width)
  return entries && joinBundle(entries)
}

/** `count` entries from `from` on; undefined when the log has not so many. */
export async function readEntries(db: Queryable, from: number, count: number): Promise<Buffer[] | undefined> {
  const found: Buffer[] = []
  while (found.length < count) {
    const at = from + found.length
    const batches = await readBatches(db, at, Math.min(batchesAtOnce, from + count - at))
    let next = at
    for (const batch of batches) {
      if (batch.firstIndex > next) return undefined
      found.push(...batch.entries.slice(next - batch.firstIndex, next - batch.firstIndex + count - found.length))
      next = from + found.length
      if (found.length === count) break
    }
    if (next === at) return undefined
  }
  return found
}

/** Hashes of the given ranges, from `known` where it has them and from tiles in the database where not. */
export async function readRangeHashes(
  db: Queryable,
  ranges: readonly LeafRange[],
  known: (subtree: { level: number; index: number }) => Uint8Array | undefined,
): Promise<Uint8Array[]> {
  const tiles = new Map<string, Buffer>()
  for (const subtree of ranges.flatMap(compactRange)) {
    if (known(subtree) !== undefined) continue
    const place = placeInTiles(subtree)
    const held = tiles.get(place.key)
    if (held !== undefined && held.length >= place.to * 32) continue
    const tile = await readTile(db, place.level, place.n, place.to)
    if (tile === undefined) throw new Error(`the log has no tile ${place.key} of width ${place.to}`)
    tiles.set(place.key, tile)
  }
  const hashOf: SubtreeHash = (subtree) => {
    const inMemory = known(subtree)
    if (inMemory !== undefined) return inMemory
    const place = placeInTiles(subtree)
    return rootOfHashes(tiles.get(place.key)!.subarray(place.from * 32, place.to * 32))
  }
  return ranges.map((range) => Uint8Array.from(rangeHash(sha256, range, hashOf)))
}

/** Where the hash of a subtree is, or the hashes under it are: positions [from, to) of a tile. */
function placeInTiles({ level, index }: { level: number; index: number }) {
  const tileLevel = Math.floor(level / 8)
  const span = 2 ** (level - tileLevel * 8)
  const n = Math.floor((index * span) / tileWidth)
  const from = (index * span) % tileWidth
  return { key: `${tileLevel}/${n}`, level: tileLevel, n, from, to: from + span }
}

/** Root over hashes that lie in a row. */
function rootOfHashes(hashes: Buffer): Buffer {
  let row: Buffer[] = Array.from({ length: hashes.length / 32 }, (_, i) => hashes.subarray(i * 32, i * 32 + 32))
  while (row.length > 1) {
    const above: Buffer[] = []
    for (let i = 0; i + 1 < row.length; i += 2) above.push(sha256(Buffer.concat([one, row[i]!, row[i + 1]!])))
    row = above
  }
  return row[0]!
}

const one = Buffer.of(1)
