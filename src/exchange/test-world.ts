import type pg from 'pg'
import { Registry } from 'prom-client'
import Type from 'typebox'
import { consentSource } from '../agreements/consent/facts.ts'
import type { Agreement, Purpose } from '../agreements/schema.ts'
import { type Agreements, openAgreements } from '../agreements/service.ts'
import { importPurposes } from '../agreements/store.ts'
import { openSubjects, subjectKeys } from '../agreements/subjects.ts'
import { declareAgreements } from '../agreements/test-agreements.ts'
import { type Directory, openDirectory } from '../federation/directory.ts'
import { testPartnerDesk } from '../federation/partners/test-partners.ts'
import type { Member, Service, System } from '../federation/schema.ts'
import { importFederation } from '../federation/store.ts'
import { mustBeOk, ok, type Result } from '../kernel/result.ts'
import { generateSigningKey, type SigningKey } from '../kernel/signature.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { openLedger } from '../ledger/open.ts'
import { type Clock, systemClock } from '../platform/clock.ts'
import { type Outbound, openOutbound } from '../platform/outbound/outbound.ts'
import { type CompiledMapping, compileMapping } from '../semantics/mapping/compile.ts'
import { demoVocabulary } from '../semantics/test-vocabulary.ts'
import type { Sender } from './deliveries/sender.ts'
import { type ExchangeOptions, type ExchangeRoom, openExchangeRoom } from './module.ts'
import type { Connector, Protocol, ProviderAnswer, ProviderFailure, ProviderQuestion } from './plugin.ts'
import { createQualityMeter } from './quality.ts'
import type { EventSource } from './subscriptions/events.ts'
import type { TurnLimits } from './turns.ts'

// A small country for the tests of this room: the pension programme asks a population register that is kept here.

export type Answering = (
  question: ProviderQuestion,
  signal: AbortSignal,
) => Promise<Result<ProviderAnswer, ProviderFailure>>

/** A system of an agency, as the tests want it to behave; what it was asked is kept. */
export interface TestSystem {
  answer: Answering
  readonly asked: ProviderQuestion[]
}

export const wanjiku = {
  nin: '302118476',
  first: 'Wanjiku',
  family: 'Kamotho',
  sex: 'F',
  born: '1951-03-14',
  village: 'TU11010203',
}

export const answering =
  (records: readonly unknown[], total?: number): Answering =>
  async () =>
    ok({ records, asOf: '2026-11-23T08:00:00.000Z', ...(total === undefined ? {} : { total }) })

const text = (en: string) => ({ en, sw: en, fr: en })
const member = (id: string): Member => ({ id, name: text(id), kind: 'authority', status: 'active' })
const system = (id: string, owner: string): System => ({
  id,
  member: owner,
  name: text(id),
  description: text(id),
  connector: 'test',
  address: 'test:',
  status: 'active',
})
const service = (id: string, changes: Partial<Service>): Service => ({
  id,
  system: 'register',
  member: 'nida',
  name: text(id),
  recordType: 'person',
  mapping: 'register.person',
  askBy: [['person.national-id'], ['person.name.surname', 'person.birth-date']],
  conditions: 'equalities',
  timeoutMs: 2_000,
  operation: {},
  ...changes,
})

const purposes: Purpose[] = [
  { id: 'social-protection-delivery', label: text('Delivery'), definition: text('Delivery') },
  {
    id: 'eligibility-verification',
    label: text('Eligibility'),
    definition: text('E'),
    broader: 'social-protection-delivery',
  },
  { id: 'statistics', label: text('Statistics'), definition: text('S') },
]

const raw = (element: string) => ({ element, release: 'raw', justification: 'needed' }) as const

export const agreement = (changes: Partial<Agreement> = {}): Agreement => ({
  id: 'nida-dss',
  version: 1,
  title: text('Identity of pensioners'),
  provider: 'nida',
  consumer: 'dss',
  purposes: ['social-protection-delivery'],
  legalBasis: { ground: 'public-task', act: 'Act', section: 's. 1', sensitiveGround: 's. 2' },
  services: [
    {
      service: 'register.person',
      askBy: ['person.national-id'],
      fields: [
        raw('person.national-id'),
        raw('person.name.surname'),
        { ...raw('person.birth-date'), release: 'yes-no', predicate: { test: 'age-at-least', years: 70 } },
      ],
      maxRecords: 5,
    },
    {
      service: 'list.person',
      askBy: ['person.sex', 'person.birth-date'],
      fields: [raw('person.name.surname')],
      maxRecords: 2,
    },
    { service: 'late.person', askBy: ['person.national-id'], fields: [raw('person.sex')], maxRecords: 1 },
  ],
  validFrom: '2020-01-01',
  validUntil: '2099-12-31',
  volume: {},
  obligations: [],
  ...changes,
})

const mapping = {
  id: 'register.person',
  system: 'register',
  recordType: 'person',
  question: [
    { element: 'person.national-id', param: 'nin' },
    { element: 'person.name.surname', param: 'family' },
    { element: 'person.birth-date', param: 'born', as: 'date', format: 'yyyy-MM-dd' },
  ],
  answer: [
    { element: 'person.national-id', from: 'nin' },
    { element: 'person.name.given', from: 'first' },
    { element: 'person.name.surname', from: 'family' },
    { element: 'person.sex', from: 'sex', as: 'code', codes: { F: 'female', M: 'male' } },
    { element: 'person.birth-date', from: 'born', as: 'date', format: 'yyyy-MM-dd' },
  ],
}

export interface TestWorld {
  readonly pool: pg.Pool
  readonly room: ExchangeRoom
  readonly ledger: Ledger
  readonly agreements: Agreements
  readonly directory: Directory
  readonly nodeKey: SigningKey
  readonly system: TestSystem
  readonly reported: unknown[]
  close(): Promise<void>
}

export interface TestWorldOptions {
  readonly agreements?: readonly Agreement[]
  readonly clock?: Clock
  readonly turns?: TurnLimits
  readonly nodeKey?: SigningKey
  readonly answerKeepHours?: number
  readonly protocols?: readonly Protocol[]
  readonly senders?: readonly Sender[]
  readonly outbound?: Outbound
  readonly hostsOf?: ExchangeOptions['hostsOf']
  readonly personState?: ExchangeOptions['personState']
  /** A registry of this node's own, beside the agency's system. */
  readonly registry?: {
    readonly connector: Connector
    readonly mappings: ReadonlyMap<string, CompiledMapping>
    readonly events: (directory: Directory) => EventSource
    /** Further rooms that can be asked. */
    readonly also?: ReadonlyMap<string, Connector>
  }
}

const nothingHappens: EventSource = {
  keyOf: () => undefined,
  number: async () => [],
  next: async () => [],
  count: async () => [],
  last: async () => 0,
  placeBefore: async () => 0,
  recent: async () => [],
}

const pseudonymKey = Buffer.alloc(32, 2)
export const testReceiptKey = generateSigningKey()
export const testSubjectKey = subjectKeys(pseudonymKey)

let compiled: CompiledMapping | undefined

/** Declares the country in an empty database; a second process opens the same one with `openTestWorld`. */
export async function declareTestCountry(
  pool: pg.Pool,
  agreements: readonly Agreement[] = [agreement()],
): Promise<void> {
  mustBeOk(
    await importFederation(pool, {
      members: [member('nida'), member('dss'), member('dpc')],
      systems: [system('register', 'nida'), system('late', 'nida')],
      services: [
        service('register.person', {}),
        service('list.person', { conditions: 'any' }),
        service('late.person', { system: 'late', timeoutMs: 150 }),
      ],
    }),
  )
  mustBeOk(await importPurposes(pool, purposes))
  await declareAgreements(pool, agreements)
}

export async function openTestWorld(pool: pg.Pool, options: TestWorldOptions = {}): Promise<TestWorld> {
  const nodeKey = options.nodeKey ?? generateSigningKey()
  const clock = options.clock ?? systemClock('Africa/Nairobi')
  const directory = await openDirectory(pool)
  const vocabulary = await demoVocabulary()
  compiled ??= mustBeOk(compileMapping(mapping, vocabulary))
  const classificationOf = (element: string) => vocabulary.elements.get(element)?.element.classification
  const quality = createQualityMeter()
  const consents = consentSource({ pool, receiptKey: testReceiptKey.publicJwk, onTampered: () => undefined })
  const circumstances = { ...consents, subjectsOf: await openSubjects(pool), qualityOf: quality.of }
  const agreements = await openAgreements({
    ...{ pool, directory, clock, classificationOf, circumstances, country: 'TU', onTampered: () => undefined },
  })
  const ledger = mustBeOk(
    await openLedger({ pool, signingKey: nodeKey, origin: 'kiungo.test/ledger', databaseWaitMs: 3_000 }),
  )
  const testSystem: TestSystem = { answer: answering([wanjiku]), asked: [] }
  const reported: unknown[] = []
  const outbound = options.outbound ?? openOutbound()
  const room = openExchangeRoom({
    database: pool,
    clock,
    directory,
    agreements,
    mappings: new Map([['register.person', compiled], ...(options.registry?.mappings ?? [])]),
    connectors: new Map([
      ['test', connectorOf(testSystem)],
      ...(options.registry === undefined ? [] : [['registry', options.registry.connector] as const]),
      ...(options.registry?.also ?? []),
    ]),
    ...{ protocols: options.protocols ?? [], senders: options.senders ?? [] },
    ledger,
    nodeKey,
    nodeName: 'kiungo.test',
    codeOf: () => undefined,
    answerSecret: Buffer.alloc(32, 1),
    pseudonymKey,
    quality,
    answerKeepHours: options.answerKeepHours ?? 24,
    secret: () => undefined,
    outbound,
    partners: testPartnerDesk({ pool, directory, outbound, nodeKey }),
    hostsOf: options.hostsOf ?? (() => undefined),
    personState: options.personState,
    metrics: new Registry(),
    events: options.registry?.events(directory) ?? nothingHappens,
    timeZone: 'Africa/Nairobi',
    report: (error) => reported.push(error),
    ...(options.turns === undefined ? {} : { turns: options.turns }),
  })
  const close = async () => {
    await room.close()
    await ledger.close()
  }
  return { pool, room, ledger, agreements, directory, nodeKey, system: testSystem, reported, close }
}

const connectorOf = (testSystem: TestSystem): Connector => ({
  kind: 'test',
  settings: Type.Object({}),
  open: () => ({
    ask(question, signal) {
      testSystem.asked.push(question)
      return testSystem.answer(question, signal)
    },
    check: async () => ok(true),
    close: async () => undefined,
  }),
})
