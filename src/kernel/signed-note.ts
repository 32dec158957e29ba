import { decodeBase64, encodeBase64 } from './base64.ts'
import { equalBytes, hashBytes, type Sha256 } from './merkle.ts'
import { fail, ok, type Result } from './result.ts'

/**
 * Signed notes and checkpoints of C2SP (signed-note v1.0.0, tlog-checkpoint v1.0.0), Ed25519 only. Runs anywhere: the
 * caller brings the cryptography.
 */
export interface NoteCrypto {
  readonly sha256: Sha256
  ed25519Verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean
}

/** A public key by the name that it signs under; written `name+hex(key id)+base64(type and key)`: a vkey. */
export interface VerifierKey {
  readonly name: string
  readonly id: Uint8Array
  readonly publicKey: Uint8Array
}

export interface NoteSignature {
  readonly name: string
  readonly id: Uint8Array
  readonly signature: Uint8Array
}

export interface Note {
  /** Ends with a newline; this is what is signed. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

export interface TreeHead {
  readonly origin: string
  readonly size: number
  readonly root: Uint8Array
}

export type NoteFault = 'note.malformed' | 'note.unsigned' | 'note.bad-signature' | 'note.not-a-checkpoint'

const ed25519Type = 1
const noteLengthLimit = 65_536
const noteSignatureLimit = 64
const encoder = new TextEncoder()

/** Key names are not empty and hold no white space, no plus sign and no control character. */
export const isKeyName = (name: string): boolean =>
  name.length > 0 && name.length <= 200 && name.isWellFormed() && !/[\s+\p{Cc}]/u.test(name)

export function verifierKey(sha256: Sha256, name: string, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw new TypeError(`"${name}" cannot name a key`)
  if (publicKey.length !== 32) throw new TypeError('an Ed25519 public key has 32 bytes')
  const id = sha256(concat(encoder.encode(`${name}\n`), typed(publicKey))).slice(0, 4)
  return { name, id, publicKey }
}

export const formatVerifierKey = (key: VerifierKey): string =>
  `${key.name}+${hex(key.id)}+${encodeBase64(typed(key.publicKey))}`

/** The key of a vkey, or undefined when it is malformed, of another type, or its id does not fit. */
export function parseVerifierKey(sha256: Sha256, vkey: string): VerifierKey | undefined {
  // Base64 may contain a plus sign: only the first two separate.
  const [, name = '', id = '', encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/s.exec(vkey) ?? []
  const bytes = decodeBase64(encoded)
  if (bytes?.length !== 33 || bytes[0] !== ed25519Type || !isKeyName(name)) return undefined
  const key = verifierKey(sha256, name, bytes.slice(1))
  return hex(key.id) === id ? key : undefined
}

/** `text` with the signature of `key` over it; `sign` makes an Ed25519 signature with its private half. */
export function signNote(text: string, key: VerifierKey, sign: (message: Uint8Array) => Uint8Array): string {
  if (!isNoteText(text)) throw new TypeError('a note is well-formed text that ends with a newline')
  return `${text}\n— ${key.name} ${encodeBase64(concat(key.id, sign(encoder.encode(text))))}\n`
}

export function parseNote(note: string): Result<Note, NoteFault> {
  const malformed = fail<NoteFault>('note.malformed')
  const split = note.lastIndexOf('\n\n')
  if (note.length > noteLengthLimit || split < 0 || !note.endsWith('\n')) return malformed
  const text = note.slice(0, split + 1)
  if (!isNoteText(text)) return malformed
  const lines = note.slice(split + 2, -1).split('\n')
  if (lines.length > noteSignatureLimit) return malformed
  const signatures: NoteSignature[] = []
  for (const line of lines) {
    const [, name = '', encoded = ''] = /^— (\S+) (\S+)$/u.exec(line) ?? []
    const bytes = decodeBase64(encoded)
    if (!isKeyName(name) || bytes === undefined || bytes.length < 5) return malformed
    signatures.push({ name, id: bytes.slice(0, 4), signature: bytes.slice(4) })
  }
  return ok({ text, signatures })
}

/**
 * The text of a note that `key` signed. Signatures of keys we do not know are passed over, as cosignatures by others
 * are; one in the name and id of `key` that does not verify condemns the whole note.
 */
export function verifyNote(note: string, key: VerifierKey, crypto: NoteCrypto): Result<string, NoteFault> {
  const parsed = parseNote(note)
  if (!parsed.ok) return parsed
  const { text, signatures } = parsed.value
  const ours = signatures.filter(({ name, id }) => name === key.name && equalBytes(id, key.id))
  if (ours.length === 0) return fail('note.unsigned')
  const message = encoder.encode(text)
  const good = ours.every(
    ({ signature }) => signature.length === 64 && crypto.ed25519Verify(key.publicKey, message, signature),
  )
  return good ? ok(text) : fail('note.bad-signature')
}

export function formatCheckpoint({ origin, size, root }: TreeHead): string {
  if (!isKeyName(origin) || !Number.isSafeInteger(size) || size < 0 || root.length !== hashBytes) {
    throw new TypeError('not a tree head')
  }
  return `${origin}\n${size}\n${encodeBase64(root)}\n`
}

/** The three lines of a checkpoint; extension lines are refused, as not every cosignature covers them. */
export function parseCheckpoint(text: string): Result<TreeHead, NoteFault> {
  const [, origin = '', digits = '', encoded = ''] = /^([^\n]+)\n(0|[1-9][0-9]{0,15})\n([^\n]+)\n$/.exec(text) ?? []
  const size = Number(digits)
  const root = decodeBase64(encoded)
  if (!isKeyName(origin) || digits === '' || !Number.isSafeInteger(size) || root?.length !== hashBytes) {
    return fail('note.not-a-checkpoint')
  }
  return ok({ origin, size, root })
}

function isNoteText(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: signed-note forbids them, so they are looked for.
  return text.endsWith('\n') && text.isWellFormed() && !/[\x00-\x09\x0b-\x1f]/.test(text)
}

const typed = (publicKey: Uint8Array): Uint8Array => concat(Uint8Array.of(ed25519Type), publicKey)

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length)
  joined.set(a)
  joined.set(b, a.length)
  return joined
}

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
