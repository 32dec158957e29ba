import type pg from 'pg'
import type { GateResult, LegalBasis, Reason, ReleaseForm, Withheld } from '../../agreements/schema.ts'
import type { MappingIssue } from '../../semantics/schema.ts'
import type { SourceStatus } from '../plugin.ts'
import type { Step } from '../schema.ts'
import { unseal } from '../sealed.ts'
import type { Settled } from '../settled.ts'
import type { AnswerKey } from '../world.ts'
import type { SealedAnswer } from './sealed-answer.ts'

/** What is kept in `detail`: the course of the exchange, without a value of its question or answer. */
export interface ExchangeDetailColumn {
  readonly legalBasis?: LegalBasis
  readonly gates: GateResult[]
  readonly forms: Record<string, ReleaseForm>
  readonly withheld: Withheld[]
  readonly issues: MappingIssue[]
  readonly trace: Step[]
}

export interface ExchangeRow {
  readonly id: string
  readonly question_id: string
  readonly part: number
  readonly at: Date
  readonly protocol: string
  readonly consumer: string
  readonly provider: string
  readonly system: string
  readonly service: string
  readonly purpose: string
  readonly agreement_id: string | null
  readonly agreement_version: number | null
  readonly agreement_hash: string | null
  readonly status: SourceStatus
  readonly refused_at: string | null
  readonly reason_code: string | null
  readonly reason_params: Reason['params'] | null
  readonly records: number
  readonly duration_micros: number
  readonly asked_by_kind: 'client' | 'person'
  readonly asked_by_id: string
  readonly case_ref: string | null
  readonly detail: ExchangeDetailColumn
  readonly request_salt: string
  readonly response_salt: string
  readonly subject_salt: string
  readonly ledger_index: number
}

/** A message that was taken before, with those of its exchanges that are durable. */
export interface StoredMessage {
  readonly questionId: string
  readonly digest: string
  readonly parts: number
  readonly at: Date
  /** By part; a part that was never finished is absent, and one whose answer is no longer kept is `undefined`. */
  readonly settled: ReadonlyMap<number, Settled | undefined>
}

export async function readMessage(
  database: pg.Pool,
  { caller, messageId, key }: { caller: string; messageId: string; key: AnswerKey },
): Promise<StoredMessage | undefined> {
  const found = await database.query<{ question_id: string; body_digest: string; parts: number; at: Date }>({
    name: 'exchange-message',
    text: 'select question_id, body_digest, parts, at from exchange_message where caller = $1 and message_id = $2',
    values: [caller, messageId],
  })
  const [message] = found.rows
  if (message === undefined) return undefined
  const { rows } = await database.query<ExchangeRow & { key_id: string | null; sealed: Buffer | null }>({
    name: 'exchange-of-message',
    text: `select e.*, a.key_id, a.sealed from exchange e left join exchange_answer a on a.exchange_id = e.id
           where e.question_id = $1 order by e.part`,
    values: [message.question_id],
  })
  const settled = rows.map((row) => [row.part, settledOf(row, openAnswer(row, key))] as const)
  const { question_id: questionId, body_digest: digest, parts, at } = message
  return { questionId, digest, parts, at, settled: new Map(settled) }
}

function openAnswer(row: { id: string; key_id: string | null; sealed: Buffer | null }, key: AnswerKey) {
  if (row.sealed === null || row.key_id !== key.id) return undefined
  const text = unseal(row.sealed, row.id, key)
  return text.ok ? (JSON.parse(text.value) as SealedAnswer) : undefined
}

function settledOf(row: ExchangeRow, answer: SealedAnswer | undefined): Settled | undefined {
  if (answer === undefined) return undefined
  const { forms, withheld, issues, trace } = row.detail
  return {
    ...answer,
    id: row.id,
    questionId: row.question_id,
    part: row.part,
    at: row.at,
    service: row.service,
    status: row.status,
    forms,
    withheld,
    issues,
    trace,
    durationMs: row.duration_micros / 1000,
    salts: saltsOf(row),
    ledgerIndex: row.ledger_index,
    ...(row.reason_code === null ? {} : { reason: reasonOf(row.reason_code, row) }),
  }
}

export const saltsOf = (row: ExchangeRow): Settled['salts'] => ({
  request: row.request_salt,
  response: row.response_salt,
  subject: row.subject_salt,
})

export const reasonOf = (code: string, row: ExchangeRow): Reason => ({ code, params: row.reason_params ?? {} })
