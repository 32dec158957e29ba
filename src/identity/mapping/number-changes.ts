import type pg from 'pg'
import { socialRegistry } from '../people/records.ts'
import { keyOf } from '../people/rules.ts'
import type { RecordRef } from '../people/schema.ts'
import { isHeard, raiseOf, type Telling } from './events.ts'
import type { MappedRecord, MappingFacts } from './facts.ts'
import { distinct, type Gathering, type GatheringWorld, gathering } from './gathering.ts'
import { type ByNumbers, linkedByNumbers } from './rules.ts'
import { type Numbers, recordsLimit, toldAs } from './store.ts'

type Transaction = Pick<pg.ClientBase, 'query'>

/** What a change is about to touch: records, and numbers that records may bear after it. */
export interface Touched {
  readonly refs: readonly RecordRef[]
  readonly numbers: Numbers
}

export interface Change {
  readonly act: string
  readonly at: Date
  /** Records that it made. */
  readonly made?: readonly RecordRef[]
}

export interface NumberChanges {
  /**
   * To be called in the transaction of a change, before it: looks at who is linked by same numbers, and answers with what is to be
   * called after it, which raises one event for each person whose links are others now. Undefined where nobody would hear.
   */
  before(tx: Transaction, touched: Touched): Promise<((change: Change) => Promise<number>) | undefined>
}

export interface NumberChangesWorld extends GatheringWorld {
  readonly telling: Telling
}

export function openNumberChanges(world: NumberChangesWorld): NumberChanges {
  const look = looking(gathering(world), world)
  return {
    async before(tx, { refs, numbers }) {
      if (!(await isHeard(tx, world.telling))) return undefined
      const before = await look(tx, refs, numbers)
      return async ({ act, at, made = [] }) => {
        const looked = distinct([...refs, ...before.refs, ...made])
        const after = await look(tx, looked, {})
        const changed = looked.map(keyOf).filter((key) => linksOf(before, key) !== linksOf(after, key))
        const people = await numbersInMap(
          tx,
          new Set(changed.flatMap((key) => after.found.get(key)?.person ?? [])),
          after,
        )
        await raiseOf(tx, { act, occurredAt: at, people }, world.telling)
        return people.length
      }
    },
  }
}

interface Looked {
  readonly refs: readonly RecordRef[]
  readonly found: ReadonlyMap<string, Found>
}

interface Found extends ByNumbers, RecordRef {
  readonly entity?: string
}

const linksOf = ({ found }: Looked, key: string): string => found.get(key)?.links ?? ''

/** Records that are looked at in one go. */
const atOnce = 200

/** Many records, some at a time: each with all that bears on whose it is. */
function looking({ bearing, around }: Gathering, { map }: Pick<NumberChangesWorld, 'map'>) {
  return async (tx: Transaction, refs: readonly RecordRef[], numbers: Numbers): Promise<Looked> => {
    const found = new Map<string, Found>()
    const limit = atOnce * recordsLimit
    const seen = async (seeds: readonly RecordRef[]): Promise<void> => {
      // Whoever was met around others has been looked at with them.
      const fresh = seeds.filter((seed) => !found.has(keyOf(seed)))
      const facts = await around(tx, fresh, limit)
      for (const group of groupsOf(facts)) {
        const linked = linkedByNumbers(group, map)
        for (const { source, record, entity } of group.records) {
          const one = linked.get(keyOf({ source, record }))
          const of = entity === undefined ? {} : { entity }
          if (one !== undefined) found.set(keyOf({ source, record }), { ...one, source, record, ...of })
        }
      }
    }
    for (const some of portions(refs)) await seen(some)
    for (const [column, values] of Object.entries(numbers)) {
      for (const some of portions(values)) await seen(await bearing(tx, { [column]: some }, limit))
    }
    return { refs: [...found.values()].map(({ source, record }) => ({ source, record })), found }
  }
}

const portions = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / atOnce) }, (_, i) => all.slice(i * atOnce, (i + 1) * atOnce))

/** Facts of many people, taken apart: what a number, a person or a decision holds together is of one part. */
function groupsOf(facts: MappingFacts): MappingFacts[] {
  const roots = new Map<string, string>()
  const rootOf = (key: string): string => {
    let root = key
    for (let next = roots.get(root); next !== undefined; next = roots.get(root)) root = next
    return root
  }
  const tie = (a: string, b: string): void => {
    const [first, second] = [rootOf(a), rootOf(b)]
    if (first !== second) roots.set(first, second)
  }
  for (const record of facts.records) for (const held of heldBy(record)) tie(keyOf(record), held)
  for (const { first, second } of facts.decisions) tie(keyOf(first), keyOf(second))
  const decisionsOf = Map.groupBy(facts.decisions, ({ first }) => rootOf(keyOf(first)))
  return [...Map.groupBy(facts.records, (record) => rootOf(keyOf(record)))].map(([root, records]) => ({
    ...facts,
    // Of too many nothing is known, as when one of them is asked about.
    records: records.length > recordsLimit ? [] : records,
    decisions: decisionsOf.get(root) ?? [],
  }))
}

const heldBy = ({ holdings, entity }: MappedRecord): string[] => [
  ...holdings.flatMap(({ element, value, issued }) => (issued ? [] : [`${element}=${value}`])),
  ...(entity === undefined ? [] : [`entity=${entity}`]),
]

/** By its number where a steward has decided about the person; else by a record of theirs, the registry's before others. */
async function numbersInMap(tx: Transaction, persons: ReadonlySet<string>, { found }: Looked): Promise<string[]> {
  const known = new Set<string>()
  const unknown: RecordRef[] = []
  const recordsOf = Map.groupBy(found.values(), ({ person }) => person)
  for (const person of persons) {
    const records = (recordsOf.get(person) ?? []).toSorted((a, b) => rankOf(a).localeCompare(rankOf(b)))
    const entity = records.find((one) => one.entity !== undefined)?.entity
    if (entity !== undefined) known.add(entity)
    else if (records[0] !== undefined) unknown.push(records[0])
  }
  return [...known, ...(unknown.length === 0 ? [] : await toldAs(tx, unknown))]
}

const rankOf = (ref: RecordRef): string => `${ref.source === socialRegistry ? 0 : 1} ${keyOf(ref)}`
