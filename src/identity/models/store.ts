import { isTrained, type TrainedModel } from '../linkage/compare/weights.ts'
import type { LinkageModel } from '../linkage/model/schema.ts'
import { modelDigest } from '../linkage/model/signed.ts'
import type { Queryable } from '../people/store.ts'
import type { KeptModel } from './schema.ts'

interface Row {
  readonly digest: string
  readonly at: Date
  readonly account: string
  readonly live: boolean
  readonly document: LinkageModel
}

const columns = 'digest, at, account, live, document'

const kept = ({ digest, at, account, live, document }: Row): KeptModel => ({
  ...{ digest, at: at.toISOString(), account, live },
  ...{ trained: isTrained(document), model: document },
})

/** Keeps a model under its digest, once. Of one that is like another version but for its numbers the version is the next. */
export async function keepModel(
  database: Queryable,
  model: LinkageModel,
  { account, at }: { readonly account: string; readonly at: Date },
): Promise<LinkageModel> {
  const known = await findModel(database, modelDigest(model))
  if (known !== undefined) return known.model
  const { rows } = await database.query<{ next: number }>(
    'select coalesce(max(version), 0) + 1 as next from linkage_model where id = $1',
    [model.id],
  )
  const next: LinkageModel = { ...model, version: Math.max(model.version, rows[0]?.next ?? 1) }
  await database.query(
    `insert into linkage_model (digest, id, version, at, account, document) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing`,
    [modelDigest(next), next.id, next.version, at, account, JSON.stringify(next)],
  )
  return next
}

export async function findModel(database: Queryable, digest: string): Promise<KeptModel | undefined> {
  const { rows } = await database.query<Row>(`select ${columns} from linkage_model where digest = $1`, [digest])
  return rows[0] && kept(rows[0])
}

export async function listModels(database: Queryable): Promise<KeptModel[]> {
  const { rows } = await database.query<Row>(`select ${columns} from linkage_model order by at desc, id limit 200`)
  return rows.map(kept)
}

/** The one that records are matched by as they come. */
export async function liveModel(
  database: Queryable,
): Promise<{ readonly digest: string; readonly model: TrainedModel } | undefined> {
  const { rows } = await database.query<Row>(`select ${columns} from linkage_model where live`)
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
