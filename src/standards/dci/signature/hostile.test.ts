// What an attacker sends, in the manner of the Wycheproof project: each case of our own making.
import assert from 'node:assert/strict'
import { createHmac, createPublicKey, generateKeyPairSync } from 'node:crypto'
import test from 'node:test'
import { ed25519 } from '@noble/curves/ed25519.js'
import type { PublicJwk } from '../../../kernel/signature.ts'
import { verificationKey } from '../../verification-key.ts'
import { signMessage } from './sign.ts'
import { testHabits, testNow, testSigner } from './test-signers.ts'
import { type ReceivedMessage, verifySignature } from './verify.ts'

const header = { message_id: 'm-1', message_ts: '2026-11-23T08:00:00Z', sender_id: 'spmis.example.org', total_count: 1 }
const message = { transaction_id: 't-1' }
const parts = { header, message }
const [ed, rsa, ec] = [testSigner('EdDSA'), testSigner('RS256'), testSigner('ES256')]

async function reasonOf(signature: unknown, keys: readonly PublicJwk[], content: Partial<ReceivedMessage> = {}) {
  const found = await verifySignature({ ...parts, ...content, signature }, async () => keys, testNow)
  return found.result === 'invalid' ? found.reason : found.result
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Any JWS over the message, also one that no honest library would make. */
function jws(head: Record<string, unknown>, sign: (input: Buffer) => Uint8Array, payload: unknown = parts): string {
  const input = `${encode(head)}.${encode(payload)}`
  return `${input}.${Buffer.from(sign(Buffer.from(input))).toString('base64url')}`
}

test('a key of another, or one that the message does not name, is of no use', async () => {
  const signature = signMessage(parts, testHabits('dci-httpsig'), ed)
  assert.equal(await reasonOf(signature, [ed.jwk]), 'valid')
  assert.equal(await reasonOf(signature, []), 'unknown-key')
  assert.equal(await reasonOf(signature, [testSigner('EdDSA').jwk]), 'unknown-key')
  assert.equal(await reasonOf(signature, [{ ...testSigner('EdDSA').jwk, kid: ed.kid }]), 'mismatch')
  const unnamed = jws({ alg: 'RS256' }, rsa.sign)
  assert.equal(await reasonOf(unnamed, [ed.jwk, testSigner('RS256').jwk]), 'mismatch')
  assert.equal(await reasonOf(unnamed, [ed.jwk, rsa.jwk]), 'valid')
})

test('the algorithm is the registered key’s, whatever the message claims', async () => {
  const pem = createPublicKey({ key: { ...rsa.jwk }, format: 'jwk' }).export({ type: 'spki', format: 'pem' })
  const hmac = (input: Buffer) => createHmac('sha256', pem).update(input).digest()
  assert.equal(await reasonOf(jws({ alg: 'HS256', kid: rsa.kid }, hmac), [rsa.jwk]), 'algorithm')
  assert.equal(await reasonOf(jws({ alg: 'HS256' }, hmac), [rsa.jwk]), 'algorithm')
  for (const alg of ['none', 'None', '', 'PS256', 'RS512', 'ES256', 'EdDSA', null, undefined, ['RS256']]) {
    assert.equal(await reasonOf(jws({ alg, kid: rsa.kid }, rsa.sign), [rsa.jwk]), 'algorithm', String(alg))
  }
  const empty = jws({ alg: 'none', kid: rsa.kid }, () => new Uint8Array())
  assert.equal(await reasonOf(empty, [rsa.jwk]), 'algorithm')
  assert.equal(
    await reasonOf(jws({ alg: 'RS256', kid: rsa.kid }, rsa.sign), [{ ...rsa.jwk, alg: 'PS256' }]),
    'unknown-key',
  )
  assert.equal(
    await reasonOf(jws({ alg: 'RS256', kid: rsa.kid }, rsa.sign), [{ ...rsa.jwk, use: 'enc' }]),
    'unknown-key',
  )
})

test('a header that brings its own key, or what must be understood, changes nothing', async () => {
  const attacker = testSigner('RS256')
  const jku = 'https://attacker.example.org/jwks.json'
  const brought = { alg: 'RS256', kid: rsa.kid, jwk: attacker.jwk, jku, x5u: jku }
  assert.equal(await reasonOf(jws(brought, attacker.sign), [rsa.jwk]), 'mismatch')
  assert.equal(await reasonOf(jws({ ...brought, kid: attacker.kid }, attacker.sign), [rsa.jwk]), 'unknown-key')
  assert.equal(await reasonOf(jws({ alg: 'RS256', crit: ['b64'], b64: false }, rsa.sign), [rsa.jwk]), 'malformed')
  assert.equal(await reasonOf(jws({ alg: 'RS256', crit: [] }, rsa.sign), [rsa.jwk]), 'malformed')
  for (const kid of [7, null, {}, ['a']]) {
    assert.equal(await reasonOf(jws({ alg: 'RS256', kid }, rsa.sign), [rsa.jwk]), 'malformed')
  }
})

test('a signed payload that is another message is told apart from a wrong key', async () => {
  const head = { alg: 'RS256', kid: rsa.kid }
  const others = [
    { header },
    { ...parts, extra: 1 },
    [parts],
    'text',
    { header, message: {} },
    { header: message, message },
  ]
  for (const payload of others) {
    assert.equal(await reasonOf(jws(head, rsa.sign, payload), [rsa.jwk]), 'digest', JSON.stringify(payload))
  }
})

test('only the one spelling of base64url is read', async () => {
  const good = jws({ alg: 'RS256', kid: rsa.kid }, rsa.sign)
  const [head = '', body = '', tail = ''] = good.split('.')
  const lastBits = `${tail.slice(0, -1)}${tail.endsWith('A') ? 'B' : String.fromCharCode(tail.charCodeAt(tail.length - 1) + 1)}`
  const spellings = [`${good}=`, `${good}\n`, ` ${good}`, `${head}.${body}=.${tail}`, `${head}.${body}.${lastBits}`]
  for (const changed of [...spellings, good.replace('.', '..'), `${good}.`, `${head}.${body}.${tail}${tail}`]) {
    assert.notEqual(await reasonOf(changed, [rsa.jwk]), 'valid', changed.slice(-20))
  }
  const http = signMessage(parts, testHabits('dci-httpsig'), ed) ?? ''
  const value = /signature="([^"]+)"/.exec(http)?.[1] ?? ''
  for (const changed of [
    value.replace('==', ''),
    value.replace('==', '=='.repeat(2)),
    `${value.slice(0, -3)}B==`,
    ` ${value}`,
  ]) {
    if (changed !== value) assert.equal(await reasonOf(http.replace(value, changed), [ed.jwk]), 'malformed', changed)
  }
})

test('the header string has each parameter once, in its one form', async () => {
  const good = signMessage(parts, testHabits('dci-httpsig'), ed) ?? ''
  const changes: [string | RegExp, string][] = [
    ['created="', 'created="1", created="'],
    ['signature="', 'signature="AAAA", signature="'],
    ['namespace="dci"', 'algorithm="ed25519"'],
    ['algorithm="ed25519"', 'algorithm="none"'],
    ['algorithm="ed25519"', 'algorithm="rsa-sha256"'],
    ['|ed25519"', '|rsa-sha256"'],
    ['|ed25519"', '"'],
    ['headers="(created) (expires) digest"', 'headers="(created)"'],
    [/created="\d+"/, 'created="1795420800.0"'],
    [/created="\d+"/, 'created="0x6b0a"'],
    [/created="\d+"/, 'created="-1"'],
    [/created="\d+"/, 'created=""'],
    [/expires="\d+"/, `expires="${'9'.repeat(30)}"`],
    [/, expires="\d+"/, ''],
    [/, /g, '; '],
    [/, /g, ' '],
    ['namespace="dci"', `namespace="${'x'.repeat(501)}"`],
    ['namespace="dci"', `${'a="b", '.repeat(400)}namespace="dci"`],
    ['Signature: ', 'Signature: \u0000'],
  ]
  for (const [from, to] of changes) {
    assert.equal(await reasonOf(good.replace(from, to), [ed.jwk]), 'malformed', `${from} → ${to.slice(0, 40)}`)
  }
  assert.equal(await reasonOf(good.replace('Signature: ', '').replaceAll(', ', ','), [ed.jwk]), 'valid')
  assert.equal(await reasonOf(good.replace('namespace="dci"', 'namespace="spdci"'), [ed.jwk]), 'valid')
})

test('huge and deep values are refused, not worked on', async () => {
  assert.equal(await reasonOf(`Signature: namespace="${'x'.repeat(5_000_000)}"`, [ed.jwk]), 'malformed')
  assert.equal(await reasonOf(`${'a'.repeat(5_000_000)}.b.c`, [ed.jwk]), 'malformed')
  const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)
  const signature = signMessage(parts, testHabits('dci-httpsig'), ed)
  assert.equal(await reasonOf(signature, [ed.jwk], { message: { deep } }), 'mismatch')
  const attached = jws({ alg: 'RS256', kid: rsa.kid }, rsa.sign)
  assert.equal(await reasonOf(attached, [rsa.jwk], { message: { deep } }), 'digest')
})

test('S of an Ed25519 signature is below the order of the group: there is no second spelling', async () => {
  const good = signMessage(parts, testHabits('dci-httpsig'), ed) ?? ''
  const value = /signature="([^"]+)"/.exec(good)?.[1] ?? ''
  const bytes = Buffer.from(value, 'base64')
  const s = BigInt(`0x${Buffer.from(bytes.subarray(32)).reverse().toString('hex')}`) + ed25519.Point.Fn.ORDER
  Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse().copy(bytes, 32)
  assert.equal(await reasonOf(good.replace(value, bytes.toString('base64')), [ed.jwk]), 'mismatch')
})

test('another spelling of an ES256 signature has the same token: it cannot be used again', async () => {
  const good = jws({ alg: 'ES256', kid: ec.kid }, ec.sign)
  const [head, body, tail = ''] = good.split('.')
  const bytes = Buffer.from(tail, 'base64url')
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
  const other = order - BigInt(`0x${bytes.subarray(32).toString('hex')}`)
  Buffer.from(other.toString(16).padStart(64, '0'), 'hex').copy(bytes, 32)
  const twin = `${head}.${body}.${bytes.toString('base64url')}`
  const tokens = []
  for (const signature of [good, twin]) {
    const found = await verifySignature({ ...parts, signature }, async () => [ec.jwk], testNow)
    tokens.push(found.result === 'valid' && found.token)
  }
  assert.ok(tokens[0] !== false && tokens[0] === tokens[1])
})

/** The other spelling of a small y: with the prime of the field added. */
function fieldElement(y: bigint): Buffer {
  const text = (ed25519.Point.Fp.ORDER + y).toString(16).padStart(64, '0')
  return Buffer.from(text, 'hex').reverse()
}

test('a key of small order is no key, in any spelling', () => {
  const torsion = ed25519.Point.fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a')
  const points = Array.from({ length: 7 }, (_, i) => torsion.multiplyUnsafe(BigInt(i + 1)).toBytes())
  const spellings = [ed25519.Point.ZERO.toBytes(), ...points, fieldElement(0n), fieldElement(1n)]
  for (const bytes of spellings) {
    const signed = Buffer.from(bytes)
    signed[31] = (signed[31] ?? 0) ^ 0x80
    for (const x of [bytes, signed]) {
      const jwk: PublicJwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(x).toString('base64url') }
      assert.equal(verificationKey(jwk), undefined, Buffer.from(x).toString('hex'))
    }
  }
  assert.notEqual(verificationKey(ed.jwk), undefined)
})

test('weak, foreign and broken keys are no keys', () => {
  const rsaOf = (modulusLength: number, publicExponent = 65_537) =>
    generateKeyPairSync('rsa', { modulusLength, publicExponent }).publicKey.export({ format: 'jwk' }) as PublicJwk
  const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey.export({ format: 'jwk' }) as PublicJwk
  const x25519 = generateKeyPairSync('x25519').publicKey.export({ format: 'jwk' }) as PublicJwk
  const offCurve = { ...ec.jwk, y: ec.jwk.x ?? '' }
  const broken = [
    { kty: 'RSA' },
    { kty: 'OKP', crv: 'Ed25519' },
    { kty: 'oct', k: 'AAAA' },
    {},
  ] as unknown as PublicJwk[]
  const short = { ...ed.jwk, x: ed.jwk.x?.slice(1) ?? '' }
  for (const jwk of [rsaOf(1024), rsaOf(2048, 3), p384, x25519, offCurve, short, ...broken]) {
    assert.equal(verificationKey(jwk), undefined, JSON.stringify(jwk))
  }
})
