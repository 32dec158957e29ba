// The full exchange against a plain pass-through to the same provider, in the same run, turn by turn.
// node bench/exchange.ts [--seconds 5] [--rounds 3] [--scale 0.05]
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import autocannon from 'autocannon'
import { parse as parseCsv } from 'csv-parse/sync'
import type { Agreement } from '../src/agreements/schema.ts'
import { openApi } from '../src/cli/api.ts'
import { mustBeOk } from '../src/kernel/result.ts'
import { loadConfig } from '../src/platform/config/load.ts'
import { createLogger } from '../src/platform/telemetry/logger.ts'
import { openStorage } from '../src/storage.ts'
import { root } from '../test/support/database.ts'
import { startKiungo } from '../test/support/kiungo.ts'
import { liftVolume } from './lift-volume.ts'
import { cpuSeconds, machineLine, median, ownCpuSeconds } from './measure.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '3' },
    scale: { type: 'string', default: '0.05' },
  },
})
const seconds = Number(values.seconds)
const rounds = Number(values.rounds)

// Compilers and caches need thousands of exchanges before figures settle.
const warmUpSeconds = 15

const service = 'tiprs.person'
const purpose = 'duplicate-prevention'
const client = { kind: 'secret', clientId: 'nsps-demo', secret: 'nsps-demo-secret' } as const
const providerHeaders = { 'x-api-key': 'tiprs-demo-key', accept: 'application/json' }

const cleanups: (() => Promise<void> | void)[] = []
const cleanup = { after: (action: () => Promise<void> | void) => void cleanups.push(action) }

const kiungo = await startKiungo(cleanup, { scale: Number(values.scale) })
const token = await accessToken(kiungo.url)
await liftVolumeOf('nida-nsps-identity')
const provider = await providerAddress()
const nationalIds = await answeredIds(knownIds(join(kiungo.dataFolder, 'tumaini/registry/person.csv')))
const passThrough = await startPassThrough(provider)

interface Figures {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  /** Microseconds of processor time a request: the serving process alone. */
  readonly cpuMicros: number
  readonly failed: number
}

const results = new Map<string, Figures[]>()
for (const callers of [1, 32]) {
  // One uncounted turn each: connections open, code compiled, caches warm.
  await measure(passThroughTarget(), callers, 2)
  await measure(exchangeTarget(), callers, warmUpSeconds)
  for (let round = 0; round < rounds; round++) {
    keep(`pass-through, ${callers} callers`, await measure(passThroughTarget(), callers, seconds))
    keep(`exchange, ${callers} callers`, await measure(exchangeTarget(), callers, seconds))
    process.stderr.write(`round ${round + 1} of ${rounds} at ${callers} callers\n`)
  }
}
report()
for (const action of cleanups.reverse()) await action()
process.exit(0)

interface Target {
  readonly url: string
  readonly pid: number
  readonly request: () => { method: 'GET' | 'POST'; path: string; headers: Record<string, string>; body?: string }
}

function exchangeTarget(): Target {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  return {
    url: kiungo.url,
    pid: kiungo.pid,
    request: () => ({
      method: 'POST',
      path: '/v1/questions',
      headers,
      body: JSON.stringify({
        messageId: randomUUID(),
        purpose,
        subject: { 'person.national-id': anyId() },
        sources: [{ service }],
      }),
    }),
  }
}

function passThroughTarget(): Target {
  return {
    url: passThrough.url,
    pid: passThrough.pid,
    request: () => ({ method: 'GET', path: `/api/v2/persons/${anyId()}`, headers: {} }),
  }
}

function anyId(): string {
  return nationalIds[Math.floor(Math.random() * nationalIds.length)] ?? ''
}

async function measure(target: Target, callers: number, duration: number): Promise<Figures> {
  const before = ownCpuSeconds(target.pid)
  const run = await autocannon({
    url: target.url,
    connections: callers,
    duration,
    requests: [{ setupRequest: (request) => ({ ...request, ...target.request() }) }],
  })
  const used = ownCpuSeconds(target.pid) - before
  return {
    perSecond: run.requests.total / run.duration,
    p50: run.latency.p50,
    p99: run.latency.p99,
    cpuMicros: (used * 1e6) / Math.max(1, run.requests.total),
    failed: run.non2xx + run.errors + run.timeouts,
  }
}

function keep(name: string, figures: Figures): void {
  results.set(name, [...(results.get(name) ?? []), figures])
}

function report(): void {
  const lines = [
    `# Exchange against pass-through\n`,
    `${machineLine()}. ${rounds} rounds of ${seconds} s in turns; medians. Everything ran on this one machine: load`,
    'generator, provider, database and both servers.\n',
    '| | requests/s | p50 ms | p99 ms | CPU µs/request | failed |',
    '|---|---|---|---|---|---|',
  ]
  for (const [name, figures] of results) {
    const column = (pick: (f: Figures) => number, digits = 0): string => median(figures.map(pick)).toFixed(digits)
    const cells = [column((f) => f.perSecond), column((f) => f.p50), column((f) => f.p99), column((f) => f.cpuMicros)]
    lines.push(`| ${name} | ${cells.join(' | ')} | ${figures.reduce((sum, f) => sum + f.failed, 0)} |`)
  }
  for (const callers of [1, 32]) {
    const rate = (name: string): number[] => (results.get(`${name}, ${callers} callers`) ?? []).map((f) => f.perSecond)
    const ratios = rate('exchange').map((value, i) => value / (rate('pass-through')[i] ?? Number.NaN))
    lines.push(
      `\nAt ${callers} callers the exchange reaches ${median(ratios).toFixed(2)} of the pass-through (median of rounds).`,
    )
  }
  lines.push(
    `\nProcessor time of the whole product (database and agencies included): ${cpuSeconds(kiungo.pid).toFixed(0)} s.`,
  )
  process.stdout.write(`${lines.join('\n')}\n`)
}

/** The demo's agreement allows 600 questions a minute; for this run a new version allows any number. */
async function liftVolumeOf(id: string): Promise<void> {
  const api = openApi(kiungo.url, client, 'en')
  const { agreement } = mustBeOk(await api.get(`/v1/agreements/${id}`)) as { agreement: Agreement }
  await api.close()
  const config = mustBeOk(loadConfig({ env: {}, flags: { dataFolder: kiungo.dataFolder } }))
  const database = mustBeOk(await openStorage({ config, projectFolder: root, logger: createLogger('error') }))
  await liftVolume(database.pool, { agreement, dataFolder: kiungo.dataFolder })
  await database.stop()
}

async function accessToken(url: string): Promise<string> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: client.clientId,
    client_secret: client.secret,
  })
  const answer = await fetch(`${url}/oauth2/client/token`, { method: 'POST', body: form })
  return ((await answer.json()) as { access_token: string }).access_token
}

async function providerAddress(): Promise<string> {
  const api = openApi(kiungo.url, client, 'en')
  const answer = mustBeOk(await api.get('/v1/systems/tiprs')) as { address: string }
  await api.close()
  return new URL(answer.address).origin
}

function knownIds(file: string): string[] {
  const rows = parseCsv(readFileSync(file), { columns: true, to: 3_000 }) as Record<string, string>[]
  return rows.map((row) => row.national_id ?? '').filter((id) => id !== '')
}

/** Those that the provider has a record of: an unknown number is refused quickly, which would flatter both. */
async function answeredIds(ids: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const id of ids.slice(0, 600)) {
    const answer = await fetch(`${provider}/api/v2/persons/${id}`, { headers: providerHeaders })
    await answer.arrayBuffer()
    if (answer.ok) found.push(id)
  }
  return found
}

async function startPassThrough(address: string): Promise<{ url: string; pid: number }> {
  const args = [join(root, 'bench/pass-through.ts'), address, JSON.stringify(providerHeaders)]
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  cleanup.after(() => void child.kill())
  if (child.stdout === null) throw new Error('no output of the pass-through')
  for await (const line of createInterface({ input: child.stdout })) {
    return { ...(JSON.parse(line) as { url: string }), pid: child.pid ?? 0 }
  }
  throw new Error('the pass-through did not start')
}
