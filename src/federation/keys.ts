import { randomBytes } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import type { Problem } from '../kernel/problem.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import {
  generateSigningKey,
  type PublicJwk,
  type SigningKey,
  signingKeyFromPem,
  signingKeyToPem,
} from '../kernel/signature.ts'

/** The node's keys: it signs with the first, and what the others signed is still verified. */
export interface NodeKeys {
  readonly current: SigningKey
  readonly all: readonly SigningKey[]
  byId(kid: string): SigningKey | undefined
  /** RFC 7517 key set, public parts only. */
  jwks(): { readonly keys: readonly PublicJwk[] }
}

/**
 * `<folder>/node.pem` signs. To rotate, rename it to `node.previous-<any>.pem` and start again: a new key is made, and
 * tokens and answers signed with the previous one verify as long as its file lies there.
 */
export function openNodeKeys(folder: string): Result<NodeKeys> {
  const current = loadOrCreateKey(folder, 'node')
  if (!current.ok) return current
  const all = [current.value]
  const previous = readdirSync(folder).filter((file) => /^node\.previous-[a-z0-9-]+\.pem$/.test(file))
  for (const file of previous.sort()) {
    const key = loadOrCreateKey(folder, file.slice(0, -'.pem'.length))
    if (!key.ok) return key
    all.push(key.value)
  }
  const byId = new Map(all.map((key) => [key.kid, key]))
  return ok({
    current: current.value,
    all,
    byId: (kid) => byId.get(kid),
    jwks: () => ({ keys: all.map(({ publicJwk }) => publicJwk) }),
  })
}

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

function readOrCreate(file: string, create: () => string): Result<string> {
  const folder = join(file, '..')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  try {
    return ok(readPrivate(file))
  } catch (error) {
    if (error instanceof TooOpen) return fail(tooOpen(file))
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}.draft`
  writeFileSync(draft, create(), { mode: 0o600, flag: 'wx', flush: true })
  chmodSync(draft, 0o600)
  try {
    // A link appears whole or not at all, and never replaces a key that another process has just made.
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft)
  }
  return ok(readPrivate(file))
}

class TooOpen extends Error {}

function readPrivate(file: string): string {
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) throw new TooOpen(file)
  return readFileSync(file, 'utf8')
}

const tooOpen = (file: string): Problem => ({
  code: 'federation.key-open-to-others',
  status: 500,
  message: `the key ${file} can be read by other users of this machine`,
  fix: `Treat it as known to them: replace it, or if none could sign in, run: chmod 600 ${file}`,
})

const unreadable = (file: string, what: string): Problem => ({
  code: 'federation.key-unreadable',
  status: 500,
  message: `the key ${file} ${what}`,
  fix: 'Restore the file from a backup, or move it away to have a new key made.',
})
