import { levelsOfPattern, nullLevel, patternPlaces } from '../compare/levels.ts'
import { leastProbability, parentOf } from '../compare/weights.ts'
import type { LinkageModel, Parameters } from '../model/schema.ts'
import { pairsAmong } from '../pairs.ts'
import { atLeast, atMost, boundsOf } from './bounds.ts'
import { startsOf } from './starts.ts'
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

interface PatternRow {
  readonly levels: readonly number[]
  readonly count: number
}

/**
 * Expectation-maximisation over patterns. The unrelated are fixed, with the number of all pairs and not of those compared:
 * a pattern is unrelated as often as chance makes it so among all pairs, however blocking chose.
 */
export function maximise({ model, records, patterns, unrelated, labels }: Expectation): Maximised {
  const places = patternPlaces(model)
  const rowOf = (pattern: number, count: number): PatternRow => ({ levels: levelsOfPattern(places, pattern), count })
  const seen = [...patterns].map(([pattern, count]) => rowOf(pattern, count))
  const decided = labels.map((label) => ({ ...rowOf(label.pattern, label.weight), verdict: label.verdict }))
  const starts = startsOf(model)
  const parents = model.comparisons.map(({ dependsOn }) => parentOf(model.comparisons, dependsOn))
  const candidates = seen.reduce((sum, { count }) => sum + count, 0)
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
    round(model, parents, classes, seen, decided, starts)
    if (rounds % 5 === 0) mendUnrelated(classes, unrelated)
    settled =
      rounds > 5 &&
      [classes.match, classes.household].every((now, i) => Math.abs(now - before[i]!) <= settledChange * before[i]!)
  }
  return { parameters: parametersOf(model, records, classes), rounds, settled }
}

type Sums = { readonly match: Rows[]; readonly household: Rows[] }

function round(
  model: LinkageModel,
  parents: readonly number[],
  classes: Classes,
  seen: readonly PatternRow[],
  decided: readonly (PatternRow & { readonly verdict: LabelledPattern['verdict'] })[],
  starts: Sums,
): void {
  const logs = logsOf(classes)
  const sums: Sums = { match: zeros(starts.match), household: zeros(starts.household) }
  const totals = { match: 0, household: 0 }
  const count = (to: Rows[], levels: readonly number[], share: number) => {
    for (let i = 0; i < levels.length; i++) {
      const level = levels[i]!
      if (level === nullLevel) continue
      to[i]![parents[i]! < 0 ? 0 : levels[parents[i]!]!]![level - 1]! += share
    }
  }
  for (const { levels, count: pairs } of seen) {
    let match = logs.match
    let household = logs.household
    let unrelated = logs.unrelated
    for (let i = 0; i < levels.length; i++) {
      const level = levels[i]!
      if (level === nullLevel) continue
      const row = parents[i]! < 0 ? 0 : levels[parents[i]!]!
      match += logs.rows.match[i]![row]![level - 1]!
      household += logs.rows.household[i]![row]![level - 1]!
      unrelated += logs.rows.unrelated[i]![row]![level - 1]!
    }
    const top = Math.max(match, household, unrelated)
    const [m, h, u] = [Math.exp(match - top), Math.exp(household - top), Math.exp(unrelated - top)]
    const each = pairs / (m + h + u)
    totals.match += m * each
    totals.household += h * each
    count(sums.match, levels, m * each)
    count(sums.household, levels, h * each)
  }
  for (const { levels, count: weight, verdict } of decided) {
    if (verdict !== 'unrelated') count(sums[verdict], levels, weight)
  }
  classes.match = Math.max(totals.match, 1e-3)
  classes.household = Math.max(totals.household, 1e-3)
  for (const i of model.comparisons.keys()) {
    const { matchAgrees, householdAgrees } = boundsOf(model, model.comparisons[i]!)
    const drawn = (of: 'match' | 'household') => normalised(sums[of][i]!, starts[of][i]!, priorPairs[of])
    classes.rows.match[i] = atLeast(drawn('match'), matchAgrees)
    classes.rows.household[i] = atMost(drawn('household'), householdAgrees)
  }
}

const zeros = (rows: readonly Rows[]): Rows[] => rows.map((of) => of.map((row) => row.map(() => 0)))

/** Rows that depend on another comparison share the prior. */
function normalised(sums: Rows, starts: Rows, prior: number): Rows {
  const each = prior / sums.length
  return sums.map((row, at) => {
    const total = row.reduce((sum, value) => sum + value, 0) + each
    return row.map((value, level) => (value + each * starts[at]![level]!) / total)
  })
}

function logsOf({ match, household, unrelated, rows }: Classes) {
  const log = (of: readonly Rows[]) =>
    of.map((table) => table.map((row) => row.map((p) => Math.log(Math.max(p, leastProbability)))))
  return {
    match: Math.log(match),
    household: Math.log(household),
    unrelated: Math.log(unrelated),
    rows: { match: log(rows.match), household: log(rows.household), unrelated: log(rows.unrelated) },
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
