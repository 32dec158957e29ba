import type { ExchangeAnswer, ReleasedFields } from '../../../../src/exchange/plugin.ts'
import type { Json } from '../../../../src/kernel/canonical-json.ts'
import type { PaymentReason } from '../../../../src/standards/dci/codes.ts'
import { type Forms, releasedAddress } from './address.ts'
import type { Said } from './batch.ts'

/** What is asked of a payment that is looked up; the agreement says which of it comes. */
export const paymentElements = [
  'payment.reference',
  'payment.status',
  'payment.failure',
  'payment.amount',
  'payment.currency',
  ...['payer', 'payee'].flatMap((side) => ['type', 'number', 'provider'].map((part) => `payment.${side}.${part}`)),
]

/** Words of the code list `payment-failure`, and the reason of DisburseStatusReasonCode that comes nearest. */
const failures: Readonly<Record<string, readonly [code: PaymentReason, message: string]>> = {
  'payee-unknown': ['rjct.payee_fa.invalid', 'the account of the payee is not known'],
  'payee-closed': ['rjct.payee_fa.invalid', 'the account of the payee is closed'],
  'name-differs': ['rjct.payee_fa.invalid', 'the name of the payee is not that of the account’s holder'],
  'payer-unknown': ['rjct.payer_fa.invalid', 'the account of the payer is not one that the payer may use'],
  'over-limit': ['rjct.amount.invalid', 'the amount is above the limit of the payee’s provider'],
  currency: ['rjct.currency_code.invalid', 'the currency is not paid here'],
  schedule: ['rjct.schedule_ts.invalid', 'the time is past, or more than a year ahead'],
  'reference-reused': ['rjct.reference_id.duplicate', 'reference_id was used for another payment'],
}

/** An entry of `disbursements_status`: pending while it is queued. */
export function sayPayment(record: ReleasedFields, forms: ExchangeAnswer['forms']): Said {
  const more = membersOf(record, forms)
  switch (record['payment.status']) {
    case 'paid':
      return { status: 'succ', more }
    case 'queued':
      return { status: 'pdng', more }
    case 'failed': {
      const [code, message] = failures[String(record['payment.failure'])] ?? []
      return { status: 'rjct', ...(code === undefined ? {} : { code }), message: message ?? 'it was not paid', more }
    }
    default:
      return { status: 'rjct', message: 'the status of the payment was not released', more }
  }
}

function membersOf(record: ReleasedFields, forms: Forms): { readonly [name: string]: Json | undefined } {
  const amount = record['payment.amount']
  const currency = record['payment.currency']
  return {
    amount: typeof amount === 'number' ? amount.toFixed(2) : undefined,
    currency_code: typeof currency === 'string' ? currency : undefined,
    payer_fa: releasedAddress(record, forms, 'payment.payer'),
    payee_fa: releasedAddress(record, forms, 'payment.payee'),
  }
}
