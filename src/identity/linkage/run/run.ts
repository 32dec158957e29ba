import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Problem } from '../../../kernel/problem.ts'
import type { Result } from '../../../kernel/result.ts'
import { type Clustering, clusterEdges, type ReviewReason } from '../cluster/cluster.ts'
import { suspiciousClusters } from '../cluster/quality.ts'
import { isTrained, type TrainedModel } from '../compare/weights.ts'
import { type Beside, withDatabase } from '../encode/duckdb.ts'
import { prepare } from '../encode/prepare.ts'
import { type Prepared, readPrepared } from '../encode/prepared.ts'
import type { Edges, RuleYield, Scored } from '../engines/contract.ts'
import { openWasmEngine, type WasmEngine } from '../engines/wasm/engine.ts'
import type { CleanerOf } from '../model/cleaned.ts'
import type { LinkageModel } from '../model/schema.ts'
import { modelDigest, preparationDigest } from '../model/signed.ts'
import { type ExpectedQuality, expectedQuality, proposedThreshold } from '../train/propose.ts'
import { type TrainingOptions, train, trainingDefaults } from '../train/train.ts'
import { readEdges, writeClusters, writeEdges, writePairs } from './files.ts'
import { type HouseholdCounts, keepHouseholdLinks } from './households.ts'
import { forbidsOf, recordView } from './records.ts'
import { leave, left } from './stages.ts'

export const stages = ['prepare', 'train', 'score', 'cluster'] as const
export type Stage = (typeof stages)[number]

export interface LinkageRun {
  readonly model: LinkageModel
  /** Loads the raw rows, if need be, and answers a query for them: source, record_id and what the fields are read from. */
  readonly raw: (database: DuckDBConnection) => Promise<string>
  /** The caller's word for the state of the data; what was done for it before is not done again. */
  readonly fingerprint: string
  readonly cleanerOf: CleanerOf
  /** Of this run alone: what it leaves, and by which an interrupted one goes on. */
  readonly folder: string
  readonly kernelFolder: string
  readonly threads: number
  /** For DuckDB; the records themselves take some 250 bytes each beside it. */
  readonly memoryMiB: number
  /** Threshold of links: as the model says, or the one from which it expects the best F1. */
  readonly threshold: 'model' | 'proposed'
  readonly training?: TrainingOptions
  /** Another way to score the pairs than the kernel in this process: it finds the same ones. */
  readonly scoring?: ScorePairs
  readonly progress?: (stage: Stage, share: number) => void
}

export type ScorePairs = (
  database: DuckDBConnection,
  records: { readonly folder: string; readonly prepared: Prepared },
  model: TrainedModel,
  threshold: number,
  progress: (share: number) => void,
) => Promise<Result<Scored>>

/** Pairs were not scored; what was prepared and trained is kept, and the next run goes on from there. */
export class ScoringFailed extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.message)
    this.problem = problem
  }
}

export interface LinkageReport {
  readonly model: string
  readonly records: number
  readonly repeated: number
  readonly sources: Prepared['sources']
  readonly pairs: { readonly compared: number; readonly kept: number; readonly linked: number; readonly review: number }
  readonly rules: readonly RuleYield[]
  readonly training: { readonly rounds: number; readonly settled: boolean; readonly patterns: number } | null
  readonly expected: { readonly chosen: ExpectedQuality; readonly proposed: ExpectedQuality }
  readonly reviews: Readonly<Partial<Record<ReviewReason, number>>>
  readonly clusters: { readonly all: number; readonly ofSeveral: number; readonly suspicious: number }
  /** Absent where no source has households. */
  readonly households?: HouseholdCounts
  /** Seconds of each stage; 0 of those that an earlier run had done. */
  readonly seconds: Readonly<Record<Stage, number>>
}

export interface Linked {
  readonly model: TrainedModel
  readonly edges: Edges
  readonly clustering: Clustering
  readonly report: LinkageReport
}

/** From raw rows to clusters, stage by stage; each leaves its result whole, and the next run goes on from there. */
export async function linkRecords(run: LinkageRun): Promise<Linked> {
  mkdirSync(run.folder, { recursive: true })
  const limits = { threads: run.threads, memoryMiB: run.memoryMiB, spillFolder: join(run.folder, 'spill') }
  const took: Record<Stage, number> = { prepare: 0, train: 0, score: 0, cluster: 0 }
  const timed = async <T>(stage: Stage, work: () => Promise<T>): Promise<T> => {
    const started = performance.now()
    run.progress?.(stage, 0)
    const result = await work()
    took[stage] += (performance.now() - started) / 1000
    run.progress?.(stage, 1)
    return result
  }
  const prepared = await prepareOnce(run, limits, timed)
  return withDatabase(limits, async (database, beside) => {
    const engine = lazyEngine(run, prepared, database)
    try {
      const training = await trainOnce(run, prepared, engine.get, timed)
      const scored = await scoreOnce(run, { prepared, model: training.model, engine: engine.get, database }, timed)
      // The records' memory is free for the database from here on.
      await engine.close()
      return await timed('cluster', () => cluster(run, { ...scored, database, beside, prepared, training, took }))
    } finally {
      await engine.close()
    }
  })
}

type Timed = <T>(stage: Stage, work: () => Promise<T>) => Promise<T>

const preparedFolder = (folder: string): string => join(folder, 'prepared')

async function prepareOnce(
  run: LinkageRun,
  limits: Parameters<typeof withDatabase>[0],
  timed: Timed,
): Promise<Prepared> {
  const { model, raw, fingerprint, cleanerOf } = run
  const folder = preparedFolder(run.folder)
  const before = readPrepared(folder, preparationDigest(model), fingerprint)
  if (before !== undefined) return before
  const progress = (share: number) => run.progress?.('prepare', share)
  return timed('prepare', () =>
    withDatabase(limits, async (database) => {
      const query = await raw(database)
      return prepare(database, { model, raw: query, fingerprint, cleanerOf, folder, progress, threads: run.threads })
    }),
  )
}

/** Loaded when a stage first needs the records in memory; a run whose pairs are all scored never does. */
function lazyEngine(run: LinkageRun, prepared: Prepared, database: DuckDBConnection) {
  let open: Promise<WasmEngine> | undefined
  const options = {
    ...{ folder: preparedFolder(run.folder), prepared, model: run.model },
    ...{ workers: run.threads, kernelFolder: run.kernelFolder },
  }
  return {
    get: () => {
      open ??= openWasmEngine(database, options)
      return open
    },
    close: async () => {
      const opened = open
      open = undefined
      await (await opened)?.close()
    },
  }
}

interface Trained {
  readonly model: TrainedModel
  readonly rounds: number
  readonly settled: boolean
  readonly patterns: number
}

async function trainOnce(
  run: LinkageRun,
  prepared: Prepared,
  engine: () => Promise<WasmEngine>,
  timed: Timed,
): Promise<Trained> {
  const { model, folder } = run
  if (isTrained(model)) return { model, rounds: 0, settled: true, patterns: 0 }
  const options = run.training ?? trainingDefaults
  const of = { model, options, prepared: prepared.digest, fingerprint: prepared.fingerprint }
  const before = left<Trained>(folder, 'trained', of)
  if (before !== undefined) return before
  return timed('train', async () => {
    const opened = await engine()
    return leave(folder, 'trained', of, await train(model, { ...opened, records: prepared.records }, options))
  })
}

interface ScoringWorld {
  readonly prepared: Prepared
  readonly model: TrainedModel
  readonly engine: () => Promise<WasmEngine>
  readonly database: DuckDBConnection
}

async function scoreOnce({ folder, scoring: elsewhere, progress }: LinkageRun, world: ScoringWorld, timed: Timed) {
  const { prepared, model, engine, database } = world
  // The lowest threshold: what is weaker is nobody's business.
  const least = model.thresholds.review
  const { thresholds: _, constraints: __, ...scoring } = model
  const of = { scoring, least, prepared: prepared.digest, fingerprint: prepared.fingerprint }
  const before = left<{ count: number; rules: RuleYield[] }>(folder, 'scored', of)
  if (before !== undefined) return { edges: await readEdges(database, folder, before.count), rules: before.rules }
  return timed('score', async () => {
    const report = (share: number) => progress?.('score', share)
    const records = { folder: preparedFolder(folder), prepared }
    const scored =
      elsewhere === undefined
        ? await (await engine()).scorePairs(model, least, report)
        : scoredOrThrow(await elsewhere(database, records, model, least, report))
    await writeEdges(database, folder, scored.edges)
    leave(folder, 'scored', of, { count: scored.edges.count, rules: scored.rules })
    return scored
  })
}

function scoredOrThrow(scored: Result<Scored>): Scored {
  if (scored.ok) return scored.value
  throw new ScoringFailed(scored.problem)
}

interface ClusterWorld {
  readonly edges: Edges
  readonly rules: readonly RuleYield[]
  readonly database: DuckDBConnection
  readonly beside: Beside
  readonly prepared: Prepared
  readonly training: Trained
  readonly took: Record<Stage, number>
}

async function cluster(
  run: LinkageRun,
  { edges, rules, database, beside, prepared, training, took }: ClusterWorld,
): Promise<Linked> {
  const matches = training.model.parameters.pairs.match
  const proposed = proposedThreshold(edges, matches)
  const { thresholds } = training.model
  const model: TrainedModel =
    run.threshold === 'model'
      ? training.model
      : { ...training.model, thresholds: { ...thresholds, link: Math.max(proposed.threshold, thresholds.review) } }
  const view = await recordView(database, preparedFolder(run.folder), prepared, model)
  const forbids = forbidsOf(model, prepared, view)
  const clustering = clusterEdges(edges, { model, records: prepared.records, forbids })
  const folders = { folder: run.folder, prepared: preparedFolder(run.folder) }
  // The database writes both files while this thread looks through the clusters.
  const written = Promise.allSettled([
    writeClusters(await beside(), folders, clustering.cluster),
    writePairs(database, folders, edges, clustering),
  ])
  const suspicious = suspiciousClusters({ edges, clustering, ...view.checks })
  for (const one of await written) if (one.status === 'rejected') throw one.reason
  const households = await keepHouseholdLinks(database, folders, clustering.cluster)
  const { records, repeated, sources } = prepared
  const linked = clustering.linked.reduce((sum, one) => sum + one, 0)
  const report: LinkageReport = {
    ...{ model: modelDigest(model), records, repeated, sources, rules },
    pairs: {
      compared: rules.reduce((sum, { pairs }) => sum + pairs, 0),
      ...{ kept: edges.count, linked, review: clustering.reviews.length },
    },
    training:
      training.rounds === 0
        ? null
        : { rounds: training.rounds, settled: training.settled, patterns: training.patterns },
    expected: { chosen: expectedQuality(edges, matches, model.thresholds.link), proposed },
    reviews: countBy(clustering.reviews.map(({ reason }) => reason)),
    clusters: { ...clusterCounts(clustering.cluster), suspicious: suspicious.length },
    ...(households === undefined ? {} : { households }),
    seconds: took,
  }
  leave(run.folder, 'report', { model: report.model, prepared: prepared.digest }, { report, suspicious })
  return { model, edges, clustering, report }
}

function countBy<K extends string>(words: readonly K[]): Partial<Record<K, number>> {
  const counts: Partial<Record<K, number>> = {}
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1
  return counts
}

function clusterCounts(cluster: Int32Array): { all: number; ofSeveral: number } {
  const several = new Uint8Array(cluster.length)
  let [all, ofSeveral] = [0, 0]
  for (let record = 0; record < cluster.length; record++) {
    const first = cluster[record]!
    if (first === record) all++
    else if (several[first] === 0) {
      several[first] = 1
      ofSeveral++
    }
  }
  return { all, ofSeveral }
}
