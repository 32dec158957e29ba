import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import type { TestContext } from 'node:test'
import type pg from 'pg'
import { Registry } from 'prom-client'
import Type from 'typebox'
import { exampleMembers } from '../../src/federation/example.ts'
import { type Federation, type FederationSettings, openFederation } from '../../src/federation/federation.ts'
import { openNodeKeys } from '../../src/federation/key-ring.ts'
import type { AccountRegistration, ClientKey, ClientRegistration } from '../../src/federation/schema.ts'
import { importFederation, registerAccount } from '../../src/federation/store.ts'
import { mustBeOk, ok } from '../../src/kernel/result.ts'
import type { SignatureAlgorithm } from '../../src/kernel/signature.ts'
import { createHttp } from '../../src/platform/http/app.ts'
import { type RouteScope, route } from '../../src/platform/http/route.ts'
import { createLogger } from '../../src/platform/telemetry/logger.ts'
import { createTestDatabase } from './database.ts'

export const issuer = 'http://127.0.0.1:7400'

export const exampleAccounts: readonly AccountRegistration[] = [
  { username: 'officer', name: 'Neema', member: 'dss', roles: ['programme-officer'], password: 'tumaini', demo: true },
  { username: 'amina', name: 'Amina', member: 'nida', roles: ['administrator'], password: 'a long passphrase' },
]

export interface TestNodeOptions {
  readonly clients?: readonly ClientRegistration[]
  readonly settings?: Partial<FederationSettings>
  /** Routes of what lies beside the room itself. */
  readonly more?: (node: MoreWorld) => Promise<readonly RouteScope[]>
}

export interface MoreWorld {
  readonly pool: pg.Pool
  readonly federation: Federation
  readonly now: () => Date
}

/** A node with the federation room only, over a real database and the real HTTP application; its clock is set. */
export async function startTestNode(t: TestContext, { clients = [], settings = {}, more }: TestNodeOptions = {}) {
  const { pool } = await createTestDatabase(t)
  mustBeOk(await importFederation(pool, { members: exampleMembers, systems: [], services: [], clients }))
  await importAccounts(pool)
  const folder = mkdtempSync(join(tmpdir(), 'kiungo-keys-'))
  t.after(() => rmSync(folder, { recursive: true }))
  cpSync(await keysMadeOnce(), join(folder, 'keys'), { recursive: true })
  const time = { now: new Date('2026-06-15T09:00:00Z') }
  const federation = mustBeOk(
    await openFederation({
      pool,
      clock: { now: () => time.now },
      healthOf: () => ({ state: 'unknown' }),
      settings: {
        publicUrl: issuer,
        keysFolder: join(folder, 'keys'),
        tokenTtlSeconds: 300,
        sessionTtlMinutes: 480,
        allowClientSecret: true,
        demoPassword: 'tumaini',
        ...settings,
      },
    }),
  )
  const beside = (await more?.({ pool, federation, now: () => time.now })) ?? []
  const http = await createHttp({
    settings: {
      bodyLimitBytes: 100_000,
      requestTimeoutMs: 30_000,
      requestsInFlightLimit: 100,
      publicUrl: issuer,
      metricsAccess: 'loopback',
    },
    logger: createLogger('silent'),
    metrics: new Registry(),
    authenticate: federation.authenticate,
    scopes: [...federation.scopes, ...beside, { name: 'test', routes: [whoami('GET'), whoami('POST')] }],
    readiness: { database: async () => ok(true) },
    version: '0.0.0',
  })
  t.after(() => http.close())
  return { app: http.app, pool, federation, time, keysFolder: join(folder, 'keys') }
}

let madeOnce: Promise<string> | undefined

/** RSA keys take their time: the nodes of one process begin with the same ones. */
function keysMadeOnce(): Promise<string> {
  madeOnce ??= (async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kiungo-keys-'))
    process.once('exit', () => rmSync(folder, { recursive: true }))
    mustBeOk(await openNodeKeys(folder))
    return folder
  })()
  return madeOnce
}

let accountsMadeOnce: unknown

/** So do hashes of passwords, which are dear on purpose: the accounts of one process's nodes are made once. */
async function importAccounts(pool: pg.Pool): Promise<void> {
  if (accountsMadeOnce !== undefined) {
    await pool.query('insert into account select * from jsonb_populate_recordset(null::account, $1)', [
      accountsMadeOnce,
    ])
    return
  }
  for (const account of exampleAccounts) await registerAccount(pool, account)
  const { rows } = await pool.query('select jsonb_agg(account)::text as accounts from account')
  accountsMadeOnce = rows[0]?.accounts
}

const whoami = (method: 'GET' | 'POST') =>
  route({
    method,
    url: '/whoami',
    access: { permission: 'question.ask' },
    schema: {
      summary: 'test',
      tags: ['test'],
      response: { 200: Type.Object({}, { additionalProperties: true }) },
    },
    handler: ({ principal: { kind, id, member } }) => ({ kind, id, member }),
  })

/** A client's key pair, as its developer has it. */
export function clientKey(alg: SignatureAlgorithm): { readonly privateKey: KeyObject; readonly key: ClientKey } {
  const pair =
    alg === 'EdDSA'
      ? generateKeyPairSync('ed25519')
      : alg === 'ES256'
        ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
        : generateKeyPairSync('rsa', { modulusLength: 2048 })
  return {
    privateKey: pair.privateKey,
    key: { alg, jwk: pair.publicKey.export({ format: 'jwk' }) as ClientKey['jwk'] },
  }
}

export interface JwtParts {
  readonly header: Readonly<Record<string, unknown>>
  readonly claims: Readonly<Record<string, unknown>>
  readonly sign: (input: Buffer) => Buffer
}

/** Any JWT, also one that no honest library would make. */
export function jwt({ header, claims, sign: signer }: JwtParts): string {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const input = `${encode(header)}.${encode(claims)}`
  return `${input}.${signer(Buffer.from(input)).toString('base64url')}`
}

export const signWith = (alg: SignatureAlgorithm, privateKey: KeyObject) => (input: Buffer) =>
  alg === 'EdDSA'
    ? sign(null, input, privateKey)
    : sign('sha256', input, alg === 'ES256' ? { key: privateKey, dsaEncoding: 'ieee-p1363' } : privateKey)
