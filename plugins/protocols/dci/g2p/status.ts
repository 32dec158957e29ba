import type { ExchangeAnswer, KnownBy, KnownMessage, ProtocolHouse } from '../../../../src/exchange/plugin.ts'
import type { Json } from '../../../../src/kernel/canonical-json.ts'
import { ok, type Result } from '../../../../src/kernel/result.ts'
import { wireInstant } from '../../../../src/standards/dci/instants.ts'
import { askAll } from '../door/ask.ts'
import { batchLimit } from '../door/entries.ts'
import { type MessageFault, refused } from '../door/fault.ts'
import { idLengthLimit } from '../door/header.ts'
import { isTree, member } from '../door/json.ts'
import { isLocale, present } from '../door/leniencies.ts'
import type { Action, Asked, Done } from '../door/operation.ts'
import { receiptOf } from '../search/item.ts'
import { knownBy } from '../status/action.ts'
import { entriesOf, stateOf } from '../status/response.ts'
import { itemBody } from './batch.ts'
import { paymentElements, sayPayment } from './payment.ts'

interface StatusQuestion {
  readonly type: string
  readonly by: KnownBy
}

const listOf: Readonly<Record<string, string>> = {
  link: 'link_response',
  update: 'update_response',
  unlink: 'unlink_response',
  resolve: 'resolve_response',
  disburse: 'disbursements_status',
  search: 'disbursements_status',
}

interface Statuses {
  readonly words: Action['words']
  readonly answer: string
  readonly types: readonly string[]
}

function readStatus(
  message: Parameters<Action['read']>[0],
  types: readonly string[],
): Result<StatusQuestion, MessageFault> {
  const question = member(message, 'txnstatus_request')
  if (!isTree(question)) return refused('err.request.bad', 'message.txnstatus_request is missing or not an object')
  const { reference_id: id, txn_type: type, attribute_type: attribute, attribute_value: value, locale } = question
  if (typeof id !== 'string' || id.length > idLengthLimit) {
    return refused('err.request.bad', `reference_id is not a text of 1 to ${idLengthLimit} characters`)
  }
  if (present(locale) !== undefined && !isLocale(locale)) {
    return refused('err.request.bad', 'locale is not a language code')
  }
  // The answer's words are taken, too (txn-types).
  const named = typeof type === 'string' ? type.replace(/^on-/, '') : ''
  if (!types.includes(named)) return refused('err.request.bad', `txn_type is none of ${types.join(', ')}`)
  const by = knownBy(attribute, value)
  if (!by.ok) return by
  if ('subscriptionCodes' in by.value) {
    return refused('err.request.bad', 'attribute_type is none of transaction_id, correlation_id, reference_id_list')
  }
  return ok({ type: named, by: by.value })
}

/** What became of earlier messages of the same caller; of payments, what the switch says of them now. */
const status = ({ words, answer, types }: Statuses): Action =>
  ({
    name: 'txn-status',
    words,
    answer,
    read(message) {
      const question = readStatus(message, types)
      return question.ok ? ok({ count: 1, referenceIds: [], value: question.value }) : question
    },
    async work({ type, by }, asked, house) {
      const work = `${asked.registry}/${type}`
      const messages = ((await house.messages?.find(asked.caller, by)) ?? []).filter((one) => one.operation === work)
      const question: About = { type, by, messages }
      return type === 'disburse' ? payments(question, asked, house) : ok(again(question, house))
    },
  }) satisfies Action<StatusQuestion> as Action

interface About extends StatusQuestion {
  readonly messages: readonly KnownMessage[]
}

const isWanted = (by: KnownBy, entry: Json): boolean =>
  !('referenceIds' in by) || (isTree(entry) && by.referenceIds.some((id) => id === entry.reference_id))

/** The response that was given, or how far its message is. */
function again({ type, by, messages }: About, house: ProtocolHouse): Done {
  const list = listOf[type] ?? ''
  const at = wireInstant(house.now())
  const entries = messages.flatMap((message) => entriesOf(message, list, at)).filter((entry) => isWanted(by, entry))
  return done({ type, messages }, { entries, known: messages.length > 0, exchanges: [], receipts: [] })
}

/** Payments go on after their message was answered: the switch is asked by reference. */
async function payments(about: About, asked: Asked, house: ProtocolHouse): Promise<Result<Done, MessageFault>> {
  const { by, messages } = about
  const all = 'referenceIds' in by ? by.referenceIds : messages.flatMap(({ referenceIds }) => referenceIds)
  const references = [...new Set(all)].filter((id) => /^[ -~]+$/.test(id)).slice(0, batchLimit)
  const questions = references.map((reference) => ({
    service: 'payment-switch.payment',
    equalities: { 'payment.reference': reference },
    elements: paymentElements,
    acceptPartial: true,
  }))
  const answers = await askAll(questions, asked, house)
  if (!answers.ok) return answers
  const at = wireInstant(house.now())
  const given = messages.flatMap((message) => entriesOf(message, 'disbursements_status', at))
  const entries = references.flatMap((referenceId, i) => {
    const answer = answers.value[i]
    return answer === undefined ? [] : entryOf(answer, { referenceId, given, messages, at })
  })
  const receipts = answers.value.map((answer, i) => receiptOf(references[i] ?? '', answer))
  const exchanges = answers.value.map(({ exchangeId }) => exchangeId)
  return ok(done(about, { entries, known: entries.length > 0, exchanges, receipts }))
}

interface Reference {
  readonly referenceId: string
  /** What the answers of the messages said. */
  readonly given: readonly Json[]
  readonly messages: readonly KnownMessage[]
  readonly at: string
}

function entryOf(answer: ExchangeAnswer, { referenceId, given, messages, at }: Reference): Json[] {
  const [record] = answer.records
  if (record !== undefined) return [itemBody({ referenceId, ...sayPayment(record, answer.forms) }, at)]
  const said = given.filter((entry) => isTree(entry) && entry.reference_id === referenceId)
  const [first] = said
  if (answer.status !== 'no-record') return said
  // The switch has none of this reference: it never took it, or refused it before it was an order.
  if (first !== undefined && isTree(first) && first.status === 'rjct') return said
  const [message] = messages.filter(({ referenceIds }) => referenceIds.includes(referenceId))
  if (message === undefined) return []
  const state = stateOf(message)
  const never = { status: 'rjct', message: 'it never reached the switch: send it again' } as const
  return [itemBody({ referenceId, ...(state.status === 'pdng' ? state : never) }, at)]
}

interface Response {
  readonly entries: readonly Json[]
  readonly known: boolean
  readonly exchanges: readonly string[]
  readonly receipts: readonly Json[]
}

/** Nothing known is no error: `rjct`, with an empty response. */
function done({ type, messages }: Pick<About, 'type' | 'messages'>, { entries, known, ...rest }: Response): Done {
  const [newest] = messages
  const ids = { transaction_id: newest?.transactionId ?? '', correlation_id: newest?.correlationId ?? '' }
  return {
    message: {
      txnstatus_response: { txn_type: `on-${type}`, txn_status: { ...ids, [listOf[type] ?? '']: entries } },
    },
    status: known ? 'succ' : 'rjct',
    totalCount: 1,
    completedCount: known ? 1 : 0,
    exchanges: rest.exchanges,
    meta: { receipts: rest.receipts },
  }
}

export const mapperStatus = status({
  words: ['txn-status', 'status'],
  answer: 'txn-on-status',
  types: ['link', 'update', 'unlink', 'resolve'],
})

/** payment-action-words: the text lists other words at each address; `on-search` is the only answer valid at both. */
export const disburseStatus = status({
  words: ['txn-status', 'status', 'on-disburse', 'on-search', 'search', 'subscribe'],
  answer: 'on-search',
  types: ['disburse', 'search'],
})
