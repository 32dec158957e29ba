import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto'
import { existsSync, linkSync, readdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { fail, ok, type Result } from '../kernel/result.ts'
import { type PublicJwk, type SigningKey, thumbprint } from '../kernel/signature.ts'
import { readOrCreate, readPrivate, unreadable, writeDraft } from './keys.ts'

/** What a key of the node is for: one kind each, so that rotating or losing one touches nothing else. */
export const keyKinds = ['signing', 'rs256', 'encryption'] as const
export type KeyKind = (typeof keyKinds)[number]

const makes = {
  signing: { file: 'node', type: 'ed25519', use: 'sig', alg: 'EdDSA' },
  // A signature with 3072 bits would hold up the event loop three times as long; it need not last as long as a secret.
  rs256: { file: 'rs256', type: 'rsa', bits: 2048, use: 'sig', alg: 'RS256' },
  encryption: { file: 'encryption', type: 'rsa', bits: 3072, use: 'enc', alg: 'RSA-OAEP-256' },
} as const

export interface NodeKey extends SigningKey {
  readonly kind: KeyKind
  /** Name of its file in the folder. */
  readonly file: string
}

/** The node's keys, each kind with its current one first; the others are of an overlap, and still verify and decrypt. */
export interface NodeKeys {
  of(kind: KeyKind): readonly NodeKey[]
  /** The current signing key (Ed25519). It follows a rotation, between two turns of the event loop. */
  readonly current: SigningKey
  /** A signing key, current or previous. */
  byId(kid: string): SigningKey | undefined
  /** RFC 7517 key set, public parts only. */
  jwks(): { readonly keys: readonly PublicJwk[] }
}

type Ring = Readonly<Record<KeyKind, readonly NodeKey[]>>

/** How soon a running node sees a key that was rotated. */
const lookEveryMs = 1_000

/** The keys in `<folder>`: those that are missing are made, and a rotation is seen while the node runs. */
export async function openNodeKeys(folder: string): Promise<Result<NodeKeys>> {
  for (const kind of keyKinds) {
    const made = await makeIfMissing(folder, kind)
    if (!made.ok) return made
  }
  let seen = changedAt(folder)
  const opened = readRing(folder)
  if (!opened.ok) return opened
  let ring = opened.value
  let lookedAt = performance.now()

  function look(): void {
    const changed = changedAt(folder)
    if (changed === seen) return
    // A key that cannot be read now (half restored, too open) is not used, and those at hand go on.
    const found = readRing(folder)
    if (!found.ok) return
    ring = found.value
    seen = changed
  }

  function now(): Ring {
    if (performance.now() - lookedAt > lookEveryMs) {
      lookedAt = performance.now()
      // Not at once: whoever has read a key's id goes on to sign with the same one.
      setImmediate(look)
    }
    return ring
  }

  const first = (): NodeKey => now().signing[0] as NodeKey
  return ok({
    of: (kind) => now()[kind],
    current: {
      get kid() {
        return first().kid
      },
      get privateKey() {
        return first().privateKey
      },
      get publicKey() {
        return first().publicKey
      },
      get publicJwk() {
        return first().publicJwk
      },
    },
    byId: (kid) => now().signing.find((key) => key.kid === kid),
    jwks: () => ({ keys: keyKinds.flatMap((kind) => now()[kind].map(({ publicJwk }) => publicJwk)) }),
  })
}

/**
 * A new current key; the one before is kept as `<name>.previous-<time>.pem` and goes on to verify and decrypt until that
 * file is removed. At no moment is there no current key, nor is one lost.
 */
export async function rotateKey(folder: string, kind: KeyKind, at: Date): Promise<Result<NodeKey>> {
  const made = await makeIfMissing(folder, kind)
  if (!made.ok) return made
  const { file } = makes[kind]
  const current = join(folder, `${file}.pem`)
  const draft = writeDraft(current, await newPem(kind))
  const stamp = at.toISOString().replace(/\D/g, '')
  linkSync(current, join(folder, `${file}.previous-${stamp}.pem`))
  renameSync(draft, current)
  return readKey(folder, kind, `${file}.pem`)
}

export function readRing(folder: string): Result<Ring> {
  const files = readdirSync(folder).sort()
  const ring: Partial<Record<KeyKind, readonly NodeKey[]>> = {}
  for (const kind of keyKinds) {
    const { file } = makes[kind]
    const previous = files.filter((name) => new RegExp(`^${file}\\.previous-[a-z0-9-]+\\.pem$`).test(name))
    const keys = new Map<string, NodeKey>()
    // The latest of the previous ones first.
    for (const name of [`${file}.pem`, ...previous.reverse()]) {
      const key = readKey(folder, kind, name)
      if (!key.ok) return key
      // A rotation that was broken off leaves the current key under two names.
      if (!keys.has(key.value.kid)) keys.set(key.value.kid, key.value)
    }
    ring[kind] = [...keys.values()]
  }
  return ok(ring as Ring)
}

const changedAt = (folder: string): number => statSync(folder).mtimeMs

async function makeIfMissing(folder: string, kind: KeyKind): Promise<Result<unknown>> {
  const file = join(folder, `${makes[kind].file}.pem`)
  if (existsSync(file)) return ok(true)
  const pem = await newPem(kind)
  return readOrCreate(file, () => pem)
}

const generate = promisify(generateKeyPair)

/** Away from the event loop: an RSA key takes a good part of a second. */
async function newPem(kind: KeyKind): Promise<string> {
  const { privateKey } =
    kind === 'signing' ? await generate('ed25519') : await generate('rsa', { modulusLength: makes[kind].bits })
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

function readKey(folder: string, kind: KeyKind, name: string): Result<NodeKey> {
  const file = join(folder, name)
  const text = readPrivate(file)
  if (!text.ok) return text
  try {
    return ok(nodeKey(kind, name, createPrivateKey(text.value ?? '')))
  } catch {
    return fail(unreadable(file, `holds no private key for ${kind} (${makes[kind].type}) in PKCS #8 PEM`))
  }
}

function nodeKey(kind: KeyKind, file: string, privateKey: KeyObject): NodeKey {
  const { type, use, alg } = makes[kind]
  if (privateKey.asymmetricKeyType !== type) throw new TypeError(`not a key for ${kind}`)
  const publicKey = createPublicKey(privateKey)
  const plain = publicKey.export({ format: 'jwk' }) as PublicJwk
  const kid = thumbprint(plain)
  return { kind, file, kid, privateKey, publicKey, publicJwk: { ...plain, kid, use, alg } }
}
