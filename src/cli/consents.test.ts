import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { receiptOf } from '../agreements/consent/chain.ts'
import type { ConsentReceipt } from '../agreements/consent/schema.ts'
import { exampleGiving, exampleTerms } from '../agreements/consent/test-consent.ts'
import { generateSigningKey } from '../kernel/signature.ts'
import { consentsVerify } from './commands/consents/verify.ts'
import { createOutput } from './output.ts'

const key = generateSigningKey()
const given = receiptOf(
  {
    ...{ schema: 'ISO/IEC TS 27560:2023', id: `con-${'0'.repeat(26)}`, revision: 1, subject: 'a'.repeat(64) },
    ...{ status: 'given', terms: exampleTerms, giving: exampleGiving },
    ...{ recordedAt: '2026-06-15T09:00:00Z', recordedBy: { account: 'officer', member: 'dss' } },
  } as ConsentReceipt['record'],
  key,
)
const withdrawn = receiptOf({ ...given.record, revision: 2, previous: given.hash, status: 'withdrawn' }, key)

function verifying(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'kiungo-consents-'))
  t.after(() => rmSync(folder, { recursive: true }))
  return async (document: unknown, jwk: unknown = key.publicJwk) => {
    const file = join(folder, 'receipt.json')
    const keyFile = join(folder, 'key.json')
    writeFileSync(file, typeof document === 'string' ? document : JSON.stringify(document))
    writeFileSync(keyFile, JSON.stringify(jwk))
    const out: string[] = []
    const output = createOutput({ out: (s) => out.push(s), err: () => undefined, interactive: false }, 'en', false)
    const invocation = { options: { key: keyFile }, positionals: [file], environment: {}, output }
    const ended = await consentsVerify.run(invocation)
    return { code: ended.ok ? ended.value : ended.problem.code, text: out.join('') }
  }
}

test('a receipt alone and all revisions are verified with the published key, without a running node', async (t) => {
  const verify = verifying(t)
  for (const document of [given, withdrawn, { revisions: [given, withdrawn], intact: true }]) {
    const { code, text } = await verify(document)
    assert.equal(code, 0)
    assert.match(text, /\nverified\n$/)
  }
})

test('what was changed, left out, or signed by another ends with code 3 and says why', async (t) => {
  const verify = verifying(t)
  const changed = { ...given, record: { ...given.record, status: 'refused' } }
  const cases = [
    [await verify(changed), /not the one that was hashed.*\[hash\]/],
    [await verify({ revisions: [withdrawn] }), /revisions are missing/],
    [
      await verify({ revisions: [given, receiptOf({ ...withdrawn.record, previous: 'f'.repeat(64) }, key)] }),
      /\[chain\]/,
    ],
    [await verify(given, generateSigningKey().publicJwk), /not signed with this key/],
  ] as const
  for (const [{ code, text }, why] of cases) {
    assert.equal(code, 3)
    assert.match(text, why)
  }
})

test('what is no receipt and what is no key is wrong usage', async (t) => {
  const verify = verifying(t)
  assert.equal((await verify({})).code, 'cli.usage')
  assert.equal((await verify('a: [')).code, 'cli.consent-unreadable')
  assert.equal((await verify(given, { kty: 'RSA' })).code, 'cli.usage')
})
