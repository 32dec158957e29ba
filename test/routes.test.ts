// Law 8: whatever can be called is guarded, and this enumerates it.
import assert from 'node:assert/strict'
import test from 'node:test'
import { Registry } from 'prom-client'
import { permissions } from '../src/federation/schema.ts'
import { fail, ok } from '../src/kernel/result.ts'
import { type Authenticate, unauthenticated } from '../src/platform/http/access.ts'
import { createHttp, type Http } from '../src/platform/http/app.ts'
import type { Route } from '../src/platform/http/route.ts'
import { createValidators, type HttpPart } from '../src/platform/http/validation.ts'
import { createLogger } from '../src/platform/telemetry/logger.ts'
import { createTestDatabase } from './support/database.ts'
import { withEveryRoute } from './support/routes.ts'

/** Routes that anyone may call, each for its reason. A new one must be added here on purpose. */
const publicRoutes: Readonly<Record<string, string>> = {
  'GET /healthz': 'operators',
  'GET /readyz': 'operators',
  'GET /metrics': 'guarded by metricsAccess',
  'GET /openapi.json': 'integrators',
  'GET /v1/country': 'name, currency and time zone of the country: shown before anyone signs in',
  'GET /.well-known/locations.json': 'names and codes of places, of which nothing is anyone’s',
  'GET /.well-known/jwks.json': 'public keys, for whoever verifies our signatures',
  'GET /ledger/checkpoint': 'a log that cannot be read by all cannot be trusted; its entries hold no personal data',
  'GET /ledger/key': 'the key that checkpoints are verified with',
  'GET /v1/consent-key': 'the key that receipts of consents are verified with',
  'GET /ledger/tile/*': 'the log itself',
  'GET /v1/notices/:agreement': 'people are told what happens with their data before they have an account',
  'POST /oauth2/client/token': 'where a client proves who it is',
  'POST /v1/session': 'where a person proves who they are',
  'GET /v1/session/demo-accounts': 'only in demo mode',
}

/** Where a partner's server answers or notifies us: it may have no token of ours, but must have a signature of its own. */
const registryRoutes = ['sr', 'crvs', 'dr', 'fr', 'ibr', 'ess'].flatMap((registry) =>
  [`/dci/${registry}/v1.0.0/registry`, `/dci/${registry}/registry`].flatMap((base) =>
    ['on-search', 'on-subscribe', 'on-unsubscribe', 'txn/on-status', 'notify'].map((path) => `POST ${base}/${path}`),
  ),
)

const paymentRoutes = ['/dci/g2p/v1.0.0', '/dci/g2p'].flatMap((base) => [
  ...['on-link', 'on-update', 'on-unlink', 'on-resolve', 'txn/on-status'].map((path) => `POST ${base}/mapper/${path}`),
  ...['on-disburse', 'disburse/on-search', 'disburse/txn/on-status'].map((path) => `POST ${base}/${path}`),
])
const partnerRoutes = [...registryRoutes, ...paymentRoutes]

async function serving(t: test.TestContext, authenticate: Authenticate, use: (http: Http) => Promise<void>) {
  const { pool } = await createTestDatabase(t)
  await withEveryRoute(pool, async (scopes, version) => {
    const http = await createHttp({
      settings: {
        bodyLimitBytes: 1_000_000,
        requestTimeoutMs: 10_000,
        requestsInFlightLimit: 100,
        publicUrl: 'http://localhost',
        metricsAccess: 'loopback',
      },
      logger: createLogger('silent'),
      metrics: new Registry(),
      authenticate,
      scopes,
      readiness: {},
      version,
    })
    await use(http)
    await http.close()
  })
}

const isOpen = ({ access }: Route) => access === 'public' || access === 'recognised'
const nameOf = ({ method, url }: Route) => `${method} ${url}`

const call = (http: Http, { method, url }: Route) =>
  http.app.inject({ method, url: url.replace(/:\w+|\*/g, 'x') }).then((answer) => answer)

test('every route without a public reason refuses a caller who is nobody', async (t) => {
  await serving(
    t,
    async () => fail(unauthenticated),
    async (http) => {
      for (const route of http.routes) {
        if (isOpen(route)) continue
        const answer = await call(http, route)
        assert.equal(
          answer.headers['www-authenticate'],
          'Bearer realm="kiungo"',
          `${nameOf(route)} answered ${answer.statusCode}`,
        )
      }
    },
  )
})

test('every route with a permission refuses a caller who has all the others', async (t) => {
  let granted = new Set<string>()
  const authenticate: Authenticate = async () => ok({ kind: 'person', id: 'p', member: 'm', permissions: granted })
  await serving(t, authenticate, async (http) => {
    for (const route of http.routes) {
      if (typeof route.access === 'string') continue
      const { permission } = route.access
      assert.ok(
        permissions.some((known) => known === permission),
        `${nameOf(route)} needs ${permission}, which no role can have`,
      )
      granted = new Set(permissions.filter((known) => known !== permission))
      const answer = await call(http, route)
      assert.equal(answer.statusCode, 403, nameOf(route))
    }
  })
})

test('every schema of a route can be compiled, which a node does when it first needs one', async (t) => {
  await serving(
    t,
    async () => fail(unauthenticated),
    async (http) => {
      const validators = createValidators()
      for (const route of http.routes) {
        const { body, querystring, params, response } = route.schema
        for (const [part, schema] of Object.entries({ body, querystring, params })) {
          if (schema === undefined) continue
          assert.doesNotThrow(() => validators.request(part as HttpPart, schema)({}), `${nameOf(route)}, ${part}`)
        }
        for (const [status, schema] of Object.entries(response)) {
          assert.doesNotThrow(() => validators.response(schema)(undefined), `${nameOf(route)}, answer ${status}`)
        }
      }
    },
  )
})

test('public routes are public on purpose', async (t) => {
  await serving(
    t,
    async () => fail(unauthenticated),
    async (http) => {
      const found = http.routes.filter(isOpen).map(nameOf)
      assert.deepEqual(found.sort(), [...Object.keys(publicRoutes), ...partnerRoutes].sort())
    },
  )
})
