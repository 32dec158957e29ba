import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { literal, withDatabase } from '../../src/identity/linkage/encode/duckdb.ts'
import { recordFile } from '../../src/identity/linkage/encode/prepared.ts'
import { type Calibration, calibrate } from '../../src/identity/linkage/evaluate/calibration.ts'
import { type ClusterScores, scoreClusters } from '../../src/identity/linkage/evaluate/clusters.ts'
import { type GroupScore, scoreGroups } from '../../src/identity/linkage/evaluate/groups.ts'
import { bestOf, type CurvePoint, curveOf, judge, scoreAt } from '../../src/identity/linkage/evaluate/pairs.ts'
import type { Score } from '../../src/identity/linkage/evaluate/score.ts'
import { compareRuns, type Stability } from '../../src/identity/linkage/evaluate/stability.ts'
import { type Linked, linkRecords } from '../../src/identity/linkage/run/run.ts'
import { trainingDefaults } from '../../src/identity/linkage/train/train.ts'
import { cacheFolder } from '../../test/support/database.ts'
import { type DataSet, keyOf } from './data-set.ts'

export interface Accuracy {
  readonly id: string
  readonly title: string
  readonly records: number
  readonly truePairs: number
  readonly compared: number
  readonly seconds: number
  /** At the threshold that the model itself proposes, without labels. */
  readonly threshold: number
  readonly pairs: Score
  readonly clusters: ClusterScores
  readonly best: CurvePoint | undefined
  /** What the model expects of its own links. */
  readonly expected: { readonly precision: number; readonly recall: number; readonly f1: number }
  readonly calibration: Calibration
  readonly groups: readonly GroupScore[]
  /** Against a run that was trained from another seed. */
  readonly stability: Stability & { readonly f1: number }
}

const limits = { threads: 2, memoryMiB: 3_000, spillFolder: tmpdir() }

export async function measure(set: DataSet): Promise<Accuracy> {
  const started = performance.now()
  const one = await runWith(set, trainingDefaults.seed)
  const seconds = (performance.now() - started) / 1000
  const other = await runWith(set, trainingDefaults.seed + 1)
  const numbers = new Map<string, number>()
  const known = one.keys.map((key) => set.truth.get(key)!)
  const truth = known.map(({ person }) => numbers.get(person) ?? numberOf(numbers, person))
  const { edges, clustering, report, model } = one.linked
  const threshold = model.thresholds.link
  const otherThreshold = other.linked.model.thresholds.link
  const judged = judge(edges, truth)
  const pairs = scoreAt(judged, threshold)
  const divisions = Object.keys(known[0]?.groups ?? {})
  return {
    ...{ id: set.id, title: set.title, records: truth.length, truePairs: pairs.right + pairs.missed },
    ...{ compared: report.pairs.compared, seconds, threshold, pairs },
    clusters: scoreClusters(clustering.cluster, truth),
    best: bestOf(curveOf(judged)),
    expected: report.expected.chosen,
    calibration: calibrate(judged),
    groups: divisions.flatMap((name) =>
      scoreGroups({ name, groupOf: known.map(({ groups }) => groups[name] ?? '') }, clustering.cluster, truth),
    ),
    stability: {
      ...compareRuns(edges, other.linked.edges, [threshold, otherThreshold]),
      f1: scoreAt(judge(other.linked.edges, truth), otherThreshold).f1,
    },
  }
}

function numberOf(numbers: Map<string, number>, person: string): number {
  numbers.set(person, numbers.size)
  return numbers.size - 1
}

interface Run {
  readonly linked: Linked
  /** Key of each record, by its number. */
  readonly keys: readonly string[]
}

async function runWith(set: DataSet, seed: number): Promise<Run> {
  const folder = await mkdtemp(join(tmpdir(), 'kiungo-accuracy-'))
  try {
    const linked = await linkRecords({
      ...{ model: set.model, raw: set.load, fingerprint: set.id, cleanerOf: set.cleanerOf, folder },
      ...{ kernelFolder: join(cacheFolder, 'kernels'), threads: limits.threads, memoryMiB: limits.memoryMiB },
      threshold: 'proposed',
      training: { ...trainingDefaults, seed },
    })
    const keys = await withDatabase(limits, async (database) => {
      const file = literal(recordFile(join(folder, 'prepared')))
      const rows = await (await database.run(`select source, record_id from ${file} order by "row"`)).getRows()
      return rows.map(([source, id]) => keyOf(String(source), String(id)))
    })
    return { linked, keys }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
