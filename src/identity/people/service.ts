import { administer } from '../../federation/administration.ts'
import type { Json } from '../../kernel/canonical-json.ts'
import { newId } from '../../kernel/ids.ts'
import type { Problem } from '../../kernel/problem.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { casesFor, insertCases } from './cases.ts'
import {
  changedMeanwhile,
  needsTwo,
  outsideArea,
  sameRecordTwice,
  tombstone,
  unknownDecision,
  unknownEntity,
  unknownRecord,
} from './problems.ts'
import { enrolmentsOf, type PersonRecord, paymentsShownLimit, paymentsSince, readRecords } from './records.ts'
import { decided, inOrder, joins, keyOf, type Placed, people, sameRecord, undone } from './rules.ts'
import type {
  Aftermath,
  Decision,
  Evidence,
  LinkageCase,
  MergeRequest,
  Move,
  PairRequest,
  RecordRef,
  ShownDecision,
  UnmergeRequest,
} from './schema.ts'
import {
  decisionsAbout,
  entitiesOf,
  findDecision,
  findEntity,
  type Known,
  neighbourhoodOf,
  type Queryable,
  recordsIn,
  saidOf,
  stillSo,
  type Writing,
  writeDecision,
} from './store.ts'
import { areasOf, areasOfRecords, type By, type DecidingWorld, liesWithin, type PeopleWorld } from './world.ts'

/** What the review queue adds to a decision on a pair. */
export interface InReview {
  readonly proposal?: string
  readonly evidence?: Evidence
  readonly confirmedBy?: string
  /** The proposal's own change, in the same transaction; false where it cannot be made, before anything is written. */
  readonly before?: (tx: Queryable) => Promise<boolean>
}

/** Decisions on who is whom. Each is one transaction with its ledger entry: whole, or not at all. */
export interface DecisionDesk {
  /** As one step of a review, which knows how many must agree. */
  decide(request: PairRequest, by: By, review?: InReview): Promise<Result<ShownDecision>>
  /** Refused where two stewards are needed. */
  decideAlone(request: PairRequest, by: By): Promise<Result<ShownDecision>>
  merge(request: MergeRequest, by: By): Promise<Result<ShownDecision>>
  unmerge(request: UnmergeRequest, by: By): Promise<Result<ShownDecision>>
}

export function openDecisions(world: DecidingWorld): DecisionDesk {
  return {
    decide: (request, by, review = {}) => decide(request, by, world, review),
    async decideAlone(request, by) {
      const fault = joins(request.kind) ? await acrossAreas([request.first, request.second], world) : undefined
      return fault === undefined ? decide(request, by, world, {}) : fail(fault)
    },
    async merge({ entities: [one = '', another = ''], ...why }, by) {
      const found = await Promise.all([findEntity(world.pool, one), findEntity(world.pool, another)])
      for (const [i, entity] of found.entries()) {
        if (entity === undefined) return fail(unknownEntity([one, another][i] ?? ''))
        if (entity.mergedInto !== null) return fail(tombstone(entity.id, entity.mergedInto))
      }
      const [first, second] = found.map((entity) => entity?.home) as [RecordRef, RecordRef]
      const fault = await acrossAreas(await recordsIn(world.pool, [one, another]), world)
      if (fault !== undefined) return fail(fault)
      return decide({ kind: 'merge', first, second, ...why }, by, world, {})
    },
    unmerge: (request, by) => unmerge(request, by, world),
  }
}

/** Nobody joins people of two areas alone. */
async function acrossAreas(refs: readonly RecordRef[], { pool }: PeopleWorld): Promise<Problem | undefined> {
  const places = areasOfRecords(await readRecords(pool, refs))
  return places.length > 1 ? needsTwo(places) : undefined
}

type AnyPair = Omit<PairRequest, 'kind'> & { readonly kind: PairRequest['kind'] | 'merge' }

async function decide(
  { kind, reason, reference, ...pair }: AnyPair,
  by: By,
  world: DecidingWorld,
  { proposal, evidence, confirmedBy, before }: InReview,
): Promise<Result<ShownDecision>> {
  if (sameRecord(pair.first, pair.second)) return fail(sameRecordTwice)
  const [first, second] = inOrder(pair.first, pair.second)
  const records = await existing([first, second], by, world)
  if (!records.ok) return records
  const now = world.clock.now()
  const id = newId('ld', now.getTime())
  const { known, homes } = await surroundings([first, second], now, world)
  const moves = decided({ placed: [...known.placed, ...homes], said: known.said }, { id, kind, first, second })
  if (!moves.ok) return moves
  const decision: Decision = {
    ...{ id, kind, at: now.toISOString(), account: by.id, member: by.member, first, second, reason },
    ...(reference === undefined ? {} : { reference }),
    ...(evidence === undefined ? {} : { evidence }),
    ...(proposal === undefined ? {} : { proposal }),
    ...(confirmedBy === undefined ? {} : { confirmedBy }),
    moves: moves.value,
  }
  const cases = joins(kind) ? await casesOfJoining(decision, [...known.placed, ...homes], world) : []
  return write({ decision, known: known.revisions, homes }, { by, cases, before }, world)
}

/** Both records exist, and one of them at least lies where the steward may decide. */
async function existing(
  refs: readonly [RecordRef, RecordRef],
  by: By,
  { pool }: PeopleWorld,
): Promise<Result<PersonRecord[]>> {
  const records = await readRecords(pool, refs)
  for (const [i, ref] of refs.entries()) {
    if (!records.some((record) => sameRecord(record, ref))) return fail(unknownRecord(i === 0 ? '/first' : '/second'))
  }
  const places = areasOfRecords(records)
  return liesWithin(places, await areasOf(pool, by.id)) ? ok(records) : fail(outsideArea(places))
}

/** The people that the records are in now; a record that is in none gets a home. */
async function surroundings(
  refs: readonly RecordRef[],
  now: Date,
  { pool }: PeopleWorld,
): Promise<{ known: Known; homes: Placed[] }> {
  const there = await entitiesOf(pool, refs)
  const known = await neighbourhoodOf(pool, [...new Set(there.map(({ entity }) => entity))])
  const homes = refs
    .filter((ref) => !there.some((one) => sameRecord(one, ref)))
    .map(({ source, record }): Placed => {
      const home = newId('en', now.getTime())
      return { source, record, home, entity: home }
    })
  return { known, homes }
}

async function casesOfJoining(
  decision: Decision,
  placed: readonly Placed[],
  { pool, directory }: PeopleWorld,
): Promise<LinkageCase[]> {
  const entity = decision.moves[0]?.to
  if (entity === undefined) return []
  const moved = new Map(decision.moves.map((one) => [keyOf(one), one.to]))
  const records = placed.filter((one) => (moved.get(keyOf(one)) ?? one.entity) === entity)
  const enrolments = await enrolmentsOf(pool, records)
  return casesFor({ kind: 'same-person', entity, decision, enrolments, payments: [] }, directory)
}

interface Accompanying {
  readonly by: By
  readonly cases: readonly LinkageCase[]
  readonly before?: InReview['before'] | undefined
}

async function write(
  writing: Writing,
  { by, cases, before }: Accompanying,
  { ledger, pool, onDecided }: DecidingWorld,
): Promise<Result<ShownDecision>> {
  const { decision } = writing
  const { id, kind, reason, evidence, undoes, moves, aftermath } = decision
  const details: Record<string, Json> = {
    ...{ kind, reason, moved: moves.length, cases: cases.length },
    ...(evidence === undefined ? {} : { model: evidence.model, weight: evidence.weight, pattern: evidence.pattern }),
    ...(undoes === undefined ? {} : { undoes, payments: aftermath?.payments.length ?? 0 }),
    ...(decision.confirmedBy === undefined ? {} : { confirmedBy: decision.confirmedBy }),
  }
  const appended = await administer(ledger, {
    ...{ by, at: new Date(decision.at), act: `identity.${kind}`, concerns: by.member, subject: id, details },
    async write(tx) {
      if (!(await stillSo(tx, writing)) || (await before?.(tx)) === false) return false
      await writeDecision(tx, writing)
      await insertCases(tx, cases)
      await onDecided(tx, decision)
      return true
    },
  })
  if (!appended.ok) return appended.problem.code === 'ledger.rejected' ? fail(changedMeanwhile) : appended
  return ok((await findDecision(pool, id)) ?? decision)
}

async function unmerge(
  { decision: id, reason, reference }: UnmergeRequest,
  by: By,
  world: DecidingWorld,
): Promise<Result<ShownDecision>> {
  const { pool } = world
  const found = await findDecision(pool, id)
  if (found === undefined || found.undoneBy !== undefined || !joins(found.kind)) return fail(unknownDecision(id))
  const { first, second } = found
  const records = await existing([first, second], by, world)
  if (!records.ok) return records
  const now = world.clock.now()
  const { known } = await surroundings([first, second], now, world)
  const moves = undone(known, saidOf(found))
  if (!moves.ok) return moves
  const aftermath = await aftermathOf(found, { known, moves: moves.value }, world)
  const decision: Decision = {
    ...{ id: newId('ld', now.getTime()), kind: 'unmerge', at: now.toISOString() },
    ...{ account: by.id, member: by.member, first, second, reason, undoes: id },
    ...(reference === undefined ? {} : { reference }),
    ...{ moves: moves.value, aftermath },
  }
  const enrolments = await enrolmentsOf(pool, known.placed)
  const { payments } = aftermath
  const entity = moves.value[0]?.from ?? known.placed[0]?.entity ?? ''
  const cases = casesFor({ kind: 'taken-apart', entity, decision, enrolments, payments }, world.directory)
  return write({ decision, known: known.revisions, homes: [] }, { by, cases }, world)
}

/** What happened between the merge and now, with whom it goes from here on. */
async function aftermathOf(
  merged: Decision,
  { known, moves }: { readonly known: Known; readonly moves: readonly Move[] },
  { pool }: PeopleWorld,
): Promise<Aftermath> {
  const rest = known.said.map((one) => (one.id === merged.id ? { ...one, undone: true } : one))
  const after = people(known.placed, rest)
  const all = await decisionsAbout(pool, known.placed)
  const place = all.findIndex(({ id }) => id === merged.id)
  const later = all.slice(place + 1).filter(({ undoneBy, kind }) => undoneBy === undefined && kind !== 'unmerge')
  const fallback = moves[0]?.from ?? moves[0]?.to ?? ''
  const payments = await paymentsSince(pool, known.placed, merged.at.slice(0, 10))
  return {
    since: merged.at,
    decisions: later.map(({ id, kind, at, first, second }) => ({
      ...{ decision: id, kind, at },
      entity: after.get(keyOf(first)) ?? after.get(keyOf(second)) ?? fallback,
    })),
    payments: payments.slice(0, paymentsShownLimit),
    morePayments: payments.length > paymentsShownLimit,
  }
}
