import { createPublicKey, verify } from 'node:crypto'
import { sha256 } from '../kernel/digest.ts'
import type { SigningKey } from '../kernel/signature.ts'
import { type NoteCrypto, type VerifierKey, verifierKey } from '../kernel/signed-note.ts'

/** The cryptography of Node for the parts that also run in a browser. */
export const nodeCrypto: NoteCrypto = {
  sha256,
  ed25519Verify(publicKey, message, signature) {
    const x = Buffer.from(publicKey).toString('base64url')
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
    return verify(null, message, key, signature)
  },
}

/** The key under which a log signs its checkpoints: by convention the log's origin names it. */
export function logKeyOf(origin: string, key: SigningKey): VerifierKey {
  return verifierKey(sha256, origin, Buffer.from(key.publicJwk.x ?? '', 'base64url'))
}
