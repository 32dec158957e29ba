import assert from 'node:assert/strict'
import type pg from 'pg'
import { digestOf } from '../kernel/digest.ts'
import { newId } from '../kernel/ids.ts'
import { mustBeOk, type Result } from '../kernel/result.ts'
import { generateSigningKey, type SigningKey } from '../kernel/signature.ts'
import { type Act, type ActWriter, takenRows } from './acts.ts'
import type { Appended, Ledger } from './ledger.ts'
import { type LedgerOptions, openLedger } from './open.ts'
import type { LedgerEntry } from './schema.ts'

// What the tests of this room share.

export const origin = 'tumaini.example/ledger'

export const newEntry = (fields: Partial<LedgerEntry> = {}): LedgerEntry => ({
  v: 1,
  type: 'exchange',
  id: newId('exc'),
  at: '2026-11-23T08:00:00.000Z',
  consumer: 'dss',
  provider: 'nida',
  service: 'population-register.person',
  agreement: { id: 'dss-nida-identity', version: 1, hash: digestOf('agreement') },
  purpose: 'eligibility-verification',
  basis: 'public-task',
  outcome: 'permit',
  elements: ['person.birth-date', 'person.sex'],
  request: digestOf('question'),
  response: digestOf('answer'),
  subject: digestOf('person'),
  ...fields,
})

export async function openTestLedger(
  pool: pg.Pool,
  options: Partial<Omit<LedgerOptions, 'pool'>> & { signingKey: SigningKey } = { signingKey: generateSigningKey() },
): Promise<Ledger> {
  return mustBeOk(await openLedger({ pool, origin, ...options }))
}

export async function appendMany(ledger: Ledger, count: number): Promise<Appended[]> {
  return (await Promise.all(Array.from({ length: count }, () => ledger.append(newEntry())))).map(mustBeOk)
}

/** A table of messages that may be there once, as the exchange has one. */
export async function createMessageTable(pool: pg.Pool): Promise<void> {
  await pool.query('create table message (id text primary key, ledger_index bigint not null unique)')
}

export interface Message {
  readonly id: string
}

export const messageWriter: ActWriter<Message> = {
  kind: 'message',
  async write(client, rows, firstIndex) {
    const ids = rows.map((row) => row.id)
    const { rows: inserted } = await client.query<{ id: string }>(
      `with incoming as (
         select id, min(place) as place from unnest($1::text[]) with ordinality as t (id, place) group by id
       ), fresh as (
         select id, row_number() over (order by place) - 1 as nth from incoming
         where not exists (select from message where message.id = incoming.id)
       )
       insert into message (id, ledger_index) select id, $2::bigint + nth from fresh returning id`,
      [ids, firstIndex],
    )
    return takenRows(
      ids,
      inserted.map((row) => row.id),
    )
  },
}

export const message = (id: string): Act<Message> => ({ writer: messageWriter, row: { id } })

export function problemCode(result: Result<unknown>): string {
  assert.ok(!result.ok, 'expected a problem')
  return result.problem.code
}
