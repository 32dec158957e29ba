import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import type { TestContext } from 'node:test'
import type pg from 'pg'
import { Registry } from 'prom-client'
import { ok } from '../../../kernel/result.ts'
import { generateSigningKey } from '../../../kernel/signature.ts'
import { openTestLedger } from '../../../ledger/test-log.ts'
import { fixedClock } from '../../../platform/clock.ts'
import { createHttp } from '../../../platform/http/app.ts'
import { createLogger } from '../../../platform/telemetry/logger.ts'
import type { SubjectFacts } from '../../circumstances.ts'
import { consentSource } from '../facts.ts'
import { consentRoutes } from '../routes.ts'
import { openConsents } from '../service.ts'
import { openGovstack } from './module.ts'
import type { DataAgreement, Individual, Policy, Revision } from './schema.ts'
import { openWebhooks, type WebhooksWorld } from './webhooks.ts'

const base = '/govstack/consent'
export const nationalId = '12345678'
export const purpose = 'eligibility-verification'

export const policy = {
  ...{ name: 'Referrals', version: '3', url: 'https://dss.example/notice-referral', jurisdiction: 'KE' },
  ...{ dataRetentionPeriodDays: 90, storageLocation: 'KE,UG' },
}
export const dataAgreement = {
  version: '1.0',
  controller: { id: 'dss', name: 'Social Services', url: 'https://dss.example' },
  ...{ purpose, lawfulBasis: 'consent', dpia: 'DPIA-7' },
  attributes: [{ name: 'person.name.full', sensitivity: 'personal', category: 'identity' }],
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

type Outside = Pick<WebhooksWorld, 'post' | 'sealer'> & { readonly ledger?: WebhooksWorld['ledger'] }

/** A client that has agreed no hosts. */
const nowhere: Outside = {
  post: { mayBeCalled: async () => false, queueDelivery: async () => {} },
  sealer: { seal: (text) => Buffer.from(text), unseal: (sealed) => Buffer.from(sealed).toString() },
}

async function openLog(t: TestContext, pool: pg.Pool) {
  const ledger = await openTestLedger(pool)
  t.after(() => ledger.close())
  return ledger
}

/** GovStack's interface beside our own, over HTTP, as a portal calls them. */
export async function openPortal(
  t: TestContext,
  pool: pg.Pool,
  permissions: readonly string[],
  { post, sealer, ledger }: Outside = nowhere,
) {
  const facts = new Map<string, SubjectFacts>()
  const log = ledger ?? (await openLog(t, pool))
  const receiptKey = generateSigningKey()
  const source = consentSource({ pool, receiptKey: receiptKey.publicJwk, onTampered: () => {} })
  const clock = fixedClock(new Date('2026-06-15T09:00:00Z'), 'Africa/Nairobi')
  const world = {
    ...{ pool, ledger: log, receiptKey, clock },
    subjectKey: (id: string) => createHash('sha256').update(id).digest('hex'),
    members: async () => new Set(['dss', 'nida']),
    broaderPurposes: async () => new Map([[purpose, [purpose]]]),
    isElement: (id: string) => id.startsWith('person.'),
    birthDateOf: async (id: string) => (id === 'child' ? ('2020-01-01' as const) : undefined),
  }
  const webhooks = openWebhooks({ ...world, post, sealer })
  const consents = openConsents({ ...world, tell: webhooks.tell })
  const circumstances = { ...source, subjectsOf: async () => facts }
  const govstack = openGovstack({ ...world, consents, circumstances, webhooks })
  const http = await createHttp({
    settings: {
      ...{ bodyLimitBytes: 100_000, requestTimeoutMs: 5000, requestsInFlightLimit: 100 },
      ...{ publicUrl: 'http://127.0.0.1:7400', metricsAccess: 'loopback' },
    },
    ...{ logger: createLogger('silent'), metrics: new Registry(), version: '0.0.0' },
    authenticate: async ({ headers }) =>
      ok({
        ...{ kind: headers['x-test-kind'] === 'person' ? 'person' : 'client', id: 'portal' },
        ...{ member: headers['x-test-member']?.toString() ?? 'dss', permissions: new Set(permissions) },
      }),
    scopes: [{ name: 'consents', routes: consentRoutes(consents, receiptKey.publicJwk) }, govstack],
    readiness: {},
  })
  t.after(() => http.close())
  const origin = await http.listen({ host: '127.0.0.1', port: 0 })
  const call = async <T>(
    method: Method,
    path: string,
    { body, individual, as = {} }: { body?: object; individual?: string; as?: Record<string, string> } = {},
  ) => {
    const answer = await fetch(`${origin}${path.startsWith('/v1') ? path : `${base}${path}`}`, {
      method,
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        ...(individual && { 'x-consentbb-individualid': individual }),
        'accept-language': 'sw',
        ...as,
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    return { status: answer.status, body: (await answer.json()) as T }
  }
  /** What gate G6 is told of the person. */
  const gate = () =>
    source.consentOf({
      ...{ subject: world.subjectKey(nationalId), consumer: 'dss', provider: 'nida', purpose },
      ...{ broaderPurposes: new Map([[purpose, [purpose]]]), today: clock.today() },
    })
  const isChild = () => facts.set(world.subjectKey(nationalId), { restrictions: [], child: true })
  return { call, gate, pool, isChild, routes: govstack.routes, sender: webhooks.sender, clock }
}

type Portal = Awaited<ReturnType<typeof openPortal>>

/** A policy, a data agreement under it, and somebody who can opt in. */
export async function preparePortal({ call }: Pick<Portal, 'call'>, given: object = {}) {
  const made = await call<{ policy: Policy; revision: Revision }>('POST', '/config/policy/', { body: { policy } })
  const agreed = await call<{ dataAgreement: DataAgreement; revision: Revision }>('POST', '/config/data-agreement/', {
    body: { dataAgreement: { ...dataAgreement, policy: { id: made.body.policy.id }, ...given } },
  })
  assert.equal(agreed.status, 200, JSON.stringify(agreed.body))
  const { body } = await call<{ individual: Individual }>('POST', '/service/individual/', {
    body: { individual: { externalId: nationalId, externalIdType: 'national-id' } },
  })
  return { policy: made.body.policy, agreement: agreed.body, individual: body.individual.id }
}
