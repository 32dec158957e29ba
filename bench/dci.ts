// Synchronous DCI search of the social registry, everything on: access token, decision, mapping, release, durable ledger
// entry, signed answer. By identifier, and by a predicate of three parts (age, poverty score, sex).
// node bench/dci.ts [--people 1000000] [--seconds 8] [--rounds 3]
import { randomUUID } from 'node:crypto'
import process from 'node:process'
import { parseArgs } from 'node:util'
import autocannon from 'autocannon'
import { loadAgreements } from '../src/agreements/store.ts'
import { mustBeOk } from '../src/kernel/result.ts'
import { loadConfig } from '../src/platform/config/load.ts'
import type { OpenDatabase } from '../src/platform/database/connect.ts'
import { createLogger } from '../src/platform/telemetry/logger.ts'
import { openStorage } from '../src/storage.ts'
import { root } from '../test/support/database.ts'
import { type KiungoProcess, startKiungo } from '../test/support/kiungo.ts'
import { liftVolume } from './lift-volume.ts'
import { cpuSeconds, machineLine, median, ownCpuSeconds } from './measure.ts'

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '8' },
    rounds: { type: 'string', default: '3' },
  },
})
const seconds = Number(values.seconds)
const rounds = Number(values.rounds)

/** People in the social registry at scale 1; a country of the size wanted is generated. */
const registeredAtScale1 = 143_094
const startWithinMs = 15 * 60_000
// Compilers and caches need thousands of searches before figures settle.
const warmUpSeconds = 15

const client = { id: 'nsps-demo', secret: 'nsps-demo-secret' }

const cleanups: (() => Promise<void> | void)[] = []
const cleanup = { after: (action: () => Promise<void> | void) => void cleanups.push(action) }

const scale = Number(values.people) / registeredAtScale1
const kiungo = await startKiungo(cleanup, { scale, readyWithinMs: startWithinMs })
const database = await openDatabase(kiungo)
const { people, nationalIds, scores } = await prepare(database)
await database.stop()
const token = await accessToken(kiungo.url)

interface Kind {
  readonly name: string
  readonly query: () => { query_type: string; query: unknown }
}

const oneOf = <T>(items: readonly T[]): T => items[Math.floor(Math.random() * items.length)] as T

const kinds: readonly Kind[] = [
  {
    name: 'by identifier',
    query: () => ({ query_type: 'idtype-value', query: { type: 'UIN', value: oneOf(nationalIds) } }),
  },
  {
    name: 'by a predicate of three parts',
    query: () => ({ query_type: 'predicate', query: [threeParts(oneOf(scores), oneOf(['male', 'female']))] }),
  },
]

const threeParts = (score: string, sex: string): object => ({
  seq_num: 1,
  expression1: { attribute_name: 'age', operator: 'lt', attribute_value: '25' },
  condition: 'and',
  expression2: { attribute_name: 'poverty_score', operator: 'lt', attribute_value: score },
  expression3: { attribute_name: 'gender', operator: 'eq', attribute_value: sex },
})

interface Figures {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly cpuMicros: number
  readonly allMicros: number
  readonly failed: number
}

const results = new Map<string, Figures[]>()
for (const kind of kinds) await answersFirst(kind)
for (const callers of [1, 32]) {
  for (const kind of kinds) await measure(kind, callers, warmUpSeconds)
  for (let round = 1; round <= rounds; round++) {
    for (const kind of kinds) {
      const name = `${kind.name}, ${callers} caller${callers === 1 ? '' : 's'}`
      results.set(name, [...(results.get(name) ?? []), await measure(kind, callers, seconds)])
    }
    process.stderr.write(`round ${round} of ${rounds} at ${callers} callers\n`)
  }
}
report()
for (const action of cleanups.reverse()) await action()
process.exit(0)

/** A figure of refusals would flatter: each kind must find people before it is measured. */
async function answersFirst(kind: Kind): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    const { path, ...init } = search(kind)
    const answer = (await (await fetch(`${kiungo.url}${path}`, init)).json()) as Answer
    const [item] = answer.message.search_response ?? []
    if (item?.status !== 'succ') throw new Error(`${kind.name}: ${JSON.stringify(answer).slice(0, 600)}`)
    if ((item.data?.reg_records.length ?? 0) > 0) return
  }
  throw new Error(`${kind.name} finds nobody`)
}

interface Answer {
  readonly message: {
    readonly search_response?: readonly { readonly status: string; readonly data?: { reg_records: unknown[] } }[]
  }
}

function search(kind: Kind): { method: 'POST'; path: string; headers: Record<string, string>; body: string } {
  const now = new Date().toISOString()
  const header = { version: '1.0.0', message_ts: now, action: 'search', sender_id: client.id, total_count: 1 }
  const pagination = { page_size: 10, page_number: 1 }
  const search_criteria = { version: '1.0.0', response_entity: 'Member', ...kind.query(), pagination }
  const request = { reference_id: randomUUID(), timestamp: now, search_criteria, locale: 'eng' }
  return {
    method: 'POST',
    path: '/dci/sr/v1.0.0/registry/sync/search',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      header: { ...header, message_id: randomUUID() },
      message: { transaction_id: randomUUID(), search_request: [request] },
    }),
  }
}

async function measure(kind: Kind, connections: number, duration: number): Promise<Figures> {
  const before = { own: ownCpuSeconds(kiungo.pid), all: cpuSeconds(kiungo.pid) }
  const run = await autocannon({
    url: kiungo.url,
    connections,
    duration,
    requests: [{ setupRequest: (request) => ({ ...request, ...search(kind) }) }],
  })
  const count = Math.max(1, run.requests.total)
  return {
    perSecond: run.requests.total / run.duration,
    p50: run.latency.p50,
    p99: run.latency.p99,
    cpuMicros: ((ownCpuSeconds(kiungo.pid) - before.own) * 1e6) / count,
    allMicros: ((cpuSeconds(kiungo.pid) - before.all) * 1e6) / count,
    failed: run.non2xx + run.errors + run.timeouts,
  }
}

function report(): void {
  const column = (figures: readonly Figures[], pick: (one: Figures) => number): string =>
    median(figures.map(pick)).toFixed(0)
  const lines = [
    '# Synchronous DCI search\n',
    `${machineLine()}. ${people.toLocaleString('en')} people in the social registry. ${rounds} rounds of ${seconds} s in turns; medians.`,
    'Everything ran on this one machine: load generator, node and database. Every search carries an access token, is decided',
    'under an agreement, mapped, cut down, written durably to the ledger and answered signed.\n',
    '| | searches/s | p50 ms | p99 ms | CPU µs/search, node | with its database | failed |',
    '|---|---|---|---|---|---|---|',
    ...[...results].map(
      ([name, figures]) =>
        `| ${name} | ${column(figures, (one) => one.perSecond)} | ${column(figures, (one) => one.p50)} | ${column(figures, (one) => one.p99)} | ${column(figures, (one) => one.cpuMicros)} | ${column(figures, (one) => one.allMicros)} | ${figures.reduce((sum, one) => sum + one.failed, 0)} |`,
    ),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

async function openDatabase({ dataFolder }: KiungoProcess): Promise<OpenDatabase> {
  const config = mustBeOk(loadConfig({ env: {}, flags: { dataFolder } }))
  return mustBeOk(await openStorage({ config, projectFolder: root, logger: createLogger('error') }))
}

interface Prepared {
  readonly people: number
  readonly nationalIds: readonly string[]
  /** Poverty scores below which lie some tens of households: a page or two of people. */
  readonly scores: readonly string[]
}

/** Lifts the agreement's volume, and picks whom and what to ask. */
async function prepare({ pool }: OpenDatabase): Promise<Prepared> {
  const { versions } = await loadAgreements(pool)
  // Newest first.
  const permit = versions.find(({ agreement }) => agreement.id === 'nsps-internal-use')?.agreement
  if (permit === undefined) throw new Error('the demo country has no permit for internal use')
  await liftVolume(pool, { agreement: permit, dataFolder: kiungo.dataFolder })
  // A registry in use has long been vacuumed; here it would happen during the measurement.
  await pool.query('vacuum (analyze)')
  const count = await pool.query<{ n: string }>('select count(*) as n from person')
  const ids = await pool.query<{ id: string }>(
    'select national_id as id from person where national_id is not null order by md5(person_id) limit 50000',
  )
  const lowest = await pool.query<{ score: string }>(
    'select score::text as score from household where score is not null order by household.score offset 20 limit 60',
  )
  return {
    people: Number(count.rows[0]?.n),
    nationalIds: ids.rows.map(({ id }) => id),
    scores: lowest.rows.map(({ score }) => score),
  }
}

async function accessToken(url: string): Promise<string> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: client.id,
    client_secret: client.secret,
  })
  const answer = await fetch(`${url}/oauth2/client/token`, { method: 'POST', body: form })
  return ((await answer.json()) as { access_token: string }).access_token
}
