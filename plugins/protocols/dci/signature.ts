/**
 * The signature of a DCI message in the dialect that OpenSPP speaks (an HTTP-signature string over the digest of header
 * and message). The standard names its parts but neither digest nor canonical form; these are the field's.
 */
import { sha256 } from '../../../src/kernel/digest.ts'
import { importPublicJwk, type PublicJwk, verifySignature } from '../../../src/kernel/signature.ts'
import type { Tree } from './json.ts'

const lifeSeconds = 300
const skewSeconds = 60

export interface Signer {
  readonly senderId: string
  readonly keyId: string
  readonly at: Date
  readonly sign: (data: Uint8Array) => Uint8Array
}

export function signMessage(signed: { header: unknown; message: unknown }, signer: Signer): string {
  const created = Math.floor(signer.at.getTime() / 1000)
  const expires = created + lifeSeconds
  const text = signingString(created, expires, digestOf(signed))
  const signature = Buffer.from(signer.sign(Buffer.from(text))).toString('base64')
  const keyId = `${signer.senderId}|${signer.keyId}|ed25519`
  return `Signature: namespace="dci", kidId="${keyId}", algorithm="ed25519", created="${created}", expires="${expires}", headers="(created) (expires) digest", signature="${signature}"`
}

/** `none` also for the placeholders that occur in the field. */
export type SignatureCheck = 'none' | 'valid' | 'invalid'

export interface Received {
  readonly signature: unknown
  readonly header: Tree
  readonly message: Tree
}

export function checkSignature(received: Received, keys: readonly PublicJwk[], now: Date): SignatureCheck {
  const { signature, header, message } = received
  if (isPlaceholder(signature)) return 'none'
  const parts =
    typeof signature === 'string' && signature.length <= 2_000 ? partsOf(signature) : new Map<string, string>()
  const created = Number(parts.get('created'))
  const expires = Number(parts.get('expires'))
  const seconds = now.getTime() / 1000
  const fresh = created <= seconds + skewSeconds && expires >= seconds - skewSeconds && expires > created
  const bytes = Buffer.from(parts.get('signature') ?? '', 'base64')
  if (parts.get('algorithm') !== 'ed25519' || !fresh || bytes.length !== 64) return 'invalid'
  const text = Buffer.from(signingString(created, expires, digestOf({ header, message })))
  const fits = keys.some((jwk) => jwk.kty === 'OKP' && verifySignature('EdDSA', importPublicJwk(jwk), text, bytes))
  return fits ? 'valid' : 'invalid'
}

/** signature-placeholders */
function isPlaceholder(signature: unknown): boolean {
  if (signature === undefined || signature === null || signature === '') return true
  if (typeof signature !== 'string') return false
  return /^unsigned(-stub)?$/.test(signature) || /signature="Base64\(signing content\)?"?$/.test(signature)
}

function partsOf(signature: string): Map<string, string> {
  const pairs = signature.replace(/^Signature:\s*/, '').matchAll(/([a-zA-Z]{1,20})="([^"]{0,400})"/g)
  return new Map([...pairs].map(([, name = '', value = '']) => [name, value]))
}

const signingString = (created: number, expires: number, digest: string): string =>
  `(created): ${created}\n(expires): ${expires}\ndigest: ${digest}`

const digestOf = (signed: { header: unknown; message: unknown }): string =>
  sha256(sortedAscii({ header: signed.header, message: signed.message })).toString('base64')

/** As Python's json.dumps with sort_keys, compact separators and ensure_ascii writes it. */
export function sortedAscii(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => sortedAscii(item ?? null)).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const tree = value as Record<string, unknown>
    const keys = Object.keys(tree)
      .filter((key) => tree[key] !== undefined)
      .sort()
    return `{${keys.map((key) => `${ascii(key)}:${sortedAscii(tree[key])}`).join(',')}}`
  }
  return ascii(value)
}

const ascii = (value: unknown): string =>
  JSON.stringify(value).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
