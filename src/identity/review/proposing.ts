import { newId } from '../../kernel/ids.ts'
import { enrolmentsOf, type PersonRecord, readRecords } from '../people/records.ts'
import { inOrder, keyOf } from '../people/rules.ts'
import type { RecordRef } from '../people/schema.ts'
import type { Queryable } from '../people/store.ts'
import { areasOfRecords } from '../people/world.ts'
import { isSampled, priorityOf, probabilityOfWeight, riskOf } from './rules.ts'
import type { Proposal } from './schema.ts'
import type { NewProposal } from './store.ts'

/** What a model says of a pair. */
export interface Figures {
  readonly model: string
  readonly weight: number
  readonly kinWeight: number
  readonly pattern: number
}

export interface ScoredPair extends Figures {
  readonly first: RecordRef
  readonly second: RecordRef
  readonly cluster?: string
}

export interface Proposing {
  readonly origin: Proposal['origin']
  readonly run?: string
  readonly at: Date
}

/** Pairs with all that the queue must know of them: where they lie, what is at stake, who must agree. */
export async function proposalsFrom(
  database: Queryable,
  pairs: readonly ScoredPair[],
  proposing: Proposing,
): Promise<NewProposal[]> {
  const refs = [
    ...new Map(pairs.flatMap(({ first, second }) => [first, second]).map((ref) => [keyOf(ref), ref])).values(),
  ]
  const [records, enrolments] = await Promise.all([readRecords(database, refs), enrolmentsOf(database, refs)])
  const recordAt = new Map(records.map((record) => [keyOf(record), record]))
  const enrolmentsAt = Map.groupBy(enrolments, keyOf)
  return pairs.flatMap((pair) => {
    const [first, second] = inOrder(pair.first, pair.second)
    const both = [recordAt.get(keyOf(first)), recordAt.get(keyOf(second))].filter((record) => record !== undefined)
    // A record that is gone since it was matched is nobody's business any more.
    if (both.length < 2) return []
    const risk = riskOf(enrolmentsAt.get(keyOf(first)) ?? [], enrolmentsAt.get(keyOf(second)) ?? [])
    return [{ ...figuresOf(pair, both), ...{ first, second, risk }, ...common(pair, risk.factor, proposing) }]
  })
}

function figuresOf(
  { model, weight, kinWeight, pattern, first, second }: ScoredPair,
  both: readonly PersonRecord[],
): Pick<Proposal, 'areas' | 'needsTwo' | keyof Figures> {
  const areas = areasOfRecords(both)
  const figures = { model, weight, kinWeight, pattern, areas }
  if (areas.length > 1) return { ...figures, needsTwo: 'areas' }
  return isSampled(keyOf(first), keyOf(second)) ? { ...figures, needsTwo: 'sample' } : figures
}

function common({ weight, cluster, first, second }: ScoredPair, factor: number, { origin, run, at }: Proposing) {
  const probability = probabilityOfWeight(weight)
  return {
    ...{ id: newId('lp', at.getTime()), origin, probability, priority: priorityOf({ factor }, probability) },
    ...(run === undefined ? {} : { run }),
    cluster: cluster ?? keyOf(inOrder(first, second)[0]),
    proposedAt: at.toISOString(),
  }
}
