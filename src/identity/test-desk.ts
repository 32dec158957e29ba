import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type pg from 'pg'
import { Registry } from 'prom-client'
import type { Directory } from '../federation/directory.ts'
import { permissionsOf } from '../federation/permissions.ts'
import type { Role } from '../federation/schema.ts'
import { mustBeOk, ok } from '../kernel/result.ts'
import { openTestLedger } from '../ledger/test-log.ts'
import { systemClock } from '../platform/clock.ts'
import { createHttp } from '../platform/http/app.ts'
import { createLogger } from '../platform/telemetry/logger.ts'
import { loadRegistry } from '../registry/load.ts'
import { registryFolder } from '../registry/sample.ts'
import { cleanerOf } from './linkage/cleaning/cleaner.ts'
import { noIdentifierMap } from './mapping/declared.ts'
import { openNumberChanges } from './mapping/number-changes.ts'
import type { IdentityRoom, IdentityWorld } from './module.ts'
import { openIdentity } from './module.ts'
import { plainOverlapRules } from './overlap/rules.ts'
import { plainSurvivorship } from './people/survivorship.ts'

// The small registry of the registry's tests, with this room served over HTTP to whoever the test says is calling.

const programmes = { dss: ['scp'], nsps: ['ovc', 'pwsd', 'ntu'], ndma: ['dsn'] }
export const testDirectory = {
  services: () =>
    [{ operation: { act: 'change-enrolment', programmes } }] as unknown as ReturnType<Directory['services']>,
  system: () => undefined,
}

/** With the identity map as a system that is asked, and so told of. */
export const mapDirectory = {
  services: () =>
    [
      { id: 'identity-map.identifiers', system: 'identity-map', operation: { answer: 'identifiers' } },
    ] as unknown as ReturnType<Directory['services']>,
  system: () => ({ connector: 'identity' }) as ReturnType<Directory['system']>,
}

export async function declareMembers(pool: pg.Pool): Promise<void> {
  const name = JSON.stringify({ en: 'A', sw: 'A', fr: 'A' })
  for (const id of ['nsps', 'dss', 'ndma', 'dpc']) {
    await pool.query(`insert into member (id, name, kind, status) values ($1, $2, 'authority', 'active')`, [id, name])
  }
}

export async function declareStewards(pool: pg.Pool, stewards: Readonly<Record<string, readonly string[]>>) {
  for (const [username, areas] of Object.entries(stewards)) {
    await pool.query(
      `insert into account (username, name, member, roles, password_hash, areas)
       values ($1, $1, 'nsps', '{steward}', 'x', $2)`,
      [username, areas],
    )
  }
}

export interface Answer<T> {
  readonly status: number
  readonly body: T & { readonly code?: string; readonly detail?: string }
}

export interface TestIdentity {
  readonly room: IdentityRoom
  readonly ledger: Awaited<ReturnType<typeof openTestLedger>>
  /** Of the room in the data folder. */
  readonly folder: string
  call<T>(caller: string, url: string, payload?: object): Promise<Answer<T>>
  /** A document, as a steward gets it. */
  text(url: string): Promise<string>
  /** A file, as it is. */
  send<T>(caller: string, url: string, file: { readonly type: string; readonly bytes: Buffer }): Promise<Answer<T>>
}

/** Callers are stewards of `nsps`, unless they are named `member-role`. */
export async function startIdentity(
  t: TestContext,
  pool: pg.Pool,
  changes: Partial<IdentityWorld> = {},
): Promise<TestIdentity> {
  mustBeOk(await loadRegistry(pool, registryFolder(t)))
  await declareMembers(pool)
  const ledger = await openTestLedger(pool)
  const dataFolder = mkdtempSync(join(tmpdir(), 'kiungo-identity-'))
  t.after(() => rmSync(dataFolder, { recursive: true, force: true }))
  const map = changes.map ?? noIdentifierMap
  const telling = changes.telling ?? { directory: testDirectory, wake: async () => {} }
  const room = openIdentity({
    ...{ pool, ledger, clock: systemClock('Africa/Nairobi'), directory: testDirectory },
    ...{ survivorship: plainSurvivorship, cleanerOf, folder: dataFolder, overlap: plainOverlapRules },
    agreements: { inForce: async () => [] },
    ...{ map, telling },
    changes: openNumberChanges({ map, cleanerOf, timeZone: 'Africa/Nairobi', telling }),
    ...changes,
  })
  const http = await createHttp({
    settings: {
      ...{ bodyLimitBytes: 100_000, requestTimeoutMs: 10_000, requestsInFlightLimit: 100 },
      ...{ publicUrl: 'http://127.0.0.1:7400', metricsAccess: 'loopback' },
    },
    ...{ logger: createLogger('silent'), metrics: new Registry(), version: '0.0.0', readiness: {} },
    authenticate: async ({ headers }) => {
      const [member = 'nsps', ...role] = (headers.authorization ?? '').split('-')
      const known = role.length > 0
      const roles = [(known ? role.join('-') : 'steward') as Role]
      const id = headers.authorization ?? ''
      return ok({ kind: 'person', id, member: known ? member : 'nsps', permissions: permissionsOf(roles) })
    },
    scopes: room.scopes,
  })
  t.after(async () => {
    await http.close()
    await ledger.close()
  })
  return {
    ...{ room, ledger, folder: dataFolder },
    text: async (url) => (await http.app.inject({ url, headers: { authorization: 'asha' } })).body,
    async call<T>(caller: string, url: string, payload?: object) {
      const method = payload === undefined ? 'GET' : 'POST'
      const headers = { authorization: caller }
      const reply = await http.app.inject({ method, url, headers, ...(payload && { payload }) })
      return { status: reply.statusCode, body: reply.json<Answer<T>['body']>() }
    },
    async send<T>(caller: string, url: string, { type, bytes }: { readonly type: string; readonly bytes: Buffer }) {
      const headers = { authorization: caller, 'content-type': type }
      const reply = await http.app.inject({ method: 'POST', url, headers, payload: bytes })
      return { status: reply.statusCode, body: reply.json<Answer<T>['body']>() }
    },
  }
}
