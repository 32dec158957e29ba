import type pg from 'pg'
import type {
  Decision,
  DecisionRequest,
  Gate,
  GateResult,
  LegalBasis,
  Reason,
  ReleaseForm,
  Withheld,
} from '../../agreements/schema.ts'
import type { MappingIssue } from '../../semantics/schema.ts'
import type { SourceStatus } from '../plugin.ts'
import type { Step } from '../schema.ts'
import { unseal } from '../sealed.ts'
import type { Settled } from '../settled.ts'
import type { AnswerKey } from '../world.ts'
import type { Terms } from './decision-parts.ts'
import type { SealedAnswer } from './sealed-answer.ts'

type DecisionOfRow = Omit<Decision, 'outcome' | 'maxRecords' | 'consent' | 'stricter'>

export type AskedTerms = Pick<DecisionRequest, 'askBy' | 'elements' | 'acceptPartial' | 'agreement'>

/** What is kept in `detail`: the course of the exchange, without a value of its question or answer. */
export interface ExchangeDetailColumn {
  /** Absent in exchanges stored before, and where nothing came to be decided. */
  readonly asked?: AskedTerms
  readonly legalBasis?: LegalBasis
  /** In exchanges stored before; since, their place is `gates` of the row. */
  readonly gates?: GateResult[]
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
  readonly subject_key: string | null
  readonly detail: ExchangeDetailColumn
  readonly gates: GateResult[] | null
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
  const { rows } = await database.query<ExchangeRow & AnswerColumns>({
    name: 'exchange-of-message',
    text: `select e.*, g.part as gates, a.key_id, a.sealed, t.part as terms from exchange e
           left join exchange_answer a on a.exchange_id = e.id
           left join decision_part g on g.digest = e.gates_digest
           left join decision_part t on t.digest = a.terms_digest
           where e.question_id = $1 order by e.part`,
    values: [message.question_id],
  })
  const settled = rows.map((row) => [row.part, settledOf(row, openAnswer(row, key))] as const)
  const { question_id: questionId, body_digest: digest, parts, at } = message
  return { questionId, digest, parts, at, settled: new Map(settled) }
}

interface AnswerColumns {
  readonly key_id: string | null
  readonly sealed: Buffer | null
  readonly terms: Terms | null
}

function openAnswer(row: AnswerColumns & { readonly id: string }, key: AnswerKey): SealedAnswer | undefined {
  if (row.sealed === null || row.key_id !== key.id) return undefined
  const text = unseal(row.sealed, row.id, key)
  return text.ok ? (JSON.parse(text.value) as SealedAnswer) : undefined
}

function settledOf(row: ExchangeRow & AnswerColumns, answer: SealedAnswer | undefined): Settled | undefined {
  if (answer === undefined) return undefined
  const { forms, withheld, issues, trace } = row.detail
  const { decision, ...given } = answer
  return {
    ...given,
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
    ...(decision === undefined ? {} : { decision: { ...decisionOf(row), ...decision } }),
    ...(row.reason_code === null ? {} : { reason: reasonOf(row.reason_code, row) }),
  }
}

/** What the exchange and its terms know of a decision; the answer holds the rest, or all of it when it is an older one. */
function decisionOf(row: ExchangeRow & AnswerColumns): DecisionOfRow {
  const { purpose, terms, refused_at } = row
  const { withheld, legalBasis } = row.detail
  const { agreement_id: id, agreement_version: version, agreement_hash: hash } = row
  return {
    ...{ purpose, gates: gatesOf(row), withheld, fields: terms?.fields ?? [], obligations: terms?.obligations ?? [] },
    ...(legalBasis === undefined ? {} : { legalBasis }),
    ...(id === null || version === null || hash === null ? {} : { agreement: { id, version, hash } }),
    ...(refused_at === null ? {} : { refusedAt: refused_at as Gate }),
  }
}

export const gatesOf = ({ detail, gates }: ExchangeRow): GateResult[] => detail.gates ?? gates ?? []

export const saltsOf = (row: ExchangeRow): Settled['salts'] => ({
  request: row.request_salt,
  response: row.response_salt,
  subject: row.subject_salt,
})

export const reasonOf = (code: string, row: ExchangeRow): Reason => ({ code, params: row.reason_params ?? {} })
