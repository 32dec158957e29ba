/**
 * Linkage of registry-like people with a known truth, from Parquet: preparation, and the rest end to end.
 * `npm run bench:linkage [-- 100000:wide 1000000:wide 1000000:many 10000000:narrow]`; each size in a process of its own, so
 * that its memory is its own. Data and what was prepared of it are kept under `.cache/linkage`.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { root } from '../scripts/tool.ts'
import { cleanersFor } from '../src/identity/linkage/cleaning/cleaner.ts'
import { tumaini } from '../src/identity/linkage/cleaning/test-country.ts'
import { chunksOf, literal, numbersOf, withDatabase } from '../src/identity/linkage/encode/duckdb.ts'
import { recordFile } from '../src/identity/linkage/encode/prepared.ts'
import { narrowBlocking, personModel, wideBlocking } from '../src/identity/linkage/model/person.ts'
import type { BlockingRule } from '../src/identity/linkage/model/schema.ts'
import { type Linked, linkRecords } from '../src/identity/linkage/run/run.ts'
import { personColumns } from './linkage/people.ts'
import { type WrittenFiles, writePeople } from './linkage/written.ts'
import { machineLine } from './measure.ts'

const folder = join(root, '.cache', 'linkage')
const sizes = process.argv.slice(2).filter((argument) => argument !== '--')
const threads = 2

/** More rules than anyone needs: a million records make some seventy million pairs. */
const manyBlocking: readonly BlockingRule[] = [
  ...wideBlocking,
  { id: 'month-and-district', columns: ['dob.year', 'dob.month', 'place.l2'] },
  { id: 'given-and-district', columns: ['given.phonetic', 'place.l2'] },
  { id: 'family-and-district', columns: ['family.phonetic', 'place.l2'] },
]
const blockings = { narrow: narrowBlocking, wide: wideBlocking, many: manyBlocking }
type Blocking = keyof typeof blockings

async function filesOf(records: number): Promise<WrittenFiles> {
  const to = join(folder, String(records))
  const files = { people: join(to, 'people.parquet'), truth: join(to, 'truth.parquet') }
  if (existsSync(files.truth)) return files
  mkdirSync(to, { recursive: true })
  return writePeople(records, 'bench', to)
}

/** F1 of the pairs from the threshold on, of those linked without a person (kin are held back), and of those within clusters. */
async function accuracyOf({ edges, clustering, model }: Linked, prepared: string, truth: string) {
  const records = clustering.cluster.length
  const person = new Int32Array(records)
  const limits = { threads, memoryMiB: 1_500, spillFolder: folder }
  await withDatabase(limits, async (database) => {
    const query = `select r."row", t.person::integer from read_parquet(${literal(recordFile(prepared))}) r join read_parquet(${literal(truth)}) t using (record_id)`
    for await (const chunk of chunksOf(database, query)) {
      for (let i = 0; i < chunk.rowCount; i++) person[numbersOf(chunk, 0)[i]!] = numbersOf(chunk, 1)[i]!
    }
  })
  const pairsWithin = (groups: Iterable<number>) => [...groups].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0)
  const sizesBy = (keyOf: (record: number) => number | string) => {
    const counts = new Map<number | string, number>()
    for (let record = 0; record < records; record++) counts.set(keyOf(record), (counts.get(keyOf(record)) ?? 0) + 1)
    return counts.values()
  }
  const all = pairsWithin(sizesBy((record) => person[record]!))
  const found = { strong: 0, linked: 0 }
  const right = { strong: 0, linked: 0 }
  for (let i = 0; i < edges.count; i++) {
    const same = person[edges.a[i]!] === person[edges.b[i]!] ? 1 : 0
    if (edges.weight[i]! >= model.thresholds.link) {
      found.strong++
      right.strong += same
    }
    if (clustering.linked[i] === 1) {
      found.linked++
      right.linked += same
    }
  }
  const clustered = pairsWithin(sizesBy((record) => clustering.cluster[record]!))
  const clusteredRight = pairsWithin(sizesBy((record) => `${clustering.cluster[record]} ${person[record]}`))
  const f1 = (of: number, hits: number) => (2 * hits) / (of + all)
  return {
    truePairs: all,
    strong: f1(found.strong, right.strong),
    linked: f1(found.linked, right.linked),
    clustered: f1(clustered, clusteredRight),
  }
}

async function measure(records: number, blocking: Blocking): Promise<void> {
  const { people, truth } = await filesOf(records)
  const model = personModel(personColumns, blockings[blocking])
  const to = join(folder, String(records), blocking)
  rmSync(to, { recursive: true, force: true })
  const raw = `select * from read_parquet(${literal(people)})`
  const run = {
    ...{ model, fingerprint: raw, cleanerOf: cleanersFor(tumaini()), folder: to, threads, memoryMiB: 1_500 },
    ...{ kernelFolder: join(folder, 'kernels'), threshold: 'proposed' as const, raw: async () => raw },
  }
  const started = { wall: performance.now(), cpu: process.cpuUsage() }
  let prepared = started
  const linked = await linkRecords({
    ...run,
    progress: (stage, share) => {
      if (stage === 'prepare' && share === 1) prepared = { wall: performance.now(), cpu: process.cpuUsage() }
    },
  })
  const ended = { wall: performance.now(), cpu: process.cpuUsage() }
  const memory = process.resourceUsage().maxRSS / 1024 / 1024
  const seconds = (from: typeof started, until: typeof started) => {
    const cpu = until.cpu.user + until.cpu.system - from.cpu.user - from.cpu.system
    return `${((until.wall - from.wall) / 1000).toFixed(2)} s (${(cpu / 1e6).toFixed(2)} s of processor)`
  }
  const { report } = linked
  const { truePairs, strong, linked: asLinked, clustered } = await accuracyOf(linked, join(to, 'prepared'), truth)
  const millions = (report.pairs.compared / 1e6).toFixed(1)
  console.log(
    `\n${report.records} records, ${model.blocking.rules.length} rules, ${millions} million candidate pairs, ${truePairs} true`,
  )
  console.log(`  preparation (once for each delivery): ${seconds(started, prepared)}`)
  console.log(`  from prepared Parquet to clusters:    ${seconds(prepared, ended)}`)
  const { train, score, cluster } = report.seconds
  console.log(
    `    load and train ${train.toFixed(2)} s, score ${score.toFixed(2)} s, cluster and write ${cluster.toFixed(2)} s`,
  )
  console.log(`  peak memory of the process, preparation counted: ${memory.toFixed(2)} GiB`)
  console.log(
    `  F1 at the proposed threshold (${linked.model.thresholds.link.toFixed(1)} bits): pairs ${strong.toFixed(4)}, linked without a person ${asLinked.toFixed(4)}, clusters ${clustered.toFixed(4)}`,
  )
  console.log(`  expected by the model without labels: ${report.expected.proposed.f1.toFixed(4)}`)
}

if (sizes.length === 1) {
  const [records, blocking = 'wide'] = sizes[0]!.split(':')
  await measure(Number(records), blocking as Blocking)
} else {
  console.log(machineLine())
  for (const size of sizes.length === 0
    ? ['100000:wide', '1000000:wide', '1000000:many', '1000000:narrow', '10000000:narrow']
    : sizes) {
    spawnSync(process.execPath, [fileURLToPath(import.meta.url), size], { stdio: 'inherit' })
  }
}
