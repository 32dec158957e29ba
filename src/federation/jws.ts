import type { KeyObject } from 'node:crypto'
import { type SignatureAlgorithm, type SigningKey, signEd25519, verifySignature } from '../kernel/signature.ts'
import { type CompactJws, jsonObject, readCompactJws, writeCompactJws } from '../standards/jws.ts'

/** A JWT (RFC 7519) taken apart; nothing in it is to be believed before `verifyJws`. */
export interface Jws extends CompactJws {
  readonly claims: Readonly<Record<string, unknown>>
}

const maxJwsLength = 8192

/** Undefined for anything but a compact JWS whose payload is a JSON object. */
export function parseJws(text: string): Jws | undefined {
  const jws = readCompactJws(text, maxJwsLength)
  const claims = jsonObject(jws?.payload)
  return jws === undefined || claims === undefined ? undefined : { ...jws, claims }
}

/**
 * The algorithm is the key's, as registered; a header that claims another one is refused (RFC 8725 §3.1), so neither
 * `none` nor a public key taken for a shared secret gets anywhere.
 */
export function verifyJws(jws: Jws, algorithm: SignatureAlgorithm, key: KeyObject): boolean {
  return jws.header.alg === algorithm && verifySignature(algorithm, key, Buffer.from(jws.signingInput), jws.signature)
}

export const signJws = (typ: string, claims: Readonly<Record<string, unknown>>, key: SigningKey): string =>
  writeCompactJws({ typ, alg: 'EdDSA', kid: key.kid }, JSON.stringify(claims), (data) =>
    signEd25519(key.privateKey, data),
  )
