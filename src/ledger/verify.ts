import { Check } from 'typebox/value'
import { decodeBase64, decodeBase64Url } from '../kernel/base64.ts'
import { canonicalJson } from '../kernel/canonical-json.ts'
import { leafHash, type Sha256, verifyInclusion } from '../kernel/merkle.ts'
import {
  type NoteCrypto,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  type TreeHead,
  verifyNote,
} from '../kernel/signed-note.ts'
import type { ReceiptCode } from './messages.ts'
import { LedgerEntry, type Opening, Receipt } from './schema.ts'

/** What is checked of a receipt, in this order. */
export const checkNames = ['format', 'entry', 'inclusion', 'signature', 'key', 'openings'] as const
export type CheckName = (typeof checkNames)[number]

export interface ReceiptCheck {
  readonly name: CheckName
  /** `skipped`: there was nothing to hold it against; it neither helps nor harms. */
  readonly state: 'passed' | 'failed' | 'skipped'
  /** Why it failed or was skipped; the reader's sentence is looked up by it. */
  readonly code?: ReceiptCode
}

export interface Verification {
  /** No check failed. Whose log it is remains open while `key` is skipped. */
  readonly ok: boolean
  readonly checks: readonly ReceiptCheck[]
  /** Only when the entry itself is sound. */
  readonly entry?: LedgerEntry
  readonly checkpoint?: { readonly origin: string; readonly size: number }
}

export interface VerifyOptions extends NoteCrypto {
  /** The vkey of the log, obtained from elsewhere than the receipt. */
  readonly trustedKey?: string
}

/**
 * Checks a receipt without any server. Runs in Node and in a browser: the caller brings SHA-256 and Ed25519. Never
 * throws, whatever it is given: receipts come from strangers.
 */
export function verifyReceipt(receipt: unknown, options: VerifyOptions): Verification {
  try {
    if (Check(Receipt, receipt)) return verifyFormed(receipt, options)
  } catch {
    // Too deep, a getter that throws, a hostile proxy: not a receipt.
  }
  const skipped = checkNames.slice(1).map((name) => skip(name, 'receipt.not-checked'))
  return { ok: false, checks: [failure('format', 'receipt.malformed'), ...skipped] }
}

function verifyFormed(receipt: Receipt, options: VerifyOptions): Verification {
  const bytes = decodeBase64Url(receipt.entry)
  const entry = bytes && readEntry(bytes)
  const head = readHead(receipt.checkpoint)
  const checks: ReceiptCheck[] = [
    pass('format'),
    entry === undefined ? failure('entry', 'receipt.entry-not-canonical') : pass('entry'),
    checkInclusion({ receipt, bytes, head, sha256: options.sha256 }),
    checkSignature(receipt, head, options),
    checkKey(receipt, options),
    checkOpenings(receipt, entry, options.sha256),
  ]
  return {
    ok: checks.every((check) => check.state !== 'failed'),
    checks,
    ...(entry === undefined ? {} : { entry }),
    ...(head === undefined ? {} : { checkpoint: { origin: head.origin, size: head.size } }),
  }
}

/** The entry, when the bytes are its one canonical form (RFC 8785) and it keeps to its schema. */
function readEntry(bytes: Uint8Array): LedgerEntry | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    const value: unknown = JSON.parse(text)
    // The schema first: it bounds the depth that the canonical form has to walk.
    return Check(LedgerEntry, value) && canonicalJson(value) === text ? value : undefined
  } catch {
    return undefined
  }
}

function readHead(checkpoint: string): TreeHead | undefined {
  const note = parseNote(checkpoint)
  const head = note.ok ? parseCheckpoint(note.value.text) : undefined
  return head?.ok ? head.value : undefined
}

interface InclusionParts {
  readonly receipt: Receipt
  readonly bytes: Uint8Array | undefined
  readonly head: TreeHead | undefined
  readonly sha256: Sha256
}

function checkInclusion({ receipt, bytes, head, sha256 }: InclusionParts): ReceiptCheck {
  if (head === undefined) return failure('inclusion', 'receipt.checkpoint-malformed')
  if (head.size !== receipt.treeSize) return failure('inclusion', 'receipt.other-tree')
  const path = receipt.inclusion.map(decodeBase64).filter((hash) => hash !== undefined)
  const included =
    bytes !== undefined &&
    path.length === receipt.inclusion.length &&
    verifyInclusion(sha256, {
      index: receipt.index,
      size: head.size,
      leafHash: leafHash(sha256, bytes),
      path,
      root: head.root,
    })
  return included ? pass('inclusion') : failure('inclusion', 'receipt.not-in-tree')
}

function checkSignature(receipt: Receipt, head: TreeHead | undefined, crypto: NoteCrypto): ReceiptCheck {
  const key = parseVerifierKey(crypto.sha256, receipt.logKey)
  if (key === undefined) return failure('signature', 'receipt.key-malformed')
  if (head === undefined) return failure('signature', 'receipt.checkpoint-malformed')
  // By convention a log signs under its own name; anything else could pass one log's statement off as another's.
  if (head.origin !== key.name) return failure('signature', 'receipt.other-log')
  try {
    if (verifyNote(receipt.checkpoint, key, crypto).ok) return pass('signature')
  } catch {
    // A library may throw on a key that is no point of the curve.
  }
  return failure('signature', 'receipt.signature-invalid')
}

function checkKey(receipt: Receipt, { trustedKey }: VerifyOptions): ReceiptCheck {
  if (trustedKey === undefined) return skip('key', 'receipt.no-trusted-key')
  return receipt.logKey === trustedKey.trim() ? pass('key') : failure('key', 'receipt.key-not-trusted')
}

/** Values that the holder shows must be those that the entry commits to. */
function checkOpenings(receipt: Receipt, entry: LedgerEntry | undefined, sha256: Sha256): ReceiptCheck {
  const shown = Object.entries(receipt.openings ?? {}).filter(([, opening]) => opening.value !== undefined)
  if (shown.length === 0) return skip('openings', 'receipt.nothing-opened')
  const fits = shown.every(([name, opening]) => {
    const committed = entry?.[name as 'request' | 'response' | 'subject']
    return committed !== undefined && opens(opening, committed, sha256)
  })
  return fits ? pass('openings') : failure('openings', 'receipt.opening-does-not-fit')
}

function opens({ salt, value }: Opening, commitment: string, sha256: Sha256): boolean {
  try {
    const key = Uint8Array.from(salt.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
    const mac = hmac(sha256, key, new TextEncoder().encode(canonicalJson(value)))
    return Array.from(mac, (byte) => byte.toString(16).padStart(2, '0')).join('') === commitment
  } catch {
    return false
  }
}

/** HMAC-SHA-256 (RFC 2104) for keys up to one block, as kernel/digest.ts makes commitments. */
function hmac(sha256: Sha256, key: Uint8Array, message: Uint8Array): Uint8Array {
  const keyed = (pad: number, data: Uint8Array): Uint8Array => {
    const block = new Uint8Array(64 + data.length).fill(pad, 0, 64)
    for (const [i, byte] of key.entries()) block[i]! ^= byte
    block.set(data, 64)
    return sha256(block)
  }
  return keyed(0x5c, keyed(0x36, message))
}

const pass = (name: CheckName): ReceiptCheck => ({ name, state: 'passed' })
const failure = (name: CheckName, code: ReceiptCode): ReceiptCheck => ({ name, state: 'failed', code })
const skip = (name: CheckName, code: ReceiptCode): ReceiptCheck => ({ name, state: 'skipped', code })
