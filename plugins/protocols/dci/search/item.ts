import type { ExchangeAnswer, Page, ProtocolHouse } from '../../../../src/exchange/plugin.ts'
import type { Json } from '../../../../src/kernel/canonical-json.ts'
import { wireInstant } from '../../../../src/standards/dci/instants.ts'
import type { RegistryName } from '../../../../src/standards/dci/registries.ts'
import { registries } from '../../../../src/standards/dci/registries.ts'
import { type Edition, recordLists } from '../door/edition.ts'
import { itemOf } from '../door/entries.ts'
import type { ItemFault, ItemReason } from '../door/fault.ts'
import { dciRecords, type TargetAnswer } from './records.ts'
import { refusalText } from './refusal.ts'

/** What `search_response` holds for one request. */
export interface ItemReply {
  readonly entries: readonly Json[]
  readonly succeeded: boolean
  /** No service of it could answer now: not the asker's fault. */
  readonly unavailable: boolean
}

export function rejectedItem(referenceId: string, { code, message }: ItemFault, house: ProtocolHouse): ItemReply {
  const entry = itemOf(referenceId, wireInstant(house.now()), { status: 'rjct', code, message })
  return { entries: [entry], succeeded: false, unavailable: false }
}

export interface Answering {
  readonly referenceId: string
  readonly registry: RegistryName
  readonly edition: Edition
  readonly answers: readonly TargetAnswer[]
}

/** An unknown person is no failure: `succ` with an empty list, as the standard has no reason for it. */
export function answeredItem(answering: Answering, house: ProtocolHouse): ItemReply {
  const { referenceId, registry, answers } = answering
  const good = answers.filter(({ answer }) => answer.status === 'answered' || answer.status === 'no-record')
  const [first] = good
  if (first === undefined) return unanswered(referenceId, answers, house)
  const records = dciRecords(good, answering, house)
  const total = Math.max(records.length, ...good.map(({ answer }) => answer.total ?? answer.records.length))
  // What could not be answered beside is said, never left out.
  const said = answers.filter(({ answer }) => answer.refusal !== undefined)
  const message = said.map(({ answer, target }) => refusalText(answer, target.record)).join(' ')
  const state = { status: 'succ', ...(message === '' ? {} : { message }) } as const
  const item = itemOf(referenceId, wireInstant(house.now()), state)
  const page = pagination(first.answer.page, total)
  const entries = recordLists('search', answering, records).map((list) => ({
    ...item,
    data: {
      version: '1.0.0',
      reg_type: registries[registry].type,
      reg_record_type: first.target.type,
      reg_records: list,
    },
    pagination: page,
  }))
  return { entries, succeeded: true, unavailable: false }
}

function unanswered(referenceId: string, answers: readonly TargetAnswer[], house: ProtocolHouse): ItemReply {
  const message = answers.map(({ answer, target }) => refusalText(answer, target.record)).join(' ')
  const refused = answers.find(({ answer }) => answer.status === 'refused')
  const at = wireInstant(house.now())
  if (refused === undefined) {
    // The list of reasons has none for a registry that cannot answer now; the header's error code is named instead.
    const entry = itemOf(referenceId, at, { status: 'rjct', message: `err.service.unavailable: ${message}` })
    return { entries: [entry], succeeded: false, unavailable: true }
  }
  const sort = refused.answer.refusal?.code === 'exchange.sort-not-agreed'
  const code: ItemReason = sort ? 'rjct.sort.invalid' : 'rjct.search_criteria.invalid'
  return { entries: [itemOf(referenceId, at, { status: 'rjct', code, message })], succeeded: false, unavailable: false }
}

const pagination = (page: Page, total: number): Json => ({
  page_size: page.size,
  page_number: page.number,
  total_count: total,
})

/** Where the proof of each exchange is, for the header's meta. */
export const receiptOf = (referenceId: string, answer: ExchangeAnswer): Json => ({
  reference_id: referenceId,
  exchange_id: answer.exchangeId,
  service: answer.service,
  status: answer.status,
  receipt_url: answer.receiptUrl,
  receipt: answer.receipt,
  ...(answer.agreement === undefined ? {} : { agreement: { ...answer.agreement } }),
  ...(answer.asOf === undefined ? {} : { as_of: answer.asOf }),
})
