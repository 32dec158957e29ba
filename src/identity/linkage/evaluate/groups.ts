import { type Score, scoreOf, wilson } from './score.ts'

/** What people are divided by: sex, age band, region, group of names. */
export interface Division {
  readonly name: string
  /** The group of each record. */
  readonly groupOf: readonly string[]
}

export interface GroupScore extends Score {
  readonly division: string
  readonly group: string
  readonly records: number
  /** The model does worse for this group than for all others together, by more than chance and by enough to matter. */
  readonly finding?: 'misses-more' | 'errs-more'
}

/** A difference in precision or recall that is too small to act upon, even where it is certain. */
const leastDifference = 0.01
/** Fewer pairs than these say nothing about a group. */
const leastPairs = 30

/** Of one group. */
export interface Counts {
  right: number
  wrong: number
  missed: number
  records: number
}

/** Two records, by their places in `groupOf`: whether they were linked, and whether they are one person. */
export interface GroupedPair {
  readonly i: number
  readonly j: number
  readonly linked: boolean
  readonly same: boolean
}

/**
 * A pair is counted in the group of each of its records, half in each where they differ: wrong links across two groups
 * weigh on both.
 */
export function scoreGroupsOfPairs(division: Division, pairs: Iterable<GroupedPair>): GroupScore[] {
  const counts = new Map<string, Counts>()
  const of = (group: string): Counts => {
    const known = counts.get(group) ?? { right: 0, wrong: 0, missed: 0, records: 0 }
    counts.set(group, known)
    return known
  }
  for (const group of division.groupOf) of(group).records++
  for (const { i, j, linked, same } of pairs) {
    if (!linked && !same) continue
    const kind = linked ? (same ? 'right' : 'wrong') : 'missed'
    for (const record of [i, j]) of(division.groupOf[record] ?? '')[kind] += 0.5
  }
  return groupScores(division.name, counts)
}

/** The score of each group, by its name, and which of them is a finding. */
export function groupScores(division: string, counts: ReadonlyMap<string, Readonly<Counts>>): GroupScore[] {
  const all = [...counts.values()].reduce(add, { right: 0, wrong: 0, missed: 0, records: 0 })
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, count]) => {
      const finding = findingOf(count, all)
      const score = scoreOf(count.right, count.wrong, count.missed)
      const named = { division, group, records: count.records, ...score }
      return finding === undefined ? named : { ...named, finding }
    })
}

const add = (a: Readonly<Counts>, b: Readonly<Counts>): Counts => ({
  right: a.right + b.right,
  wrong: a.wrong + b.wrong,
  missed: a.missed + b.missed,
  records: a.records + b.records,
})

function findingOf(group: Readonly<Counts>, all: Readonly<Counts>): GroupScore['finding'] {
  const others = { right: all.right - group.right, wrong: all.wrong - group.wrong, missed: all.missed - group.missed }
  if (isBelow([group.right, group.missed], [others.right, others.missed])) return 'misses-more'
  if (isBelow([group.right, group.wrong], [others.right, others.wrong])) return 'errs-more'
  return undefined
}

type Share = readonly [good: number, bad: number]

/** Below by enough to matter, and no part of the one's interval touches the other's. */
function isBelow(group: Share, others: Share): boolean {
  const trials = ([good, bad]: Share): number => good + bad
  if (trials(group) < leastPairs || trials(others) < leastPairs) return false
  const difference = others[0] / trials(others) - group[0] / trials(group)
  return difference >= leastDifference && wilson(group[0], trials(group))[1] < wilson(others[0], trials(others))[0]
}
