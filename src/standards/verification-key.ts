import type { KeyObject } from 'node:crypto'
import { decodeBase64Url } from '../kernel/base64.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import {
  importPublicJwk,
  type PublicJwk,
  type SignatureAlgorithm,
  signatureAlgorithms,
  thumbprint,
} from '../kernel/signature.ts'

/** A public key that signatures may be verified with, with its one algorithm: the key's, never the message's claim. */
export interface VerificationKey {
  /** Names that it is known under: its own `kid`, and its thumbprint (RFC 7638). */
  readonly kids: readonly string[]
  readonly algorithm: SignatureAlgorithm
  readonly key: KeyObject
}

const rsaBitsLeast = 2048
/** Verifying takes longer with every bit; a stranger's key of 16 384 would stop the house. */
const rsaBitsMost = 4096

/** Why signatures cannot be verified with a key. `use`: it says that it is for something else. */
export type KeyFault = 'unreadable' | 'algorithm' | 'use' | 'weak'

const known = new WeakMap<PublicJwk, Result<VerificationKey, KeyFault>>()

/** The one check of public keys: of those that are registered, and of those that a partner's key set offers. */
export function checkedKey(jwk: PublicJwk): Result<VerificationKey, KeyFault> {
  const found = known.get(jwk) ?? read(jwk)
  known.set(jwk, found)
  return found
}

/** Undefined for a key that is for something else, too weak, or no key at all. Read once for each object. */
export function verificationKey(jwk: PublicJwk): VerificationKey | undefined {
  const checked = checkedKey(jwk)
  return checked.ok ? checked.value : undefined
}

function read(jwk: PublicJwk): Result<VerificationKey, KeyFault> {
  const algorithm = algorithmOf(jwk)
  if (algorithm === undefined) return fail('algorithm')
  if (jwk.use !== undefined && jwk.use !== 'sig') return fail('use')
  try {
    const { kty, crv, x, y, n, e } = jwk
    const members = { crv, x, y, n, e }
    const given = Object.entries(members).filter(([, value]) => value !== undefined)
    const plain: PublicJwk = { kty, ...Object.fromEntries(given) }
    if (algorithm === 'EdDSA' && isOfSmallOrder(x)) return fail('weak')
    const key = importPublicJwk(plain)
    if (!isStrong(key, algorithm)) return fail('weak')
    return ok({ kids: [...new Set([jwk.kid ?? [], thumbprint(plain)].flat())], algorithm, key })
  } catch {
    return fail('unreadable')
  }
}

function algorithmOf({ kty, crv, alg }: PublicJwk): SignatureAlgorithm | undefined {
  const fits: SignatureAlgorithm | undefined =
    kty === 'RSA' ? 'RS256' : kty === 'EC' && crv === 'P-256' ? 'ES256' : crv === 'Ed25519' ? 'EdDSA' : undefined
  if (fits === undefined || alg === undefined) return fits
  return signatureAlgorithms.find((one) => one === fits && isNameOf(fits, alg))
}

/** RFC 9864 names EdDSA on this curve `Ed25519`. */
export const isNameOf = (algorithm: SignatureAlgorithm, name: unknown): boolean =>
  name === algorithm || (algorithm === 'EdDSA' && name === 'Ed25519')

function isStrong(key: KeyObject, algorithm: SignatureAlgorithm): boolean {
  if (algorithm !== 'RS256') return true
  const { modulusLength = 0, publicExponent = 0n } = key.asymmetricKeyDetails ?? {}
  // Exponents below 65 537 are refused by FIPS 186-5; large ones cost as large moduli do.
  return modulusLength >= rsaBitsLeast && modulusLength <= rsaBitsMost && publicExponent === 65_537n
}

/**
 * The eight points of small order on edwards25519, and their non-canonical spellings, without the sign bit. With such a
 * key a signature fits messages that nobody signed.
 */
const smallOrder = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
])

function isOfSmallOrder(x: string | undefined): boolean {
  const bytes = decodeBase64Url(x ?? '')
  if (bytes?.length !== 32) throw new TypeError('an Ed25519 key has 32 bytes')
  const unsigned = Buffer.from(bytes)
  unsigned[31] = (unsigned[31] ?? 0) & 0x7f
  return smallOrder.has(unsigned.toString('hex'))
}
