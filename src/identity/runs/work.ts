import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import type pg from 'pg'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { evidenceOf, kinWeightOf, type TrainedModel } from '../linkage/compare/weights.ts'
import { chunksOf, identifier, literal, withDatabase } from '../linkage/encode/duckdb.ts'
import { thresholdPoints } from '../linkage/explain/charts.ts'
import type { CleanerOf } from '../linkage/model/cleaned.ts'
import type { LinkageModel } from '../linkage/model/schema.ts'
import { numberedRecords, pairFile } from '../linkage/run/files.ts'
import { type Linked, linkRecords } from '../linkage/run/run.ts'
import { loadSources, openSource } from '../linkage/sources/load.ts'
import type { Source } from '../linkage/sources/schema.ts'
import { trainingDefaults } from '../linkage/train/train.ts'
import { columnsReadBy } from '../live/registry.ts'
import { socialRegistry } from '../people/records.ts'
import { keyOf } from '../people/rules.ts'
import type { ScoredPair } from '../review/proposing.ts'
import type { Label } from '../review/schema.ts'
import { tooManyRecords, unknownUpload } from './problems.ts'
import { maxUploadRecords, type Run, type RunCharts, type runStages, type Upload, type UploadSource } from './schema.ts'
import { keepRecords, uploadBytes } from './store.ts'

export interface RunningWorld {
  readonly pool: pg.Pool
  readonly cleanerOf: CleanerOf
  /** Where runs leave what an interrupted one goes on from, and kernels are kept. */
  readonly folder: string
}

export interface Order {
  readonly run: Pick<Run, 'id' | 'request'>
  readonly model: LinkageModel
  readonly labels: readonly Label[]
  readonly onProgress: (stage: (typeof runStages)[number], share: number) => void
}

export const memoryMiB = 400
export const inputTable = 'input'

export const runFolder = (folder: string, run: string): string => join(folder, 'runs', run)

/** The records of the run's sources, linked. A fault of a source is a problem; cancelling throws out of `onProgress`. */
export async function link(order: Order, world: RunningWorld): Promise<Result<Linked>> {
  const folder = runFolder(world.folder, order.run.id)
  mkdirSync(folder, { recursive: true })
  const sources = await sourcesOf(order, { folder, pool: world.pool })
  if (!sources.ok) return sources
  let fault: Result<never> | undefined
  const model = order.run.request.retrain === true ? untrained(order.model) : order.model
  try {
    const linked = await linkRecords({
      ...{ model, folder, kernelFolder: join(world.folder, 'kernels'), cleanerOf: world.cleanerOf, memoryMiB },
      // One core is left for whoever asks meanwhile.
      threads: Math.max(1, availableParallelism() - 1),
      fingerprint: order.run.id,
      threshold: order.run.request.threshold ?? 'model',
      training: { ...trainingDefaults, labels: order.labels },
      progress: order.onProgress,
      async raw(database) {
        const loaded = await load(sources.value, { database, model, folder, order }, world)
        if (loaded.ok) return `select * from ${inputTable}`
        fault = loaded
        throw new Error(loaded.problem.code)
      },
    })
    return ok(linked)
  } catch (error) {
    if (fault !== undefined) return fault
    throw error
  }
}

const untrained = ({ parameters: _, ...model }: LinkageModel): LinkageModel => model

async function sourcesOf(
  { run, model }: Order,
  { folder, pool }: { readonly folder: string; readonly pool: pg.Pool },
): Promise<Result<{ source: Source; upload?: string }[]>> {
  const found: { source: Source; upload?: string }[] = []
  for (const one of run.request.sources) {
    if ('registry' in one) {
      const columns = Object.fromEntries(columnsReadBy(model).map((column) => [column, column]))
      const from = { kind: 'registry', records: one.registry } as const
      found.push({ source: { id: socialRegistry, from, recordId: 'person_id', columns } })
      continue
    }
    const file = await written(one, folder, pool)
    if (!file.ok) return file
    found.push(file.value)
  }
  return ok(found)
}

export async function written(
  { upload, recordId, columns }: UploadSource,
  folder: string,
  pool: pg.Pool,
): Promise<Result<{ source: Source; upload: string }>> {
  const kept = await uploadBytes(pool, upload)
  if (kept === undefined) return fail(unknownUpload(upload))
  const path = join(folder, `${upload}.${kept.format}`)
  writeFileSync(path, kept.bytes, { mode: 0o600 })
  return ok({ upload, source: { id: kept.name, from: { kind: kept.format, path }, recordId, columns } })
}

/** What a file's columns are called; a file that cannot be read is a problem. */
export async function columnsOfFile(
  { name, format, bytes }: { readonly name: string; readonly format: Upload['format']; readonly bytes: Buffer },
  { folder }: Pick<RunningWorld, 'folder'>,
): Promise<Result<readonly string[]>> {
  mkdirSync(folder, { recursive: true })
  const own = mkdtempSync(join(folder, 'look-'))
  try {
    const path = join(own, `file.${format}`)
    writeFileSync(path, bytes, { mode: 0o600 })
    const source: Source = { id: name, from: { kind: format, path }, recordId: '', columns: {} }
    const limits = { threads: 1, memoryMiB: 100, spillFolder: own }
    return await withDatabase(limits, async (database) => {
      const opened = await openSource(source, database, { spillFolder: own })
      if (!opened.ok) return opened
      await opened.value.close()
      return ok(opened.value.columns)
    })
  } finally {
    rmSync(own, { recursive: true, force: true })
  }
}

interface Loading {
  readonly database: DuckDBConnection
  readonly model: LinkageModel
  readonly folder: string
  readonly order: Order
}

async function load(
  sources: readonly { source: Source; upload?: string }[],
  { database, model, folder, order }: Loading,
  { pool }: RunningWorld,
): Promise<Result<unknown>> {
  const columns = [...new Set(model.fields.flatMap(({ from }) => from))]
  const table = { database, name: inputTable, columns }
  const loaded = await loadSources(
    sources.map(({ source }) => source),
    table,
    {
      ...{ spillFolder: folder, pool },
      onProgress: ({ done, of }) => order.onProgress('load', done / of),
    },
  )
  if (!loaded.ok) return loaded
  for (const { source, upload } of sources) {
    const rows = loaded.value.find(({ id }) => id === source.id)?.rows ?? 0
    if (upload === undefined || rows === 0) continue
    if (rows > maxUploadRecords) return fail(tooManyRecords(maxUploadRecords))
    await keepAll(database, { source: source.id, upload, columns }, pool)
  }
  return loaded
}

async function keepAll(database: DuckDBConnection, { upload, ...of }: Of & { upload: string }, pool: pg.Pool) {
  for await (const records of recordsOf(database, of)) await keepRecords(pool, { source: of.source, upload }, records)
}

interface Of {
  readonly source: string
  readonly columns: readonly string[]
}

/** Records of a source that was loaded, some at a time. */
export async function* recordsOf(database: DuckDBConnection, { source, columns }: Of) {
  const list = ['record_id', ...columns].map(identifier).join(', ')
  const query = `select ${list} from ${inputTable} where source = ${literal(source)}`
  for await (const chunk of chunksOf(database, query)) {
    yield chunk.getRows().map(([record, ...values]) => ({
      record: String(record),
      values: Object.fromEntries(columns.map((column, i) => [column, values[i] === null ? null : String(values[i])])),
    }))
  }
}

const pairsAtOnce = 500

/** The pairs of a finished run that somebody should look at, the strongest first, some hundred at a time. */
export async function* pairsOf(folder: string, model: TrainedModel, digest: string): AsyncGenerator<ScoredPair[]> {
  const evidence = evidenceOf(model)
  const limits = { threads: 1, memoryMiB, spillFolder: folder }
  const query = `with records as (${numberedRecords(folder)})
    select left_source, left_id, right_source, right_id, weight, pattern, least.source, least.record_id
    from read_parquet(${literal(pairFile(folder))}) p join records l on l."row" = a join records least on least."row" = l.cluster
    where p.linked or p.reason is not null order by weight desc, a, b`
  const rows = await withDatabase(limits, async (database) => (await database.runAndReadAll(query)).getRows())
  for (let from = 0; from < rows.length; from += pairsAtOnce) {
    yield rows.slice(from, from + pairsAtOnce).map(([a, left, b, right, weight, pattern, ...least]) => ({
      first: { source: String(a), record: String(left) },
      second: { source: String(b), record: String(right) },
      cluster: keyOf({ source: String(least[0]), record: String(least[1]) }),
      ...{ weight: Number(weight), pattern: Number(pattern), model: digest },
      kinWeight: kinWeightOf(evidence(Number(pattern))),
    }))
  }
}

/** What the charts of a run are drawn from: no record is in them. */
export function chartsOf({ model, edges, clustering }: Linked): RunCharts {
  const bins = new Map<number, { pairs: number; linked: number }>()
  for (let i = 0; i < edges.count; i++) {
    const from = Math.floor(edges.weight[i] ?? 0)
    const bin = bins.get(from) ?? { pairs: 0, linked: 0 }
    bin.pairs++
    bin.linked += clustering.linked[i] ?? 0
    bins.set(from, bin)
  }
  const sizes = new Map<number, number>()
  for (const first of clustering.cluster) sizes.set(first, (sizes.get(first) ?? 0) + 1)
  const bySize = new Map<number, number>()
  for (const size of sizes.values()) bySize.set(size, (bySize.get(size) ?? 0) + 1)
  return {
    weights: [...bins].sort(([a], [b]) => a - b).map(([from, bin]) => ({ from, ...bin })),
    clusterSizes: [...bySize].sort(([a], [b]) => a - b).map(([size, clusters]) => ({ size, clusters })),
    thresholds: thresholdPoints(edges.weight, model.parameters.pairs.match),
  }
}

/** Encoded people are needed by nobody once the run is done; pairs and clusters stay. */
export function clearAway(folder: string): void {
  for (const part of ['prepared', 'spill']) rmSync(join(folder, part), { recursive: true, force: true })
}
