import assert from 'node:assert/strict'
import { createPublicKey, verify } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { decodeBase64, decodeBase64Url, encodeBase64, encodeBase64Url } from './base64.ts'
import { sha256 } from './digest.ts'
import { generateSigningKey, signEd25519 } from './signature.ts'
import {
  formatCheckpoint,
  formatVerifierKey,
  isKeyName,
  type NoteCrypto,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  signNote,
  verifierKey,
  verifyNote,
} from './signed-note.ts'

const crypto: NoteCrypto = {
  sha256,
  ed25519Verify(publicKey, message, signature) {
    const x = Buffer.from(publicKey).toString('base64url')
    return verify(null, message, createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }), signature)
  },
}

const pair = generateSigningKey()
const publicKey = Buffer.from(pair.publicJwk.x ?? '', 'base64url')
const key = verifierKey(sha256, 'tumaini.example/ledger', publicKey)
const sign = (message: Uint8Array): Uint8Array => signEd25519(pair.privateKey, message)

test('the example of the signed-note specification opens with its published key', () => {
  // From the documentation of golang.org/x/mod/sumdb/note, which the C2SP specification was written from.
  const peter = parseVerifierKey(sha256, 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW')
  assert.ok(peter !== undefined)
  const text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
  const signature = 'x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM='
  assert.equal(mustOpen(`${text}\n— PeterNeumann ${signature}\n`, peter), text)
  assert.equal(formatVerifierKey(peter), 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW')
})

test('a signed checkpoint opens to what was signed', () => {
  const head = { origin: key.name, size: 70_000, root: sha256('root') }
  const opened = parseCheckpoint(mustOpen(signNote(formatCheckpoint(head), key, sign), key))
  assert.ok(opened.ok)
  assert.deepEqual({ ...opened.value, root: Buffer.from(opened.value.root) }, head)
})

test('any single changed character is noticed', () => {
  const note = signNote(formatCheckpoint({ origin: key.name, size: 12, root: sha256('r') }), key, sign)
  for (let at = 0; at < note.length; at++) {
    const changed = `${note.slice(0, at)}${note[at] === 'A' ? 'B' : 'A'}${note.slice(at + 1)}`
    assert.equal(verifyNote(changed, key, crypto).ok, false, `position ${at}`)
  }
})

test('signatures of strangers are passed over, a bad one in our name condemns the note', () => {
  const note = signNote('hello\n', key, sign)
  const stranger = `— witness.example ${encodeBase64(new Uint8Array(76))}\n`
  assert.equal(mustOpen(note + stranger, key), 'hello\n')
  assert.deepEqual(verifyNote(`hello\n\n${stranger}`, key, crypto), { ok: false, problem: 'note.unsigned' })
  const forged = `— ${key.name} ${encodeBase64(Buffer.concat([key.id, new Uint8Array(64)]))}\n`
  assert.deepEqual(verifyNote(note + forged, key, crypto), { ok: false, problem: 'note.bad-signature' })
})

test('a note is split at its last blank line', () => {
  const text = 'one\n\n— not a signature\n\ntwo\n'
  assert.equal(mustOpen(signNote(text, key, sign), key), text)
})

test('malformed notes and checkpoints are refused', () => {
  const line = `— ${key.name} ${encodeBase64(new Uint8Array(68))}\n`
  for (const bad of [
    '',
    'a',
    'a\n',
    `a\n${line}`,
    `a\n\n${line.trimEnd()}`,
    `a\tb\n\n${line}`,
    `a\n\n-${line.slice(1)}`,
  ]) {
    assert.deepEqual(parseNote(bad), { ok: false, problem: 'note.malformed' }, JSON.stringify(bad))
  }
  assert.equal(parseNote(`a\n\n${line.repeat(65)}`).ok, false)
  const root = encodeBase64(sha256('r'))
  for (const bad of [
    `o\n01\n${root}\n`,
    `o\n-1\n${root}\n`,
    `o\n1\n${root}\nextra\n`,
    `o\n1\nAAAA\n`,
    `\n1\n${root}\n`,
    `o\n1\n${root}`,
    `o\n9007199254740992\n${root}\n`,
  ]) {
    assert.deepEqual(parseCheckpoint(bad), { ok: false, problem: 'note.not-a-checkpoint' }, JSON.stringify(bad))
  }
})

test('a vkey round-trips, and one whose id, type or name is wrong is refused', () => {
  const vkey = formatVerifierKey(key)
  assert.deepEqual(parseVerifierKey(sha256, vkey)?.id, key.id)
  const [name, id, bytes] = vkey.split(/\+(.*?)\+(.*)/s)
  for (const bad of ['', name!, `${name}+${id}`, `x+${id}+${bytes}`, `${name}+00000000+${bytes}`, `${vkey}=`]) {
    assert.equal(parseVerifierKey(sha256, bad), undefined, bad)
  }
  for (const bad of ['', 'a b', 'a+b', 'a\n', 'a\u00a0b']) assert.equal(isKeyName(bad), false, JSON.stringify(bad))
})

test('base64 has one spelling for each value', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      assert.equal(encodeBase64(bytes), Buffer.from(bytes).toString('base64'))
      assert.deepEqual(decodeBase64(encodeBase64(bytes)), bytes)
      assert.equal(encodeBase64Url(bytes), Buffer.from(bytes).toString('base64url'))
      assert.deepEqual(decodeBase64Url(encodeBase64Url(bytes)), bytes)
    }),
  )
  for (const bad of ['A', 'AA', 'AA=', 'AB==', 'AAB=', 'A A=', 'AA==\n', 'AA-_', '====']) {
    assert.equal(decodeBase64(bad), undefined, bad)
  }
  for (const bad of ['A', 'AB', 'AA==', 'A+AA']) assert.equal(decodeBase64Url(bad), undefined, bad)
})

function mustOpen(note: string, signer: typeof key): string {
  const opened = verifyNote(note, signer, crypto)
  assert.ok(opened.ok, opened.ok ? '' : opened.problem)
  return opened.value
}
