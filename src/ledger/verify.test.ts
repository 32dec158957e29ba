import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js'
import fc from 'fast-check'
import { createTestDatabase } from '../../test/support/database.ts'
import { commitment, newSalt } from '../kernel/digest.ts'
import { mustBeOk } from '../kernel/result.ts'
import { generateSigningKey } from '../kernel/signature.ts'
import { formatVerifierKey } from '../kernel/signed-note.ts'
import { logKeyOf, nodeCrypto } from './node-crypto.ts'
import { receiptToTlogProof } from './receipt.ts'
import type { Receipt } from './schema.ts'
import { appendMany, newEntry, openTestLedger, origin } from './test-log.ts'
import { verifyReceipt } from './verify.ts'

const salt = newSalt()
const question = { 'person.national-id': '29871234' }
let receipt: Receipt

before(async () => {
  const cleanups: (() => Promise<void> | void)[] = []
  const { pool } = await createTestDatabase({ after: (cleanup) => void cleanups.push(cleanup) })
  const ledger = await openTestLedger(pool)
  await appendMany(ledger, 40)
  const { index } = mustBeOk(await ledger.append(newEntry({ request: commitment(salt, question) })))
  await appendMany(ledger, 40)
  receipt = mustBeOk(await ledger.receipt(index, { openings: { request: { salt, value: question } } }))
  await ledger.close()
  for (const cleanup of cleanups) await cleanup()
})

const states = (candidate: unknown, trustedKey?: string): string =>
  verifyReceipt(candidate, { ...nodeCrypto, ...(trustedKey === undefined ? {} : { trustedKey }) })
    .checks.filter((check) => check.state !== 'passed')
    .map((check) => check.code)
    .join(' ')

test('a true receipt passes every check, with the libraries of Node and of a browser', () => {
  assert.equal(states(receipt, receipt.logKey), '')
  assert.equal(states(receipt), 'receipt.no-trusted-key')
  const browser = {
    sha256: nobleSha256,
    ed25519Verify: (key: Uint8Array, message: Uint8Array, signature: Uint8Array) =>
      ed25519.verify(signature, message, key),
  }
  const verification = verifyReceipt(JSON.parse(JSON.stringify(receipt)), { ...browser, trustedKey: receipt.logKey })
  assert.equal(verification.ok, true)
  assert.equal(verification.entry?.consumer, 'dss')
  assert.deepEqual(verification.checkpoint, { origin, size: 81 })
})

test('each way of tampering fails its own check', () => {
  const otherKey = formatVerifierKey(logKeyOf(origin, generateSigningKey()))
  const entry = JSON.parse(Buffer.from(receipt.entry, 'base64url').toString()) as object
  const encode = (text: string): string => Buffer.from(text).toString('base64url')
  const altered = JSON.stringify({ ...entry, outcome: 'deny' })
  assert.equal(states({ ...receipt, format: 'kiungo-receipt/2' }).split(' ')[0], 'receipt.malformed')
  assert.equal(states({ ...receipt, extra: 1 }).split(' ')[0], 'receipt.malformed')
  assert.match(states({ ...receipt, entry: encode(altered) }), /^receipt.not-in-tree receipt.no-trusted-key$/)
  assert.match(states({ ...receipt, entry: encode(` ${JSON.stringify(entry)}`) }), /^receipt.entry-not-canonical /)
  assert.match(states({ ...receipt, entry: encode('{"v":1}') }), /^receipt.entry-not-canonical /)
  assert.match(states({ ...receipt, index: receipt.index + 1 }), /^receipt.not-in-tree /)
  assert.match(states({ ...receipt, treeSize: receipt.treeSize + 1 }), /^receipt.other-tree /)
  assert.match(states({ ...receipt, inclusion: receipt.inclusion.slice(1) }), /^receipt.not-in-tree /)
  assert.match(states({ ...receipt, logKey: otherKey }), /^receipt.signature-invalid /)
  assert.match(states({ ...receipt, logKey: 'x' }), /^receipt.key-malformed /)
  assert.match(
    states({ ...receipt, checkpoint: receipt.checkpoint.replace('\n81\n', '\n82\n'), treeSize: 82 }),
    /receipt.signature-invalid/,
  )
  assert.match(states({ ...receipt, checkpoint: 'nothing' }), /^receipt.checkpoint-malformed /)
  assert.equal(states(receipt, otherKey), 'receipt.key-not-trusted')
  const other = { request: { salt, value: { 'person.national-id': '29871235' } } }
  assert.equal(states({ ...receipt, openings: other }, receipt.logKey), 'receipt.opening-does-not-fit')
})

test('a receipt of a log that its key does not name is refused', () => {
  const renamed = receipt.logKey.replace(origin, 'other.example/ledger')
  assert.match(states({ ...receipt, logKey: renamed }), /receipt.key-malformed/)
  const impostor = formatVerifierKey(logKeyOf('other.example/ledger', generateSigningKey()))
  assert.match(states({ ...receipt, logKey: impostor }), /receipt.other-log/)
})

test('no change of a single character passes', () => {
  const text = JSON.stringify(receipt)
  fc.assert(
    fc.property(
      fc.nat(text.length - 1),
      fc.constantFrom('A', 'b', '7', '"', ' ', '\\', '\u0000', 'é'),
      (at, character) => {
        if (text[at] === character) return
        let candidate: unknown
        try {
          candidate = JSON.parse(text.slice(0, at) + character + text.slice(at + 1))
        } catch {
          return
        }
        assert.equal(verifyReceipt(candidate, { ...nodeCrypto, trustedKey: receipt.logKey }).ok, false)
      },
    ),
    { numRuns: 600 },
  )
})

test('nothing that a stranger sends makes it throw', () => {
  const hostile = {
    get format(): string {
      throw new Error('no')
    },
  }
  const deep = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`) as unknown
  const openings = { request: { salt, value: deep } }
  for (const candidate of [
    undefined,
    null,
    1,
    'x',
    [],
    {},
    hostile,
    deep,
    { ...receipt, entry: 7 },
    { ...receipt, openings },
  ]) {
    assert.equal(verifyReceipt(candidate, nodeCrypto).ok, false)
  }
  fc.assert(fc.property(fc.anything(), (value) => assert.equal(verifyReceipt(value, nodeCrypto).ok, false)))
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(receipt)), fc.jsonValue(), (name, value) => {
      // Openings may be left out, so an empty object in their place is fine.
      assert.equal(verifyReceipt({ ...receipt, [name]: value }, nodeCrypto).ok && name !== 'openings', false)
    }),
  )
})

test('the verifier and all that it imports of ours need nothing of Node', () => {
  const seen = new Set<string>()
  const visit = (file: URL): void => {
    if (seen.has(file.href)) return
    seen.add(file.href)
    const source = readFileSync(file, 'utf8')
    assert.doesNotMatch(source, /\bBuffer\.|\bprocess\./, file.pathname)
    for (const [, path = ''] of source.matchAll(/from '([^']+)'/g)) {
      assert.doesNotMatch(path, /^node:/, file.pathname)
      if (path.startsWith('.')) visit(new URL(path, file))
    }
  }
  visit(new URL('verify.ts', import.meta.url))
  assert.ok(seen.size >= 6)
})

test('a receipt becomes a C2SP tlog-proof', () => {
  const lines = receiptToTlogProof(receipt).split('\n')
  assert.deepEqual(lines.slice(0, 2), ['c2sp.org/tlog-proof@v1', 'index 40'])
  assert.deepEqual(lines.slice(2, 2 + receipt.inclusion.length), receipt.inclusion)
  assert.equal(lines.slice(3 + receipt.inclusion.length).join('\n'), receipt.checkpoint)
})
