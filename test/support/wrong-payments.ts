import type { Kind, TestAccount } from './payments.ts'

/** Requests about accounts with one thing wrong, and the reason that the action's list has for it, where it has one. */
export function wrongRequests(
  linked: TestAccount,
  other: TestAccount,
): readonly (readonly [Kind, object, string | undefined])[] {
  const long = 'x'.repeat(201)
  const { fa, id } = linked
  return [
    ['link', { id, fa, timestamp: undefined }, 'rjct.timestamp.invalid'],
    ['link', { id, fa, timestamp: 'today' }, 'rjct.timestamp.invalid'],
    ['link', { fa }, 'rjct.id.invalid'],
    ['link', { id: 7, fa }, 'rjct.id.invalid'],
    ['link', { id: 'vid:54321@nid', fa }, 'rjct.id.invalid'],
    ['link', { id: 'nin:302118476@elsewhere', fa }, 'rjct.id.invalid'],
    ['link', { id: 'nin:302118477@nida', fa }, 'rjct.id.invalid'],
    ['link', { id }, 'rjct.fa.invalid'],
    ['link', { id, fa: 'account:1000000600' }, 'rjct.fa.invalid'],
    ['link', { id, fa: 'account:1000000600@nobank' }, 'rjct.fa.invalid'],
    ['link', { id, fa: `account:${'1'.repeat(200)}@benki-ya-umoja` }, 'rjct.fa.invalid'],
    ['link', { id, fa: "account:1';drop--@benki-ya-umoja" }, 'rjct.fa.invalid'],
    ['link', { id: other.id, fa }, 'rjct.fa.invalid'],
    ['link', { id: other.id, fa: other.fa, name: 'Somebody Else' }, 'rjct.name.invalid'],
    ['link', { id, fa, name: long }, 'rjct.name.invalid'],
    ['link', { id, fa, phone_number: 'call me' }, 'rjct.mobile_number.invalid'],
    ['link', { id, fa, additional_info: 'none' }, undefined],
    ['update', { id, fa, name: long }, 'rjct.beneficiary_name.invalid'],
    ['update', { id: other.id, fa: other.fa }, undefined],
    ['unlink', { fa }, undefined],
    ['unlink', { id: other.id, fa: other.fa }, undefined],
    ['resolve', {}, 'rjct.id.invalid'],
    ['resolve', { fa: 'joeuser@national-bank' }, 'rjct.fa.invalid'],
    ['resolve', { id: [id] }, 'rjct.id.invalid'],
    ['resolve', { id, scope: 'everything' }, 'rjct.resolve_type.not_supported'],
  ]
}

/** Changes of a disbursement, each of which makes it wrong. */
export const wrongDisbursements: readonly (readonly [object, string | undefined])[] = [
  ...['1', '1.234', '-1.00', '0.00', '', 'a.00', '12345678901234.00', 4000, undefined].map(
    (amount) => [{ amount }, 'rjct.amount.invalid'] as const,
  ),
  ...['', 'account:1@', 'nin:530576875@nida', undefined].map(
    (payer) => [{ payer_fa: payer }, 'rjct.payer_fa.invalid'] as const,
  ),
  ...['x', 'account:1000000600', 7, undefined].map((payee) => [{ payee_fa: payee }, 'rjct.payee_fa.invalid'] as const),
  [{ payer_fa: 'account:9000000001@nobank' }, 'rjct.payer_fa.invalid'],
  [{ payee_fa: 'nin:302118477@nida' }, 'rjct.payee_fa.invalid'],
  [{ currency_code: 'tus' }, 'rjct.currency_code.invalid'],
  [{ scheduled_timestamp: 'tomorrow' }, 'rjct.schedule_ts.invalid'],
  [{ note: 'x'.repeat(100) }, undefined],
  [{ purpose: 'x'.repeat(100) }, undefined],
  [{ instruction: 'x'.repeat(1000) }, undefined],
  [{ locale: 7 }, undefined],
  [{ reference_id: '' }, 'rjct.reference_id.invalid'],
  [{ reference_id: 7 }, 'rjct.reference_id.invalid'],
  [{ reference_id: 'x'.repeat(100) }, 'rjct.reference_id.invalid'],
  [{ reference_id: 'päivä' }, 'rjct.reference_id.invalid'],
]
