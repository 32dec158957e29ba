import { levelsOfPattern, patternPlaces } from '../compare/levels.ts'
import { leastProbability } from '../compare/weights.ts'
import type { LinkageModel, Parameters } from '../model/schema.ts'
import { pairsAmong } from '../pairs.ts'
import { atLeast, atMost, boundsOf } from './bounds.ts'
import { type Cells, cellsOf } from './cells.ts'
import { type Starts, startsOf } from './starts.ts'
import type { Rows } from './unrelated.ts'

/** Pairs that a person decided, as so many pairs of a pattern. */
export interface LabelledPattern {
  readonly pattern: number
  readonly verdict: 'match' | 'household' | 'unrelated'
  readonly weight: number
}

export interface Expectation {
  readonly model: LinkageModel
  readonly records: number
  /** Candidate pairs by pattern. */
  readonly patterns: ReadonlyMap<number, number>
  readonly unrelated: readonly Rows[]
  readonly labels: readonly LabelledPattern[]
}

export interface Maximised {
  readonly parameters: Parameters
  readonly rounds: number
  /** Whether the classes stopped changing. */
  readonly settled: boolean
}

const mostRounds = 100
const settledChange = 1e-5
/** Pairs that the starting values count for: a class of few pairs stays near them instead of running away. */
const priorPairs = { match: 20, household: 10 }

/** Three classes, each a row of probabilities a comparison; those of the unrelated stay as they were reckoned. */
interface Classes {
  match: number
  household: number
  readonly unrelated: number
  readonly rows: { match: Rows[]; household: Rows[]; unrelated: Rows[] }
}

/** Patterns, one after the other: how many pairs have each, and the cells of its levels. */
interface Patterns {
  readonly pairs: Float64Array
  /** Of pattern `p`: from `starts[p]` up to `starts[p + 1]`. */
  readonly cells: Int32Array
  readonly starts: Int32Array
}

interface Decided {
  readonly cells: readonly number[]
  readonly weight: number
  readonly verdict: LabelledPattern['verdict']
}

/**
 * Expectation-maximisation over patterns. The unrelated are fixed, with the number of all pairs and not of those compared:
 * a pattern is unrelated as often as chance makes it so among all pairs, however blocking chose.
 */
export function maximise({ model, records, patterns, unrelated, labels }: Expectation): Maximised {
  const places = patternPlaces(model)
  const cells = cellsOf(model.comparisons)
  const cellsOfPattern = (pattern: number) => cells.of(levelsOfPattern(places, pattern))
  const seen = patternsOf(patterns, cellsOfPattern)
  const decided = labels.map(({ pattern, weight, verdict }) => ({ cells: cellsOfPattern(pattern), weight, verdict }))
  const starts = startsOf(model)
  const candidates = seen.pairs.reduce((sum, pairs) => sum + pairs, 0)
  const classes: Classes = {
    match: Math.max(1, Math.min(records * 0.05, candidates * 0.1)),
    household: Math.max(1, Math.min(records * 0.5, candidates * 0.3)),
    unrelated: Math.max(1, pairsAmong(records)),
    rows: { ...structuredClone(starts), unrelated: unrelated.map((rows) => rows.map((row) => [...row])) },
  }
  let rounds = 0
  let settled = false
  while (rounds < mostRounds && !settled) {
    rounds++
    const before = [classes.match, classes.household]
    round(model, cells, classes, seen, decided, starts)
    if (rounds % 5 === 0) mendUnrelated(classes, unrelated)
    settled =
      rounds > 5 &&
      [classes.match, classes.household].every((now, i) => Math.abs(now - before[i]!) <= settledChange * before[i]!)
  }
  return { parameters: parametersOf(model, records, classes), rounds, settled }
}

function patternsOf(patterns: ReadonlyMap<number, number>, cellsOf: (pattern: number) => number[]): Patterns {
  const cells = [...patterns.keys()].map(cellsOf)
  const starts = new Int32Array(cells.length + 1)
  for (const [i, of] of cells.entries()) starts[i + 1] = starts[i]! + of.length
  return { pairs: Float64Array.from(patterns.values()), cells: Int32Array.from(cells.flat()), starts }
}

function round(
  model: LinkageModel,
  cells: Cells,
  classes: Classes,
  seen: Patterns,
  decided: readonly Decided[],
  starts: Starts,
): void {
  const sums = expected(seen, logsOf(cells, classes))
  for (const { cells: of, weight, verdict } of decided) {
    if (verdict !== 'unrelated') for (const cell of of) sums[verdict][cell]! += weight
  }
  const { totals } = sums
  const [match, household] = [cells.shaped(sums.match), cells.shaped(sums.household)]
  classes.match = Math.max(totals.match, 1e-3)
  classes.household = Math.max(totals.household, 1e-3)
  for (const i of model.comparisons.keys()) {
    const { matchAgrees, householdAgrees } = boundsOf(model, model.comparisons[i]!)
    classes.rows.match[i] = atLeast(normalised(match[i]!, starts.match[i]!, priorPairs.match), matchAgrees)
    classes.rows.household[i] = atMost(
      normalised(household[i]!, starts.household[i]!, priorPairs.household),
      householdAgrees,
    )
  }
}

type Logs = ReturnType<typeof logsOf>

/** Pairs that are expected in each cell of the two classes that are sought, and in all. */
function expected({ pairs, cells, starts }: Patterns, logs: Logs) {
  const { match, household, unrelated } = logs.cells
  const sums = { match: new Float64Array(match.length), household: new Float64Array(match.length) }
  const totals = { match: 0, household: 0 }
  for (let pattern = 0; pattern < pairs.length; pattern++) {
    const from = starts[pattern]!
    const to = starts[pattern + 1]!
    let m = logs.match
    let h = logs.household
    let u = logs.unrelated
    for (let at = from; at < to; at++) {
      const cell = cells[at]!
      m += match[cell]!
      h += household[cell]!
      u += unrelated[cell]!
    }
    const top = Math.max(m, h, u)
    m = Math.exp(m - top)
    h = Math.exp(h - top)
    const each = pairs[pattern]! / (m + h + Math.exp(u - top))
    totals.match += m * each
    totals.household += h * each
    for (let at = from; at < to; at++) {
      sums.match[cells[at]!]! += m * each
      sums.household[cells[at]!]! += h * each
    }
  }
  return { ...sums, totals }
}

/** Rows that depend on another comparison share the prior. */
function normalised(sums: Rows, starts: Rows, prior: number): Rows {
  const each = prior / sums.length
  return sums.map((row, at) => {
    const total = row.reduce((sum, value) => sum + value, 0) + each
    return row.map((value, level) => (value + each * starts[at]![level]!) / total)
  })
}

function logsOf(cells: Cells, { match, household, unrelated, rows }: Classes) {
  const logs = (of: readonly Rows[]) => cells.flat(of).map((p) => Math.log(Math.max(p, leastProbability)))
  return {
    ...{ match: Math.log(match), household: Math.log(household), unrelated: Math.log(unrelated) },
    cells: { match: logs(rows.match), household: logs(rows.household), unrelated: logs(rows.unrelated) },
  }
}

/** Of the chance that any two records agree on something rare, the part that is one person's or one household's. */
const leastLeft = 0.02

/**
 * Chances were reckoned over all pairs of records, one person's among them. For a value that hardly two people share, such
 * as a national id, those are most of the pairs that agree; they are taken out again.
 */
function mendUnrelated({ match, household, unrelated, rows }: Classes, reckoned: readonly Rows[]): void {
  reckoned.forEach((tables, i) => {
    if (tables.length !== 1) return
    const row = tables[0]!
    const mended = row.map((chance, level) => {
      if (level === row.length - 1) return chance
      const ours = match * rows.match[i]![0]![level]! + household * rows.household[i]![0]![level]!
      return Math.max(chance - ours / unrelated, chance * leastLeft)
    })
    mended[row.length - 1] = 0
    mended[row.length - 1] = 1 - mended.reduce((sum, chance) => sum + chance, 0)
    rows.unrelated[i] = [mended]
  })
}

function parametersOf(
  model: LinkageModel,
  records: number,
  { match, household, unrelated, rows }: Classes,
): Parameters {
  return {
    records,
    pairs: { match, household, unrelated },
    comparisons: model.comparisons.map(({ id }, i) => ({
      id,
      match: rows.match[i]!,
      household: rows.household[i]!,
      unrelated: rows.unrelated[i]!,
    })),
  }
}
