import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign as nodeSign,
  verify as nodeVerify,
} from 'node:crypto'
import { canonicalJson } from './canonical-json.ts'

/** Algorithms of RFC 7518 and RFC 8037 that Kiungo accepts; it signs with EdDSA (Ed25519) only. */
export const signatureAlgorithms = ['EdDSA', 'ES256', 'RS256'] as const
export type SignatureAlgorithm = (typeof signatureAlgorithms)[number]

/** A public key as RFC 7517 writes it. `kid` is the thumbprint of RFC 7638. */
export interface PublicJwk {
  readonly kty: 'OKP' | 'EC' | 'RSA'
  readonly crv?: string
  readonly x?: string
  readonly y?: string
  readonly n?: string
  readonly e?: string
  readonly kid?: string
  readonly use?: 'sig' | 'enc'
  readonly alg?: string
}

export interface SigningKey {
  readonly kid: string
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
  readonly publicJwk: PublicJwk
}

export function generateSigningKey(): SigningKey {
  return signingKeyFrom(generateKeyPairSync('ed25519').privateKey)
}

/** The key pair of a PKCS #8 PEM with an Ed25519 private key; throws when it holds anything else. */
export function signingKeyFromPem(pem: string): SigningKey {
  return signingKeyFrom(createPrivateKey(pem))
}

export const signingKeyToPem = (key: SigningKey): string =>
  key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

function signingKeyFrom(privateKey: KeyObject): SigningKey {
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new TypeError('the signing key is not an Ed25519 key')
  const publicKey = createPublicKey(privateKey)
  const { kty, crv, x } = publicKey.export({ format: 'jwk' }) as { kty: 'OKP'; crv: string; x: string }
  const kid = thumbprint({ kty, crv, x })
  return { kid, privateKey, publicKey, publicJwk: { kty, crv, x, kid, use: 'sig', alg: 'EdDSA' } }
}

/** RFC 7638: SHA-256 over the required members only, base64url. */
export function thumbprint(jwk: PublicJwk): string {
  const required =
    jwk.kty === 'OKP'
      ? { crv: jwk.crv, kty: jwk.kty, x: jwk.x }
      : jwk.kty === 'EC'
        ? { crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y }
        : { e: jwk.e, kty: jwk.kty, n: jwk.n }
  return createHash('sha256').update(canonicalJson(required)).digest('base64url')
}

export const importPublicJwk = (jwk: PublicJwk): KeyObject => createPublicKey({ key: { ...jwk }, format: 'jwk' })

export const signEd25519 = (key: KeyObject, data: Uint8Array): Buffer => nodeSign(null, data, key)

/** One algorithm a key: the caller names the algorithm that the key's owner registered, never the message's claim. */
export function verifySignature(
  algorithm: SignatureAlgorithm,
  key: KeyObject,
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  switch (algorithm) {
    case 'EdDSA':
      return key.asymmetricKeyType === 'ed25519' && nodeVerify(null, data, key, signature)
    case 'ES256':
      return key.asymmetricKeyType === 'ec' && nodeVerify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, signature)
    case 'RS256':
      return key.asymmetricKeyType === 'rsa' && nodeVerify('sha256', data, key, signature)
  }
}
