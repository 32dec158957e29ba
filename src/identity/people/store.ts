import type pg from 'pg'
import type { Neighbourhood, Placed, Said } from './rules.ts'
import type { Decision, Membership, Move, RecordRef, ShownDecision } from './schema.ts'

export type Queryable = Pick<pg.ClientBase, 'query'> | Pick<pg.Pool, 'query'>

export interface EntityRow {
  readonly id: string
  readonly home: RecordRef
  readonly createdAt: Date
  readonly mergedInto: string | null
  readonly revision: number
}

const entityColumns = `id, json_build_object('source', home_source, 'record', home_record) as home,
  created_at as "createdAt", merged_into as "mergedInto", revision`

export async function findEntity(database: Queryable, id: string): Promise<EntityRow | undefined> {
  const { rows } = await database.query<EntityRow>(`select ${entityColumns} from entity where id = $1`, [id])
  return rows[0]
}

const arrays = (refs: readonly RecordRef[]): [string[], string[]] => [
  refs.map(({ source }) => source),
  refs.map(({ record }) => record),
]

/** The entity that each of the records is in now; records that nothing was decided about are in none. */
export async function entitiesOf(
  database: Queryable,
  refs: readonly RecordRef[],
): Promise<(RecordRef & { entity: string })[]> {
  const { rows } = await database.query<RecordRef & { entity: string }>(
    `select m.source, m.record, m.entity from membership m
     join unnest($1::text[], $2::text[]) as asked(source, record) using (source, record)
     where m.valid_to is null and m.superseded_at is null`,
    arrays(refs),
  )
  return rows
}

export async function recordsIn(database: Queryable, entities: readonly string[]): Promise<Placed[]> {
  const { rows } = await database.query<Placed>(
    `select m.source, m.record, m.entity, e.id as home from membership m
     join entity e on e.home_source = m.source and e.home_record = m.record
     where m.entity = any($1) and m.valid_to is null and m.superseded_at is null order by e.id`,
    [entities],
  )
  return rows
}

/** Neighbourhood of the entities, with their revisions: what a decision was made on. */
export interface Known extends Neighbourhood {
  readonly revisions: ReadonlyMap<string, number>
}

export async function neighbourhoodOf(database: Queryable, entities: readonly string[]): Promise<Known> {
  const placed = await recordsIn(database, entities)
  const said = await decisionsAbout(database, placed)
  const { rows } = await database.query<{ id: string; revision: number }>(
    'select id, revision from entity where id = any($1)',
    [entities],
  )
  return {
    placed,
    said: said.map(({ id, kind, first, second, undoneBy }) => ({
      ...{ id, kind, first, second },
      undone: undoneBy !== undefined,
    })),
    revisions: new Map(rows.map(({ id, revision }) => [id, revision])),
  }
}

interface DecisionRow {
  readonly document: Decision
  readonly undone_by: string | null
}

const shownDecision = ({ document, undone_by }: DecisionRow): ShownDecision => ({
  ...document,
  ...(undone_by === null ? {} : { undoneBy: undone_by }),
})

const withUndoing = `select d.document, u.id as undone_by from identity_decision d
  left join identity_decision u on u.undoes = d.id`

/** All that was decided about pairs in which one of the records stands, oldest first. */
export async function decisionsAbout(database: Queryable, refs: readonly RecordRef[]): Promise<ShownDecision[]> {
  const { rows } = await database.query<DecisionRow>(
    `${withUndoing} where (d.first_source, d.first_record) in (select * from unnest($1::text[], $2::text[]))
       or (d.second_source, d.second_record) in (select * from unnest($1::text[], $2::text[]))
     order by d.number`,
    arrays(refs),
  )
  return rows.map(shownDecision)
}

export async function findDecision(database: Queryable, id: string): Promise<ShownDecision | undefined> {
  const { rows } = await database.query<DecisionRow>(`${withUndoing} where d.id = $1`, [id])
  return rows[0] && shownDecision(rows[0])
}

export async function newestDecisions(
  database: Queryable,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<ShownDecision[]> {
  const { rows } = await database.query<DecisionRow>(
    `${withUndoing} where $1::text is null or d.number < (select number from identity_decision where id = $1)
     order by d.number desc limit $2`,
    [cursor ?? null, limit],
  )
  return rows.map(shownDecision)
}

/** A decision with all that it changes. */
export interface Writing {
  readonly decision: Decision
  /** Entities as they were when it was made; changed since, it cannot be written. */
  readonly known: ReadonlyMap<string, number>
  /** Records that get their first entity by it: that they have none is part of what was known. */
  readonly homes: readonly Placed[]
}

export async function writeDecision(tx: Queryable, { decision, known, homes }: Writing): Promise<void> {
  await insertHomes(tx, homes, decision)
  await insertDecision(tx, decision)
  await insertMemberships(tx, homes, decision)
  await move(tx, decision.moves, decision)
  const seen = [...known.keys(), ...homes.map(({ home }) => home)]
  await tx.query('update entity set revision = revision + 1 where id = any($1)', [seen])
  await placeTombstones(tx, decision.moves)
}

/**
 * Whether all is as it was when the decision was made. Looked at before anything is written; as batches of the ledger
 * come one after another, what it saw stays so until they are committed.
 */
export async function stillSo(tx: Queryable, { decision, known, homes }: Writing): Promise<boolean> {
  const { rows } = await tx.query<{ id: string; revision: number }>(
    'select id, revision from entity where id = any($1)',
    [[...known.keys()]],
  )
  if (rows.length < known.size || rows.some(({ id, revision }) => known.get(id) !== revision)) return false
  const taken = await tx.query(
    `select from entity where (home_source, home_record) in (select * from unnest($1::text[], $2::text[]))`,
    arrays(homes),
  )
  if (taken.rowCount !== 0) return false
  if (decision.undoes === undefined) return true
  return (await tx.query('select from identity_decision where undoes = $1', [decision.undoes])).rowCount === 0
}

async function insertHomes(tx: Queryable, homes: readonly Placed[], { at }: Decision): Promise<void> {
  await tx.query(
    `insert into entity (id, home_source, home_record, created_at)
     select id, source, record, $4 from unnest($1::text[], $2::text[], $3::text[]) as home(id, source, record)`,
    [homes.map(({ home }) => home), ...arrays(homes), at],
  )
}

async function insertMemberships(tx: Queryable, homes: readonly Placed[], { id, at }: Decision): Promise<void> {
  await tx.query(
    `insert into membership (source, record, entity, valid_from, decided_at, decision)
     select source, record, id, $4, $4, $5 from unnest($1::text[], $2::text[], $3::text[]) as home(id, source, record)`,
    [homes.map(({ home }) => home), ...arrays(homes), at, id],
  )
}

async function insertDecision(tx: Queryable, decision: Decision): Promise<void> {
  const { id, kind, at, account, member, first, second, undoes, proposal } = decision
  await tx.query(
    `insert into identity_decision (id, kind, at, account, member, first_source, first_record, second_source,
       second_record, undoes, proposal, document)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      ...[id, kind, at, account, member, first.source, first.record, second.source, second.record],
      ...[undoes ?? null, proposal ?? null, JSON.stringify(decision)],
    ],
  )
}

/** What was believed is kept as it was believed; beside it stands until when it held, and what holds since. */
async function move(tx: Queryable, moves: readonly Move[], { id, at }: Decision): Promise<void> {
  if (moves.length === 0) return
  const to = moves.map((one) => one.to)
  await tx.query(
    `with moved(source, record, "to") as (select * from unnest($1::text[], $2::text[], $3::text[])),
     ended as (
       update membership m set superseded_at = greatest($4::timestamptz, m.decided_at) from moved
       where m.source = moved.source and m.record = moved.record and m.valid_to is null and m.superseded_at is null
       returning m.source, m.record, m.entity, m.valid_from
     )
     insert into membership (source, record, entity, valid_from, valid_to, decided_at, decision)
     select source, record, entity, valid_from, greatest($4::timestamptz, valid_from), $4::timestamptz, $5 from ended`,
    [...arrays(moves), to, at, id],
  )
  await tx.query(
    `insert into membership (source, record, entity, valid_from, decided_at, decision)
     select source, record, "to", $4, $4, $5
     from unnest($1::text[], $2::text[], $3::text[]) as moved(source, record, "to")`,
    [...arrays(moves), to, at, id],
  )
}

/** An entity whose home record lies in another is a tombstone that points there. Each record that moved is some entity's home. */
async function placeTombstones(tx: Queryable, moves: readonly Move[]): Promise<void> {
  await tx.query(
    `update entity e set merged_into = nullif(moved."to", e.id)
     from unnest($1::text[], $2::text[], $3::text[]) as moved(source, record, "to")
     where e.home_source = moved.source and e.home_record = moved.record`,
    [...arrays(moves), moves.map(({ to }) => to)],
  )
}

interface MembershipRow extends Omit<Membership, 'validFrom' | 'validTo' | 'decidedAt' | 'supersededAt'> {
  readonly validFrom: Date
  readonly validTo: Date | null
  readonly decidedAt: Date
  readonly supersededAt: Date | null
}

/** Every row about the records, in the order in which it was decided. */
export async function historyOf(database: Queryable, refs: readonly RecordRef[]): Promise<Membership[]> {
  const { rows } = await database.query<MembershipRow>(
    `select source, record, entity, valid_from as "validFrom", valid_to as "validTo", decided_at as "decidedAt",
       superseded_at as "supersededAt", decision
     from membership where (source, record) in (select * from unnest($1::text[], $2::text[]))
     order by decision, source, record, valid_from limit 1000`,
    arrays(refs),
  )
  return rows.map(({ validFrom, validTo, decidedAt, supersededAt, ...row }) => ({
    ...row,
    validFrom: validFrom.toISOString(),
    ...(validTo === null ? {} : { validTo: validTo.toISOString() }),
    decidedAt: decidedAt.toISOString(),
    ...(supersededAt === null ? {} : { supersededAt: supersededAt.toISOString() }),
  }))
}

/** Who was in an entity at one moment, as it was known at another. */
export async function recordsAsOf(
  database: Queryable,
  entity: string,
  { at, known }: { readonly at: Date; readonly known: Date },
): Promise<RecordRef[]> {
  const { rows } = await database.query<RecordRef>(
    `select source, record from membership where entity = $1
       and valid_from <= $2 and (valid_to is null or valid_to > $2)
       and decided_at <= $3 and (superseded_at is null or superseded_at > $3)
     order by source, record`,
    [entity, at, known],
  )
  return rows
}

export async function absorbedBy(database: Queryable, entity: string): Promise<string[]> {
  const { rows } = await database.query<{ id: string }>('select id from entity where merged_into = $1 order by id', [
    entity,
  ])
  return rows.map(({ id }) => id)
}

export const saidOf = (decision: ShownDecision): Said => ({
  ...{ id: decision.id, kind: decision.kind, first: decision.first, second: decision.second },
  undone: decision.undoneBy !== undefined,
})
