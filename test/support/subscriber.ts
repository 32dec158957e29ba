import type pg from 'pg'
import { Registry } from 'prom-client'
import type { AgreedService, Agreement } from '../../src/agreements/schema.ts'
import type { Caller, Protocol, SubscriptionDesk, SubscriptionRequest } from '../../src/exchange/plugin.ts'
import { agreement, declareTestCountry, openTestWorld, type TestWorld } from '../../src/exchange/test-world.ts'
import type { Service, System } from '../../src/federation/schema.ts'
import { importFederation } from '../../src/federation/store.ts'
import { mustBeOk } from '../../src/kernel/result.ts'
import type { SigningKey } from '../../src/kernel/signature.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { type Jobs, startJobs } from '../../src/platform/jobs/runner.ts'
import { openOutbound } from '../../src/platform/outbound/outbound.ts'
import { createLogger } from '../../src/platform/telemetry/logger.ts'
import { openRegistryActs, type RegistryActs } from '../../src/registry/acts/perform.ts'
import { registryConnector } from '../../src/registry/connector.ts'
import { registryEvents } from '../../src/registry/events/source.ts'
import { demoMappings, demoVocabulary } from '../../src/semantics/test-vocabulary.ts'

// A node with a registry of its own that lives, and a partner's server that subscribes to it.

const text = (en: string) => ({ en, sw: en, fr: en })
const system: System = {
  id: 'social-registry',
  member: 'nida',
  name: text('Registry'),
  description: text('Registry'),
  connector: 'registry',
  address: 'registry:',
  status: 'active',
}
const service = (records: string): Service => ({
  id: `social-registry.${records}`,
  system: system.id,
  member: 'nida',
  name: text(records),
  recordType: records,
  mapping: `social-registry.${records}`,
  askBy: [[`${records}.id`]],
  conditions: 'any',
  timeoutMs: 5_000,
  operation: { records },
})

const clause = (records: string, askBy: string[], fields: string[]): AgreedService => ({
  service: `social-registry.${records}`,
  askBy: [`${records}.id`, ...askBy],
  fields: fields.map((element) => ({ element, release: 'raw', justification: 'needed' })),
  maxRecords: 5,
})

/** By the person's number and sex, their number, name and whether they are of age: and nothing else of them. */
export const registryAgreement = (changes: Partial<Agreement> = {}): Agreement => {
  const person = clause('person', ['person.sex', 'person.birth-date'], ['person.id', 'person.name.given'])
  const ofAge = {
    element: 'person.birth-date',
    release: 'yes-no',
    predicate: { test: 'age-at-least', years: 18 },
    justification: 'needed',
  } as const
  return agreement({
    services: [
      { ...person, fields: [...person.fields, ofAge] },
      clause('household', [], ['household.id', 'household.size']),
    ],
    ...changes,
  })
}

export async function declareRegistryCountry(pool: pg.Pool): Promise<void> {
  await declareTestCountry(pool, [registryAgreement()])
  mustBeOk(
    await importFederation(pool, {
      members: [],
      systems: [system],
      services: [service('person'), service('household')],
      clients: [
        {
          id: 'dss-mis',
          member: 'dss',
          name: 'MIS',
          status: 'active',
          scopes: [],
          authentication: 'client_secret',
          secret: 'not-a-secret',
        },
      ],
    }),
  )
}

/** Tells what it may, and by which exchanges. */
export const teller: Protocol = {
  name: 'tell',
  endpoints: [],
  failure: ({ status, code }) => ({ status, body: { code } }),
  notify: async ({ subscription, notices }) => ({
    action: 'notify',
    exchanges: notices.map(({ answer }) => answer.exchangeId),
    body: {
      subscription: subscription.code,
      context: subscription.context,
      events: notices.map(({ event, answer }) => ({
        id: event.id,
        type: event.type,
        records: answer.records.map((record) => ({ ...record })),
      })),
    },
  }),
}

export interface SubscriberWorld extends TestWorld {
  readonly acts: RegistryActs
  readonly desk: SubscriptionDesk
  runJobs(url: string): Promise<Jobs>
}

export async function openSubscriberWorld(
  pool: pg.Pool,
  receiverPort: number,
  nodeKey?: SigningKey,
): Promise<SubscriberWorld> {
  const vocabulary = await demoVocabulary()
  const mappings = await demoMappings()
  const outbound = openOutbound({ resolve: async () => ['127.0.0.1'] })
  const world = await openTestWorld(pool, {
    protocols: [teller],
    outbound,
    hostsOf: () => ({ hosts: [`partner.test:${receiverPort}`], privateNetwork: true }),
    registry: {
      connector: registryConnector(pool, { timeZone: 'Africa/Nairobi' }),
      mappings,
      events: (directory) => registryEvents(pool, directory),
    },
    ...(nodeKey === undefined ? {} : { nodeKey }),
  })
  const { room, directory } = world
  const clock = systemClock('Africa/Nairobi')
  const acts = openRegistryActs({ pool, clock, vocabulary, directory, wake: room.wakeSubscribers })
  return {
    ...world,
    acts,
    desk: room.subscriptions(teller.name),
    async runJobs(url) {
      const { tasks } = room
      return startJobs({ url, tasks, logger: createLogger('silent'), metrics: new Registry() })
    },
    async close() {
      await world.close()
      await outbound.close()
    },
  }
}

export const subscriber: Caller = { kind: 'client', id: 'dss-mis', member: 'dss' }

let requests = 0
export const subscription = (port: number, changes: Partial<SubscriptionRequest> = {}): SubscriptionRequest => ({
  caller: subscriber,
  key: `request-${requests++}`,
  events: ['registration'],
  service: 'social-registry.person',
  purpose: 'eligibility-verification',
  url: `http://partner.test:${port}/notify`,
  context: { reference: 'their own' },
  ...changes,
})
