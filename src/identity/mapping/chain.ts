import { keyOf } from '../people/rules.ts'
import type { RecordRef } from '../people/schema.ts'
import { type Basis, type IdentifierMap, type Level, levels } from './declared.ts'
import type { LinkDecision, MappedRecord } from './facts.ts'
import type { NumberLink } from './same-number.ts'

/** What lies between two things that are said to be one person's. A chain of them is as strong as its weakest link. */
export interface Chain {
  readonly level: Level
  /** How the two came together: the weakest link between records; within one record, how its numbers came there. */
  readonly by: Rest
  /** The day since which all of it holds. */
  readonly since: string
}

export interface Rest {
  readonly between: 'records' | 'numbers'
  readonly basis: Basis
  readonly level: Level
  /** Of the model, in bits. */
  readonly weight?: number
}

const rank = (level: Level): number => levels.indexOf(level)

export const chainOf = (by: Rest, since: string): Chain => ({ level: by.level, by, since })

/** Both must hold: the weaker says how sure it is, the later since when. */
export function joined(chain: Chain, next: Chain): Chain {
  return {
    level: rank(next.level) < rank(chain.level) ? next.level : chain.level,
    by: tells(next.by, chain.by) ? next.by : chain.by,
    since: lastOf([chain.since, next.since]),
  }
}

const lastOf = (days: readonly string[]): string => days.toSorted().at(-1) ?? ''

const tells = (one: Rest, other: Rest): boolean =>
  one.between === other.between ? rank(one.level) < rank(other.level) : one.between === 'records'

export const isBetter = (one: Chain, other: Chain | undefined): boolean =>
  other === undefined || rank(one.level) > rank(other.level) || (one.level === other.level && one.since < other.since)

interface Edge {
  readonly first: RecordRef
  readonly second: RecordRef
  readonly chain: Chain
}

/** The best chain from the records that were asked by to every other record of the person. */
export function reach(start: ReadonlyMap<string, Chain>, edges: readonly Edge[]): ReadonlyMap<string, Chain> {
  const best = new Map(start)
  const pass = ({ chain }: Edge, from: string, to: string): boolean => {
    const there = best.get(from)
    if (there === undefined) return false
    const found = joined(there, chain)
    if (!isBetter(found, best.get(to))) return false
    best.set(to, found)
    return true
  }
  for (let changed = true; changed; ) {
    changed = false
    for (const edge of edges) {
      const [a, b] = [keyOf(edge.first), keyOf(edge.second)]
      if (pass(edge, a, b)) changed = true
      if (pass(edge, b, a)) changed = true
    }
  }
  return best
}

/** How sure a steward's decision is: by its reason, by a second steward, by the weight of the model. */
export function chainOfDecision(
  { reason, confirmed, weight, day }: LinkDecision,
  { assurance }: Pick<IdentifierMap, 'assurance'>,
): Chain {
  const rule = assurance.links.find(
    ({ reasons, confirmed: second, minWeight }) =>
      reasons.includes(reason) &&
      (second === undefined || confirmed) &&
      (minWeight === undefined || (weight !== undefined && weight >= minWeight)),
  )
  const level = rule?.level ?? 'low'
  // Where the steward goes by nothing but the records, it is the model's word that was confirmed.
  const byModel = reason === 'evidence-of-the-records' && weight !== undefined
  const basis: Pick<Rest, 'basis' | 'weight'> = byModel ? { basis: 'model', weight } : { basis: 'steward' }
  return chainOf({ between: 'records', level, ...basis }, day)
}

export function chainOfNumber(
  { first, second, civil }: NumberLink,
  records: ReadonlyMap<string, MappedRecord>,
  { assurance }: Pick<IdentifierMap, 'assurance'>,
): Chain {
  const basis = civil ? 'civil-registry' : 'same-number'
  const days = [first, second].map((ref) => records.get(keyOf(ref))?.since ?? '')
  return chainOf({ between: 'records', basis, level: assurance.bindings[basis] }, lastOf(days))
}
