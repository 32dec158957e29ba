import { type CompactJws, readCompactJws } from '../../jws.ts'
import { type HttpSignature, looksLikeHttpSignature, readHttpSignature } from './http-signature.ts'

/** A received value of `signature`, told by its shape: what it claims, nothing of it believed yet. */
export type ReceivedSignature =
  | { readonly profile: 'none' }
  | { readonly profile: 'malformed' }
  | { readonly profile: 'dci-httpsig'; readonly kid: string; readonly http: HttpSignature }
  | { readonly profile: 'jws-compact'; readonly kid: string | undefined; readonly jws: CompactJws }
  | { readonly profile: 'jws-detached'; readonly kid: string | undefined; readonly jws: CompactJws }

/** A JWS may carry the whole message. */
const attachedLengthLimit = 4_000_000
const detachedLengthLimit = 8_192

export function readSignature(signature: unknown): ReceivedSignature {
  if (isPlaceholder(signature)) return { profile: 'none' }
  if (typeof signature !== 'string') return { profile: 'malformed' }
  if (looksLikeHttpSignature(signature)) {
    const http = readHttpSignature(signature)
    return http === undefined ? { profile: 'malformed' } : { profile: 'dci-httpsig', kid: http.kid, http }
  }
  const detached = signature.length <= detachedLengthLimit && signature.includes('..')
  const jws = readCompactJws(signature, attachedLengthLimit)
  const kid = jws?.header.kid
  if (jws === undefined || (kid !== undefined && typeof kid !== 'string')) return { profile: 'malformed' }
  return { profile: detached ? 'jws-detached' : 'jws-compact', kid, jws }
}

/** signature-placeholders: no signature, and the texts that stand for none in samples and in the field. */
function isPlaceholder(signature: unknown): boolean {
  if (signature === undefined || signature === null || signature === '') return true
  if (typeof signature !== 'string' || signature.length > 400) return false
  return /^unsigned(-stub)?$/.test(signature) || /,\s*signature="Base64\(signing content\)?"?$/.test(signature)
}
