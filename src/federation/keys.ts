import { randomBytes } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import type { Problem } from '../kernel/problem.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import { generateSigningKey, type SigningKey, signingKeyFromPem, signingKeyToPem } from '../kernel/signature.ts'

/** The Ed25519 key `<folder>/<name>.pem`, made on first use. Two processes that start at once get the same one. */
export function loadOrCreateKey(folder: string, name: string): Result<SigningKey> {
  const file = join(folder, `${name}.pem`)
  const text = readOrCreate(file, () => signingKeyToPem(generateSigningKey()))
  if (!text.ok) return text
  try {
    return ok(signingKeyFromPem(text.value))
  } catch {
    return fail(unreadable(file, 'holds no Ed25519 private key in PKCS #8 PEM'))
  }
}

/** 256 random bits in `<folder>/<name>.key`, made on first use: for pseudonyms and for data at rest. */
export function loadOrCreateSecret(folder: string, name: string): Result<Buffer> {
  const file = join(folder, `${name}.key`)
  const text = readOrCreate(file, () => randomBytes(32).toString('base64url'))
  if (!text.ok) return text
  const secret = Buffer.from(text.value.trim(), 'base64url')
  return secret.length === 32 ? ok(secret) : fail(unreadable(file, 'does not hold 256 bits in base64url'))
}

/** The text of a file that only its owner may read, made on first use, whole. */
export function readOrCreate(file: string, create: () => string): Result<string> {
  const folder = join(file, '..')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const there = readPrivate(file)
  if (!there.ok || there.value !== undefined) return there as Result<string>
  const draft = writeDraft(file, create())
  try {
    // A link appears whole or not at all, and never replaces a key that another process has just made.
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft)
  }
  return readPrivate(file) as Result<string>
}

/** A file beside it, for its owner only, that is to take its name. */
export function writeDraft(file: string, text: string): string {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}.draft`
  writeFileSync(draft, text, { mode: 0o600, flag: 'wx', flush: true })
  chmodSync(draft, 0o600)
  return draft
}

/** Undefined when there is no such file. */
export function readPrivate(file: string): Result<string | undefined> {
  try {
    if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) return fail(tooOpen(file))
    return ok(readFileSync(file, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return ok(undefined)
  }
}

const tooOpen = (file: string): Problem => ({
  code: 'federation.key-open-to-others',
  status: 500,
  message: `the key ${file} can be read by other users of this machine`,
  fix: `Treat it as known to them: replace it, or if none could sign in, run: chmod 600 ${file}`,
})

export const unreadable = (file: string, what: string): Problem => ({
  code: 'federation.key-unreadable',
  status: 500,
  message: `the key ${file} ${what}`,
  fix: 'Restore the file from a backup, or move it away to have a new key made.',
})
