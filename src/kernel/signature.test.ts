import assert from 'node:assert/strict'
import { generateKeyPairSync, sign } from 'node:crypto'
import { test } from 'node:test'
import {
  generateSigningKey,
  importPublicJwk,
  type PublicJwk,
  signEd25519,
  signingKeyFromPem,
  signingKeyToPem,
  thumbprint,
  verifySignature,
} from './signature.ts'

test('the thumbprint is that of the example in RFC 8037 appendix A.3', () => {
  const jwk: PublicJwk = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }
  assert.equal(thumbprint(jwk), 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k')
})

test('a key written to PEM and read back is the same key, and its signatures verify', () => {
  const key = generateSigningKey()
  const again = signingKeyFromPem(signingKeyToPem(key))
  assert.equal(again.kid, key.kid)
  const data = Buffer.from('an answer')
  const signature = signEd25519(again.privateKey, data)
  assert.ok(verifySignature('EdDSA', importPublicJwk(key.publicJwk), data, signature))
  assert.ok(!verifySignature('EdDSA', key.publicKey, Buffer.from('another'), signature))
})

test('a key verifies under its own algorithm only, so that a message cannot choose one', () => {
  const data = Buffer.from('an answer')
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const rsaSignature = sign('sha256', data, rsa.privateKey)
  const ecSignature = sign('sha256', data, { key: ec.privateKey, dsaEncoding: 'ieee-p1363' })
  assert.ok(verifySignature('RS256', rsa.publicKey, data, rsaSignature))
  assert.ok(verifySignature('ES256', ec.publicKey, data, ecSignature))
  assert.ok(!verifySignature('ES256', rsa.publicKey, data, rsaSignature))
  assert.ok(!verifySignature('RS256', ec.publicKey, data, ecSignature))
  assert.ok(!verifySignature('EdDSA', ec.publicKey, data, ecSignature))
})

test('only Ed25519 serves as a signing key', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  assert.throws(() => signingKeyFromPem(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()), /Ed25519/)
})
