import { ok, type Result } from '../../../../src/kernel/result.ts'
import { parseInstant } from '../../../../src/standards/dci/instants.ts'
import type { Tree } from '../door/json.ts'
import { present } from '../door/leniencies.ts'
import type { Action } from '../door/operation.ts'
import { type Address, accountElements, parseAddress } from './address.ts'
import { batched, type Fault, fault, localeFault } from './batch.ts'
import { paymentElements, sayPayment } from './payment.ts'
import { unanswered } from './refusal.ts'

interface Criterion {
  readonly side: 'payer' | 'payee'
  readonly address: Address
  readonly size: number
}

const recordsLimit = 100
const tooMany = 'rjct.srch.too_many_records_found'

function readCriterion(entry: Tree): Result<Criterion, Fault> {
  const { timestamp, request_type: type, attribute_type: by, attribute_value: value } = entry
  if (present(timestamp) !== undefined && parseInstant(timestamp) === undefined) {
    return fault('rjct.timestamp.invalid', 'timestamp is not a date-time with zone (RFC 3339)')
  }
  if (type !== 'disburse') return fault('rjct.request_type.invalid', 'request_type is not disburse')
  if (by !== 'payer_fa' && by !== 'payee_fa') {
    return fault('rjct.attribute_type.invalid', 'attribute_type is neither payer_fa nor payee_fa')
  }
  const address = parseAddress(value)
  if (address === undefined) return fault(`rjct.srch_${by}.invalid`, 'attribute_value is not a financial address')
  const side = by === 'payer_fa' ? 'payer' : 'payee'
  return localeFault(entry.locale) ?? ok({ side, address, size: recordsLimit })
}

/** The caller's own payments from or to an address, each as its status; `reference_id` is then the payment's. */
export const searchPayments = batched<Criterion>({
  name: 'search',
  words: ['search'],
  answer: 'on-search',
  lists: ['search_criteria'],
  response: 'disbursements_status',
  read: readCriterion,
  ask: ({ side, address, size }) => ({
    service: 'payment-switch.payment',
    equalities: accountElements(`payment.${side}`, address),
    elements: paymentElements,
    acceptPartial: true,
    size,
  }),
  say(answer, { side }) {
    const code = `rjct.srch_${side}_fa.invalid` as const
    if ((answer.total ?? 0) > recordsLimit) {
      return { status: 'rjct', code: tooMany, message: `more than ${recordsLimit} payments` }
    }
    const malformed = answer.refusal?.code === 'exchange.identifier-malformed'
    if (answer.status === 'no-record' && !malformed) return []
    if (answer.status !== 'answered') return unanswered(answer, { codes: [['payment.', code]] })
    return answer.records.map((record) => ({
      referenceId: String(record['payment.reference'] ?? ''),
      ...sayPayment(record, answer.forms),
    }))
  },
}) as Action
