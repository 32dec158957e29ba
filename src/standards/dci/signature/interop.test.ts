import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import test from 'node:test'
import { CompactSign, FlattenedSign, flattenedVerify, importJWK } from 'jose'
import type { PublicJwk } from '../../../kernel/signature.ts'
import { canonicalText } from './canonical.ts'
import { signMessage } from './sign.ts'
import { testHabits, testNow, testSigner } from './test-signers.ts'
import { verifySignature } from './verify.ts'

// Made once with Python 3.11 (json, hashlib, cryptography 48) in the manner of OpenSPP; the seed is bytes 0 to 31.
const python: PublicJwk = { kty: 'OKP', crv: 'Ed25519', x: 'A6EHv_POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg', kid: 'key-1' }
const pythonHeader = (signature: string) =>
  `Signature: namespace="dci", kidId="spmis.example.org|key-1|ed25519", algorithm="ed25519", created="1795420800", expires="1795421100", headers="(created) (expires) digest", signature="${signature}"`
const sent = {
  header: {
    ...{ version: '1.0.0', message_id: 'm-1', message_ts: '2026-11-23T08:00:00Z', action: 'search' },
    ...{ sender_id: 'spmis.example.org', sender_uri: null, receiver_id: 'kiungo', total_count: 1 },
    ...{ is_msg_encrypted: false, meta: null },
  },
  message: {
    ...{ transaction_id: 't-1', '\u{1F600}': 2, '\uE000': 1, name: 'Wanjik\u0169 \u007f\u2028 "\\/\n\u0001' },
    ...{ score: 0.1, small: 0.00001234, tiny: 1e-7, big: 123456789012345.5, neg: -2.5e-10, list: [true, null, {}] },
  },
}
const pythonText =
  '{"header":{"action":"search","is_msg_encrypted":false,"message_id":"m-1","message_ts":"2026-11-23T08:00:00Z","meta":null,"receiver_id":"kiungo","sender_id":"spmis.example.org","sender_uri":null,"total_count":1,"version":"1.0.0"},"message":{"big":123456789012345.5,"list":[true,null,{}],"name":"Wanjik\\u0169 \\u007f\\u2028 \\"\\\\/\\n\\u0001","neg":-2.5e-10,"score":0.1,"small":1.234e-05,"tiny":1e-07,"transaction_id":"t-1","\\ue000":1,"\\ud83d\\ude00":2}}'

test('the text that is signed is that of Python, byte for byte', () => {
  assert.equal(canonicalText(sent, 'python-json'), pythonText)
})

test('a message that Python signed verifies', async () => {
  const signature = pythonHeader(
    'QHE/1W4/Doaim6z9uQdyRgdAyU/Hu7a/SBZHQ6osfgniLdq1OQMqiCt5X+dp0hE5r+2/Jwu0yB5wJezJ4F66DQ==',
  )
  const check = await verifySignature({ ...sent, signature }, async () => [python], testNow)
  assert.equal(check.result, 'valid')
  assert.equal(check.result === 'valid' && check.kid, 'key-1')
})

test('a message whose header was signed with its defaults filled in verifies, sent without them', async () => {
  const signature = pythonHeader(
    'MoKsZodJOT/vbjMvY+x4ZlT2lB09COj5+x2z43uNANA5Kduf1YSz0oYJfUnB0oEKrdI0WbvA+mZGmcyMivUVCQ==',
  )
  const header = {
    ...{ message_id: 'm-2', message_ts: '2026-11-23T08:00:00.120Z', action: 'search' },
    ...{ sender_id: 'spmis.example.org', receiver_id: 'kiungo', total_count: 1 },
  }
  const received = { header, message: { transaction_id: 't-2' }, signature }
  assert.equal((await verifySignature(received, async () => [python], testNow)).result, 'valid')
  const another = { ...received, header: { ...header, total_count: 2 } }
  assert.deepEqual(await verifySignature(another, async () => [python], testNow), {
    result: 'invalid',
    reason: 'mismatch',
  })
})

test('a compact JWS in the manner of OpenCRVS verifies, whatever the order of its members', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const jwk = { ...(publicKey.export({ format: 'jwk' }) as PublicJwk), kid: 'crvs', use: 'sig', alg: 'RS256' } as const
  const payload = JSON.stringify({ message: sent.message, header: sent.header })
  const signature = await new CompactSign(Buffer.from(payload))
    .setProtectedHeader({ alg: 'RS256', kid: 'crvs' })
    .sign(privateKey)
  const check = await verifySignature({ ...sent, signature }, async () => [jwk], testNow)
  assert.equal(check.result === 'valid' && check.profile, 'jws-compact')
})

test('a detached JWS that jose made of the canonical text verifies, and jose verifies ours', async () => {
  const signer = testSigner('ES256')
  const made = signMessage(sent, testHabits('jws-detached'), signer)
  const [header = '', , signature = ''] = made?.split('.') ?? []
  const payload = Buffer.from(pythonText).toString('base64url')
  const verified = await flattenedVerify({ protected: header, payload, signature }, await importJWK({ ...signer.jwk }))
  assert.equal(verified.protectedHeader?.kid, signer.kid)
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const theirs = await new FlattenedSign(Buffer.from(pythonText)).setProtectedHeader({ alg: 'ES256' }).sign(privateKey)
  const detached = `${theirs.protected}..${theirs.signature}`
  const jwk = publicKey.export({ format: 'jwk' }) as PublicJwk
  const check = await verifySignature({ ...sent, signature: detached }, async () => [jwk], testNow)
  assert.equal(check.result === 'valid' && check.profile, 'jws-detached')
})
