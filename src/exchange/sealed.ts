import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync } from 'node:crypto'
import { sha256Hex } from '../kernel/digest.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import type { AnswerKey, ExchangeWorld } from './world.ts'

const nonceBytes = 12
const tagBytes = 16

/** The key of stored answers, derived from a secret of the node (RFC 5869) so that it serves nothing else. */
export function answerKeyFrom(secret: Uint8Array): AnswerKey {
  const key = Buffer.from(hkdfSync('sha256', secret, 'kiungo', 'exchange answers at rest', 32))
  // As a key object: bytes would be made into one for each answer, which takes three times as long as the cipher.
  return { id: sha256Hex(key).slice(0, 16), key: createSecretKey(key) }
}

export type Sealing = Pick<ExchangeWorld, 'answerKey' | 'randomBytes'>

/** AES-256-GCM (NIST SP 800-38D) under a random nonce, bound to `name`: a sealed value cannot be moved to another row. */
export function seal(text: string, name: string, { answerKey, randomBytes }: Sealing): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', answerKey.key, nonce)
  cipher.setAAD(Buffer.from(name))
  const body = cipher.update(text, 'utf8')
  return Buffer.concat([nonce, body, cipher.final(), cipher.getAuthTag()])
}

export function unseal(sealed: Uint8Array, name: string, { key }: AnswerKey): Result<string, 'sealed.does-not-open'> {
  if (sealed.length < nonceBytes + tagBytes) return fail('sealed.does-not-open')
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes })
  decipher.setAAD(Buffer.from(name))
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
  try {
    const text = Buffer.concat([
      decipher.update(sealed.subarray(nonceBytes, sealed.length - tagBytes)),
      decipher.final(),
    ])
    return ok(text.toString('utf8'))
  } catch {
    return fail('sealed.does-not-open')
  }
}
