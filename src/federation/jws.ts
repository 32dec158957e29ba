import type { KeyObject } from 'node:crypto'
import { decodeBase64Url } from '../kernel/base64.ts'
import { type SignatureAlgorithm, type SigningKey, signEd25519, verifySignature } from '../kernel/signature.ts'

/** A compact JWS (RFC 7515 §3.1) taken apart; nothing in it is to be believed before `verifyJws`. */
export interface Jws {
  readonly header: Readonly<Record<string, unknown>>
  readonly claims: Readonly<Record<string, unknown>>
  readonly signingInput: string
  readonly signature: Uint8Array
}

const maxJwsLength = 8192

const decoder = new TextDecoder('utf-8', { fatal: true })

/** Undefined for anything but three parts of strict base64url, of which two are JSON objects. */
export function parseJws(text: string): Jws | undefined {
  if (text.length > maxJwsLength) return undefined
  const parts = text.split('.')
  const [head = '', body = '', tail = ''] = parts
  if (parts.length !== 3) return undefined
  const header = jsonObject(head)
  const claims = jsonObject(body)
  const signature = decodeBase64Url(tail)
  if (header === undefined || claims === undefined || signature === undefined) return undefined
  // RFC 7515 §4.1.11: an extension marked critical must be understood, and none is.
  if ('crit' in header) return undefined
  return { header, claims, signingInput: `${head}.${body}`, signature }
}

function jsonObject(encoded: string): Record<string, unknown> | undefined {
  const bytes = decodeBase64Url(encoded)
  if (bytes === undefined) return undefined
  try {
    const value: unknown = JSON.parse(decoder.decode(bytes))
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    return value as Record<string, unknown>
  } catch {
    return undefined
  }
}

/**
 * The algorithm is the key's, as registered; a header that claims another one is refused (RFC 8725 §3.1), so neither
 * `none` nor a public key taken for a shared secret gets anywhere.
 */
export function verifyJws(jws: Jws, algorithm: SignatureAlgorithm, key: KeyObject): boolean {
  return jws.header.alg === algorithm && verifySignature(algorithm, key, Buffer.from(jws.signingInput), jws.signature)
}

export function signJws(typ: string, claims: Readonly<Record<string, unknown>>, key: SigningKey): string {
  const header = encode({ typ, alg: 'EdDSA', kid: key.kid })
  const input = `${header}.${encode(claims)}`
  return `${input}.${signEd25519(key.privateKey, Buffer.from(input)).toString('base64url')}`
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
