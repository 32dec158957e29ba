import type { ExchangeAnswer, Page, ProtocolHouse } from '../../../src/exchange/plugin.ts'
import type { Json } from '../../../src/kernel/canonical-json.ts'
import type { ItemFault, ItemReason } from './fault.ts'
import { dciRecords, type TargetAnswer } from './records.ts'
import { wireInstant } from './reply.ts'
import { type Domain, registryTypeOf } from './targets.ts'

/** One entry of `search_response`. */
export interface ItemReply {
  readonly body: { readonly [name: string]: Json }
  readonly succeeded: boolean
  /** No service of it could answer now: not the asker's fault. */
  readonly unavailable: boolean
}

export function rejectedItem(referenceId: string, fault: ItemFault, house: ProtocolHouse): ItemReply {
  return item(referenceId, house, { status: 'rjct', code: fault.code, message: fault.message })
}

/** An unknown person is no failure: `succ` with an empty list, as the standard has no reason for it. */
export function answeredItem(
  { referenceId, domain, answers }: { referenceId: string; domain: Domain; answers: readonly TargetAnswer[] },
  house: ProtocolHouse,
): ItemReply {
  const good = answers.filter(({ answer }) => answer.status === 'answered' || answer.status === 'no-record')
  const bad = answers.filter((one) => !good.includes(one))
  const [first] = good
  if (first === undefined) return unanswered(referenceId, bad, house)
  const records = dciRecords(good, house)
  const total = Math.max(records.length, ...good.map(({ answer }) => answer.total ?? answer.records.length))
  // What could not be answered beside is said, never left out.
  const said = answers.filter(({ answer }) => answer.refusal !== undefined)
  const message = said.length === 0 ? undefined : said.map(({ answer }) => refusalText(answer)).join(' ')
  const data = {
    version: '1.0.0',
    reg_type: registryTypeOf[domain],
    reg_record_type: first.target.type,
    reg_records: records,
  }
  const reply = item(referenceId, house, { status: 'succ', ...(message === undefined ? {} : { message }) })
  return { ...reply, body: { ...reply.body, data, pagination: pagination(first.answer.page, total) } }
}

function unanswered(referenceId: string, bad: readonly TargetAnswer[], house: ProtocolHouse): ItemReply {
  const message = bad.map(({ answer }) => refusalText(answer)).join(' ')
  const refused = bad.find(({ answer }) => answer.status === 'refused')
  if (refused === undefined) {
    // The list of reasons has none for a registry that cannot answer now; the header's error code is named instead.
    const reply = item(referenceId, house, { status: 'rjct', message: `err.service.unavailable: ${message}` })
    return { ...reply, unavailable: true }
  }
  const sort = refused.answer.refusal?.code === 'exchange.sort-not-agreed'
  const code = sort ? 'rjct.sort.invalid' : 'rjct.search_criteria.invalid'
  return item(referenceId, house, { status: 'rjct', code, message })
}

function refusalText({ service, status, refusal }: ExchangeAnswer): string {
  if (refusal === undefined) return `${service}: no answer.`
  const gate = refusal.gate === undefined ? '' : ` at ${refusal.gate}`
  return `${service}: ${status}${gate} (${refusal.code}). ${refusal.message} ${refusal.fix}`.trim()
}

interface State {
  readonly status: 'succ' | 'rjct'
  readonly code?: ItemReason
  readonly message?: string
}

function item(referenceId: string, house: ProtocolHouse, { status, code, message }: State): ItemReply {
  const reasons = {
    ...(code === undefined ? {} : { status_reason_code: code }),
    ...(message === undefined ? {} : { status_reason_message: message.slice(0, 999) }),
  }
  const body = { reference_id: referenceId, timestamp: wireInstant(house.now()), status, ...reasons, locale: 'eng' }
  return { body, succeeded: status === 'succ', unavailable: false }
}

const pagination = (page: Page, total: number): Json => ({
  page_size: page.size,
  page_number: page.number,
  total_count: total,
})

/** Where the proof of each exchange is, for the header's meta. */
export const receiptOf = (referenceId: string, { answer }: TargetAnswer): Json => ({
  reference_id: referenceId,
  exchange_id: answer.exchangeId,
  service: answer.service,
  status: answer.status,
  receipt_url: answer.receiptUrl,
  receipt: answer.receipt,
  ...(answer.agreement === undefined ? {} : { agreement: { ...answer.agreement } }),
  ...(answer.asOf === undefined ? {} : { as_of: answer.asOf }),
})
