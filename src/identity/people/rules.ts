import type { Problem } from '../../kernel/problem.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { heldApart, nothingToMerge, onePersonAlready, stillTogether } from './problems.ts'
import type { DecisionKind, Move, RecordRef } from './schema.ts'

/** `source` and number in one text, which sorts as the pair does. */
export const keyOf = ({ source, record }: RecordRef): string => `${source} ${record}`

export const sameRecord = (a: RecordRef, b: RecordRef): boolean => a.source === b.source && a.record === b.record

/** A pair has one spelling: the lesser record first, by source, then number, in the order of code points. */
export const inOrder = (a: RecordRef, b: RecordRef): readonly [RecordRef, RecordRef] => (before(a, b) ? [a, b] : [b, a])

const before = (a: RecordRef, b: RecordRef): boolean =>
  a.source === b.source ? Buffer.compare(Buffer.from(a.record), Buffer.from(b.record)) < 0 : a.source < b.source

const joining: ReadonlySet<DecisionKind> = new Set(['link', 'must-link', 'merge'])
const parting: ReadonlySet<DecisionKind> = new Set(['not-link', 'cannot-link', 'unmerge'])

export const joins = (kind: DecisionKind): boolean => joining.has(kind)
export const parts = (kind: DecisionKind): boolean => parting.has(kind)

/** A decision as it bears on who is whom. */
export interface Said {
  readonly id: string
  readonly kind: DecisionKind
  readonly first: RecordRef
  readonly second: RecordRef
  readonly undone: boolean
}

/** A record with the entity that was made for it, and the one that it is in. */
export interface Placed extends RecordRef {
  readonly home: string
  readonly entity: string
}

/** The people that a decision could touch: their records, and all that was decided about those, oldest first. */
export interface Neighbourhood {
  readonly placed: readonly Placed[]
  readonly said: readonly Said[]
}

/**
 * Who is whom follows from the decisions alone: records joined by decisions that hold are one person, and that person has
 * the id of the oldest home among them. So taking a decision back leaves exactly what the others say.
 */
export function people(placed: readonly Placed[], said: readonly Said[]): ReadonlyMap<string, string> {
  const parents = new Map(placed.map((one) => [keyOf(one), keyOf(one)]))
  const rootOf = (key: string): string => {
    let root = key
    for (let next = parents.get(root); next !== undefined && next !== root; next = parents.get(root)) root = next
    return root
  }
  for (const { kind, first, second, undone } of said) {
    if (undone || !joins(kind)) continue
    const [a, b] = [keyOf(first), keyOf(second)]
    if (parents.has(a) && parents.has(b)) parents.set(rootOf(a), rootOf(b))
  }
  const names = new Map<string, string>()
  for (const one of placed) {
    const root = rootOf(keyOf(one))
    const known = names.get(root)
    if (known === undefined || one.home < known) names.set(root, one.home)
  }
  return new Map(placed.map((one) => [keyOf(one), names.get(rootOf(keyOf(one))) ?? one.home]))
}

/** The last word on each pair decides whether its records are held apart. */
export function apart(said: readonly Said[]): ReadonlyMap<string, Said> {
  const last = new Map<string, Said>()
  for (const one of said) {
    if (one.undone || one.kind === 'cannot-tell') continue
    last.set(`${keyOf(one.first)}|${keyOf(one.second)}`, one)
  }
  return new Map([...last].filter(([, { kind }]) => parts(kind)))
}

/** What changes when the decisions are these instead. */
export function movesOf(placed: readonly Placed[], after: ReadonlyMap<string, string>): Move[] {
  return placed.flatMap(({ source, record, entity, home }) => {
    const to = after.get(keyOf({ source, record })) ?? home
    return to === entity ? [] : [{ source, record, from: entity, to }]
  })
}

export interface Asked {
  readonly id: string
  readonly kind: Exclude<DecisionKind, 'unmerge'>
  readonly first: RecordRef
  readonly second: RecordRef
}

/** Where every record is once this is decided, or why it cannot be. */
export function decided({ placed, said }: Neighbourhood, asked: Asked): Result<Move[]> {
  const now = people(placed, said)
  const together = now.get(keyOf(asked.first)) === now.get(keyOf(asked.second))
  if (parts(asked.kind) && together) return fail(onePersonAlready(bridges(said, now, asked.first)))
  if (asked.kind === 'merge' && together) return fail(nothingToMerge)
  if (!joins(asked.kind)) return ok([])
  const next: Said[] = [...said, { ...asked, undone: false }]
  const after = people(placed, next)
  const fault = apartWithin(after, next)
  return fault === undefined ? ok(movesOf(placed, after)) : fail(fault)
}

/** Decisions that hold the person together. */
const bridges = (said: readonly Said[], now: ReadonlyMap<string, string>, one: RecordRef): string[] =>
  said
    .filter(({ kind, first, undone }) => !undone && joins(kind) && now.get(keyOf(first)) === now.get(keyOf(one)))
    .map(({ id }) => id)

/** A person may not hold two records of which somebody said that they are two people's. */
function apartWithin(after: ReadonlyMap<string, string>, said: readonly Said[]): Problem | undefined {
  const broken = [...apart(said).values()].filter(
    ({ first, second }) => after.has(keyOf(first)) && after.get(keyOf(first)) === after.get(keyOf(second)),
  )
  return broken.length === 0 ? undefined : heldApart(broken.map(({ id }) => id))
}

/** Where every record is once a decision is taken back; refused while others hold the same two together. */
export function undone({ placed, said }: Neighbourhood, decision: Said): Result<Move[]> {
  const rest = said.map((one) => (one.id === decision.id ? { ...one, undone: true } : one))
  const after = people(placed, rest)
  if (after.get(keyOf(decision.first)) === after.get(keyOf(decision.second))) {
    return fail(stillTogether(bridges(rest, after, decision.first)))
  }
  return ok(movesOf(placed, after))
}
