import type { ExchangeAnswer } from '../../../../src/exchange/plugin.ts'
import { ok, type Result } from '../../../../src/kernel/result.ts'
import { parseInstant } from '../../../../src/standards/dci/instants.ts'
import type { Tree } from '../door/json.ts'
import { present } from '../door/leniencies.ts'
import type { Action } from '../door/operation.ts'
import { type Address, accountElements, parseAccount, parseAddress, writeAddress } from './address.ts'
import { batched, type Fault, fault, localeFault, optionalText } from './batch.ts'
import { sayPayment } from './payment.ts'
import { unanswered } from './refusal.ts'
import { settlementKey } from './settlement.ts'

interface Disbursement {
  readonly payer: Address
  readonly payee: Address
  readonly amount: string
  readonly currency: string | undefined
  readonly scheduled: string | undefined
  readonly payeeName: string | undefined
  readonly note: string | undefined
  readonly purpose: string | undefined
}

const amountPattern = /^\d{1,13}\.\d{1,2}$/

/** Texts that go along: those the payment has a place for, and those that are only checked. */
const texts = { payer_name: 200, payee_name: 200, note: 99, purpose: 99, instruction: 999 } as const

function readDisbursement(entry: Tree): Result<Disbursement, Fault> {
  const payer = parseAccount(entry.payer_fa)
  if (payer === undefined) return fault('rjct.payer_fa.invalid', 'payer_fa is not of the form account:number@provider')
  const payee = parseAddress(entry.payee_fa)
  if (payee === undefined) {
    const forms = 'account:number@provider, mobile:number@provider or nin:number@provider'
    return fault('rjct.payee_fa.invalid', `payee_fa is not of the form ${forms}`)
  }
  const { amount } = entry
  if (typeof amount !== 'string' || !amountPattern.test(amount) || Number(amount) === 0) {
    return fault('rjct.amount.invalid', 'amount is not a text of 1 to 13 digits, a point and 1 or 2 digits, above zero')
  }
  const scheduled = present(entry.scheduled_timestamp)
  if (scheduled !== undefined && parseInstant(scheduled) === undefined) {
    return fault('rjct.schedule_ts.invalid', 'scheduled_timestamp is not a date-time with zone (RFC 3339)')
  }
  const currency = present(entry.currency_code)
  if (currency !== undefined && (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency))) {
    return fault('rjct.currency_code.invalid', 'currency_code is not three capital letters')
  }
  const tooLong = Object.entries(texts).find(([name, longest]) => optionalText(entry[name], longest) === false)
  if (tooLong !== undefined) return fault(undefined, `${tooLong[0]} is not a text of at most ${tooLong[1]} characters`)
  return (
    localeFault(entry.locale) ??
    ok({
      payer,
      payee,
      amount,
      currency: currency as string | undefined,
      scheduled: scheduled as string | undefined,
      payeeName: present(entry.payee_name) as string | undefined,
      note: (present(entry.note) ?? present(entry.purpose)) as string | undefined,
      purpose: present(entry.purpose) as string | undefined,
    })
  )
}

const elements = ['payment.reference', 'payment.status', 'payment.failure']

const codes = [
  ['payment.payee', 'rjct.payee_fa.invalid'],
  ['payment.payer', 'rjct.payer_fa.invalid'],
  ['payment.amount', 'rjct.amount.invalid'],
  ['payment.currency', 'rjct.currency_code.invalid'],
  ['payment.scheduled-at', 'rjct.schedule_ts.invalid'],
  ['payment.reference', 'rjct.reference_id.invalid'],
] as const

/** Also when it is not known whether the switch took it; the status will say. */
const mayBePaid = ({ status, records: [record] }: ExchangeAnswer): boolean =>
  record === undefined
    ? status === 'unavailable' || status === 'invalid'
    : record['payment.status'] === 'queued' || record['payment.status'] === 'paid'

/** Payments, each by its reference: sent again, in whatever message, it is not paid again. */
export const disburse = batched<Disbursement>({
  name: 'disburse',
  // payment-action-words
  words: ['disburse', 'search'],
  answer: 'on-disburse',
  // disbursements-spelling: the text requires one and describes the other.
  lists: ['disbursements', 'disburemsents'],
  response: 'disbursements_status',
  read: readDisbursement,
  ask: (value, referenceId) => ({
    service: 'payment-switch.disburse',
    equalities: {
      'payment.reference': referenceId,
      ...accountElements('payment.payer', value.payer),
      ...accountElements('payment.payee', value.payee),
      'payment.amount': Number(value.amount),
      'payment.currency': value.currency,
      'payment.scheduled-at': value.scheduled,
      'payment.payee-name': value.payeeName,
      'payment.note': value.note,
    },
    elements,
    acceptPartial: false,
  }),
  async follow({ referenceId, value, answer }, { caller }, house) {
    const programme = value.purpose === undefined ? undefined : house.codeOf('enrolment.programme', value.purpose)
    // Of a payee that is an account, nobody here knows whose it is.
    if (programme === undefined || value.payee.type !== 'nin' || !mayBePaid(answer)) return
    const { number: nationalId } = value.payee
    const from = value.scheduled === undefined ? undefined : new Date(value.scheduled)
    await house.errands.begin({
      ...{ key: settlementKey(caller, referenceId), caller, from },
      body: { errand: 'settlement', reference: referenceId, nationalId, programme },
    })
  },
  say(answer, { payer, payee, amount, currency }) {
    const more = {
      amount: Number(amount).toFixed(2),
      payer_fa: writeAddress(payer),
      payee_fa: writeAddress(payee),
      currency_code: currency,
    }
    const [record] = answer.records
    if (record !== undefined) {
      const said = sayPayment(record, answer.forms)
      return { ...said, more: { ...said.more, ...more } }
    }
    if (answer.status === 'unavailable' || answer.status === 'invalid') {
      // It may have been taken: to call it rejected would have it paid by other means, too.
      const message = 'whether the switch took it is not known: ask its status, or send it again under a new message_id'
      return { status: 'pdng', message, more }
    }
    return { ...unanswered(answer, { codes }), more }
  },
}) as Action
