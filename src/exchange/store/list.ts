import type pg from 'pg'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { unknownCursor } from '../problems.ts'
import type { ExchangeFilter, ExchangeSummary } from '../schema.ts'
import { type ExchangeRow, reasonOf } from './read.ts'

/** Whose exchanges are shown: those that one member asked or answered, or everyone's. */
export type Viewer = { readonly member: string } | 'all'

const defaultLimit = 50
const columns = `id, question_id, at, protocol, consumer, provider, system, service, purpose, agreement_id,
  agreement_version, agreement_hash, status, refused_at, reason_code, reason_params, records, duration_micros,
  asked_by_kind, asked_by_id, case_ref`

/** Newest first; the cursor is the id of the last exchange shown, as ids sort by time. */
export async function listExchanges(
  database: pg.Pool,
  filter: ExchangeFilter,
  viewer: Viewer,
): Promise<Result<{ exchanges: ExchangeSummary[]; next?: string }>> {
  if (filter.cursor !== undefined && !/^ex-[0-9a-z]{26}$/.test(filter.cursor)) return fail(unknownCursor)
  const limit = filter.limit ?? defaultLimit
  const { where, values } = conditionsOf(filter, viewer)
  values.push(limit + 1)
  const { rows } = await database.query<ExchangeRow>(
    `select ${columns} from exchange where ${where.join(' and ')} order by id desc limit $${values.length}`,
    values,
  )
  const exchanges = rows.slice(0, limit).map(summaryOf)
  const last = exchanges.at(-1)
  return ok(rows.length > limit && last !== undefined ? { exchanges, next: last.id } : { exchanges })
}

function conditionsOf(filter: ExchangeFilter, viewer: Viewer): { where: string[]; values: unknown[] } {
  const values: unknown[] = []
  const where: string[] = ['true']
  const add = (condition: (parameter: string) => string, value: unknown): void => {
    if (value === undefined) return
    values.push(value)
    where.push(condition(`$${values.length}`))
  }
  if (viewer !== 'all') add((p) => `(consumer = ${p} or provider = ${p})`, viewer.member)
  add((p) => `consumer = ${p}`, filter.consumer)
  add((p) => `provider = ${p}`, filter.provider)
  add((p) => `service = ${p}`, filter.service)
  add((p) => `agreement_id = ${p}`, filter.agreement)
  add((p) => `purpose = ${p}`, filter.purpose)
  add((p) => `status = ${p}`, filter.status)
  add((p) => `at >= ${p}`, filter.from)
  add((p) => `at < ${p}`, filter.until)
  add((p) => `(id = ${p} or question_id = ${p} or case_ref = ${p})`, filter.search)
  add((p) => `id < ${p}`, filter.cursor)
  return { where, values }
}

export async function findExchange(database: pg.Pool, id: string, viewer: Viewer): Promise<ExchangeRow | undefined> {
  const { rows } = await database.query<ExchangeRow>({
    name: 'exchange-find',
    text: `select e.*, p.part as gates from exchange e left join decision_part p on p.digest = e.gates_digest
           where e.id = $1 and ($2::text is null or e.consumer = $2 or e.provider = $2)`,
    values: [id, viewer === 'all' ? null : viewer.member],
  })
  return rows[0]
}

export function summaryOf(row: ExchangeRow): ExchangeSummary {
  const { agreement_id: id, agreement_version: version, agreement_hash: hash } = row
  return {
    id: row.id,
    questionId: row.question_id,
    at: row.at.toISOString(),
    protocol: row.protocol,
    consumer: row.consumer,
    provider: row.provider,
    system: row.system,
    service: row.service,
    purpose: row.purpose,
    status: row.status,
    records: row.records,
    durationMs: row.duration_micros / 1000,
    askedBy: { kind: row.asked_by_kind, id: row.asked_by_id },
    ...(id === null || version === null || hash === null ? {} : { agreement: { id, version, hash } }),
    ...(row.refused_at === null ? {} : { refusedAt: row.refused_at }),
    ...(row.reason_code === null ? {} : { reason: reasonOf(row.reason_code, row) }),
    ...(row.case_ref === null ? {} : { caseRef: row.case_ref }),
  }
}
