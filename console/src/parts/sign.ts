import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { canonicalJson } from '../../../src/kernel/canonical-json.ts'

// A detached JWS (RFC 7515, appendix F) over the canonical form (RFC 8785), as `kiungo agreements sign` makes it. The
// private key never leaves the page; WebCrypto would want https, which a node in a closed network may lack.

const encoder = new TextEncoder()
/** PKCS #8 of an Ed25519 key (RFC 8410): this head, then the seed. */
const pkcs8Head = '302e020100300506032b657004220420'
const seedBytes = 32

export interface OwnKey {
  readonly kid: string
  readonly jwk: { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string }
  readonly sign: (document: unknown) => string
}

/** The key of a PEM file; undefined for what is no Ed25519 private key. */
export function keyFromPem(pem: string): OwnKey | undefined {
  const bytes = bytesOf(/-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END PRIVATE KEY-----/.exec(pem)?.[1])
  const head = [...(bytes?.subarray(0, -seedBytes) ?? [])].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  if (bytes === undefined || head !== pkcs8Head) return undefined
  const seed = bytes.subarray(-seedBytes)
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: base64Url(ed25519.getPublicKey(seed)) } as const
  const kid = thumbprint(jwk)
  const header = base64Url(encoder.encode(JSON.stringify({ alg: 'EdDSA', kid })))
  const sign = (document: unknown): string => {
    const payload = base64Url(encoder.encode(canonicalJson(document)))
    return `${header}..${base64Url(ed25519.sign(encoder.encode(`${header}.${payload}`), seed))}`
  }
  return { kid, jwk, sign }
}

/** Whether a detached signature is of this document by this key; the key is named by its thumbprint, so none other fits. */
export function verifies(document: unknown, jws: string, jwk: OwnKey['jwk']): boolean {
  try {
    const [header = '', payload, signature = '', ...rest] = jws.split('.')
    if (payload !== '' || rest.length > 0) return false
    const { alg, kid } = JSON.parse(new TextDecoder().decode(fromBase64Url(header))) as Record<string, unknown>
    const { kty, crv, x } = jwk
    if (alg !== 'EdDSA' || kid !== thumbprint({ kty, crv, x })) return false
    const signed = encoder.encode(`${header}.${base64Url(encoder.encode(canonicalJson(document)))}`)
    return ed25519.verify(fromBase64Url(signature), signed, fromBase64Url(x))
  } catch {
    return false
  }
}

/** RFC 7638. */
const thumbprint = (jwk: OwnKey['jwk']): string => base64Url(sha256(encoder.encode(canonicalJson(jwk))))

const fromBase64Url = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0))

function bytesOf(base64: string | undefined): Uint8Array | undefined {
  if (base64 === undefined) return undefined
  try {
    return Uint8Array.from(atob(base64.replaceAll(/\s/g, '')), (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}

function base64Url(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** The hash of a text, as the server will say it. */
export const hashOf = (document: unknown): string =>
  [...sha256(encoder.encode(canonicalJson(document)))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
