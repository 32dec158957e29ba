import type { DuckDBConnection } from '@duckdb/node-api'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { literal, withDatabase } from '../linkage/encode/duckdb.ts'
import { calibrate } from '../linkage/evaluate/calibration.ts'
import { type ClusterScores, scoreClusters } from '../linkage/evaluate/clusters.ts'
import { type GroupScore, scoreGroups, scoreGroupsOfPairs } from '../linkage/evaluate/groups.ts'
import { bestOf, type CurvePoint, curveOf, type JudgedPairs, judge, scoreAt } from '../linkage/evaluate/pairs.ts'
import { type Score, scoreOf, wilson } from '../linkage/evaluate/score.ts'
import { numberedRecords, pairFile } from '../linkage/run/files.ts'
import { readRecords } from '../people/records.ts'
import { keyOf } from '../people/rules.ts'
import type { RecordRef } from '../people/schema.ts'
import { readingLimits } from '../runs/found.ts'
import { decidedPairs } from './decided.ts'
import { nothingDecided, truthKnowsNobody } from './problems.ts'
import { columnsOf, type MeasuringWorld, measuredRun } from './reading.ts'
import type { Evaluation } from './schema.ts'
import { type KnownPair, readTruth, type TruthFile } from './truth-file.ts'

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
  world: MeasuringWorld,
): Promise<Result<Evaluation>> {
  const done = await measuredRun(world, named)
  if (!done.ok) return done
  const { run, folder } = done.value
  const truth = file === undefined ? ok(await decidedTruth(world)) : readTruth(file)
  if (!truth.ok) return truth
  const known = truth.value
  const judged = await withDatabase(readingLimits(folder), (database) =>
    known.basis === 'people' ? judgePeople(database, folder, known) : judgePairs(database, folder, known.pairs, world),
  )
  if (judged.known === 0) return fail(known.basis === 'decisions' ? nothingDecided : truthKnowsNobody)
  return ok({
    ...{ run: run.id, model: run.trained ?? run.model, basis: known.basis },
    ...figuresOf(judged, run.report.expected.chosen.threshold),
    expected: run.report.expected,
  })
}

const decidedTruth = async ({ pool }: MeasuringWorld) =>
  ({ basis: 'decisions', pairs: await decidedPairs(pool) }) as const

function figuresOf(
  { given, known, judged, pairs, asLinked, groups, clusters }: Judged,
  threshold: number,
): Omit<Evaluation, 'run' | 'model' | 'basis' | 'expected'> {
  const { right, wrong, missed } = asLinked
  const curve = curveOf(pairs)
  const best = bestOf(curve)
  const { error, bins } = calibrate(pairs)
  return {
    ...{ given, known, judged, asLinked },
    intervals: { precision: interval(right, wrong), recall: interval(right, missed) },
    atThreshold: { threshold, ...scoreAt(pairs, threshold) },
    ...(best === undefined ? {} : { atBest: best }),
    curve: thinned(curve).map((point) => ({
      ...{ threshold: point.threshold, precision: point.precision, recall: point.recall, f1: point.f1 },
    })),
    ...(clusters === undefined ? {} : { clusters }),
    groups: [...groups],
    calibration: { error, bins: [...bins] },
  }
}

function interval(right: number, others: number): { low: number; high: number } {
  const [low, high] = wilson(right, right + others)
  return { low, high }
}

const curvePoints = 60

/** So many points as a chart shows, the first and the last among them. */
function thinned(curve: readonly CurvePoint[]): readonly CurvePoint[] {
  if (curve.length <= curvePoints) return curve
  return Array.from({ length: curvePoints }, (_, i) => curve[Math.round((i * (curve.length - 1)) / (curvePoints - 1))]!)
}

// ------------------------------------------------------------------------------------- who each record is, is known

type People = Extract<TruthFile, { basis: 'people' }>

async function judgePeople(database: DuckDBConnection, folder: string, { people, divisions }: People): Promise<Judged> {
  const numbers = new Map<string, number>()
  for (const { person } of people) if (!numbers.has(person)) numbers.set(person, numbers.size)
  await tableOfRefs(
    database,
    'truth',
    people.map((one) => [one]),
  )
  await database.run(
    `create table known as select (row_number() over (order by c."row") - 1)::integer as number, c."row", c.cluster, t.place
     from truth t join (${numberedRecords(folder)}) c on c.source = t.source0 and c.record_id = t.record0`,
  )
  const [clusters, places] = await columnsOf(database, 'select cluster, place from known order by number', 2)
  const truth = places!.map((place) => numbers.get(people[place]!.person)!)
  const [a, b, weight] = await columnsOf(database, pairsOfKnown(folder), 3)
  const { pairs: asLinked, exact, bCubed } = scoreClusters(clusters!, truth)
  return {
    ...{ given: people.length, known: truth.length, judged: asLinked.right + asLinked.wrong + asLinked.missed },
    ...{ pairs: judge({ a: a!, b: b!, weight: weight! }, truth), asLinked, clusters: { exact, bCubed } },
    groups: divisions.flatMap((name, i) =>
      scoreGroups({ name, groupOf: places!.map((place) => people[place]!.groups[i] ?? '') }, clusters!, truth),
    ),
  }
}

const pairsOfKnown = (folder: string): string =>
  `select l.number as a, r.number as b, weight from read_parquet(${literal(pairFile(folder))}) p
   join known l on l."row" = p.a join known r on r."row" = p.b`

// ------------------------------------------------------------------------------- of some pairs it is known what they are

async function judgePairs(
  database: DuckDBConnection,
  folder: string,
  pairs: readonly KnownPair[],
  world: MeasuringWorld,
): Promise<Judged> {
  await tableOfRefs(
    database,
    'truth',
    pairs.map(({ first, second }) => [first, second]),
  )
  await database.run(
    `create table known as select t.place, l.cluster = r.cluster as linked, p.weight from truth t
     join (${numberedRecords(folder)}) l on l.source = t.source0 and l.record_id = t.record0
     join (${numberedRecords(folder)}) r on r.source = t.source1 and r.record_id = t.record1
     left join read_parquet(${literal(pairFile(folder))}) p
       on p.a = least(l."row", r."row") and p.b = greatest(l."row", r."row")`,
  )
  const reader = await database.runAndReadAll('select place, linked, weight from known order by place')
  const known = reader.getRows().map(([place, linked, weight]) => ({
    ...pairs[Number(place)]!,
    ...{ linked: linked === true, weight: weight === null ? undefined : Number(weight) },
  }))
  const count = (is: (one: (typeof known)[number]) => boolean): number => known.filter(is).length
  const scored = known.flatMap(({ weight, same }) => (weight === undefined ? [] : [{ weight, same: Number(same) }]))
  const [right, wrong] = [count((one) => one.linked && one.same), count((one) => one.linked && !one.same)]
  return {
    ...{ given: pairs.length, known: known.length, judged: known.length },
    asLinked: scoreOf(
      right,
      wrong,
      count((one) => !one.linked && one.same),
    ),
    pairs: {
      weight: scored.map(({ weight }) => weight),
      same: scored.map(({ same }) => same),
      all: count(({ same }) => same),
    },
    groups: await groupsOf(known, world),
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
  const pairs = known.map(({ first, second, linked, same }) => ({
    ...{ i: placeOf.get(keyOf(first))!, j: placeOf.get(keyOf(second))!, linked, same },
  }))
  const division = (name: string, of: (key: string) => string | null | undefined) =>
    scoreGroupsOfPairs({ name, groupOf: refs.map(([key]) => of(key) ?? '') }, pairs)
  return [
    ...division('sex', (key) => recordAt.get(key)?.values.sex),
    ...division('county', (key) => recordAt.get(key)?.area),
  ]
}

// ------------------------------------------------------------------------------------------------------------- tables

/** place, then source and record of each of the records in a row. */
async function tableOfRefs(
  database: DuckDBConnection,
  name: string,
  rows: readonly (readonly RecordRef[])[],
): Promise<void> {
  const width = rows[0]?.length ?? 2
  const columns = Array.from({ length: width }, (_, i) => `source${i} varchar, record${i} varchar`)
  await database.run(`create table ${name} (place integer, ${columns.join(', ')})`)
  const appender = await database.createAppender(name)
  rows.forEach((refs, place) => {
    appender.appendInteger(place)
    for (const { source, record } of refs) {
      appender.appendVarchar(source)
      appender.appendVarchar(record)
    }
    appender.endRow()
  })
  appender.closeSync()
}
