import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { Registry } from 'prom-client'
import { createTestDatabase } from '../../test/support/database.ts'
import { sha256 } from '../kernel/digest.ts'
import { leafHash, nodeHash } from '../kernel/merkle.ts'
import { fail, ok } from '../kernel/result.ts'
import { parseCheckpoint, parseVerifierKey, verifyNote } from '../kernel/signed-note.ts'
import { unauthenticated } from '../platform/http/access.ts'
import { createHttp } from '../platform/http/app.ts'
import { createLogger } from '../platform/telemetry/logger.ts'
import { decodeBundle } from './bundle.ts'
import { nodeCrypto } from './node-crypto.ts'
import { ledgerRoutes } from './routes.ts'
import { appendMany, openTestLedger } from './test-log.ts'

const auditor = { authorization: 'Bearer auditor' }

async function serve(t: TestContext, entryCount: number) {
  const { pool } = await createTestDatabase(t)
  const ledger = await openTestLedger(pool)
  await appendMany(ledger, entryCount)
  const http = await createHttp({
    settings: {
      bodyLimitBytes: 1000,
      requestTimeoutMs: 5000,
      requestsInFlightLimit: 10,
      publicUrl: 'http://localhost:7400',
      metricsAccess: 'loopback',
    },
    logger: createLogger('silent', { write: () => undefined }),
    metrics: new Registry(),
    authenticate: async ({ headers }) =>
      headers.authorization === 'Bearer auditor'
        ? ok({ kind: 'person', id: 'auditor', member: 'dpc', permissions: new Set(['ledger.read']) })
        : fail(unauthenticated),
    scopes: [ledgerRoutes({ ledger, pool })],
    readiness: { ledger: async () => ok(true) },
    version: '0.0.0',
  })
  t.after(async () => {
    await http.close()
    await ledger.close()
  })
  return http.app
}

test('an auditor can fetch the whole log and verify it, knowing only its address and key', async (t) => {
  const size = 700
  const app = await serve(t, size)
  const key = parseVerifierKey(sha256, (await app.inject('/ledger/key')).body.trim())
  assert.ok(key)
  const checkpoint = await app.inject('/ledger/checkpoint')
  assert.equal(checkpoint.headers['content-type'], 'text/plain; charset=utf-8')
  const opened = verifyNote(checkpoint.body, key, nodeCrypto)
  assert.ok(opened.ok)
  const head = parseCheckpoint(opened.value)
  assert.ok(head.ok && head.value.size === size)
  const leaves: Uint8Array[] = []
  for (const name of ['000', '001', '002.p/188']) {
    const bundle = await app.inject({ url: `/ledger/tile/entries/${name}`, headers: auditor })
    assert.equal(bundle.statusCode, 200)
    assert.match(String(bundle.headers['cache-control']), /private/)
    const hashes = (decodeBundle(bundle.rawPayload) ?? []).map((entry) => Buffer.from(leafHash(sha256, entry)))
    const tile = await app.inject(`/ledger/tile/0/${name}`)
    assert.match(String(tile.headers['cache-control']), /immutable/)
    assert.deepEqual(tile.rawPayload, Buffer.concat(hashes))
    leaves.push(...hashes)
  }
  assert.deepEqual(Buffer.from(rootOf(leaves)), Buffer.from(head.value.root))
  assert.equal((await app.inject('/ledger/tile/1/000.p/2')).rawPayload.length, 64)
})

test('tiles beyond the log, and names that are none, are not found', async (t) => {
  const app = await serve(t, 3)
  for (const path of [
    '0/000',
    '0/000.p/4',
    '1/000.p/1',
    'entries/001.p/1',
    '0/0',
    'x',
    '',
    '..%2f..%2fkey',
    '0/000.p/3%00',
  ]) {
    const answer = await app.inject({ url: `/ledger/tile/${path}`, headers: auditor })
    assert.deepEqual([answer.statusCode, answer.json().code], [404, 'ledger.no-tile'], path)
  }
  assert.equal((await app.inject('/ledger/tile/0/000.p/3')).statusCode, 200)
})

test('a stranger sees the hashes, and not who asked whom', async (t) => {
  const app = await serve(t, 3)
  assert.equal((await app.inject('/ledger/tile/0/000.p/3')).statusCode, 200)
  for (const path of ['entries/000.p/3', 'entries%2f000.p/3', '%65ntries/000.p/3', 'entries/x000/000.p/3']) {
    assert.notEqual((await app.inject(`/ledger/tile/${path}`)).statusCode, 200, path)
  }
  assert.equal((await app.inject('/ledger/tile/entries/000.p/3')).statusCode, 401)
})

/** The root by the definition of RFC 6962 §2.1 alone. */
function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 1) return leaves[0]!
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return nodeHash(sha256, rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)))
}
