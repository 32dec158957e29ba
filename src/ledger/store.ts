import type pg from 'pg'
import { decodeBundle } from './bundle.ts'
import { CorruptLedger } from './problems.ts'
import type { Tile } from './tree.ts'

export type Queryable = pg.Pool | pg.ClientBase

export interface Head {
  readonly origin: string
  readonly size: number
  readonly root: Buffer
  readonly checkpoint: string
}

export interface Batch {
  readonly firstIndex: number
  readonly entries: readonly Buffer[]
  readonly root: Buffer
  readonly checkpoint: string
}

interface HeadRow {
  origin: string
  size: string | number
  root: Buffer
  checkpoint: string
}

interface BatchRow {
  first_index: string | number
  entry_count: number
  bodies: Buffer
  root: Buffer
  checkpoint: string
}

const headSql = 'select origin, size, root, checkpoint from ledger_head'

export async function readHead(db: Queryable): Promise<Head | undefined> {
  const { rows } = await db.query<HeadRow>(headSql)
  return rows[0] && headOf(rows[0])
}

/** Begins a transaction and takes the turn to write: every writer of this log waits here for the others. */
export async function beginWithHead(client: pg.ClientBase): Promise<Head> {
  // Read committed: what comes after the lock must see all that was committed before it. One round trip for three; `synchronous_commit` may be off for the database, never for the ledger.
  const results = await client.query<HeadRow>(
    `begin isolation level read committed; set local synchronous_commit to on; ${headSql} for update`,
  )
  const last = (Array.isArray(results) ? results.at(-1) : results) as pg.QueryResult<HeadRow>
  const row = last.rows[0]
  if (row === undefined) throw new CorruptLedger('its head is missing')
  return headOf(row)
}

/** Writes the head of an empty log unless there is one. */
export async function createHead(db: Queryable, head: Head): Promise<void> {
  await db.query(
    'insert into ledger_head (origin, size, root, checkpoint) values ($1, $2, $3, $4) on conflict do nothing',
    [head.origin, head.size, head.root, head.checkpoint],
  )
}

export interface NewBatch {
  readonly firstIndex: number
  readonly entryCount: number
  readonly size: number
  readonly bodies: Buffer
  readonly root: Buffer
  readonly checkpoint: string
  readonly tiles: readonly Tile[]
}

/** Compare-and-swap of the head, the batch and its tiles in one statement; false when the head was not at its place. */
export async function writeBatch(client: pg.ClientBase, batch: NewBatch): Promise<boolean> {
  const { rowCount } = await client.query({
    name: 'ledger_write_batch',
    text: `with head as (
        update ledger_head set size = $2::bigint, root = $3::bytea, checkpoint = $4::text
        where size = $1::bigint returning size
      ), full_tiles as (
        insert into ledger_tile (level, n, hashes)
        select level, n, hashes from head, unnest($7::smallint[], $8::bigint[], $9::bytea[]) as t (level, n, hashes)
      )
      insert into ledger_batch (first_index, entry_count, root, checkpoint, bodies)
      select $1::bigint, $5::integer, $3::bytea, $4::text, $6::bytea from head`,
    values: [
      batch.firstIndex,
      batch.size,
      batch.root,
      batch.checkpoint,
      batch.entryCount,
      batch.bodies,
      batch.tiles.map((tile) => tile.level),
      batch.tiles.map((tile) => tile.n),
      batch.tiles.map((tile) => tile.hashes),
    ],
  })
  return rowCount === 1
}

const batchColumns = 'first_index, entry_count, bodies, root, checkpoint'

/** The batches that hold entry `from` and those after it, in order, up to `limit` of them. */
export async function readBatches(db: Queryable, from: number, limit: number): Promise<Batch[]> {
  const { rows } = await db.query<BatchRow>(
    `select ${batchColumns} from ledger_batch
     where first_index >= coalesce((select max(first_index) from ledger_batch where first_index <= $1), 0)
     order by first_index limit $2`,
    [from, limit],
  )
  return rows.map(batchOf)
}

export async function readTileRow(db: Queryable, level: number, n: number): Promise<Buffer | undefined> {
  const { rows } = await db.query<{ hashes: Buffer }>('select hashes from ledger_tile where level = $1 and n = $2', [
    level,
    n,
  ])
  return rows[0]?.hashes
}

export interface TileRange {
  readonly level: number
  readonly from: number
  readonly to: number
}

export async function readTileRows(db: Queryable, { level, from, to }: TileRange): Promise<Tile[]> {
  const { rows } = await db.query<{ n: string | number; hashes: Buffer }>(
    'select n, hashes from ledger_tile where level = $1 and n >= $2 and n < $3 order by n',
    [level, from, to],
  )
  return rows.map(({ n, hashes }) => ({ level, n: Number(n), hashes }))
}

/** Root of the batch that begins at `firstIndex`: tells whether a batch of ours was committed. */
export async function readBatchRoot(db: Queryable, firstIndex: number): Promise<Buffer | undefined> {
  const { rows } = await db.query<{ root: Buffer }>('select root from ledger_batch where first_index = $1', [
    firstIndex,
  ])
  return rows[0]?.root
}

/** Whether there are batches beyond the head: then the head was set back. */
export async function hasBatchesFrom(db: Queryable, index: number): Promise<boolean> {
  return (await db.query('select from ledger_batch where first_index >= $1 limit 1', [index])).rowCount !== 0
}

/** The checkpoint signed for a tree of exactly `size` entries. */
export async function readCheckpointAt(db: Queryable, size: number): Promise<string | undefined> {
  const { rows } = await db.query<{ checkpoint: string; until: string | number }>(
    `select checkpoint, first_index + entry_count as until from ledger_batch
     where first_index < $1 order by first_index desc limit 1`,
    [size],
  )
  return Number(rows[0]?.until) === size ? rows[0]?.checkpoint : undefined
}

const headOf = (row: HeadRow): Head => ({
  origin: row.origin,
  size: Number(row.size),
  root: row.root,
  checkpoint: row.checkpoint,
})

function batchOf(row: BatchRow): Batch {
  const firstIndex = Number(row.first_index)
  const entries = decodeBundle(row.bodies)
  if (entries?.length !== row.entry_count) throw new CorruptLedger(`the batch at ${firstIndex} cannot be read`)
  return { firstIndex, entries, root: row.root, checkpoint: row.checkpoint }
}
