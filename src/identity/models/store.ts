import { isTrained, type TrainedModel } from '../linkage/compare/weights.ts'
import type { LinkageModel } from '../linkage/model/schema.ts'
import { modelDigest } from '../linkage/model/signed.ts'
import type { Queryable } from '../people/store.ts'
import type { KeptModel, ModelUse, Training } from './schema.ts'

interface Row {
  readonly digest: string
  readonly at: Date
  readonly account: string
  readonly live: boolean
  readonly training: Training | null
  readonly document: LinkageModel
  readonly uses: readonly UseRow[]
}

interface UseRow {
  readonly id: string
  readonly state: ModelUse['state']
  readonly account: string
  readonly at: string
  readonly replaces: string | null
  readonly decided_by: string | null
  readonly decided_at: string | null
}

const instant = (text: string): string => new Date(text).toISOString()

const useOf = ({ id, state, account, at, replaces, decided_by, decided_at }: UseRow): ModelUse => ({
  ...{ id, state, account, at: instant(at) },
  ...(replaces === null ? {} : { replaces }),
  ...(decided_by === null ? {} : { decidedBy: decided_by }),
  ...(decided_at === null ? {} : { decidedAt: instant(decided_at) }),
})

const select = `select digest, at, account, live, training, document, coalesce(
  (select jsonb_agg(u order by u.at desc, u.id desc) from model_use u where u.model = m.digest), '[]') as uses from linkage_model m`

const kept = ({ digest, at, account, live, training, document, uses }: Row): KeptModel => ({
  ...{ digest, at: at.toISOString(), account, live },
  ...{ trained: isTrained(document), model: document, uses: uses.map(useOf) },
  ...(training === null ? {} : { training }),
})

export interface Keeping {
  readonly account: string
  readonly at: Date
  readonly training?: Training
}

/** Keeps a model under its digest, once. Of one that is like another version but for its numbers the version is the next. */
export async function keepModel(
  database: Queryable,
  model: LinkageModel,
  { account, at, training }: Keeping,
): Promise<LinkageModel> {
  const known = await findModel(database, modelDigest(model))
  if (known !== undefined) return known.model
  const { rows } = await database.query<{ next: number }>(
    'select coalesce(max(version), 0) + 1 as next from linkage_model where id = $1',
    [model.id],
  )
  const next: LinkageModel = { ...model, version: Math.max(model.version, rows[0]?.next ?? 1) }
  await database.query(
    `insert into linkage_model (digest, id, version, at, account, document, training) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict do nothing`,
    [modelDigest(next), next.id, next.version, at, account, JSON.stringify(next), training ?? null],
  )
  return next
}

export async function findModel(database: Queryable, digest: string): Promise<KeptModel | undefined> {
  const { rows } = await database.query<Row>(`${select} where digest = $1`, [digest])
  return rows[0] && kept(rows[0])
}

export async function listModels(database: Queryable): Promise<KeptModel[]> {
  const { rows } = await database.query<Row>(`${select} order by at desc, id limit 200`)
  return rows.map(kept)
}

/** The version before, of the same plan. */
export async function versionBefore(
  database: Queryable,
  { id, version }: Pick<LinkageModel, 'id' | 'version'>,
): Promise<KeptModel | undefined> {
  const { rows } = await database.query<Row>(`${select} where id = $1 and version < $2 order by version desc limit 1`, [
    id,
    version,
  ])
  return rows[0] && kept(rows[0])
}

/** The one that records are matched by as they come. */
export async function liveModel(
  database: Queryable,
): Promise<{ readonly digest: string; readonly model: TrainedModel } | undefined> {
  const { rows } = await database.query<Row>(`${select} where live`)
  const [row] = rows
  return row !== undefined && isTrained(row.document) ? { digest: row.digest, model: row.document } : undefined
}

export const liveDigest = async (database: Queryable): Promise<string | undefined> =>
  (await database.query<{ digest: string }>('select digest from linkage_model where live')).rows[0]?.digest

/** False when there is no such model. */
export async function putInUse(tx: Queryable, digest: string): Promise<boolean> {
  await tx.query('update linkage_model set live = false where live and digest <> $1', [digest])
  const { rowCount } = await tx.query('update linkage_model set live = true where digest = $1', [digest])
  return rowCount === 1
}

export interface ProposedUse {
  readonly id: string
  readonly model: string
  readonly replaces: string | undefined
  readonly account: string
  readonly member: string
  readonly at: Date
}

/** False where it is proposed already. */
export async function insertUse(tx: Queryable, use: ProposedUse): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into model_use (id, model, replaces, state, account, member, at) values ($1, $2, $3, 'proposed', $4, $5, $6)
     on conflict do nothing`,
    [use.id, use.model, use.replaces ?? null, use.account, use.member, use.at],
  )
  return rowCount === 1
}

/** False where somebody decided it meanwhile. */
export async function decideUse(
  tx: Queryable,
  { id, state, account, at }: Pick<ModelUse, 'id' | 'state'> & { readonly account: string; readonly at: Date },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update model_use set state = $2, decided_by = $3, decided_at = $4 where id = $1 and state = 'proposed'`,
    [id, state, account, at],
  )
  return rowCount === 1
}

/** What the last finished run that trained or used this version found by each of its rules. */
export async function rulesOfLastRun(database: Queryable, digest: string): Promise<unknown> {
  const { rows } = await database.query<{ rules: unknown }>(
    `select document -> 'report' -> 'rules' as rules from linkage_run
     where state = 'done' and document ->> 'trained' = $1 order by id desc limit 1`,
    [digest],
  )
  return rows[0]?.rules ?? undefined
}
