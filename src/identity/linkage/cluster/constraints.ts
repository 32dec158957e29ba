/** What forbids that two records are one person, whatever they look like. */
export interface Forbids {
  /** Code of the source of a record, from 1. */
  readonly source: (record: number) => number
  /** Sources (by code) that hold nobody twice. */
  readonly unique: ReadonlySet<number>
  /** Codes of rosters, 0 where a record is on none: two records of one roster were listed side by side. */
  readonly rosters: readonly ((record: number) => number)[]
}

/** Why two records may not be linked; undefined when nothing forbids it. */
export type Obstacle = 'same-unique-source' | 'same-roster'

/**
 * What a cluster must not hold twice: marks of a record. Two records with one mark in common are two people. A mark is a
 * kind (a unique source, or a roster column) and a value.
 */
export function marksOf({ source, unique, rosters }: Forbids, record: number): string[] {
  const from = source(record)
  return [
    ...(unique.has(from) ? [`s${from}`] : []),
    ...rosters.flatMap((roster, i) => {
      const listed = roster(record)
      return listed === 0 ? [] : [`r${i}.${from}.${listed}`]
    }),
  ]
}

export const obstacleOf = (mark: string): Obstacle => (mark.startsWith('s') ? 'same-unique-source' : 'same-roster')
