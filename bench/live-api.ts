// Search before create through the API of the whole product: session, decision of access, lookup, explanations, durable ledger
// entry. `node bench/live-api.ts [--people 1000000] [--lookups 3000]`
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { modelDigest } from '../src/identity/linkage/model/signed.ts'
import { keepModel, putInUse } from '../src/identity/models/store.ts'
import { registryModel } from '../src/identity/runs/registry-model.ts'
import { mustBeOk } from '../src/kernel/result.ts'
import { loadConfig } from '../src/platform/config/load.ts'
import { createLogger } from '../src/platform/telemetry/logger.ts'
import { openStorage } from '../src/storage.ts'
import { root } from '../test/support/database.ts'
import { startKiungo } from '../test/support/kiungo.ts'
import { randomFrom, writtenAgain } from './live-people.ts'
import { machineLine } from './measure.ts'

const { values: options } = parseArgs({
  options: { people: { type: 'string', default: '1000000' }, lookups: { type: 'string', default: '3000' } },
})
/** People in the social registry at scale 1; a country of the size wanted is generated. */
const registeredAtScale1 = 143_094
const warmUp = 500
const readWithinMs = 10 * 60_000

const cleanups: (() => Promise<void> | void)[] = []
const cleanup = { after: (action: () => Promise<void> | void) => void cleanups.push(action) }
const scale = Number(options.people) / registeredAtScale1
const { url, dataFolder } = await startKiungo(cleanup, { scale, readyWithinMs: 15 * 60_000 })

type Values = Record<string, string | null>
const { people, asked } = await prepare(Number(options.lookups) + warmUp)
const cookie = await signedIn()
await indexRead()
for (const one of asked.slice(0, warmUp)) await search(one)
for (const callers of [1, 8]) {
  const times: number[] = []
  let found = 0
  const waiting = asked.slice(warmUp)
  const call = async (): Promise<void> => {
    for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
      const from = performance.now()
      const candidates = await search(one)
      times.push(performance.now() - from)
      if (candidates.some(({ record }) => record === one.id)) found++
    }
  }
  const lookups = waiting.length
  await Promise.all(Array.from({ length: callers }, call))
  times.sort((a, b) => a - b)
  const at = (share: number) => Number((times[Math.floor(times.length * share)] ?? 0).toFixed(1))
  const milliseconds = { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(0.9999) }
  console.log(JSON.stringify({ people, callers, lookups, milliseconds, foundShare: found / lookups }))
}
console.log(machineLine())
for (const action of cleanups.reverse()) await action()
process.exit(0)

/** Puts the registry's first model in use, and writes down some people again, with errors. */
async function prepare(count: number): Promise<{ people: number; asked: { id: string; values: Values }[] }> {
  const config = mustBeOk(loadConfig({ env: {}, flags: { dataFolder } }))
  const { pool, stop } = mustBeOk(await openStorage({ config, projectFolder: root, logger: createLogger('error') }))
  try {
    await pool.query('vacuum (analyze)')
    const { rows: counted } = await pool.query<{ n: string }>('select count(*) as n from person')
    const people = Number(counted[0]?.n)
    const model = await keepModel(pool, registryModel(people), { account: 'steward', at: new Date() })
    await putInUse(pool, modelDigest(model))
    const { rows } = await pool.query<Values & { person_id: string }>(
      `select person_id, given_name, surname, sex, birth_date::text, national_id, phone, h.region_code, h.county_code, h.ward_code,
         h.village_code from person join household h using (household_id) order by md5(person_id) limit $1`,
      [count],
    )
    const random = randomFrom(3)
    return {
      people,
      asked: rows.map(({ person_id: id, ...values }) => ({ id, values: writtenAgain({ id, values }, random).values })),
    }
  } finally {
    await stop()
  }
}

async function signedIn(): Promise<string> {
  const answer = await fetch(`${url}/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-kiungo-request': '1' },
    body: JSON.stringify({ username: 'steward', password: 'tumaini' }),
  })
  const [own = ''] = answer.headers.getSetCookie()
  return own.split(';')[0] ?? ''
}

interface Asked {
  readonly values: Values
}

function send({ values }: Asked): Promise<Response> {
  const known = Object.entries(values).filter(([, value]) => value !== null && value !== '')
  return fetch(`${url}/v1/identity/candidates`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', 'x-kiungo-request': '1' },
    body: JSON.stringify(Object.fromEntries(known)),
  })
}

async function search(one: Asked): Promise<{ record: string }[]> {
  const answer = await send(one)
  if (answer.status !== 200) throw new Error(`${answer.status}: ${(await answer.text()).slice(0, 400)}`)
  return ((await answer.json()) as { candidates: { record: string }[] }).candidates
}

/** The first lookup reads the whole registry into memory; until then it may be told to come again. */
async function indexRead(): Promise<void> {
  const started = performance.now()
  const [first] = asked
  if (first === undefined) throw new Error('there is nobody to ask about')
  for (;;) {
    const { status } = await send(first).catch(() => ({ status: 0 }))
    if (status === 200) break
    if (performance.now() - started > readWithinMs) throw new Error(`the index was not read in time: ${status}`)
    await sleep(1_000)
  }
  console.log(`index of the registry read within ${((performance.now() - started) / 1000).toFixed(0)} s`)
}
