import { hash, randomBytes, timingSafeEqual } from 'node:crypto'
import { canonicalJson } from './canonical-json.ts'

/** SHA-256 as 64 lower-case hexadecimal digits. */
export const sha256Hex = (data: string | Uint8Array): string => hash('sha256', data, 'hex')

export const sha256 = (data: string | Uint8Array): Buffer => hash('sha256', data, 'buffer')

/** SHA-256 over the canonical form (RFC 8785): equal values have equal digests whatever the order of their keys. */
export const digestOf = (value: unknown): string => sha256Hex(canonicalJson(value))

const hmacBlockBytes = 64

/** HMAC (RFC 2104) by two one-shot hashes: `createHmac` spends several times as long on looking at its key. */
export function hmacSha256Hex(key: string | Uint8Array, data: string): string {
  const bytes = typeof key === 'string' ? Buffer.from(key) : key
  const secret = bytes.length > hmacBlockBytes ? sha256(bytes) : bytes
  const length = Buffer.byteLength(data)
  const inner = Buffer.alloc(hmacBlockBytes + length, 0x36)
  const outer = Buffer.alloc(hmacBlockBytes + 32, 0x5c)
  secret.forEach((byte, i) => {
    inner[i] = byte ^ 0x36
    outer[i] = byte ^ 0x5c
  })
  inner.write(data, hmacBlockBytes)
  outer.set(sha256(inner), hmacBlockBytes)
  return sha256Hex(outer)
}

/** 128 random bits in hexadecimal: the salt of a commitment, without which its value cannot be guessed and tried. */
export const newSalt = (): string => randomBytes(16).toString('hex')

/** A commitment: hides `value` until `salt` is shown. The holder keeps both; the ledger keeps only this. */
export const commitment = (salt: string, value: unknown): string =>
  hmacSha256Hex(Buffer.from(salt, 'hex'), canonicalJson(value))

export function equalSecrets(a: string, b: string): boolean {
  return timingSafeEqual(sha256(a), sha256(b))
}
