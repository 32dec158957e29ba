/** Two rosters that have members in common, and what became of the household between them. */
export interface HouseholdLink {
  readonly left: number
  readonly right: number
  /** Persons on each. */
  readonly leftSize: number
  readonly rightSize: number
  /** Persons on both. */
  readonly shared: number
  /** Share of the smaller roster that the larger one holds, and of the larger that the smaller one holds. */
  readonly ofSmaller: number
  readonly ofLarger: number
  readonly kind: 'same' | 'part-of' | 'some-members'
}

/** From this share on a roster is taken to be another one again. */
const sameShare = 0.6
/** From this share of a roster on, it lies within another: a household that split off, or was joined to it. */
const partShare = 0.6

/**
 * Households by the persons that they have in common, over splits and merges: the links are scored from their members, who
 * were linked before, and a household may have several. `roster`: by record, 0 where it is on none.
 */
export function linkHouseholds(cluster: Int32Array, roster: (record: number) => number): HouseholdLink[] {
  // Whoever has one record stands on one roster: only the others need be remembered.
  const several = new Set<number>()
  cluster.forEach((person, record) => {
    if (person !== record) several.add(person)
  })
  const sizes = new Map<number, number>()
  const rostersOf = new Map<number, Set<number>>()
  cluster.forEach((person, record) => {
    const listed = roster(record)
    if (listed === 0) return
    if (several.has(person) && !addedTo(rostersOf, person, listed)) return
    sizes.set(listed, (sizes.get(listed) ?? 0) + 1)
  })
  const shared = new Map<string, [left: number, right: number, count: number]>()
  for (const rosters of rostersOf.values()) {
    const sorted = [...rosters].sort((x, y) => x - y)
    sorted.forEach((left, i) => {
      for (const right of sorted.slice(i + 1)) {
        const key = `${left} ${right}`
        const known = shared.get(key)
        if (known === undefined) shared.set(key, [left, right, 1])
        else known[2]++
      }
    })
  }
  return [...shared.values()]
    .map(([left, right, count]) => scored(left, right, count, [sizes.get(left)!, sizes.get(right)!]))
    .sort((x, y) => x.left - y.left || x.right - y.right)
}

/** False where it was there already. */
function addedTo(to: Map<number, Set<number>>, key: number, value: number): boolean {
  const known = to.get(key) ?? new Set()
  to.set(key, known)
  return known.size < known.add(value).size
}

function scored(
  left: number,
  right: number,
  shared: number,
  [leftSize, rightSize]: readonly [number, number],
): HouseholdLink {
  const ofSmaller = shared / Math.min(leftSize, rightSize)
  const ofLarger = shared / Math.max(leftSize, rightSize)
  const kind = ofLarger >= sameShare ? 'same' : ofSmaller >= partShare ? 'part-of' : 'some-members'
  return { left, right, leftSize, rightSize, shared, ofSmaller, ofLarger, kind }
}
