import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import type pg from 'pg'
import { importAgreements } from '../agreements/lifecycle/declare.ts'
import { importPurposes } from '../agreements/store.ts'
import { registerAccountKey } from '../federation/account-keys.ts'
import { loadOrCreateKey } from '../federation/keys.ts'
import type { ClientRegistration } from '../federation/schema.ts'
import { importFederation } from '../federation/store.ts'
import { dayIn } from '../kernel/dates.ts'
import { digestOf, sha256Hex } from '../kernel/digest.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import type { SigningKey } from '../kernel/signature.ts'
import { loadRegistry } from '../registry/load.ts'
import type { Pack } from './pack.ts'

const steps = ['declarations', 'people', 'registry'] as const
export type SeedStep = (typeof steps)[number]

export interface SeedProgress {
  readonly step: SeedStep
  readonly done: number
  readonly of: number
}

export interface SeedOptions {
  readonly pool: pg.Pool
  readonly pack: Pack
  readonly dataFolder: string
  readonly scale: number
  readonly seed: string
  /** Whether the pack's people are made and loaded, where it has a generator: in a demonstration only. */
  readonly people: boolean
  readonly onProgress?: (progress: SeedProgress) => void
}

export interface SeededCountry {
  /** Where the generated country lies. */
  readonly folder: string
  /** What this run did; the other steps had been completed before. */
  readonly done: readonly SeedStep[]
}

/**
 * Brings a database to what the pack declares, and in a demonstration to its people. Each step is kept with the
 * fingerprint of what it was made from: to run it again does nothing, and after an interruption it goes on.
 */
export async function seedCountry(options: SeedOptions): Promise<Result<SeededCountry>> {
  const folder = resolve(options.dataFolder, basename(options.pack.folder))
  const report = options.onProgress ?? (() => {})
  const program = join(options.pack.folder, 'people', 'main.ts')
  const withPeople = options.people && existsSync(program)

  // The people are made by a process of their own, so both go on at once.
  const giveUp = new AbortController()
  try {
    const making = withPeople ? makePeople(options, { program, folder, report, signal: giveUp.signal }) : ok(false)
    const declared = await declare(options)
    if (!declared.ok) return declared
    report({ step: 'declarations', done: 1, of: 1 })
    const made = await making
    if (!made.ok) return made
    const loaded = withPeople ? await fillRegistry(options.pool, { folder, report }) : ok(false)
    if (!loaded.ok) return loaded
    const did: Record<SeedStep, boolean> = { declarations: declared.value, people: made.value, registry: loaded.value }
    return ok({ folder, done: steps.filter((step) => did[step]) })
  } finally {
    giveUp.abort()
  }
}

type Report = (progress: SeedProgress) => void

/** Members, systems, services, callers, purposes and agreements, in one transaction. */
async function declare({ pool, pack, dataFolder }: SeedOptions): Promise<Result<boolean>> {
  const clients = withKeys(pack.clients, join(dataFolder, 'clients'))
  if (!clients.ok) return clients
  const signatories = signatoryKeys(pack.accounts, join(dataFolder, 'signatories'))
  if (!signatories.ok) return signatories
  const callerKeys = clients.value.map(({ keys = [] }) => keys.map(({ jwk }) => jwk))
  const fingerprint = digestOf([pack.digest, callerKeys, [...signatories.value.values()].map(({ kid }) => kid)])
  const client = await pool.connect()
  try {
    await client.query('begin')
    // Two nodes that start at once take turns, and the second finds the work done.
    await client.query(`select pg_advisory_xact_lock(hashtext('seed declarations'))`)
    if ((await fingerprintOf(client, 'declarations')) === fingerprint) {
      await client.query('rollback')
      return ok(false)
    }
    const outcome = await importAll(client, pack, { clients: clients.value, signatories: signatories.value })
    if (outcome.ok) await remember(client, 'declarations', fingerprint)
    await client.query(outcome.ok ? 'commit' : 'rollback')
    return outcome.ok ? ok(true) : outcome
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

async function importAll(client: pg.ClientBase, pack: Pack, { clients, signatories }: Keyed): Promise<Result<unknown>> {
  const { members, systems, services, accounts, partners } = pack
  const registered = await importFederation(client, { members, systems, services, accounts, clients, partners })
  if (!registered.ok) return registered
  const purposes = await importPurposes(client, pack.purposes)
  if (!purposes.ok) return purposes
  for (const [username, { kid, publicJwk }] of signatories) {
    await registerAccountKey(client, { username, kid, jwk: publicJwk })
  }
  const today = dayIn(pack.country.timeZone, new Date())
  return importAgreements(client, pack.agreements, { keyOf: (account) => signatories.get(account), today })
}

/** Those of the pack with the keys that were made for them. */
interface Keyed {
  readonly clients: readonly ClientRegistration[]
  readonly signatories: ReadonlyMap<string, SigningKey>
}

/** Who signs for a member in a demonstration gets a key pair here: `<dataFolder>/signatories/<account>.pem`. */
function signatoryKeys(accounts: Pack['accounts'], folder: string): Result<ReadonlyMap<string, SigningKey>> {
  const keys = new Map<string, SigningKey>()
  for (const { username, roles, demo } of accounts) {
    if (demo !== true || !roles.includes('signatory')) continue
    const key = loadOrCreateKey(folder, username)
    if (!key.ok) return key
    keys.set(username, key.value)
  }
  return ok(keys)
}

/** A demo client that signs gets its key pair here: `<dataFolder>/clients/<id>.pem`. */
function withKeys(clients: Pack['clients'], folder: string): Result<readonly ClientRegistration[]> {
  const registered: ClientRegistration[] = []
  for (const client of clients) {
    if (client.authentication !== 'private_key_jwt' || client.keys !== undefined) {
      registered.push(client)
      continue
    }
    const key = loadOrCreateKey(folder, client.id)
    if (!key.ok) return key
    registered.push({ ...client, keys: [{ alg: 'EdDSA', jwk: { ...key.value.publicJwk } }] })
  }
  return ok(registered)
}

interface Making {
  readonly program: string
  readonly folder: string
  readonly report: Report
  readonly signal: AbortSignal
}

/** In a process of its own: what a whole country needs in memory is given back when it is written. */
function makePeople(
  { seed, scale }: SeedOptions,
  { program, folder, report, signal }: Making,
): Promise<Result<boolean>> {
  const args = [program, '--folder', folder, '--seed', seed, '--scale', String(scale)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], signal })
  let reused = false
  let lastWords = ''
  createInterface({ input: child.stdout }).on('line', (line) => {
    reused = line.startsWith('{"reused":true')
  })
  createInterface({ input: child.stderr }).on('line', (line) => {
    lastWords = line
    const [, step, done, of] = /^(.+) (\d+)\/(\d+)$/.exec(line) ?? []
    if (step !== undefined) report({ step: 'people', ...shareOf(step, Number(done) / Number(of)) })
  })
  return new Promise((settle) => {
    child.once('error', (error) => settle(fail(peopleProblem(error.message))))
    child.once('close', (code) => settle(code === 0 ? ok(!reused) : fail(peopleProblem(lastWords))))
  })
}

/** The generator lives through the households first, then writes the files; one takes about as long as the other. */
const shareOf = (step: string, share: number) => ({
  done: Math.round(50 * (step === 'people' ? share : 1 + share)),
  of: 100,
})

const peopleProblem = (reason: string) => ({
  code: 'cli.people-not-made',
  status: 500,
  message: `the people of the demo country could not be made: ${reason}`,
  fix: 'Check that the data folder can be written and the disk is not full, then start again: it goes on from here.',
})

/** Kiungo's own registry is loaded anew when the generated files are others than those it holds. */
async function fillRegistry(
  pool: pg.Pool,
  { folder, report }: Pick<Making, 'folder' | 'report'>,
): Promise<Result<boolean>> {
  const fingerprint = sha256Hex(readFileSync(join(folder, 'manifest.json')))
  if ((await fingerprintOf(pool, 'registry')) === fingerprint) return ok(false)
  const loaded = await loadRegistry(pool, join(folder, 'registry'), {
    onProgress: ({ done, of }) => report({ step: 'registry', done, of }),
    alongside: (client) => remember(client, 'registry', fingerprint),
  })
  return loaded.ok ? ok(true) : loaded
}

export async function fingerprintOf(
  db: Pick<pg.ClientBase, 'query'>,
  step: SeedStep | 'law',
): Promise<string | undefined> {
  const { rows } = await db.query<{ fingerprint: string }>('select fingerprint from seed_state where step = $1', [step])
  return rows[0]?.fingerprint
}

export async function remember(
  db: Pick<pg.ClientBase, 'query'>,
  step: SeedStep | 'law',
  fingerprint: string,
): Promise<void> {
  await db.query(
    `insert into seed_state (step, fingerprint) values ($1, $2)
     on conflict (step) do update set fingerprint = excluded.fingerprint, completed_at = now()`,
    [step, fingerprint],
  )
}
