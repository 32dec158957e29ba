import type pg from 'pg'
import type { Principal } from '../platform/http/access.ts'
import type { ConformanceReport, ConformanceRun, ReportSummary, RunRequest } from './schema.ts'

type Queryable = Pick<pg.ClientBase, 'query'> | Pick<pg.Pool, 'query'>

/** Reports that are kept; the oldest go first. */
const reportsKept = 200

interface RunRow {
  readonly id: string
  readonly at: Date
  readonly state: ConformanceRun['state']
  readonly partner: string | null
  readonly base_url: string
  readonly registry: ConformanceRun['registry']
  readonly callbacks: boolean
}

const columns = 'id, at, state, partner, base_url, registry, callbacks'

const runOf = ({ id, at, state, partner, base_url, registry, callbacks }: RunRow): ConformanceRun => ({
  ...{ id, at: at.toISOString(), state, baseUrl: base_url, registry, callbacks },
  ...(partner === null ? {} : { partner }),
})

/** What a run is asked to look at. */
export const requestOf = ({ partner, registry, callbacks }: ConformanceRun): RunRequest => ({
  ...{ registry, callbacks },
  ...(partner === undefined ? {} : { partner }),
})

/** False when another run is under way. */
export async function insertRun(
  tx: Queryable,
  run: ConformanceRun,
  by: Pick<Principal, 'id' | 'member'>,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into conformance_report (${columns}, asked_by, asked_by_member)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
    [run.id, run.at, run.state, run.partner ?? null, run.baseUrl, run.registry, run.callbacks, by.id, by.member],
  )
  return rowCount === 1
}

/** A run whose process was killed has nobody who would end it. */
export async function giveUpRunsBefore(database: Queryable, before: Date): Promise<void> {
  await database.query(`update conformance_report set state = 'failed' where state = 'running' and at < $1`, [before])
}

export async function findRun(database: Queryable, id: string): Promise<ConformanceRun | undefined> {
  const { rows } = await database.query<RunRow>(`select ${columns} from conformance_report where id = $1`, [id])
  return rows[0] && runOf(rows[0])
}

export async function findReport(database: Queryable, id: string): Promise<ConformanceReport | undefined> {
  const { rows } = await database.query<{ report: ConformanceReport }>(
    `select report from conformance_report where id = $1 and state = 'done'`,
    [id],
  )
  return rows[0]?.report
}

/** Newest first. */
export async function listReports(database: Queryable): Promise<ReportSummary[]> {
  const { rows } = await database.query<{ summary: ReportSummary }>(
    `select report - 'checks' as summary from conformance_report where state = 'done'
     order by at desc, id desc limit ${reportsKept}`,
  )
  return rows.map(({ summary }) => summary)
}

export async function failRun(database: Queryable, id: string): Promise<void> {
  await database.query(`update conformance_report set state = 'failed' where id = $1 and state = 'running'`, [id])
}

/** Keeps a report, unless its run was given up meanwhile, and lets the oldest go. */
export async function keepReport(tx: Queryable, report: ConformanceReport): Promise<void> {
  await tx.query(`update conformance_report set state = 'done', report = $2 where id = $1 and state = 'running'`, [
    report.id,
    JSON.stringify(report),
  ])
  await tx.query(
    `delete from conformance_report where state <> 'running' and id not in
       (select id from conformance_report order by at desc, id desc limit ${reportsKept})`,
  )
}
