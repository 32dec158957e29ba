import type pg from 'pg'
import type { Certificate, PrivateProject, PrivateRun, RegisteredProject, RunInput, RunKind } from './schema.ts'

type Queryable = Pick<pg.ClientBase, 'query'> | Pick<pg.Pool, 'query'>

interface ProjectRow {
  digest: string
  project: PrivateProject
  account: string
  registered_at: Date
}

interface RunRow {
  id: string
  project: string
  kind: RunKind
  inputs: RunInput[]
  account: string
  started_at: Date
  certificate: Certificate | null
}

const runOf = ({ started_at, certificate, ...row }: RunRow): PrivateRun => ({
  ...row,
  startedAt: started_at.toISOString(),
  ...(certificate === null ? {} : { certificate }),
})

/** False when it is there already. */
export async function insertProject(tx: Queryable, one: Omit<RegisteredProject, 'runs'>): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into private_project (digest, project, account, registered_at) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [one.digest, JSON.stringify(one.project), one.account, one.registeredAt],
  )
  return rowCount === 1
}

/** False when the project has had all its runs of that kind. The ledger's lock makes runs that start at once take turns. */
export async function insertRun(tx: Queryable, run: PrivateRun, most: number): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into private_run (id, project, kind, inputs, account, started_at)
     select $1, $2, $3::text, $4, $5, $6
     where (select count(*) from private_run where project = $2 and kind = $3::text) < $7`,
    [run.id, run.project, run.kind, JSON.stringify(run.inputs), run.account, run.startedAt, most],
  )
  return rowCount === 1
}

/** False when the run has its certificate. */
export async function storeCertificate(tx: Queryable, run: string, certificate: Certificate): Promise<boolean> {
  const { rowCount } = await tx.query('update private_run set certificate = $2 where id = $1 and certificate is null', [
    run,
    JSON.stringify(certificate),
  ])
  return rowCount === 1
}

/** Newest first, each with its runs in order; or the one of a digest. */
export async function projectsOf(database: Queryable, digest?: string): Promise<RegisteredProject[]> {
  const projects = await database.query<ProjectRow>(
    `select digest, project, account, registered_at from private_project
     where $1::text is null or digest = $1 order by registered_at desc limit 500`,
    [digest ?? null],
  )
  const digests = projects.rows.map((row) => row.digest)
  const runs = await database.query<RunRow>(
    `select id, project, kind, inputs, account, started_at, certificate from private_run
     where project = any($1) order by id`,
    [digests],
  )
  const byProject = Map.groupBy(runs.rows, ({ project }) => project)
  return projects.rows.map(({ registered_at, ...row }) => ({
    ...row,
    registeredAt: registered_at.toISOString(),
    runs: (byProject.get(row.digest) ?? []).map(runOf),
  }))
}

export async function runOfId(database: Queryable, id: string): Promise<PrivateRun | undefined> {
  const { rows } = await database.query<RunRow>(
    'select id, project, kind, inputs, account, started_at, certificate from private_run where id = $1',
    [id],
  )
  return rows[0] && runOf(rows[0])
}
