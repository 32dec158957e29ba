import type { DecisionRequest } from '../../agreements/schema.ts'
import type { Agreements } from '../../agreements/service.ts'
import type { UsageRow } from '../../agreements/usage.ts'
import type { ActWriter } from '../../ledger/acts.ts'
import type { Salts } from '../evidence.ts'
import type { Exchange } from '../exchange.ts'
import type { Caller } from '../plugin.ts'
import { type DecisionParts, keepParts, type NamedPart, partsOf } from './decision-parts.ts'
import type { AskedTerms } from './read.ts'
import { keepPersons } from './subject.ts'

/** What commits with an exchange's ledger entry. */
export interface ExchangeAct {
  readonly exchange: Exchange
  readonly salts: Salts
  readonly sealed: Buffer
  readonly answerKeyId: string
  readonly expiresAt: Date
  /** `performance.now()` when the evidence was handed over. */
  readonly appendedMs: number
}

/** Whose message ids are told apart: each machine has its own, and so has each person. */
export const callerKey = ({ kind, id }: Caller): string => `${kind}:${id}`

/**
 * Uses are counted first: an exchange for which its agreement has no room any more, because another process was quicker, is
 * not taken. Nothing of it has left, and asked again it is refused.
 */
export const exchangeWriter = (usage: Pick<Agreements, 'writeUsage' | 'returnUsage'>): ActWriter<ExchangeAct> => ({
  kind: 'exchange',
  async write(client, acts, firstIndex) {
    const counted = usesOf(acts)
    const fits = counted.length === 0 ? [] : await usage.writeUsage(client, counted)
    const tooMany = new Set(counted.filter((_, i) => fits[i] === false))
    const fitting = acts.filter(({ exchange }) => exchange.counted === undefined || !tooMany.has(exchange.counted.row))
    if (fitting.length === 0) return acts.map(() => false)
    const named = new Map<string, NamedPart>()
    const rows = fitting.map((act, ord) => {
      const { decision } = act.exchange
      const parts = decision && partsOf(decision)
      if (parts !== undefined) named.set(parts.gates.digest, parts.gates).set(parts.terms.digest, parts.terms)
      return rowOf(act, ord, parts)
    })
    const { rows: written } = await client.query<{ id: string | null; unknown: string | null }>({
      name: 'exchange-write',
      text: statement,
      values: [JSON.stringify(rows), firstIndex, [...named.keys()]],
    })
    const unknown = written.flatMap(({ unknown: digest }) => (digest === null ? [] : [named.get(digest) as NamedPart]))
    if (unknown.length > 0) await keepParts(client, unknown)
    const ids = new Set(written.map(({ id }) => id))
    const persons = fitting
      .filter(({ exchange }) => ids.has(exchange.id))
      .flatMap(({ exchange }) => personsOf(exchange))
    if (persons.length > 0) await keepPersons(client, persons)
    const repeated = usesOf(fitting.filter(({ exchange }) => !ids.has(exchange.id)))
    if (repeated.length > 0) await usage.returnUsage(client, repeated)
    return acts.map(({ exchange }) => ids.has(exchange.id))
  },
})

const personsOf = ({ id, persons = [] }: Exchange) => persons.map((subject) => ({ exchange: id, subject }))

const usesOf = (acts: readonly ExchangeAct[]): UsageRow[] =>
  acts.flatMap(({ exchange }) => (exchange.counted === undefined ? [] : [exchange.counted.row]))

// The ledger's lock makes batches take turns, so what this statement sees of earlier messages is all there is. A row is
// taken when its message id is new or was claimed by the same question, and its part was not taken before.
const statement = `
with incoming as (
  select * from json_to_recordset($1) as r(
    ord integer, id text, question_id text, part smallint, parts smallint, caller text, message_id text,
    body_digest text, at timestamptz, protocol text, consumer text, provider text, system text, service text,
    purpose text, agreement_id text, agreement_version integer, agreement_hash text, status text, refused_at text,
    reason_code text, reason_params jsonb, records integer, duration_micros integer, asked_by_kind text,
    asked_by_id text, case_ref text, subject_key text, detail jsonb, request_salt text, response_salt text, subject_salt text,
    expires_at timestamptz, key_id text, sealed text, gates_digest text, terms_digest text)
), claimed as (
  insert into exchange_message (caller, message_id, question_id, body_digest, parts, at)
  select distinct on (caller, message_id) caller, message_id, question_id, body_digest, parts, at
  from incoming order by caller, message_id, ord
  on conflict do nothing
  returning caller, message_id, question_id
), owner as (
  select * from claimed
  union all
  select m.caller, m.message_id, m.question_id from exchange_message m
  where (m.caller, m.message_id) in (select caller, message_id from incoming)
), fresh as (
  select distinct on (i.question_id, i.part) i.*
  from incoming i join owner o using (caller, message_id)
  where o.question_id = i.question_id
    and not exists (select from exchange e where e.question_id = i.question_id and e.part = i.part)
  order by i.question_id, i.part, i.ord
), numbered as (
  select *, $2::bigint + row_number() over (order by ord) - 1 as ledger_index from fresh
), taken as (
  insert into exchange (id, question_id, part, at, protocol, consumer, provider, system, service, purpose,
    agreement_id, agreement_version, agreement_hash, status, refused_at, reason_code, reason_params, records,
    duration_micros, asked_by_kind, asked_by_id, case_ref, subject_key, detail, request_salt, response_salt,
    subject_salt, gates_digest, ledger_index)
  select id, question_id, part, at, protocol, consumer, provider, system, service, purpose,
    agreement_id, agreement_version, agreement_hash, status, refused_at, reason_code, reason_params, records,
    duration_micros, asked_by_kind, asked_by_id, case_ref, subject_key, detail, request_salt, response_salt,
    subject_salt, gates_digest, ledger_index
  from numbered order by ord
  returning id
), kept as (
  insert into exchange_answer (exchange_id, expires_at, key_id, sealed, terms_digest)
  select id, expires_at, key_id, decode(sealed, 'base64'), terms_digest from fresh order by ord
)
select id, null as unknown from taken
union all
select null, digest from unnest($3::text[]) as named(digest)
where not exists (select from decision_part p where p.digest = named.digest and p.unused_since is null)`

/** The terms of a question beside what has a column of its own: with them it can be decided again. */
const termsOf = ({ askBy, elements, acceptPartial, agreement }: DecisionRequest): AskedTerms => ({
  askBy,
  ...(elements === undefined ? {} : { elements }),
  ...(acceptPartial === undefined ? {} : { acceptPartial }),
  ...(agreement === undefined ? {} : { agreement }),
})

function rowOf(act: ExchangeAct, ord: number, parts: DecisionParts | undefined): object {
  const { exchange, salts } = act
  const { message, service, request, decision, reason, released } = exchange
  const { caller } = message
  const now = performance.now()
  const waited = { step: 'append-evidence', result: 'done', micros: Math.round((now - act.appendedMs) * 1000) }
  return {
    ord,
    id: exchange.id,
    question_id: exchange.questionId,
    part: exchange.part,
    parts: exchange.parts,
    caller: callerKey(caller),
    message_id: message.messageId,
    body_digest: message.digest,
    at: exchange.at,
    protocol: message.protocol,
    consumer: caller.member,
    provider: service.member,
    system: service.system,
    service: service.id,
    purpose: request.purpose,
    agreement_id: decision?.agreement?.id,
    agreement_version: decision?.agreement?.version,
    agreement_hash: decision?.agreement?.hash,
    status: exchange.status,
    refused_at: decision?.refusedAt,
    reason_code: reason?.code,
    reason_params: reason?.params,
    records: released?.records.length ?? 0,
    duration_micros: Math.round((now - exchange.startedMs) * 1000),
    asked_by_kind: caller.kind,
    asked_by_id: caller.id,
    case_ref: message.caseRef,
    subject_key: exchange.asked?.subject,
    detail: {
      asked: exchange.asked && termsOf(exchange.asked),
      legalBasis: decision?.legalBasis,
      forms: released?.forms ?? {},
      withheld: decision?.withheld ?? [],
      issues: exchange.issues ?? [],
      trace: [...exchange.trace, waited],
    },
    request_salt: salts.request,
    response_salt: salts.response,
    subject_salt: salts.subject,
    expires_at: act.expiresAt,
    key_id: act.answerKeyId,
    sealed: act.sealed.toString('base64'),
    gates_digest: parts?.gates.digest,
    terms_digest: parts?.terms.digest,
  }
}
