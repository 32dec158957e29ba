import type { Decision } from '../people/schema.ts'
import type { Queryable } from '../people/store.ts'
import type { Bulk, Opinion, Proposal, ProposalFilter, ProposalState, Verdict } from './schema.ts'

interface ProposalRow {
  readonly document: Omit<Proposal, 'revision' | 'state' | 'claimedBy' | 'claimedUntil' | 'opinions'>
  readonly revision: number
  readonly state: ProposalState
  readonly claimed_by: string | null
  readonly claimed_until: Date | null
  readonly opinions: number
}

const columns = `p.document, p.revision, p.state, p.claimed_by, p.claimed_until,
  (select count(*)::integer from match_opinion o where o.proposal = p.id) as opinions`

const proposalOf = ({ document, revision, state, claimed_by, claimed_until, opinions }: ProposalRow): Proposal => ({
  ...document,
  ...{ revision, state, opinions: Number(opinions) },
  ...(claimed_by === null || claimed_until === null
    ? {}
    : { claimedBy: claimed_by, claimedUntil: claimed_until.toISOString() }),
})

export type NewProposal = ProposalRow['document']

/**
 * Puts pairs into the queue, each once. A pair that waits already gets the newer figures; one that was decided stays so.
 * Answers how many are new.
 */
export async function insertProposals(database: Queryable, proposals: readonly NewProposal[]): Promise<number> {
  const { rows } = await database.query<{ fresh: boolean }>(
    `insert into match_proposal as p (id, first_source, first_record, second_source, second_record, cluster, run, model,
       weight, pattern, priority, areas, state, proposed_at, document)
     select one ->> 'id', one -> 'first' ->> 'source', one -> 'first' ->> 'record', one -> 'second' ->> 'source',
       one -> 'second' ->> 'record', one ->> 'cluster', one ->> 'run', one ->> 'model', (one ->> 'weight')::float8,
       (one ->> 'pattern')::integer, (one ->> 'priority')::float8,
       array(select jsonb_array_elements_text(one -> 'areas')), 'open', (one ->> 'proposedAt')::timestamptz, one
     from jsonb_array_elements($1::jsonb) as one
     on conflict (first_source, first_record, second_source, second_record) do update
       set cluster = excluded.cluster, run = excluded.run, model = excluded.model, weight = excluded.weight,
         pattern = excluded.pattern, priority = excluded.priority, areas = excluded.areas, revision = p.revision + 1,
         document = excluded.document || jsonb_build_object('id', p.id, 'proposedAt', p.document -> 'proposedAt')
       where p.state = 'open' and p.claimed_by is null
         and not exists (select from match_opinion o where o.proposal = p.id)
     returning xmax = 0 as fresh`,
    [JSON.stringify(proposals)],
  )
  return rows.filter(({ fresh }) => fresh).length
}

export async function findProposal(database: Queryable, id: string): Promise<Proposal | undefined> {
  const { rows } = await database.query<ProposalRow>(`select ${columns} from match_proposal p where p.id = $1`, [id])
  return rows[0] && proposalOf(rows[0])
}

export async function findPair(
  database: Queryable,
  { first, second }: Pick<Proposal, 'first' | 'second'>,
): Promise<Proposal | undefined> {
  const { rows } = await database.query<ProposalRow>(
    `select ${columns} from match_proposal p where p.first_source = $1 and p.first_record = $2
       and p.second_source = $3 and p.second_record = $4`,
    [first.source, first.record, second.source, second.record],
  )
  return rows[0] && proposalOf(rows[0])
}

export async function findProposals(database: Queryable, ids: readonly string[]): Promise<Proposal[]> {
  const { rows } = await database.query<ProposalRow>(
    `select ${columns} from match_proposal p where p.id = any($1) order by p.priority desc, p.id`,
    [ids],
  )
  return rows.map(proposalOf)
}

const defaultLimit = 50

/** By priority, highest first. The cursor is priority and id of the last one. */
export async function listProposals(
  database: Queryable,
  filter: ProposalFilter,
  areas: readonly string[],
): Promise<{ proposals: Proposal[]; next?: string }> {
  const limit = filter.limit ?? defaultLimit
  const [priority, id] = (filter.cursor ?? '').split(' ')
  const { rows } = await database.query<ProposalRow>(
    `select ${columns} from match_proposal p
     where ($1::text is null and p.state in ('open', 'second', 'disputed') or p.state = $1)
       and ($2::text is null or p.run = $2) and ($3::text is null or $3 = any(p.areas))
       and ($4::text is null or p.claimed_by = $4) and ($5::text is null or p.cluster = $5)
       and ($6::float8 is null or p.weight >= $6) and ($7::float8 is null or p.weight <= $7)
       and ($8::float8 is null or p.priority < $8 or (p.priority = $8 and p.id > $9))
       and (cardinality($10::text[]) = 0 or p.areas && $10 or cardinality(p.areas) = 0)
     order by p.priority desc, p.id limit $11`,
    [
      ...[filter.state ?? null, filter.run ?? null, filter.area ?? null, filter.claimedBy ?? null],
      ...[filter.cluster ?? null, filter.minWeight ?? null, filter.maxWeight ?? null],
      ...[Number.isFinite(Number(priority)) && id !== undefined ? Number(priority) : null, id ?? null, areas, limit],
    ],
  )
  const proposals = rows.map(proposalOf)
  const last = proposals.at(-1)
  return {
    proposals,
    ...(last === undefined || proposals.length < limit ? {} : { next: `${last.priority} ${last.id}` }),
  }
}

export async function countByState(database: Queryable, areas: readonly string[]): Promise<Record<string, number>> {
  const { rows } = await database.query<{ state: string; count: string }>(
    `select state, count(*) from match_proposal
     where cardinality($1::text[]) = 0 or areas && $1 or cardinality(areas) = 0 group by state`,
    [areas],
  )
  return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]))
}

export interface Claim {
  readonly account: string
  readonly now: Date
  readonly until: Date
}

/** The first pair of the steward's areas that nobody has in hand and that they have not spoken of. */
export async function claimNext(
  database: Queryable,
  { account, now, until }: Claim,
  areas: readonly string[],
): Promise<string | undefined> {
  const { rows } = await database.query<{ id: string }>(
    `update match_proposal set claimed_by = $1, claimed_until = $3, revision = revision + 1
     where id = (
       select p.id from match_proposal p
       where p.state in ('open', 'second', 'disputed') and (p.claimed_by is null or p.claimed_until < $2 or p.claimed_by = $1)
         and (cardinality($4::text[]) = 0 or p.areas && $4 or cardinality(p.areas) = 0)
         and not exists (select from match_opinion o where o.proposal = p.id and o.account = $1)
       order by p.claimed_by is not distinct from $1 desc, p.priority desc, p.id limit 1 for update skip locked
     ) returning id`,
    [account, now, until, areas],
  )
  return rows[0]?.id
}

/** False where another has it in hand, or it waits for nobody. */
export async function claimOne(database: Queryable, id: string, { account, now, until }: Claim): Promise<boolean> {
  const { rowCount } = await database.query(
    `update match_proposal set claimed_by = $2, claimed_until = $4, revision = revision + 1
     where id = $1 and state in ('open', 'second', 'disputed')
       and (claimed_by is null or claimed_until < $3 or claimed_by = $2)`,
    [id, account, now, until],
  )
  return rowCount === 1
}

export async function releaseOne(database: Queryable, id: string, account: string): Promise<boolean> {
  const { rowCount } = await database.query(
    `update match_proposal set claimed_by = null, claimed_until = null, revision = revision + 1
     where id = $1 and claimed_by = $2`,
    [id, account],
  )
  return rowCount === 1
}

export interface Said {
  readonly proposal: Pick<Proposal, 'id' | 'revision'>
  readonly opinion: Opinion
  readonly state: ProposalState
}

/** The opinion and what it makes of the pair; false where the pair is not as it was seen, and then nothing is written. */
export async function writeOpinion(tx: Queryable, { proposal, opinion, state }: Said): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update match_proposal set state = $3, revision = revision + 1, claimed_by = null, claimed_until = null
     where id = $1 and revision = $2 and state in ('open', 'second', 'disputed')
       and not exists (select from match_opinion o where o.proposal = $1 and o.account = $4)`,
    [proposal.id, proposal.revision, state, opinion.account],
  )
  if (rowCount !== 1) return false
  await tx.query('insert into match_opinion (proposal, account, verdict, at, document) values ($1, $2, $3, $4, $5)', [
    ...[proposal.id, opinion.account, opinion.verdict, opinion.at, JSON.stringify(opinion)],
  ])
  return true
}

export async function opinionsOf(database: Queryable, proposal: string): Promise<Opinion[]> {
  const { rows } = await database.query<{ document: Opinion }>(
    'select document from match_opinion where proposal = $1 order by at, account',
    [proposal],
  )
  return rows.map(({ document }) => document)
}

/** Opinions on pairs since a moment, by pair, in the order in which they were given. */
export async function opinionsSince(
  database: Queryable,
  since: Date | undefined,
): Promise<Map<string, { account: string; verdict: Verdict }[]>> {
  const { rows } = await database.query<{ proposal: string; account: string; verdict: Verdict }>(
    `select proposal, account, verdict from match_opinion where $1::timestamptz is null or at >= $1
     order by at, account`,
    [since ?? null],
  )
  return Map.groupBy(rows, ({ proposal }) => proposal)
}

/**
 * After a decision: the pair it was about is decided, and what other decisions have answered by it waits no longer. Part
 * of the decision's transaction.
 */
export async function settleProposals(
  tx: Queryable,
  { first, second, kind, moves }: Pick<Decision, 'first' | 'second' | 'kind' | 'moves'>,
): Promise<void> {
  if (kind !== 'unmerge') {
    await tx.query(
      `update match_proposal set state = 'decided', revision = revision + 1, claimed_by = null, claimed_until = null
       where first_source = $1 and first_record = $2 and second_source = $3 and second_record = $4
         and state in ('open', 'second', 'disputed')`,
      [first.source, first.record, second.source, second.record],
    )
  }
  const into = [...new Set(moves.map(({ to }) => to))]
  if (into.length === 0) return
  await tx.query(
    `update match_proposal p set state = 'withdrawn', revision = p.revision + 1, claimed_by = null, claimed_until = null
     from membership a, membership b
     where a.entity = any($1) and b.entity = a.entity
       and a.valid_to is null and a.superseded_at is null and b.valid_to is null and b.superseded_at is null
       and p.first_source = a.source and p.first_record = a.record
       and p.second_source = b.source and p.second_record = b.record and p.state in ('open', 'second', 'disputed')`,
    [into],
  )
}

/** Other pairs in which one of the two stands. */
export async function neighboursOf(
  database: Queryable,
  { id, first, second }: Pick<Proposal, 'id' | 'first' | 'second'>,
  limit = 30,
): Promise<Proposal[]> {
  const { rows } = await database.query<ProposalRow>(
    `select ${columns} from match_proposal p where p.id <> $1 and (
       (p.first_source, p.first_record) in (($2, $3), ($4, $5))
       or (p.second_source, p.second_record) in (($2, $3), ($4, $5)))
     order by p.weight desc, p.id limit $6`,
    [id, first.source, first.record, second.source, second.record, limit],
  )
  return rows.map(proposalOf)
}

interface DecidedRow {
  readonly pattern: number
  readonly verdict: Verdict
  readonly reason: Opinion['reason']
  readonly stewards: number
}

/** What was decided on proposals of a model, with how many stewards said so. Decisions that were undone teach nothing. */
export async function decidedOf(database: Queryable, model: string): Promise<DecidedRow[]> {
  const { rows } = await database.query<DecidedRow>(
    `select p.pattern, d.kind as verdict, d.document ->> 'reason' as reason,
       greatest(1, (select count(*)::integer from match_opinion o where o.proposal = p.id and o.verdict = d.kind)) as stewards
     from identity_decision d join match_proposal p on p.id = d.proposal
     where p.model = $1 and d.kind in ('link', 'not-link') and not exists (select from identity_decision u where u.undoes = d.id)`,
    [model],
  )
  return rows.map(({ stewards, ...row }) => ({ ...row, stewards: Number(stewards) }))
}

export async function insertBulk(tx: Queryable, bulk: Bulk): Promise<boolean> {
  const { rowCount } = await tx.query(
    'insert into bulk_decision (id, state, account, member, at, document) values ($1, $2, $3, $4, $5, $6)',
    [bulk.id, bulk.state, bulk.account, bulk.member, bulk.at, JSON.stringify(bulk)],
  )
  return rowCount === 1
}

export async function updateBulk(tx: Queryable, bulk: Bulk): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update bulk_decision set state = $3, revision = $2, document = $4 where id = $1 and revision = $2 - 1`,
    [bulk.id, bulk.revision, bulk.state, JSON.stringify(bulk)],
  )
  return rowCount === 1
}

export async function findBulk(database: Queryable, id: string): Promise<Bulk | undefined> {
  const { rows } = await database.query<{ document: Bulk }>('select document from bulk_decision where id = $1', [id])
  return rows[0]?.document
}

export async function listBulks(database: Queryable): Promise<Bulk[]> {
  const { rows } = await database.query<{ document: Bulk }>(
    `select document from bulk_decision order by state = 'proposed' desc, id desc limit 100`,
  )
  return rows.map(({ document }) => document)
}
