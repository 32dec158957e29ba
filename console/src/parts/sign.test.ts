import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { exampleAgreement } from '../../../src/agreements/example.ts'
import { digestOf } from '../../../src/kernel/digest.ts'
import { generateSigningKey, signingKeyToPem } from '../../../src/kernel/signature.ts'
import { verifyDetached } from '../../../src/standards/detached-jws.ts'
import { hashOf, keyFromPem, verifies } from './sign.ts'

it('signs so that the server’s own verification takes it, and only over that text', () => {
  const key = generateSigningKey()
  const own = keyFromPem(signingKeyToPem(key))
  const jws = own?.sign(exampleAgreement) ?? ''
  assert.equal(own?.kid, key.kid)
  assert.equal(verifyDetached(exampleAgreement, jws, key.publicJwk), true)
  assert.equal(verifyDetached({ ...exampleAgreement, version: 2 }, jws, key.publicJwk), false)
})

it('takes no other file for a key', () => {
  fc.assert(fc.property(fc.string(), (text) => keyFromPem(text) === undefined))
  const body = (inside: string) => `-----BEGIN PRIVATE KEY-----\n${inside}\n-----END PRIVATE KEY-----`
  fc.assert(fc.property(fc.base64String(), (text) => keyFromPem(body(text)) === undefined))
})

it('gives a text the hash that the server gives it', () => {
  assert.equal(hashOf(exampleAgreement), digestOf(exampleAgreement))
})

it('a signature verifies for its own document and key alone', () => {
  const pem = signingKeyToPem(generateSigningKey())
  const [key, other] = [keyFromPem(pem), keyFromPem(signingKeyToPem(generateSigningKey()))]
  assert.ok(key && other)
  const statement = { records: 3, method: 'erased' }
  const jws = key.sign(statement)
  assert.equal(verifies(statement, jws, key.jwk), true)
  assert.equal(verifies({ ...statement, records: 4 }, jws, key.jwk), false)
  assert.equal(verifies(statement, jws, other.jwk), false)
  for (const broken of ['', 'x', `${jws}.`, jws.replace('..', '.e30.')]) {
    assert.equal(verifies(statement, broken, key.jwk), false, broken)
  }
})
