import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { type SignatureAlgorithm, signatureAlgorithms } from '../../../kernel/signature.ts'
import { canonicalForms, type SignatureProfile } from './profiles.ts'
import { signMessage } from './sign.ts'
import { type TestSigner, testHabits, testNow, testSigner } from './test-signers.ts'
import { type ReceivedMessage, verifySignature } from './verify.ts'

const signers = Object.fromEntries(signatureAlgorithms.map((one) => [one, testSigner(one)])) as Readonly<
  Record<SignatureAlgorithm, TestSigner>
>
const keys = signatureAlgorithms.map((one) => signers[one].jwk)
const header = { message_id: 'm-1', message_ts: '2026-11-23T08:00:00Z', sender_id: 'spmis.example.org', total_count: 1 }
const message = { transaction_id: 't-1', name: 'Wanjikũ' }

const ways: readonly { profile: SignatureProfile; algorithm: SignatureAlgorithm }[] = [
  { profile: 'dci-httpsig', algorithm: 'EdDSA' },
  ...signatureAlgorithms.flatMap((algorithm) => [
    { profile: 'jws-compact' as const, algorithm },
    { profile: 'jws-detached' as const, algorithm },
  ]),
]

const sign = (way: (typeof ways)[number], at = testNow, parts = { header, message }): string =>
  signMessage(parts, testHabits(way.profile, at), signers[way.algorithm]) ?? ''

const check = (received: ReceivedMessage, now = testNow) => verifySignature(received, async () => keys, now)

const reasonOf = async (received: ReceivedMessage, now = testNow) => {
  const found = await check(received, now)
  return found.result === 'invalid' ? found.reason : found.result
}

const ownNames = fc.string({ unit: 'binary' }).filter((name) => name !== '__proto__')
const tree = fc.dictionary(ownNames, fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }), { maxKeys: 5 })

test('what was signed verifies, in every profile, algorithm and form, also with its members in another order', async () => {
  const property = fc.asyncProperty(
    tree,
    fc.constantFrom(...ways),
    fc.constantFrom(...canonicalForms),
    async (content, { profile, algorithm }, canonicalForm) => {
      const parts = JSON.parse(JSON.stringify({ header: { ...header, meta: content }, message: content })) as {
        header: Record<string, unknown>
        message: Record<string, unknown>
      }
      const signature = signMessage(parts, { ...testHabits(profile), canonicalForm }, signers[algorithm])
      const turned = Object.fromEntries(Object.entries(parts.message).reverse())
      const found = await check({ signature, header: parts.header, message: turned })
      assert.deepEqual([found.result, found.result === 'valid' && found.profile], ['valid', profile])
    },
  )
  await fc.assert(property, { numRuns: 150 })
})

test('no signature fits a message or header that differs', async () => {
  const property = fc.asyncProperty(tree, tree, fc.constantFrom(...ways), async (one, other, way) => {
    fc.pre(JSON.stringify(one) !== JSON.stringify(other))
    const parts = JSON.parse(JSON.stringify({ one, other })) as { one: object; other: object }
    const signature = sign(way, testNow, { header, message: parts.one } as never)
    const reason = await reasonOf({ signature, header, message: { ...parts.other, added: 1 } })
    assert.ok(reason === 'mismatch' || reason === 'digest', reason)
  })
  await fc.assert(property, { numRuns: 60 })
  for (const way of ways) {
    const signature = sign(way)
    const swapped = await reasonOf({ signature, header: { ...header, sender_id: 'another.example.org' }, message })
    assert.equal(swapped, way.profile === 'jws-compact' ? 'digest' : 'mismatch')
    assert.equal((await check({ signature, header: message, message: header })).result, 'invalid')
  }
})

test('no signature with a single character changed, left out or put in is valid, and none throws', async () => {
  const property = fc.asyncProperty(
    fc.constantFrom(...ways.map((way) => sign(way))),
    fc.nat(),
    fc.constantFrom('', ...'AZaz09-_.=+/ "|,\n\u0000'),
    fc.boolean(),
    async (signature, position, character, replace) => {
      const at = position % signature.length
      const changed = signature.slice(0, at) + character + signature.slice(replace || character === '' ? at + 1 : at)
      fc.pre(changed !== signature)
      const found = await check({ signature: changed, header, message })
      // White space between parameters, and the names that nobody believes, may differ: the message is the same.
      const open = /namespace|kidId|Signature:/.test(changed)
      if (found.result === 'valid') assert.ok(open && tokens.has(found.token), changed)
    },
  )
  const tokens = new Set<string>()
  for (const way of ways) {
    const found = await check({ signature: sign(way), header, message })
    if (found.result === 'valid') tokens.add(found.token)
  }
  await fc.assert(property, { numRuns: 1500 })
})

test('garbage of any kind is malformed or unknown, never an error', async () => {
  const garbage = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.jsonValue(), fc.constant('.'.repeat(5000)))
  await fc.assert(
    fc.asyncProperty(garbage, fc.jsonValue(), async (signature, content) => {
      const found = await check({ signature, header: content, message: content })
      assert.notEqual(found.result, 'valid')
    }),
    { numRuns: 500 },
  )
})

test('a signature is taken within its times, clocks a minute apart', async () => {
  const later = (seconds: number) => new Date(testNow.getTime() + seconds * 1000)
  for (const way of ways) {
    const received = { signature: sign(way), header, message }
    assert.equal(await reasonOf(received, later(359)), 'valid', way.profile)
    assert.equal(await reasonOf(received, later(360)), 'stale', way.profile)
    assert.equal(await reasonOf(received, later(-60)), 'valid', way.profile)
    assert.equal(await reasonOf(received, later(-61)), 'future', way.profile)
  }
})

test('a signature that would live for more than a day, or ends before it begins, is refused', async () => {
  const signature = sign(ways[0]!)
  const created = testNow.getTime() / 1000
  for (const expires of [created, created - 10, created + 86_401]) {
    const changed = signature.replace(/expires="\d+"/, `expires="${expires}"`)
    assert.equal(await reasonOf({ signature: changed, header, message }), 'lifetime')
  }
})

test('a JWS without times of its own has those of its message', async () => {
  const { RS256 } = signers
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const attach = (ts: unknown) => {
    const parts = { header: { ...header, message_ts: ts }, message }
    const input = `${encode({ alg: 'RS256', kid: RS256.kid })}.${encode(parts)}`
    return { ...parts, signature: `${input}.${Buffer.from(RS256.sign(Buffer.from(input))).toString('base64url')}` }
  }
  assert.equal(await reasonOf(attach('2026-11-23T08:00:30Z')), 'valid')
  assert.equal(await reasonOf(attach('2026-11-23T11:00:30+03:00')), 'valid')
  assert.equal(await reasonOf(attach('2026-11-23T07:50:00Z')), 'stale')
  assert.equal(await reasonOf(attach('2026-11-23T09:00:00Z')), 'future')
  for (const ts of ['2026-11-23T08:00:00', '2026-02-30T08:00:00Z', 1795420800, null]) {
    assert.equal(await reasonOf(attach(ts)), 'malformed')
  }
})

test('the placeholders of the field count as no signature, and nothing else does', async () => {
  const example =
    'Signature:  namespace="dci", kidId="{sender_id}|{unique_key_id}|{algorithm}", algorithm="ed25519", created="1606970629", expires="1607030629", headers="(created) (expires) digest", signature="Base64(signing content)'
  for (const signature of [undefined, null, '', 'unsigned', 'unsigned-stub', example, `${example}"`]) {
    assert.equal(await reasonOf({ signature, header, message }), 'none')
  }
  for (const signature of ['Unsigned', 'unsigned ', ' ', 'none', 'null', 0, false, {}, [], 'a.b', 'a.b.c.d']) {
    assert.equal(await reasonOf({ signature, header, message }), 'malformed', JSON.stringify(signature))
  }
})

test('keys are not asked for when the signature cannot be valid whatever they are', async () => {
  let asked = 0
  const keysOf = async () => {
    asked++
    return keys
  }
  const signature = sign(ways[0]!)
  await verifySignature({ signature: 'a.b.c', header, message }, keysOf, testNow)
  await verifySignature({ signature, header, message }, keysOf, new Date('2026-11-24T08:00:00Z'))
  assert.equal(asked, 0)
  await verifySignature({ signature, header, message }, keysOf, testNow)
  assert.equal(asked, 1)
})
