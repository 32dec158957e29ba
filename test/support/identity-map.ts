import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type pg from 'pg'
import { Registry } from 'prom-client'
import { parse } from 'yaml'
import type { AgreedField, Agreement } from '../../src/agreements/schema.ts'
import { openReceiver, type Receiver } from '../../src/exchange/deliveries/test-receiver.ts'
import type { Condition, ExchangeRequest } from '../../src/exchange/plugin.ts'
import type { Settled } from '../../src/exchange/settled.ts'
import { incoming } from '../../src/exchange/test-asking.ts'
import { agreement, declareTestCountry, openTestWorld, type TestWorld } from '../../src/exchange/test-world.ts'
import type { Service, System } from '../../src/federation/schema.ts'
import { importFederation } from '../../src/federation/store.ts'
import { cleanerOf } from '../../src/identity/linkage/cleaning/cleaner.ts'
import { identityConnector } from '../../src/identity/mapping/connector.ts'
import type { IdentifierMap } from '../../src/identity/mapping/declared.ts'
import { raiseLinkChanges, withLinkEvents } from '../../src/identity/mapping/events.ts'
import { linkedPeople } from '../../src/identity/mapping/linked.ts'
import { openNumberChanges } from '../../src/identity/mapping/number-changes.ts'
import { watchingNumbers } from '../../src/identity/mapping/registry-watch.ts'
import { openRosters, type RosterDesk } from '../../src/identity/mapping/roster.ts'
import type { Roster } from '../../src/identity/mapping/schema.ts'
import { openMapping } from '../../src/identity/mapping/service.ts'
import type { RecordRef, ShownDecision } from '../../src/identity/people/schema.ts'
import { type DecisionDesk, openDecisions } from '../../src/identity/people/service.ts'
import { sha256Hex } from '../../src/kernel/digest.ts'
import { newId } from '../../src/kernel/ids.ts'
import { mustBeOk } from '../../src/kernel/result.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { startJobs } from '../../src/platform/jobs/runner.ts'
import { openOutbound } from '../../src/platform/outbound/outbound.ts'
import { createLogger } from '../../src/platform/telemetry/logger.ts'
import { openRegistryActs, type RegistryActs } from '../../src/registry/acts/perform.ts'
import { registryConnector } from '../../src/registry/connector.ts'
import { registryEvents } from '../../src/registry/events/source.ts'
import { loadRegistry } from '../../src/registry/load.ts'
import { person, registryFolder } from '../../src/registry/sample.ts'
import { demoMappings, demoVocabulary } from '../../src/semantics/test-vocabulary.ts'
import { createTestDatabase, root } from './database.ts'
import { teller } from './subscriber.ts'

// The small registry, a pension roster that was handed in, and the map of identifiers over both, asked as any system is.

const text = (en: string) => ({ en, sw: en, fr: en })
const system = (id: string, connector: string): System => ({
  ...{ id, member: 'nida', name: text(id), description: text(id) },
  ...{ connector, address: `${connector}:`, status: 'active' },
})
const service = (
  id: string,
  recordType: string,
  more: Pick<Service, 'conditions' | 'operation' | 'askBy'>,
): Service => ({
  ...{ id, system: id.split('.')[0] ?? '', member: 'nida', name: text(id), recordType, mapping: id },
  ...{ timeoutMs: 5_000, ...more },
})
const askBy = [['person.national-id'], ['person.id'], ['enrolment.number'], ['identity.person']]

const field = (element: string, more: Partial<AgreedField> = {}): AgreedField => ({
  ...{ element, release: 'raw', justification: 'needed' },
  ...more,
})
const yesOrNo = (element: string) => field(element, { release: 'yes-no', predicate: { test: 'equals', value: true } })
const told = ['type', 'system', 'assurance', 'basis', 'weight', 'since'].map((name) => field(`identity.${name}`))

export const identityAgreement = (changes: Partial<Agreement> = {}): Agreement =>
  agreement({
    services: [
      {
        service: 'identity-map.identifiers',
        askBy: ['person.national-id', 'person.id', 'enrolment.number', 'identity.person'],
        fields: [
          field('identity.person', { release: 'pseudonym' }),
          ...['identity.identifiers', 'person.id', 'person.national-id', 'enrolment.number'].map((one) => field(one)),
          ...told,
        ],
        maxRecords: 1,
      },
      {
        service: 'identity-map.known',
        askBy: ['person.national-id'],
        fields: [yesOrNo('known-to.pension'), yesOrNo('known-to.orphans-transfer')],
        maxRecords: 1,
      },
      {
        service: 'social-registry.person',
        askBy: ['person.national-id', 'enrolment.number'],
        fields: [field('person.id')],
        maxRecords: 5,
      },
    ],
    ...changes,
  })

async function declare(pool: pg.Pool): Promise<void> {
  await declareTestCountry(pool, [identityAgreement()])
  const equalities = { conditions: 'equalities', askBy } as const
  mustBeOk(
    await importFederation(pool, {
      members: [],
      systems: [system('identity-map', 'identity'), system('social-registry', 'registry')],
      services: [
        service('identity-map.identifiers', 'identity', { ...equalities, operation: { answer: 'identifiers' } }),
        service('identity-map.known', 'identity', { ...equalities, operation: { answer: 'known' } }),
        service('social-registry.person', 'person', { conditions: 'any', askBy, operation: { records: 'person' } }),
      ],
      clients: [
        {
          ...{ id: 'dss-mis', member: 'dss', name: 'MIS', status: 'active', scopes: [] },
          ...{ authentication: 'client_secret', secret: 'not-a-secret' },
        },
      ],
    }),
  )
}

/** Somebody on the pension's roster, under the pension's number. */
export async function onRoster(pool: pg.Pool, record: string, values: Readonly<Record<string, string>>): Promise<void> {
  const upload = 'lu-01jqzv3k5w8x7y6r4t2m9n0abc'
  await pool.query(
    `insert into linkage_upload (id, digest, name, format, member, account, at, bytes)
     values ($1, repeat('0', 64), 'pension-mis', 'csv', 'dss', 'officer', now(), '') on conflict do nothing`,
    [upload],
  )
  await pool.query('insert into source_record (source, record, upload, values) values ($1, $2, $3, $4)', [
    ...['pension-mis', record, upload, JSON.stringify(values)],
  ])
}

const rosterColumns = [
  'given_name',
  'surname',
  'sex',
  'birth_date',
  'national_id',
  'birth_registration_number',
] as const
export type OnRoster = Readonly<Partial<Record<(typeof rosterColumns)[number], string>>>

/** The pension hands its roster in, by number. */
async function handIn(
  pool: pg.Pool,
  people: Readonly<Record<string, OnRoster>>,
  { rosters, whole }: { readonly rosters: RosterDesk; readonly whole: boolean },
): Promise<Roster> {
  const rows = Object.entries(people).map(([number, one]) => [number, ...rosterColumns.map((name) => one[name] ?? '')])
  const bytes = Buffer.from([['number', ...rosterColumns], ...rows].map((cells) => cells.join(',')).join('\n'))
  const upload = newId('lu')
  await pool.query(
    `insert into linkage_upload (id, digest, name, format, member, account, at, bytes)
     values ($1, $2, 'pension-mis', 'csv', 'dss', 'officer', now(), $3)`,
    [upload, sha256Hex(Buffer.from(upload)), bytes],
  )
  const columns = Object.fromEntries(rosterColumns.map((name) => [name, name]))
  return mustBeOk(await rosters.keep({ upload, recordId: 'number', columns, whole }, steward))
}

export const registry = (record: string): RecordRef => ({ source: 'social-registry', record })
export const roster = (record: string): RecordRef => ({ source: 'pension-mis', record })
const steward = { id: 'asha', member: 'nida', permissions: new Set<string>() }

export interface IdentityCountry extends TestWorld {
  readonly receiver: Receiver
  readonly decisions: DecisionDesk
  link(first: RecordRef, second: RecordRef, kind?: 'link' | 'not-link'): Promise<ShownDecision>
  unmerge(decision: string): Promise<ShownDecision>
  readonly acts: RegistryActs
  handIn(people: Readonly<Record<string, OnRoster>>, whole?: boolean): Promise<Roster>
  /** The pension takes its roster back. */
  withdraw(): Promise<Roster>
  ask(element: string, value: string, changes?: Partial<ExchangeRequest>): Promise<Settled>
  runJobs(): Promise<void>
}

export const identifierMap = (): IdentifierMap =>
  parse(readFileSync(join(root, 'countries/tumaini/linkage/identifiers.yaml'), 'utf8')) as IdentifierMap

export async function openIdentityCountry(t: TestContext): Promise<IdentityCountry> {
  const closing: (() => unknown)[] = []
  t.after(async () => {
    for (const close of closing.reverse()) await close()
  })
  const { pool, connectionString } = await createTestDatabase(t)
  // Somebody of the same area as P1, so that one steward may decide.
  const double = person({ person_id: 'P9', given_name: 'Wanjiku', surname: 'Kamoto', birth_date: '1951-03-14' })
  mustBeOk(await loadRegistry(pool, registryFolder(t, [double])))
  await declare(pool)
  const vocabulary = await demoVocabulary()
  const mappings = await demoMappings()
  const timeZone = 'Africa/Nairobi'
  const gathered = { map: identifierMap(), cleanerOf, timeZone }
  const mapping = openMapping({ pool, ...gathered })
  const receiver = await openReceiver()
  const outbound = openOutbound({ resolve: async () => ['127.0.0.1'] })
  const world = await openTestWorld(pool, {
    ...{ protocols: [teller], outbound },
    hostsOf: () => ({ hosts: [`partner.test:${receiver.port}`], privateNetwork: true }),
    registry: {
      connector: registryConnector(pool, { timeZone, linked: linkedPeople(mapping) }),
      also: new Map([['identity', identityConnector(mapping)]]),
      events: (directory) => withLinkEvents(registryEvents(pool, directory), directory),
      mappings,
    },
  })
  closing.push(receiver.close, () => outbound.close(), world.close)
  const { room, directory } = world
  const telling = { directory, wake: room.wakeSubscribers }
  const decisions = openDecisions({
    ...{ pool, ledger: world.ledger, clock: systemClock(timeZone), directory },
    onDecided: (tx, decision) => raiseLinkChanges(tx, decision, telling),
  })
  const changes = openNumberChanges({ ...gathered, telling })
  const clock = systemClock(timeZone)
  const wake = room.wakeSubscribers
  const acts = openRegistryActs({ pool, clock, vocabulary, directory, wake, watch: watchingNumbers(changes) })
  const folder = mkdtempSync(join(tmpdir(), 'kiungo-roster-'))
  closing.push(() => rmSync(folder, { recursive: true, force: true }))
  const rosters = openRosters({ pool, ledger: world.ledger, clock, directory, map: gathered.map, changes, folder })
  return {
    ...{ ...world, receiver, decisions, acts },
    handIn: (people, whole = false) => handIn(pool, people, { rosters, whole }),
    withdraw: async () => mustBeOk(await rosters.withdraw('pension-mis', steward)),
    link: async (first, second, kind = 'link') =>
      mustBeOk(await decisions.decideAlone({ kind, first, second, reason: 'papers-seen' }, steward)),
    unmerge: async (decision) => mustBeOk(await decisions.unmerge({ decision, reason: 'entered-in-error' }, steward)),
    async ask(element, value, changes = {}) {
      const condition: Condition = { element, is: 'eq', value }
      const request: ExchangeRequest = {
        ...{ service: 'identity-map.identifiers', purpose: 'eligibility-verification', condition },
        ...{ acceptPartial: false, sort: [], page: { size: 10, number: 1 } },
        ...changes,
      }
      const { settled } = mustBeOk(await room.exchanges.answer(incoming([request])))
      return settled[0] as Settled
    },
    async runJobs() {
      const { tasks } = room
      const jobs = await startJobs({
        ...{ url: connectionString, tasks, logger: createLogger('silent'), metrics: new Registry() },
      })
      closing.push(() => jobs.stop())
    },
  }
}
