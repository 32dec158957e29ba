import { administer } from '../../federation/administration.ts'
import { newId } from '../../kernel/ids.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { caseChanged, unknownCase } from './problems.ts'
import type { EnrolmentOfRecord } from './records.ts'
import type { CaseClosing, Decision, LinkageCase, PaymentSince } from './schema.ts'
import type { Queryable } from './store.ts'
import { type By, membersOfProgrammes, type PeopleWorld } from './world.ts'

export interface CaseFilter {
  readonly state?: LinkageCase['state'] | undefined
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

export interface CaseDesk {
  list(filter: CaseFilter, by: By): Promise<LinkageCase[]>
  read(id: string, by: By): Promise<Result<LinkageCase>>
  take(id: string, revision: number, by: By): Promise<Result<LinkageCase>>
  close(id: string, closing: CaseClosing, by: By): Promise<Result<LinkageCase>>
}

interface Raising {
  readonly kind: LinkageCase['kind']
  readonly entity: string
  readonly decision: Pick<Decision, 'id' | 'at' | 'account'>
  readonly enrolments: readonly EnrolmentOfRecord[]
  readonly payments: readonly PaymentSince[]
}

/**
 * One case for each member whose programme serves one of the people: with its own enrolments and payments, and nobody
 * else's. Enrolments and payments stay as they are.
 */
export function casesFor(raising: Raising, directory: PeopleWorld['directory']): LinkageCase[] {
  const members = membersOfProgrammes(directory)
  const concerned = raising.enrolments.filter(({ status }) => raising.kind === 'taken-apart' || status !== 'exited')
  const byMember = Map.groupBy(concerned, ({ programme }) => members.get(programme))
  const { kind, entity, decision } = raising
  return [...byMember].flatMap(([member, own]): LinkageCase[] => {
    if (member === undefined) return []
    const payments = raising.payments.filter(({ programme }) => members.get(programme) === member)
    return [
      {
        ...{ id: newId('lc', Date.parse(decision.at)), kind, entity, decision: decision.id, member },
        ...{ state: 'open', revision: 1, raisedAt: decision.at },
        programmes: [...new Set(own.map(({ programme }) => programme))].sort(),
        enrolments: own.map(({ enrolment }) => enrolment),
        payments: [...payments],
        steps: [{ step: 'raise', at: decision.at, account: decision.account }],
      },
    ]
  })
}

export async function insertCases(tx: Queryable, cases: readonly LinkageCase[]): Promise<void> {
  if (cases.length === 0) return
  await tx.query(
    `insert into linkage_case (id, kind, entity, decision, member, state, raised_at, document)
     select one ->> 'id', one ->> 'kind', one ->> 'entity', one ->> 'decision', one ->> 'member', one ->> 'state',
       (one ->> 'raisedAt')::timestamptz, one
     from jsonb_array_elements($1::jsonb) as one`,
    [JSON.stringify(cases)],
  )
}

const defaultLimit = 50
const seesAll = ({ permissions }: By): boolean => permissions.has('exchange.read-all')

export function openCases(world: PeopleWorld): CaseDesk {
  const { pool } = world
  const find = async (id: string): Promise<LinkageCase | undefined> => {
    const { rows } = await pool.query<{ document: LinkageCase }>('select document from linkage_case where id = $1', [
      id,
    ])
    return rows[0]?.document
  }
  return {
    async list({ state, cursor, limit }, by) {
      const { rows } = await pool.query<{ document: LinkageCase }>(
        `select document from linkage_case where ($1::text is null or member = $1) and ($2::text is null or state = $2)
           and ($3::text is null or id < $3) order by id desc limit $4`,
        [seesAll(by) ? null : by.member, state ?? null, cursor ?? null, limit ?? defaultLimit],
      )
      return rows.map(({ document }) => document)
    },
    async read(id, by) {
      const found = await find(id)
      return found !== undefined && (seesAll(by) || found.member === by.member) ? ok(found) : fail(unknownCase(id))
    },
    async take(id, revision, by) {
      const found = await find(id)
      if (found?.member !== by.member) return fail(unknownCase(id))
      return step({ ...found, state: 'in-hand' }, { name: 'take', from: ['open'], revision }, by, world)
    },
    async close(id, { outcome, revision }, by) {
      const found = await find(id)
      if (found?.member !== by.member) return fail(unknownCase(id))
      const from = ['open', 'in-hand']
      return step({ ...found, state: 'closed', outcome }, { name: 'close', from, revision }, by, world)
    },
  }
}

async function step(
  changed: LinkageCase,
  { name, from, revision }: { readonly name: string; readonly from: readonly string[]; readonly revision: number },
  by: By,
  { ledger, clock }: PeopleWorld,
): Promise<Result<LinkageCase>> {
  const at = clock.now()
  const taken = { step: name, at: at.toISOString(), account: by.id }
  const next: LinkageCase = { ...changed, revision: revision + 1, steps: [...changed.steps, taken] }
  const { id, kind, state, outcome, member } = next
  const appended = await administer(ledger, {
    ...{ by, at, act: `identity.case-${name}`, concerns: member, subject: id },
    details: { kind, state, ...(outcome === undefined ? {} : { outcome }) },
    async write(tx) {
      const { rowCount } = await tx.query(
        `update linkage_case set state = $3, revision = $2 + 1, document = $4
         where id = $1 and revision = $2 and state = any($5)`,
        [id, revision, state, JSON.stringify(next), from],
      )
      return rowCount === 1
    },
  })
  if (appended.ok) return ok(next)
  return appended.problem.code === 'ledger.rejected' ? fail(caseChanged) : appended
}
