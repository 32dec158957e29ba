/**
 * The engines of linkage side by side: one model, the same prepared Parquet, scoring alone (loading counted). Spark is run
 * when it is installed. Run: node bench/linkage-engines.ts [RECORDS]
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { cleanersFor } from '../src/identity/linkage/cleaning/cleaner.ts'
import { tumaini } from '../src/identity/linkage/cleaning/test-country.ts'
import { withDatabase } from '../src/identity/linkage/encode/duckdb.ts'
import { prepare } from '../src/identity/linkage/encode/prepare.ts'
import type { Scored } from '../src/identity/linkage/engines/contract.ts'
import { duckdbEngine } from '../src/identity/linkage/engines/sql/duckdb.ts'
import { scoreOnSpark } from '../src/identity/linkage/engines/sql/spark/engine.ts'
import { findSpark } from '../src/identity/linkage/engines/sql/spark/find.ts'
import { runSpark } from '../src/identity/linkage/engines/sql/spark/process.ts'
import { openWasmEngine } from '../src/identity/linkage/engines/wasm/engine.ts'
import { personModel } from '../src/identity/linkage/model/person.ts'
import { train, trainingDefaults } from '../src/identity/linkage/train/train.ts'
import { mustBeOk } from '../src/kernel/result.ts'
import { personColumns } from './linkage/people.ts'
import { writePeople } from './linkage/written.ts'
import { machineLine } from './measure.ts'

const records = Number(process.argv[2] ?? 100_000)
const workers = 2
const folder = mkdtempSync(join(tmpdir(), 'kiungo-engines-'))
const limits = { threads: workers, memoryMiB: 3_000, spillFolder: folder }
const kernelFolder = join(folder, 'kernels')
const ticksPerSecond = 100

/** Of this process, and of the processes that it started and that have ended; Linux tells the latter in ticks. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage()
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]!.split(' ')
  return (user + system) / 1e6 + (Number(fields[13]) + Number(fields[14])) / ticksPerSecond
}

async function timed(name: string, work: () => Promise<Scored>): Promise<Scored> {
  const [started, before] = [performance.now(), cpuSeconds()]
  const scored = await work()
  const [wall, cpu] = [(performance.now() - started) / 1000, cpuSeconds() - before]
  console.log(
    `${name}: ${wall.toFixed(1)} s by the clock, ${cpu.toFixed(1)} s of processor, ${scored.edges.count} edges`,
  )
  return scored
}

/** Pairs that only one of the two has, pairs of other levels, and the largest difference of weights. */
function compare(name: string, { edges: x }: Scored, { edges: y }: Scored): void {
  const of = new Map(Array.from({ length: x.count }, (_, i) => [`${x.a[i]} ${x.b[i]}`, i]))
  let [shared, levels, most] = [0, 0, 0]
  for (let i = 0; i < y.count; i++) {
    const at = of.get(`${y.a[i]} ${y.b[i]}`)
    if (at === undefined) continue
    shared++
    if (x.pattern[at] !== y.pattern[i]) levels++
    most = Math.max(most, Math.abs(x.weight[at]! - y.weight[i]!))
  }
  console.log(
    `${name}: ${x.count + y.count - 2 * shared} pairs in one alone, ${levels} with other levels, weights differ by ${most} bits at most`,
  )
}

/** What Spark needs before it does anything. */
async function startOfSpark(program: string, settings: Readonly<Record<string, string>>): Promise<void> {
  const script = { file: join(folder, 'start.sql'), folder, log: join(folder, 'start.log') }
  writeFileSync(script.file, 'select 1;\n')
  const [started, before] = [performance.now(), cpuSeconds()]
  mustBeOk(await runSpark({ program, settings }, script, () => undefined))
  const wall = (performance.now() - started) / 1000
  console.log(
    `start of Spark alone: ${wall.toFixed(1)} s by the clock, ${(cpuSeconds() - before).toFixed(1)} s of processor`,
  )
}

console.log(machineLine())
try {
  const model = personModel(personColumns)
  const { people } = await writePeople(records, 'bench', folder)
  const to = join(folder, 'prepared')
  const raw = `select * from read_parquet('${people}')`
  const common = { raw, fingerprint: 'bench', model, cleanerOf: cleanersFor(tumaini()), folder: to, threads: 2 }
  const prepared = await withDatabase(limits, (database) => prepare(database, { ...common, progress: () => undefined }))
  const fitted = await withDatabase(limits, async (database) => {
    const engine = await openWasmEngine(database, { folder: to, prepared, model, workers, kernelFolder })
    const trained = await train(model, { ...engine, records: prepared.records }, trainingDefaults)
    await engine.close()
    return trained.model
  })
  const threshold = fitted.thresholds.review
  const kernel = await timed('WebAssembly', () =>
    withDatabase(limits, async (database) => {
      const engine = await openWasmEngine(database, { folder: to, prepared, model, workers, kernelFolder })
      const scored = await engine.scorePairs(fitted, threshold, () => undefined)
      await engine.close()
      return scored
    }),
  )
  const pairs = kernel.rules.reduce((sum, rule) => sum + rule.pairs, 0)
  console.log(`${prepared.records} records, ${fitted.blocking.rules.length} rules, ${pairs} pairs with repeats`)
  const sql = await timed('DuckDB', () =>
    withDatabase(limits, (database) =>
      duckdbEngine(database, { folder: to, prepared }).scorePairs(fitted, threshold, () => undefined),
    ),
  )
  compare('WebAssembly and DuckDB', kernel, sql)
  const program = findSpark(process.env)
  if (program.ok) {
    const settings = {
      ...{ 'spark.master': `local[${workers}]`, 'spark.driver.memory': '3g', 'spark.ui.enabled': 'false' },
      'spark.sql.shuffle.partitions': String(4 * workers),
    }
    const options = { folder: to, prepared, work: join(folder, 'spark'), program: program.value, settings }
    await startOfSpark(program.value, settings)
    const started = performance.now()
    const step = (share: number) =>
      console.log(`  ${((performance.now() - started) / 1000).toFixed(1)} s: ${Math.round(share * 100)} %`)
    const distributed = await timed('Spark', () =>
      withDatabase(limits, async (database) =>
        mustBeOk(await scoreOnSpark(database, options, fitted, threshold, step)),
      ),
    )
    compare('DuckDB and Spark', sql, distributed)
  } else console.log(`Spark: skipped, ${program.problem.message}`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
