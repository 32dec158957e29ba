import assert from 'node:assert/strict'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import test from 'node:test'
import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { FlattenedEncrypt } from 'jose'
import { mustBeOk, type Result } from '../../kernel/result.ts'
import { type PublicJwk, thumbprint } from '../../kernel/signature.ts'
import { decryptMessage, type EncryptedMessage, type EncryptionFault, encryptMessage } from './encryption.ts'

function keyPair(kind: 'rsa' | 'P-256' | 'x25519', bits = 2048) {
  const { privateKey, publicKey } =
    kind === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: bits })
      : kind === 'x25519'
        ? generateKeyPairSync('x25519')
        : generateKeyPairSync('ec', { namedCurve: kind })
  const plain = publicKey.export({ format: 'jwk' }) as PublicJwk
  const kid = thumbprint(plain)
  return { kid, privateKey, jwk: { ...plain, kid, use: 'enc' as const } }
}

const pairs = [keyPair('rsa'), keyPair('P-256'), keyPair('x25519')] as const
const message = { transaction_id: 't-1', name: 'Wanjikũ' }

const encrypted = async (pair = pairs[0], content: unknown = message): Promise<EncryptedMessage> => {
  const made = await encryptMessage(content, pair.jwk)
  assert.ok(made.ok)
  return made.value
}

const reasonOf = (outcome: Result<unknown, EncryptionFault>) => (outcome.ok ? 'clear' : outcome.problem.reason)
const reasonFor = async (value: unknown) => reasonOf(await decryptMessage(value, pairs))

test('what is encrypted to a key is read with it, and with no other', async () => {
  const own = fc.string({ unit: 'binary' }).filter((name) => name !== '__proto__')
  const tree = fc.dictionary(own, fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }), { maxKeys: 5 })
  const property = fc.asyncProperty(tree, fc.constantFrom(...pairs), async (content, pair) => {
    const sealed = await encrypted(pair, content)
    const clear = mustBeOk((await decryptMessage(sealed, [keyPair('x25519'), pair])) as Result<unknown>)
    assert.deepEqual(clear, JSON.parse(JSON.stringify(content)))
    assert.equal(
      reasonOf(
        await decryptMessage(
          sealed,
          pairs.filter((one) => one !== pair),
        ),
      ),
      'unknown-key',
    )
  })
  await fc.assert(property, { numRuns: 40 })
})

test('the message has the members of the standard, and says the key it is for', async () => {
  const sealed = await encrypted()
  assert.deepEqual(Object.keys(sealed).sort(), ['ciphertext', 'encrypted_key', 'header', 'iv', 'tag'])
  assert.deepEqual(sealed.header, { alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: pairs[0].kid })
  const agreed = await encrypted(pairs[1])
  assert.equal(agreed.header.alg, 'ECDH-ES+A256KW')
})

test('what is encrypted to another key is not read under the name of ours', async () => {
  const stranger = keyPair('rsa')
  const sealed = await encrypted({ ...stranger, jwk: { ...stranger.jwk, kid: pairs[0].kid } })
  assert.equal(await reasonFor(sealed), 'undecryptable')
})

test('no change of a bit of key, initialisation vector, text or tag is read', async () => {
  for (const pair of pairs) {
    const sealed = await encrypted(pair)
    for (const name of ['encrypted_key', 'iv', 'ciphertext', 'tag'] as const) {
      const bytes = Buffer.from(sealed[name], 'base64url')
      for (const bit of [0, bytes.length * 4, bytes.length * 8 - 1]) {
        const changed = Buffer.from(bytes)
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        assert.equal(await reasonFor({ ...sealed, [name]: changed.toString('base64url') }), 'undecryptable', name)
      }
    }
  }
})

test('only the agreed algorithms are taken', async () => {
  const sealed = await encrypted()
  const { header } = sealed
  for (const alg of ['RSA-OAEP', 'RSA1_5', 'dir', 'A256KW', 'PBES2-HS256+A128KW', 'ECDH-ES', 'none', '', null, 1]) {
    assert.equal(await reasonFor({ ...sealed, header: { ...header, alg } }), 'algorithm', String(alg))
  }
  for (const enc of ['A128GCM', 'A256CBC-HS512', 'none', '', null]) {
    assert.equal(await reasonFor({ ...sealed, header: { ...header, enc } }), 'algorithm', String(enc))
  }
  // The other agreed algorithm, with a key that is not for it.
  assert.equal(await reasonFor({ ...sealed, header: { ...header, alg: 'ECDH-ES+A256KW' } }), 'undecryptable')
})

test('compression is refused, unprotected and protected', async () => {
  const sealed = await encrypted()
  assert.equal(await reasonFor({ ...sealed, header: { ...sealed.header, zip: 'DEF' } }), 'malformed')
  const bomb = deflateRawSync(Buffer.alloc(1_000_000))
  const jwe = await new FlattenedEncrypt(bomb)
    .setProtectedHeader({ zip: 'DEF' })
    .setUnprotectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: pairs[0].kid })
    .encrypt(pairs[0].jwk as never)
    .catch(() => undefined)
  const sealedHeader = Buffer.from('{"zip":"DEF"}').toString('base64url')
  assert.equal(await reasonFor({ ...sealed, ...jwe, protected: sealedHeader }), 'malformed')
})

test('wrong lengths, spellings and types are malformed', async () => {
  const sealed = await encrypted()
  const b64 = (length: number) => randomBytes(length).toString('base64url')
  const changes: Record<string, unknown>[] = [
    { iv: b64(8) },
    { iv: b64(16) },
    { iv: '' },
    { tag: b64(4) },
    { tag: b64(15) },
    { tag: b64(17) },
    { tag: '' },
    { ciphertext: '' },
    { ciphertext: `${sealed.ciphertext}=` },
    { ciphertext: ` ${sealed.ciphertext}` },
    { ciphertext: 'A'.repeat(7_000_000) },
    { encrypted_key: '' },
    { encrypted_key: 'A'.repeat(2_000) },
    { protected: b64(10) },
    { protected: '' },
    { header: {} },
    { header: [] },
    { header: null },
    { header: { ...sealed.header, kid: undefined } },
    { header: { ...sealed.header, crit: ['x'] } },
    { header: { ...sealed.header, p2c: 1_000_000 } },
  ]
  for (const change of changes) {
    assert.equal(await reasonFor({ ...sealed, ...change }), 'malformed', JSON.stringify(change).slice(0, 80))
    const [name = ''] = Object.keys(change)
    if (name !== 'protected') {
      assert.equal(await reasonFor({ ...sealed, [name]: 7 }), 'malformed', name)
      assert.equal(await reasonFor({ ...sealed, [name]: undefined }), 'malformed', name)
    }
  }
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (value) => {
      assert.equal(await reasonFor(value), 'malformed')
    }),
    { numRuns: 300 },
  )
})

test('an ephemeral key that is none is undecryptable, not an error', async () => {
  const sealed = await encrypted(pairs[1])
  const { x } = pairs[1].jwk
  for (const epk of [{ kty: 'EC', crv: 'P-256', x, y: x }, {}, 'text', { kty: 'OKP', crv: 'X25519', x: 'AAAA' }]) {
    const hidden = Buffer.from(JSON.stringify({ epk })).toString('base64url')
    assert.equal(await reasonFor({ ...sealed, protected: hidden }), 'undecryptable')
    const { protected: _, ...open } = sealed
    assert.equal(await reasonFor({ ...open, header: { ...sealed.header, epk } }), 'undecryptable')
  }
})

test('an encrypted text that is no JSON object is no message', async () => {
  for (const content of [[message], 'text', 7, null])
    assert.equal(await reasonFor(await encrypted(pairs[0], content)), 'content')
})

test('nothing is encrypted to a key that is for signing, weak, or none', async () => {
  const { jwk, kid } = pairs[0]
  const weak = keyPair('rsa', 1024)
  const unusable: PublicJwk[] = [
    { ...jwk, use: 'sig' },
    { ...jwk, alg: 'RS256' },
    { ...weak.jwk },
    { kty: 'OKP', crv: 'Ed25519', x: 'AAAA' },
    { kty: 'RSA', e: 'AQAB' },
    { ...pairs[1].jwk, y: pairs[1].jwk.x ?? '' },
  ]
  for (const key of unusable)
    assert.equal(reasonOf(await encryptMessage(message, { ...key, kid })), 'key', JSON.stringify(key))
})
