import { sha256 } from '../kernel/digest.ts'
import { type SigningKey, signEd25519 } from '../kernel/signature.ts'

/**
 * Headers that sign a response: its digest (RFC 9530) and a message signature over status and digest (RFC 9421), with
 * the node's key of `/.well-known/jwks.json`.
 */
export function signatureHeaders(
  body: Uint8Array,
  { status, at, key }: { status: number; at: Date; key: SigningKey },
): Readonly<Record<string, string>> {
  const digest = `sha-256=:${sha256(body).toString('base64')}:`
  const created = Math.floor(at.getTime() / 1000)
  const parameters = `("@status" "content-digest");created=${created};keyid="${key.kid}";alg="ed25519"`
  const base = `"@status": ${status}\n"content-digest": ${digest}\n"@signature-params": ${parameters}`
  const signature = signEd25519(key.privateKey, Buffer.from(base)).toString('base64')
  return {
    'content-digest': digest,
    'signature-input': `kiungo=${parameters}`,
    signature: `kiungo=:${signature}:`,
  }
}
