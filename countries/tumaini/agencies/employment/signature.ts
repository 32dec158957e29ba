// The signature header of the standard over what this authority answers: Ed25519, digest of Python's JSON.
import { createHash, generateKeyPairSync, sign } from 'node:crypto'

const lifeSeconds = 300

export type Signer = {
  readonly keySet: unknown
  readonly signature: (parts: { readonly header: unknown; readonly message: unknown }, at: Date) => string
}

/** A key of its own at every start; its id is its thumbprint (RFC 7638), so that no old key is taken for it. */
export function openSigner(senderId: string): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const { crv, kty, x } = publicKey.export({ format: 'jwk' })
  const kid = createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url')
  return {
    keySet: { keys: [{ kty, crv, x, kid, use: 'sig', alg: 'EdDSA' }] },
    signature({ header, message }, at) {
      const created = Math.floor(at.getTime() / 1000)
      const expires = created + lifeSeconds
      const digest = createHash('sha256').update(pythonJson({ header, message })).digest('base64')
      const text = `(created): ${created}\n(expires): ${expires}\ndigest: ${digest}`
      const bytes = sign(null, Buffer.from(text), privateKey).toString('base64')
      return `Signature: namespace="dci", kidId="${senderId}|${kid}|ed25519", algorithm="ed25519", created="${created}", expires="${expires}", headers="(created) (expires) digest", signature="${bytes}"`
    },
  }
}

/** `json.dumps(value, sort_keys=True, separators=(',', ':'))`; keys and numbers of this authority are plain. */
function pythonJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([key, inner]) => `${pythonJson(key)}:${pythonJson(inner)}`).join(',')}}`
  }
  if (typeof value !== 'string') return JSON.stringify(value)
  const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  return JSON.stringify(value).replace(/[\u007f-\uffff]/g, escaped)
}
