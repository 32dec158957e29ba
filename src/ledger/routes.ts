import type { FastifyReply } from 'fastify'
import type pg from 'pg'
import Type from 'typebox'
import type { Problem } from '../kernel/problem.ts'
import { fail } from '../kernel/result.ts'
import { type Route, route } from '../platform/http/route.ts'
import type { Ledger } from './ledger.ts'
import { parseTilePath, readEntryBundle, readTile } from './tiles.ts'

export interface LedgerRoutesWorld {
  readonly ledger: Pick<Ledger, 'key' | 'latestCheckpoint'>
  readonly pool: pg.Pool
}

const tags = ['ledger']
const text = 'text/plain; charset=utf-8'
const unchanging = 'public, max-age=31536000, immutable'

/**
 * The log as C2SP tlog-tiles serves it, at the prefix `/ledger`: any auditor's own tool can read and verify it. Public,
 * as it holds commitments only and a log that few may read proves little.
 */
export function ledgerRoutes({ ledger, pool }: LedgerRoutesWorld): Route[] {
  return [
    route({
      method: 'GET',
      url: '/ledger/key',
      access: 'public',
      schema: { summary: 'The key (vkey) that checkpoints verify with', tags, response: { 200: Type.String() } },
      handler: (_, reply) => {
        reply.type(text)
        return `${ledger.key}\n`
      },
    }),
    route({
      method: 'GET',
      url: '/ledger/checkpoint',
      access: 'public',
      schema: {
        summary: 'The latest signed checkpoint (C2SP tlog-checkpoint)',
        tags,
        response: { 200: Type.String() },
      },
      async handler(_, reply) {
        const { note } = await ledger.latestCheckpoint()
        reply.type(text).header('cache-control', 'public, max-age=1')
        return note
      },
    }),
    route({
      method: 'GET',
      url: '/ledger/tile/*',
      access: 'public',
      schema: {
        summary: 'A tile of hashes, or of entries under `entries/` (C2SP tlog-tiles)',
        tags,
        params: Type.Object({ '*': Type.String({ maxLength: 60 }) }, { additionalProperties: false }),
        response: { 200: Type.String({ contentMediaType: 'application/octet-stream' }) },
      },
      handler: ({ params }, reply) => answerTile(pool, params['*'], reply),
    }),
  ]
}

async function answerTile(pool: pg.Pool, path: string, reply: FastifyReply): Promise<unknown> {
  const tile = parseTilePath(path)
  if (tile === undefined) return fail(noSuchTile)
  const { level, n, width } = tile
  const bytes = level === 'entries' ? await readEntryBundle(pool, n, width) : await readTile(pool, level, n, width)
  if (bytes === undefined) return fail(noSuchTile)
  reply.type('application/octet-stream').header('cache-control', unchanging)
  return bytes
}

const noSuchTile: Problem = {
  code: 'ledger.no-such-tile',
  status: 404,
  message: 'the log has no tile of that name and width',
  fix: 'Take the size from /ledger/checkpoint, and name tiles as C2SP tlog-tiles does.',
}
