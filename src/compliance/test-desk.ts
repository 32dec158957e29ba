import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type pg from 'pg'
import { Registry } from 'prom-client'
import { parse } from 'yaml'
import { openLaw } from '../agreements/law/book.ts'
import { seedPacks } from '../agreements/law/store.ts'
import { incoming, request } from '../exchange/test-asking.ts'
import { agreement, declareTestCountry, openTestWorld, testSubjectKey } from '../exchange/test-world.ts'
import { permissionsOf } from '../federation/permissions.ts'
import type { Role } from '../federation/schema.ts'
import { mustBeOk, ok } from '../kernel/result.ts'
import { type Clock, fixedClock, systemClock } from '../platform/clock.ts'
import { createHttp } from '../platform/http/app.ts'
import { createLogger } from '../platform/telemetry/logger.ts'
import { openCompliance } from './module.ts'

// A small country that exchanges, with this room served over HTTP to whoever the test says is calling.

const zone = 'Africa/Nairobi'

/** A clock that the test moves. */
export function movableClock(start: string): Clock & { set(instant: string): void } {
  let now = new Date(start)
  const at = () => fixedClock(now, zone)
  return {
    now: () => at().now(),
    today: () => at().today(),
    time: () => at().time(),
    set(instant) {
      now = new Date(instant)
    },
  }
}

export interface Caller {
  readonly account?: string
  readonly member: string
  readonly roles: readonly Role[]
}

export async function startDesk(t: TestContext, pool: pg.Pool, clock: Clock = systemClock(zone)) {
  await declareTestCountry(pool, [agreement()])
  const pack = parse(readFileSync(join(import.meta.dirname, '../../countries/tumaini/law/tu-dpa.yaml'), 'utf8'))
  mustBeOk(await seedPacks(pool, [pack]))
  const world = await openTestWorld(pool)
  const law = await openLaw({ pool, onTampered: () => undefined })
  let caller: Caller = { member: 'nida', roles: ['data-protection-officer'] }
  const http = await createHttp({
    settings: {
      ...{ bodyLimitBytes: 100_000, requestTimeoutMs: 5000, requestsInFlightLimit: 100 },
      ...{ publicUrl: 'http://127.0.0.1:7400', metricsAccess: 'loopback' },
    },
    ...{ logger: createLogger('silent'), metrics: new Registry(), version: '0.0.0' },
    authenticate: async () => {
      const { account = 'desk', member, roles } = caller
      return ok({ kind: 'person', id: `${member}-${account}`, member, permissions: permissionsOf(roles) })
    },
    scopes: openCompliance({
      ...{ pool, clock, law, ledger: world.ledger, country: 'TU', timeZone: zone, subjectKey: testSubjectKey },
      agreements: world.agreements,
      directory: world.directory,
      classificationOf: () => 'personal',
      elements: new Map(),
      isElement: (id) => id.startsWith('person.'),
    }),
    readiness: {},
  })
  t.after(async () => {
    await http.close()
    await world.close()
  })
  const call = async <T>(url: string, payload?: object, headers: Record<string, string> = {}) => {
    const method = payload === undefined ? 'GET' : 'POST'
    const answer = await http.app.inject({ method, url, headers, ...(payload && { payload }) })
    const isJson = answer.headers['content-type']?.toString().includes('json') === true
    return { status: answer.statusCode, text: answer.body, body: (isJson ? answer.json() : undefined) as T }
  }
  const ask = async () => {
    const { settled } = mustBeOk(await world.room.exchanges.answer(incoming([request({ acceptPartial: true })])))
    const [one] = settled
    if (one === undefined) throw new Error('a question without an exchange')
    return one
  }
  return {
    ...world,
    ask,
    call,
    as(member: string, ...roles: Role[]) {
      caller = { member, roles }
    },
    /** Another person of the same member. */
    asSecond(member: string, ...roles: Role[]) {
      caller = { account: 'second', member, roles }
    },
  }
}
