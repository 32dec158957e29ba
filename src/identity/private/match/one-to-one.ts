export interface ScoredPair {
  readonly a: number
  readonly b: number
  readonly score: number
}

export interface Decisions {
  readonly linked: readonly ScoredPair[]
  /** Pairs of the best score that is left to one of the two, of which there are several: for a person to decide. */
  readonly tied: readonly ScoredPair[]
}

/**
 * Each record in one pair at most, the best score first. Where the best that is left for a record is shared by several
 * pairs, none of them is linked, and all who are in them are out of what follows: to take the first would be a guess.
 */
export function oneToOne(pairs: readonly ScoredPair[]): Decisions {
  const ordered = [...pairs].sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b)
  const takenA = new Set<number>()
  const takenB = new Set<number>()
  const linked: ScoredPair[] = []
  const tied: ScoredPair[] = []
  for (let from = 0; from < ordered.length; ) {
    let to = from
    while (ordered[to]?.score === ordered[from]?.score && to < ordered.length) to++
    const open = ordered.slice(from, to).filter(({ a, b }) => !takenA.has(a) && !takenB.has(b))
    const timesA = timesOf(open.map(({ a }) => a))
    const timesB = timesOf(open.map(({ b }) => b))
    for (const pair of open) (timesA.get(pair.a) === 1 && timesB.get(pair.b) === 1 ? linked : tied).push(pair)
    for (const { a, b } of open) {
      takenA.add(a)
      takenB.add(b)
    }
    from = to
  }
  return { linked, tied }
}

function timesOf(rows: readonly number[]): Map<number, number> {
  const times = new Map<number, number>()
  for (const row of rows) times.set(row, (times.get(row) ?? 0) + 1)
  return times
}
