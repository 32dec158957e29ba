import { encodeBase64Url } from '../kernel/base64.ts'
import { canonicalJson, type Json } from '../kernel/canonical-json.ts'
import {
  importPublicJwk,
  type PublicJwk,
  type SigningKey,
  signEd25519,
  thumbprint,
  verifySignature,
} from '../kernel/signature.ts'
import { readCompactJws } from './jws.ts'

/** In characters; the payload is a document that was let in before. */
const lengthLimit = 4_000_000

/** Signs a document that everybody has: `<header>..<signature>` over its canonical form (RFC 7515 appendix F, RFC 8785). */
export function signDetached(document: Json, key: SigningKey): string {
  const header = encodeBase64Url(Buffer.from(JSON.stringify({ alg: 'EdDSA', kid: key.kid })))
  const signature = signEd25519(key.privateKey, Buffer.from(`${header}.${payloadOf(document)}`))
  return `${header}..${encodeBase64Url(signature)}`
}

/** Whether that key made this signature over this document, and over nothing else. */
export function verifyDetached(document: Json, detached: string, jwk: PublicJwk): boolean {
  const [header, empty, signature, ...rest] = detached.split('.')
  if (empty !== '' || rest.length > 0) return false
  const jws = readCompactJws(`${header}.${payloadOf(document)}.${signature}`, lengthLimit)
  if (jws?.header.alg !== 'EdDSA' || jws.header.kid !== thumbprint(jwk)) return false
  return verifySignature('EdDSA', importPublicJwk(jwk), Buffer.from(jws.signingInput), jws.signature)
}

/** The key that a signature says it was made with; undefined for what is no detached JWS. */
export function kidOf(detached: string): string | undefined {
  const [header = '', empty, signature = ''] = detached.split('.')
  const kid = empty === '' ? readCompactJws(`${header}..${signature}`, lengthLimit)?.header.kid : undefined
  return typeof kid === 'string' ? kid : undefined
}

const payloadOf = (document: Json): string => encodeBase64Url(Buffer.from(canonicalJson(document)))
