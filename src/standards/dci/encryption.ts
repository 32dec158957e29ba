import type { KeyObject } from 'node:crypto'
import { FlattenedEncrypt, flattenedDecrypt, importJWK } from 'jose'
import { fail, ok, type Result } from '../../kernel/result.ts'
import type { PublicJwk } from '../../kernel/signature.ts'
import { jsonObject } from '../jws.ts'

/**
 * `message` when `header.is_msg_encrypted` is true: a flattened JWE (RFC 7516 §7.2.2) whose header is unprotected. Sign
 * after encrypting: the signature is what binds header and algorithms to the message.
 */
export interface EncryptedMessage {
  readonly header: { readonly alg: string; readonly enc: string; readonly kid: string; readonly epk?: unknown }
  readonly ciphertext: string
  readonly encrypted_key: string
  readonly tag: string
  readonly iv: string
  /** Holds the ephemeral key of ECDH-ES only. */
  readonly protected?: string
}

/** All that is sent and taken: nothing in the message protects its choice of algorithms (RFC 8725 §3.1). */
const keyAlgorithms = ['RSA-OAEP-256', 'ECDH-ES+A256KW'] as const
type KeyAlgorithm = (typeof keyAlgorithms)[number]
const contentAlgorithm = 'A256GCM'

export interface EncryptionFault {
  readonly error: 'err.encryption.invalid'
  /** For operators; on the wire all of them are one. `key`: the partner's key cannot be encrypted to. */
  readonly reason: 'malformed' | 'algorithm' | 'unknown-key' | 'undecryptable' | 'content' | 'key'
}

export interface DecryptionKey {
  readonly kid: string
  readonly privateKey: KeyObject
}

const ciphertextLengthLimit = 6_000_000
const encryptedKeyLengthLimit = 1_024
const protectedLengthLimit = 1_024
const ivBytes = 12
const tagBytes = 16
const tagLengthLimit = 22
const rsaBits = { least: 2048, most: 4096 }

const fault = (reason: EncryptionFault['reason']) => fail<EncryptionFault>({ error: 'err.encryption.invalid', reason })

/** Whether messages can be encrypted to this key: its algorithm, or undefined. */
export function encryptionAlgorithm({ kty, crv, alg, use }: PublicJwk): KeyAlgorithm | undefined {
  const agreed = kty === 'EC' ? crv === 'P-256' || crv === 'P-384' || crv === 'P-521' : crv === 'X25519'
  const fits = kty === 'RSA' ? 'RSA-OAEP-256' : agreed ? 'ECDH-ES+A256KW' : undefined
  return (use === undefined || use === 'enc') && (alg === undefined || alg === fits) ? fits : undefined
}

export async function encryptMessage(
  message: unknown,
  recipient: PublicJwk & { readonly kid: string },
): Promise<Result<EncryptedMessage, EncryptionFault>> {
  const alg = encryptionAlgorithm(recipient)
  if (alg === undefined) return fault('key')
  const { kty, crv, x, y, n, e, kid } = recipient
  const key = await importJWK({ kty, crv, x, y, n, e } as Parameters<typeof importJWK>[0], alg).catch(() => undefined)
  if (key === undefined || !isRightSize(recipient)) return fault('key')
  const header = { alg, enc: contentAlgorithm, kid }
  const jwe = await new FlattenedEncrypt(Buffer.from(JSON.stringify(message)))
    .setUnprotectedHeader(header)
    .encrypt(key)
    .catch(() => undefined)
  if (jwe === undefined) return fault('key')
  const { ciphertext, encrypted_key = '', tag = '', iv = '' } = jwe
  return ok({
    header,
    ciphertext,
    encrypted_key,
    tag,
    iv,
    ...(jwe.protected === undefined ? {} : { protected: jwe.protected }),
  })
}

function isRightSize({ kty, n }: PublicJwk): boolean {
  if (kty !== 'RSA') return true
  const bits = (strictBase64Url(n, encryptedKeyLengthLimit)?.length ?? 0) * 8
  return bits >= rsaBits.least && bits <= rsaBits.most
}

/** The message in clear; only with the key that it names, of those that are ours. */
export async function decryptMessage(
  encrypted: unknown,
  keys: readonly DecryptionKey[],
): Promise<Result<Readonly<Record<string, unknown>>, EncryptionFault>> {
  const read = readEncrypted(encrypted)
  if (!read.ok) return read
  const { header } = read.value
  const key = keys.find(({ kid }) => kid === header.kid)
  if (key === undefined) return fault('unknown-key')
  try {
    const { plaintext } = await flattenedDecrypt(read.value, key.privateKey, {
      keyManagementAlgorithms: [...keyAlgorithms],
      contentEncryptionAlgorithms: [contentAlgorithm],
    })
    const message = jsonObject(plaintext)
    return message === undefined ? fault('content') : ok(message)
  } catch {
    // Which step failed is not told, not even to the log: it would be an oracle (RFC 7516 §11.5).
    return fault('undecryptable')
  }
}

type ReadMessage = EncryptedMessage & { header: Record<string, unknown> }

function readEncrypted(value: unknown): Result<ReadMessage, EncryptionFault> {
  if (typeof value !== 'object' || value === null) return fault('malformed')
  const { header, ciphertext, encrypted_key, tag, iv, protected: sealed } = value as Record<string, unknown>
  if (typeof header !== 'object' || header === null || Array.isArray(header)) return fault('malformed')
  const { alg, enc, kid, epk, ...others } = header as Record<string, unknown>
  // `zip` above all: a small message could unpack to a large one.
  if (Object.keys(others).length > 0 || typeof kid !== 'string') return fault('malformed')
  if (!keyAlgorithms.some((one) => one === alg) || enc !== contentAlgorithm) return fault('algorithm')
  // jose takes no empty tag or key, but other spellings of one.
  if ((strictBase64Url(ciphertext, ciphertextLengthLimit)?.length ?? 0) === 0) return fault('malformed')
  if ((strictBase64Url(encrypted_key, encryptedKeyLengthLimit)?.length ?? 0) === 0) return fault('malformed')
  if (strictBase64Url(tag, tagLengthLimit)?.length !== tagBytes) return fault('malformed')
  if (strictBase64Url(iv, tagLengthLimit)?.length !== ivBytes) return fault('malformed')
  if (sealed !== undefined && !holdsEphemeralKeyOnly(sealed)) return fault('malformed')
  const plain = { ciphertext, encrypted_key, tag, iv, header: { alg, enc, kid, ...(epk === undefined ? {} : { epk }) } }
  return ok({ ...plain, ...(sealed === undefined ? {} : { protected: sealed }) } as ReadMessage)
}

/** The one canonical spelling: Buffer passes over what it does not know. */
function strictBase64Url(value: unknown, lengthLimit: number): Buffer | undefined {
  if (typeof value !== 'string' || value.length > lengthLimit) return undefined
  const bytes = Buffer.from(value, 'base64url')
  return bytes.toString('base64url') === value ? bytes : undefined
}

function holdsEphemeralKeyOnly(sealed: unknown): boolean {
  const names = Object.keys(jsonObject(strictBase64Url(sealed, protectedLengthLimit)) ?? {})
  return names.length === 1 && names[0] === 'epk'
}
