import type pg from 'pg'
import Type from 'typebox'
import type { Problem } from '../kernel/problem.ts'
import { fail } from '../kernel/result.ts'
import type { Access } from '../platform/http/access.ts'
import { type RouteScope, route } from '../platform/http/route.ts'
import type { Ledger } from './ledger.ts'
import { parseTilePath, readEntryBundle, readTile, type TileName } from './tiles.ts'

export interface LedgerRoutesWorld {
  readonly ledger: Pick<Ledger, 'key' | 'latestCheckpoint'>
  readonly pool: pg.Pool
}

const tags = ['ledger']
const Rest = Type.Object({ '*': Type.String({ maxLength: 80 }) }, { additionalProperties: false })
const neverChanges = 'max-age=31536000, immutable'

/**
 * The log as C2SP tlog-tiles serves it, so that other people's tools can verify it. Checkpoints and hashes are for
 * anyone; entries say who asked whom and when, and are for those who may read the ledger.
 */
export function ledgerRoutes({ ledger, pool }: LedgerRoutesWorld): RouteScope {
  return {
    name: 'ledger',
    routes: [
      textRoute('/ledger/key', 'The key that the log’s checkpoints verify with (C2SP vkey)', () => `${ledger.key}\n`),
      textRoute('/ledger/checkpoint', 'The latest signed checkpoint (C2SP tlog-checkpoint)', async () => {
        const { note } = await ledger.latestCheckpoint()
        return note
      }),
      tileRoute('/ledger/tile/*', {
        summary: 'Hashes of the tree (C2SP tlog-tiles)',
        access: 'public',
        read: (path) => hashTile(pool, parseTilePath(path)),
      }),
      tileRoute('/ledger/tile/entries/*', {
        summary: 'Entries of the log (C2SP tlog-tiles)',
        access: { permission: 'ledger.read' },
        read: (path) => entryTile(pool, parseTilePath(`entries/${path}`)),
      }),
    ],
  }
}

function textRoute(url: string, summary: string, text: () => string | Promise<string>) {
  return route({
    method: 'GET',
    url,
    access: 'public',
    schema: { summary, tags, response: { 200: Type.String() } },
    async handler(_, reply) {
      reply.type('text/plain; charset=utf-8').header('cache-control', 'no-store')
      return text()
    },
  })
}

interface TileRoute {
  readonly summary: string
  readonly access: Access
  read(path: string): Promise<Buffer | undefined>
}

function tileRoute(url: string, { summary, access, read }: TileRoute) {
  return route({
    method: 'GET',
    url,
    access,
    schema: { summary, tags, params: Rest, response: { 200: Type.Unknown({ description: 'octets' }) } },
    async handler({ params }, reply) {
      const tile = await read(params['*'])
      if (tile === undefined) return fail(noTile)
      reply
        .type('application/octet-stream')
        .header('cache-control', `${access === 'public' ? 'public' : 'private'}, ${neverChanges}`)
      return tile
    },
  })
}

const hashTile = async (pool: pg.Pool, tile: TileName | undefined): Promise<Buffer | undefined> =>
  tile === undefined || tile.level === 'entries' ? undefined : readTile(pool, tile.level, tile.n, tile.width)

const entryTile = async (pool: pg.Pool, tile: TileName | undefined): Promise<Buffer | undefined> =>
  tile === undefined ? undefined : readEntryBundle(pool, tile.n, tile.width)

const noTile: Problem = {
  code: 'ledger.no-tile',
  status: 404,
  message: 'the log has no such tile, or its address is not written in the one canonical way',
  fix: 'Take the size from /ledger/checkpoint, and name tiles as C2SP tlog-tiles does.',
}
