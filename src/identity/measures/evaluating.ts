import { fail, ok, type Result } from '../../kernel/result.ts'
import { calibrate, saidFrom } from '../linkage/evaluate/calibration.ts'
import { type GroupedPair, type GroupScore, scoreGroupsOfPairs } from '../linkage/evaluate/groups.ts'
import { measureLabelled } from '../linkage/evaluate/labelled.ts'
import { bestOf, type CurvePoint, curveOf, type JudgedPairs, scoreAt } from '../linkage/evaluate/pairs.ts'
import { type ClusterScores, measurePeople } from '../linkage/evaluate/people.ts'
import { type Score, wilson } from '../linkage/evaluate/score.ts'
import type { Watch } from '../linkage/evaluate/watch.ts'
import { readRecords } from '../people/records.ts'
import { keyOf } from '../people/rules.ts'
import { decidedPairs } from './decided.ts'
import { nothingDecided, truthKnowsNobody } from './problems.ts'
import { type MeasuringWorld, measuredRun } from './reading.ts'
import type { Evaluation, MeasuredAt } from './schema.ts'
import { type KnownPair, readTruth, type TruthFile } from './truth-file.ts'
import { measuringDatabase } from './under-way.ts'

/** A run as far as the truth reaches: only records and pairs of which something is known are looked at. */
interface Judged {
  readonly given: number
  readonly known: number
  readonly judged: number
  readonly pairs: JudgedPairs
  readonly asLinked: Score
  readonly groups: readonly GroupScore[]
  readonly clusters?: Pick<ClusterScores, 'exact' | 'bCubed'>
}

/** Against a file of known truth, or without one against what stewards have decided so far. */
export async function evaluateRun(
  { run: named, truth: file }: { readonly run: string; readonly truth?: string },
  signal: AbortSignal,
  world: MeasuringWorld,
): Promise<Result<Evaluation>> {
  const done = await measuredRun(world, named)
  if (!done.ok) return done
  const { run, folder } = done.value
  const truth = file === undefined ? ok(await decidedTruth(world)) : readTruth(file)
  if (!truth.ok) return truth
  const known = truth.value
  return world.measuring.measure({ kind: 'evaluation', runs: [run.id] }, signal, async (watch) => {
    const judged = await judge({ folder, truth: known, signal, watch }, world)
    if (judged.known === 0) return fail(known.basis === 'decisions' ? nothingDecided : truthKnowsNobody)
    return ok({
      ...{ run: run.id, model: run.trained ?? run.model, basis: known.basis },
      ...figuresOf(judged, run.report.expected.chosen.threshold),
      expected: run.report.expected,
    })
  })
}

const decidedTruth = async ({ pool }: MeasuringWorld) =>
  ({ basis: 'decisions', pairs: await decidedPairs(pool) }) as const

const curvePoints = 60

function figuresOf(
  { given, known, judged, pairs, asLinked, groups, clusters }: Judged,
  threshold: number,
): Omit<Evaluation, 'run' | 'model' | 'basis' | 'expected'> {
  const curve = curveOf(pairs, curvePoints)
  const said = saidFrom(
    pairs,
    curve.map(({ threshold: from }) => from),
  )
  const best = bestOf(pairs)
  const { error, bins } = calibrate(pairs)
  return {
    ...{ given, known, judged, asLinked },
    intervals: intervalsOf(asLinked),
    atThreshold: measuredAt({ threshold, ...scoreAt(pairs, threshold) }, saidFrom(pairs, [threshold])[0]),
    ...(best === undefined ? {} : { atBest: best }),
    curve: curve.map((point, i) => measuredAt(point, said[i])),
    ...(clusters === undefined ? {} : { clusters }),
    groups: [...groups],
    calibration: { error, bins: [...bins] },
  }
}

const measuredAt = (point: CurvePoint, said = 1): MeasuredAt => ({ ...point, said, intervals: intervalsOf(point) })

const intervalsOf = ({ right, wrong, missed }: Score) => ({
  ...{ precision: interval(right, wrong), recall: interval(right, missed) },
})

function interval(right: number, others: number): { low: number; high: number } {
  const [low, high] = wilson(right, right + others)
  // Rounding must not put the share itself outside.
  const share = right + others === 0 ? high : right / (right + others)
  return { low: Math.min(low, share), high: Math.max(high, share) }
}

// ------------------------------------------------------------------------------------------------------------- the truth

type Truth = TruthFile | { readonly basis: 'decisions'; readonly pairs: readonly KnownPair[] }

interface Judging {
  readonly folder: string
  readonly truth: Truth
  readonly signal: AbortSignal
  readonly watch: Watch
}

async function judge({ folder, truth, signal, watch }: Judging, world: MeasuringWorld): Promise<Judged> {
  if (truth.basis !== 'people') {
    const { known, ...measured } = await measuringDatabase(folder, signal, (database) =>
      measureLabelled(database, folder, truth.pairs, watch),
    )
    const judged = Array.from(known.places, (place, i) => ({ ...truth.pairs[place]!, linked: known.linked[i] === 1 }))
    const count = judged.length
    return {
      ...measured,
      given: truth.pairs.length,
      known: count,
      judged: count,
      groups: await groupsOf(judged, world),
    }
  }
  const { known, pairs, clusters, groups } = await measuringDatabase(folder, signal, (database) =>
    measurePeople(database, folder, truth, watch),
  )
  const { pairs: asLinked, exact, bCubed } = clusters
  return {
    ...{ given: truth.people.length, known, judged: asLinked.right + asLinked.wrong + asLinked.missed },
    ...{ pairs, asLinked, clusters: { exact, bCubed }, groups },
  }
}

/** By what the records themselves say: sex, and the county in which they lie. */
async function groupsOf(
  known: readonly (KnownPair & { readonly linked: boolean })[],
  { pool }: MeasuringWorld,
): Promise<GroupScore[]> {
  const refs = [...new Map(known.flatMap(({ first, second }) => [first, second]).map((ref) => [keyOf(ref), ref]))]
  const records = await readRecords(
    pool,
    refs.map(([, ref]) => ref),
  )
  const recordAt = new Map(records.map((record) => [keyOf(record), record]))
  const placeOf = new Map(refs.map(([key], i) => [key, i]))
  const pairs = known.map(
    ({ first, second, linked, same }): GroupedPair => ({
      ...{ i: placeOf.get(keyOf(first))!, j: placeOf.get(keyOf(second))!, linked, same },
    }),
  )
  const division = (name: string, of: (key: string) => string | null | undefined) =>
    scoreGroupsOfPairs({ name, groupOf: refs.map(([key]) => of(key) ?? '') }, pairs)
  return [
    ...division('sex', (key) => recordAt.get(key)?.values.sex),
    ...division('county', (key) => recordAt.get(key)?.area),
  ]
}
