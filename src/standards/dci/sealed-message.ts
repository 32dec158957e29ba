/** A message as it travels: encrypted first and signed then; opened in the other order. */
import type { Json } from '../../kernel/canonical-json.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import type { PublicJwk } from '../../kernel/signature.ts'
import { type DecryptionKey, decryptMessage, type EncryptionFault, encryptMessage } from './encryption.ts'
import type { Tree } from './envelope.ts'
import type { CanonicalForm, SignatureProfile } from './signature/profiles.ts'
import { type MessageSigner, signMessage } from './signature/sign.ts'
import { type KeysOf, type SignatureCheck, verifySignature } from './signature/verify.ts'

export interface Seal {
  readonly profile: SignatureProfile
  readonly canonicalForm: CanonicalForm
  /** Absent with the profile `none`. */
  readonly signer?: MessageSigner
  readonly encryptTo?: PublicJwk & { readonly kid: string }
}

export interface ClearMessage {
  readonly header: Tree
  readonly message: Tree
}

/** The body to send. `header` says by itself that the message is encrypted. */
export async function sealMessage(
  { header, message }: ClearMessage,
  seal: Seal,
  at: Date,
): Promise<Result<Tree, EncryptionFault>> {
  let parts: ClearMessage = { header, message }
  if (seal.encryptTo !== undefined) {
    const encrypted = await encryptMessage(message, seal.encryptTo)
    if (!encrypted.ok) return encrypted
    parts = { header: { ...header, is_msg_encrypted: true }, message: encrypted.value as unknown as Tree }
  }
  if (seal.signer === undefined || seal.profile === 'none') return ok({ ...parts })
  const senderId = typeof header.sender_id === 'string' ? header.sender_id : ''
  const habits = { profile: seal.profile, canonicalForm: seal.canonicalForm, senderId, at }
  const signature = signMessage(parts, habits, seal.signer)
  return ok(signature === undefined ? { ...parts } : { signature, ...parts })
}

export interface Opener {
  readonly keysOf: KeysOf
  readonly decryption: readonly DecryptionKey[]
  readonly now: Date
}

export interface OpenedMessage {
  /** Absent in an acknowledgement. */
  readonly header?: Tree
  readonly message: Tree
  readonly signature: SignatureCheck
  readonly encrypted: boolean
}

export type OpenFault = 'not-a-message' | 'undecryptable'

/** A received body taken apart. Whether an absent or invalid signature is borne with is for the caller to say. */
export async function openMessage(body: unknown, opener: Opener): Promise<Result<OpenedMessage, OpenFault>> {
  if (!isTree(body)) return fail('not-a-message')
  const { signature, header, message } = body
  if (!isTree(message) || (header !== undefined && !isTree(header))) return fail('not-a-message')
  const check = await verifySignature({ signature, header, message }, opener.keysOf, opener.now)
  const encrypted = isTree(header) && header.is_msg_encrypted === true
  const clear = encrypted ? await decryptMessage(message, opener.decryption) : ok(message)
  if (!clear.ok) return fail('undecryptable')
  return ok({
    ...(header === undefined ? {} : { header }),
    message: clear.value as Tree,
    signature: check,
    encrypted,
  })
}

export const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An own member; messages of strangers never reach a prototype. */
export const member = (tree: unknown, name: string): Json | undefined =>
  isTree(tree) && Object.hasOwn(tree, name) ? tree[name] : undefined
