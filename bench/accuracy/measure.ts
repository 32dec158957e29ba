import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withDatabase } from '../../src/identity/linkage/encode/duckdb.ts'
import { type Calibration, calibrate } from '../../src/identity/linkage/evaluate/calibration.ts'
import type { GroupScore } from '../../src/identity/linkage/evaluate/groups.ts'
import { bestOf, type CurvePoint, scoreAt } from '../../src/identity/linkage/evaluate/pairs.ts'
import { type ClusterScores, measurePeople, type PeopleMeasured } from '../../src/identity/linkage/evaluate/people.ts'
import type { Score } from '../../src/identity/linkage/evaluate/score.ts'
import { compareRuns, type Stability } from '../../src/identity/linkage/evaluate/stability.ts'
import { type Linked, linkRecords } from '../../src/identity/linkage/run/run.ts'
import { trainingDefaults } from '../../src/identity/linkage/train/train.ts'
import { cacheFolder } from '../../test/support/database.ts'
import { type DataSet, refOf } from './data-set.ts'

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
  const seconds = (performance.now() - started) / 1000 - one.measuringSeconds
  const other = await runWith(set, trainingDefaults.seed + 1)
  const { edges, report, model } = one.linked
  const threshold = model.thresholds.link
  const otherThreshold = other.linked.model.thresholds.link
  const { known, clusters, pairs: judged, groups } = one.measured
  const pairs = scoreAt(judged, threshold)
  return {
    ...{ id: set.id, title: set.title, records: known, truePairs: pairs.right + pairs.missed },
    ...{ compared: report.pairs.compared, seconds, threshold, pairs, clusters, groups },
    ...{ best: bestOf(judged), expected: report.expected.chosen, calibration: calibrate(judged) },
    stability: {
      ...compareRuns(edges, other.linked.edges, [threshold, otherThreshold]),
      f1: scoreAt(other.measured.pairs, otherThreshold).f1,
    },
  }
}

interface Run {
  readonly linked: Linked
  readonly measured: PeopleMeasured
  readonly measuringSeconds: number
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
    const started = performance.now()
    const measured = await withDatabase(limits, (database) =>
      measurePeople(database, folder, knownPeople(set), () => undefined),
    )
    return { linked, measured, measuringSeconds: (performance.now() - started) / 1000 }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function knownPeople({ truth }: DataSet) {
  const [first] = truth.values()
  const divisions = Object.keys(first?.groups ?? {})
  const people = [...truth].map(([key, { person, groups }]) => ({
    ...{ ...refOf(key), person, groups: divisions.map((name) => groups[name] ?? '') },
  }))
  return { divisions, people }
}
