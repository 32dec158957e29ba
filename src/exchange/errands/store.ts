import type pg from 'pg'
import type { Json } from '../../kernel/canonical-json.ts'
import type { Caller } from '../plugin.ts'
import { type Sealing, seal, unseal } from '../sealed.ts'

export interface NewErrand {
  readonly id: string
  readonly protocol: string
  readonly key: string
  readonly caller: Caller
  readonly at: Date
  readonly body: Json
}

/** False when there was one of that key, ended or not. */
export async function insertErrand(
  tx: Pick<pg.ClientBase, 'query'>,
  { id, protocol, key, caller, at, body }: NewErrand,
  sealing: Sealing,
): Promise<boolean> {
  const sealed = seal(JSON.stringify(body), id, sealing)
  const { rowCount } = await tx.query(
    `insert into errand (id, protocol, key, caller, created_at, state, key_id, sealed)
     values ($1, $2, $3, $4, $5, 'waiting', $6, $7) on conflict do nothing`,
    [id, protocol, key, JSON.stringify(caller), at, sealing.answerKey.id, sealed],
  )
  return rowCount === 1
}

export interface WaitingErrand {
  readonly protocol: string
  readonly caller: Caller
  readonly tries: number
  /** Undefined when its key was lost. */
  readonly body: Json | undefined
}

export async function findErrand(database: pg.Pool, id: string, { answerKey }: Sealing) {
  const { rows } = await database.query<Omit<WaitingErrand, 'body'> & { key_id: string; sealed: Buffer }>(
    `select protocol, caller, tries, key_id, sealed from errand where id = $1 and state = 'waiting'`,
    [id],
  )
  const [row] = rows
  if (row === undefined) return undefined
  const { protocol, caller, tries, key_id, sealed } = row
  const text = key_id === answerKey.id ? unseal(sealed, id, answerKey) : undefined
  const errand: WaitingErrand = { protocol, caller, tries, body: text?.ok ? JSON.parse(text.value) : undefined }
  return errand
}

export async function endErrand(database: pg.Pool, id: string, state: 'done' | 'given-up'): Promise<void> {
  await database.query(`update errand set state = $2, sealed = null where id = $1 and state = 'waiting'`, [id, state])
}

/** After `tries` that this process has seen: of two that ran at once, one counts. */
export async function countTry(tx: Pick<pg.ClientBase, 'query'>, id: string, tries: number): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update errand set tries = tries + 1 where id = $1 and tries = $2 and state = 'waiting'`,
    [id, tries],
  )
  return rowCount === 1
}
