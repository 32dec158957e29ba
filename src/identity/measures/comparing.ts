import type { DuckDBConnection } from '@duckdb/node-api'
import { ok, type Result } from '../../kernel/result.ts'
import { tableOfNumbers } from '../linkage/encode/append.ts'
import { literal, withDatabase } from '../linkage/encode/duckdb.ts'
import { type ChangedGroup, type Comparison, compareLinkage, type Pair } from '../linkage/evaluate/comparison.ts'
import { agreementOf } from '../linkage/evaluate/stability.ts'
import { numberedRecords, pairFile } from '../linkage/run/files.ts'
import { findModel } from '../models/store.ts'
import type { By } from '../people/world.ts'
import { type DoneRun, readingLimits, refOf } from '../runs/found.ts'
import { withinAreas } from '../runs/visible.ts'
import { columnsOf, type MeasuringWorld, measuredRun } from './reading.ts'
import type { ExampleGroup, ExamplePair, RunComparison } from './schema.ts'

export interface Compared {
  /** Runs, or the latest runs of two models. */
  readonly first: string
  readonly second: string
  readonly examples: number
}

/** More than these are not looked through for those of the reader's areas. */
const lookedThrough = 500
const recordsShown = 12

export async function compareRuns(asked: Compared, by: By, world: MeasuringWorld): Promise<Result<RunComparison>> {
  const first = await measuredRun(world, asked.first)
  if (!first.ok) return first
  const second = await measuredRun(world, asked.second)
  if (!second.ok) return second
  return withDatabase(readingLimits(first.value.folder), async (database) => {
    await align(database, first.value.folder, second.value.folder)
    const comparison = await compared(database)
    const pairs = await examplePairs(database, comparison)
    const groups = await exampleGroups(database, comparison)
    const visiblePairs = await withinAreas(world.pool, by, pairs, (one) => [one.first, one.second])
    const visibleGroups = await withinAreas(world.pool, by, groups, (one) => one.first.flat())
    return ok({
      ...{ first: await sideOf(first.value, world), second: await sideOf(second.value, world) },
      records: comparison.records,
      pairs: { ...comparison.pairs, agreement: agreementOf(comparison.pairs) },
      clusters: countsOf(comparison.groups),
      examples: { pairs: visiblePairs.slice(0, asked.examples), groups: visibleGroups.slice(0, asked.examples) },
    })
  })
}

const sides = ['first', 'second'] as const
type Side = (typeof sides)[number]

/** Records of both under common numbers, and the pairs of each by these. */
async function align(database: DuckDBConnection, first: string, second: string): Promise<void> {
  await database.run(
    `create table everyone as select (row_number() over (order by source, record_id) - 1)::integer as number, source, record_id,
       coalesce(f.cluster, -1)::integer as first_cluster, coalesce(s.cluster, -1)::integer as second_cluster
     from (${numberedRecords(first)}) f full join (${numberedRecords(second)}) s using (source, record_id)`,
  )
  for (const [side, folder] of [
    ['first', first],
    ['second', second],
  ] as const) {
    await database.run(
      `create table ${side}_pairs as select least(l.number, r.number) as a, greatest(l.number, r.number) as b, weight, linked, reason
       from read_parquet(${literal(pairFile(folder))}) p
       join everyone l on l.source = left_source and l.record_id = left_id
       join everyone r on r.source = right_source and r.record_id = right_id`,
    )
  }
}

async function compared(database: DuckDBConnection): Promise<Comparison> {
  const [first, second] = await columnsOf(
    database,
    'select first_cluster, second_cluster from everyone order by number',
    2,
  )
  const linked = (side: Side) => columnsOf(database, `select a, b from ${side}_pairs where linked order by a, b`, 2)
  const [ofFirst, ofSecond] = [await linked('first'), await linked('second')]
  return compareLinkage(
    { cluster: first!, a: ofFirst[0]!, b: ofFirst[1]! },
    { cluster: second!, a: ofSecond[0]!, b: ofSecond[1]! },
  )
}

/** The strongest of the pairs that one run alone has linked, by turns. */
async function examplePairs(database: DuckDBConnection, comparison: Comparison): Promise<ExamplePair[]> {
  const of = async (side: Side, pairs: readonly Pair[]) => {
    await tableOfNumbers(database, 'wanted', [
      { name: 'a', values: Int32Array.from(pairs, ([a]) => a) },
      { name: 'b', values: Int32Array.from(pairs, ([, b]) => b) },
    ])
    const other = side === 'first' ? 'second' : 'first'
    const reader = await database.runAndReadAll(
      `select l.source, l.record_id, r.source, r.record_id, mine.weight, theirs.weight, theirs.reason
       from wanted w join ${side}_pairs mine using (a, b) left join ${other}_pairs theirs using (a, b)
       join everyone l on l.number = a join everyone r on r.number = b order by mine.weight desc, a, b limit ${lookedThrough}`,
    )
    return reader.getRows().map(([a, left, b, right, mine, theirs, reason]): ExamplePair => {
      const known = theirs === null ? {} : { [other]: Number(theirs) }
      return {
        ...{ first: refOf([a, left]), second: refOf([b, right]), linkedBy: side },
        weights: { [side]: Number(mine), ...known },
        ...(reason === null ? {} : { reason: reason as NonNullable<ExamplePair['reason']> }),
      }
    })
  }
  const [first, second] = [await of('first', comparison.onlyFirst), await of('second', comparison.onlySecond)]
  const longest = Math.max(first.length, second.length)
  return Array.from({ length: longest }, (_, i) => [first[i], second[i]])
    .flat()
    .filter((one) => one !== undefined)
}

/** The largest groups that the two runs divide otherwise. */
async function exampleGroups(database: DuckDBConnection, { groups }: Comparison): Promise<ExampleGroup[]> {
  const size = (group: ChangedGroup) => group.first.reduce((sum, part) => sum + part.length, 0)
  const changed = groups
    .filter(({ change }) => change !== 'same')
    .sort((x, y) => size(y) - size(x))
    .slice(0, lookedThrough)
  const shown = (part: readonly number[]) => part.slice(0, recordsShown)
  const numbers = changed.flatMap(({ first, second }) => [...first, ...second].flatMap(shown))
  if (numbers.length === 0) return []
  const reader = await database.runAndReadAll(
    `select number, source, record_id from everyone where number in (${numbers.join(', ')})`,
  )
  const refs = new Map(reader.getRows().map(([number, ...ref]) => [Number(number), refOf(ref)]))
  const named = (parts: readonly (readonly number[])[]) => parts.map((part) => shown(part).map((one) => refs.get(one)!))
  return changed.map(({ change, first, second }) => ({ change, first: named(first), second: named(second) }))
}

function countsOf(groups: readonly ChangedGroup[]): RunComparison['clusters'] {
  const none = () => ({ groups: 0, records: 0 })
  const counts = { same: none(), split: none(), merged: none(), moved: none() }
  for (const { change, first } of groups) {
    counts[change].groups++
    counts[change].records += first.reduce((sum, part) => sum + part.length, 0)
  }
  return counts
}

async function sideOf({ run }: DoneRun, { pool }: MeasuringWorld): Promise<RunComparison['first']> {
  const { report, charts } = run
  const model = run.trained ?? run.model
  const kept = await findModel(pool, model)
  const chosen = report.expected.chosen
  const { review, kin } = kept?.model.thresholds ?? { review: chosen.threshold, kin: 0 }
  const side: RunComparison['first'] = {
    ...{ run: run.id, model, endedAt: run.endedAt ?? '', records: report.records, pairs: report.pairs },
    thresholds: { link: chosen.threshold, review, kin },
    clusters: { all: report.clusters.all, ofSeveral: report.clusters.ofSeveral },
    ...{ expected: chosen, weights: charts?.weights ?? [] },
  }
  return side
}
