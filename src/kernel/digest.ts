import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto'
import { canonicalJson } from './canonical-json.ts'

/** SHA-256 as 64 lower-case hexadecimal digits. */
export const sha256Hex = (data: string | Uint8Array): string => hash('sha256', data, 'hex')

export const sha256 = (data: string | Uint8Array): Buffer => hash('sha256', data, 'buffer')

/** SHA-256 over the canonical form (RFC 8785): equal values have equal digests whatever the order of their keys. */
export const digestOf = (value: unknown): string => sha256Hex(canonicalJson(value))

export const hmacSha256Hex = (key: string | Uint8Array, data: string): string =>
  createHmac('sha256', key).update(data).digest('hex')

/** 128 random bits in hexadecimal: the salt of a commitment, without which its value cannot be guessed and tried. */
export const newSalt = (): string => randomBytes(16).toString('hex')

/** A commitment: hides `value` until `salt` is shown. The holder keeps both; the ledger keeps only this. */
export const commitment = (salt: string, value: unknown): string =>
  hmacSha256Hex(Buffer.from(salt, 'hex'), canonicalJson(value))

export function equalSecrets(a: string, b: string): boolean {
  return timingSafeEqual(sha256(a), sha256(b))
}
