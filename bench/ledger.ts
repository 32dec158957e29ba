import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { sha256Hex } from '../src/kernel/digest.ts'
import { mustBeOk } from '../src/kernel/result.ts'
import { generateSigningKey } from '../src/kernel/signature.ts'
import type { Ledger } from '../src/ledger/ledger.ts'
import { openLedger } from '../src/ledger/open.ts'
import type { LedgerEntry } from '../src/ledger/schema.ts'
import { verifyWholeLog } from '../src/ledger/scrub.ts'
import { startTestPostgres } from '../test/support/database.ts'
import { machineLine, median } from './measure.ts'

// The ledger alone, on the embedded PostgreSQL with fsync and synchronous_commit on: entries a second when saturated,
// and latency from append to durable at a given rate. `node bench/ledger.ts [rounds] [seconds]`

const rounds = Number(process.argv[2] ?? 3)
const seconds = Number(process.argv[3] ?? 5)
const digests = Array.from({ length: 1_000 }, (_, i) => sha256Hex(`digest ${i}`))
let nth = 0

const nextEntry = (): LedgerEntry => ({
  v: 1,
  type: 'exchange',
  // A random id costs 2 µs that are the caller's, not the ledger's.
  id: `exc-${String(nth).padStart(26, '0')}`,
  at: new Date().toISOString(),
  consumer: 'dss',
  provider: 'nida',
  service: 'population-register.person',
  agreement: { id: 'dss-nida-identity', version: 1, hash: digests[0]! },
  purpose: 'eligibility-verification',
  basis: 'public-task',
  outcome: 'permit',
  elements: ['person.birth-date', 'person.sex'],
  request: digests[nth++ % 1_000]!,
  response: digests[nth % 1_000]!,
  subject: digests[(nth * 7) % 1_000]!,
})

/** As many entries as the ledger takes, with `callers` waiting for it. */
async function saturated(ledger: Ledger, callers: number): Promise<number> {
  const until = performance.now() + seconds * 1_000
  const started = performance.now()
  let written = 0
  const call = async (): Promise<void> => {
    while (performance.now() < until) {
      mustBeOk(await ledger.append(nextEntry()))
      written += 1
    }
  }
  await Promise.all(Array.from({ length: callers }, call))
  return written / ((performance.now() - started) / 1_000)
}

interface Latencies {
  readonly rate: number
  readonly p50: number
  readonly p99: number
  readonly p999: number
}

/** `rate` entries a second, whether or not the ledger keeps up. */
async function offered(ledger: Ledger, rate: number): Promise<Latencies> {
  const latencies: number[] = []
  const waiting = new Set<Promise<void>>()
  const started = performance.now()
  let sent = 0
  for (let now = started; now - started < seconds * 1_000; now = performance.now()) {
    for (const due = ((now - started) * rate) / 1_000; sent < due; sent++) {
      const at = performance.now()
      const one = ledger.append(nextEntry()).then((appended) => {
        mustBeOk(appended)
        latencies.push(performance.now() - at)
        waiting.delete(one)
      })
      waiting.add(one)
    }
    await sleep(1)
  }
  await Promise.all(waiting)
  const sorted = latencies.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0
  return { rate: sent / ((performance.now() - started) / 1_000), p50: at(0.5), p99: at(0.99), p999: at(0.999) }
}

const cleanups: (() => Promise<void> | void)[] = []
const server = await startTestPostgres({ after: (cleanup) => void cleanups.push(cleanup) })
const ledger = mustBeOk(
  await openLedger({ pool: server.pool, signingKey: generateSigningKey(), origin: 'bench.example/ledger' }),
)
const { rows } = await server.pool.query<{ settings: string }>(
  "select string_agg(name || ' ' || setting, ', ' order by name) as settings from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'server_version')",
)
console.log(machineLine())
console.log(`PostgreSQL: ${rows[0]?.settings}; entry of ${JSON.stringify(nextEntry()).length} bytes`)
console.log(`${rounds} rounds of ${seconds} s, medians (all rounds)\n`)
await saturated(ledger, 1_000)
console.log('| load | entries/s | p50 ms | p99 ms | p99.9 ms |\n|---|---|---|---|---|')
for (const rate of [5_000, 20_000]) {
  const results: Latencies[] = []
  for (let round = 0; round < rounds; round++) results.push(await offered(ledger, rate))
  const cell = (pick: (one: Latencies) => number): string =>
    `**${median(results.map(pick)).toFixed(1)}** (${results.map((one) => pick(one).toFixed(1)).join(', ')})`
  const reached = Math.round(median(results.map((one) => one.rate)))
  console.log(
    `| offered ${rate}/s | ${reached} | ${cell((o) => o.p50)} | ${cell((o) => o.p99)} | ${cell((o) => o.p999)} |`,
  )
}
for (const callers of [1, 32, 1_000, 8_192]) {
  const rates: number[] = []
  for (let round = 0; round < rounds; round++) rates.push(await saturated(ledger, callers))
  const all = rates.map((rate) => Math.round(rate)).join(', ')
  console.log(`| ${callers} callers, saturated | **${Math.round(median(rates))}** (${all}) | | | |`)
}
await ledger.close()
const started = performance.now()
const scrub = await verifyWholeLog(server.pool, ledger.key)
const rate = Math.round(scrub.size / ((performance.now() - started) / 1_000))
console.log(
  `\nscrub: ${scrub.size} entries in ${scrub.batches} batches re-read and verified at ${rate}/s, ${scrub.faults.length} faults`,
)
for (const cleanup of cleanups.toReversed()) await cleanup()
