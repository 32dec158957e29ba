import type { ExchangeAnswer } from '../../../../src/exchange/plugin.ts'
import { ok, type Result } from '../../../../src/kernel/result.ts'
import type { PaymentReason } from '../../../../src/standards/dci/codes.ts'
import type { Tree } from '../door/json.ts'
import { present } from '../door/leniencies.ts'
import type { Action } from '../door/operation.ts'
import { type Address, accountElements, parseAccount, parsePerson, personElements, writeAddress } from './address.ts'
import { attributesFault, batched, commonFault, type Fault, fault, optionalText, type Said } from './batch.ts'
import { unanswered } from './refusal.ts'

type Kind = 'link' | 'update' | 'unlink'

interface Order {
  readonly id: Address
  readonly fa: Address | undefined
  readonly name: string | undefined
  readonly phone: string | undefined
}

/** What is wrong, and its code in the action's own list; update and unlink have none for the id and the address. */
interface Codes {
  readonly id?: PaymentReason
  readonly fa?: PaymentReason
  readonly name: PaymentReason
  readonly phone?: PaymentReason
  readonly other?: PaymentReason
}

const codesOf: Readonly<Record<Kind, Codes>> = {
  link: {
    id: 'rjct.id.invalid',
    fa: 'rjct.fa.invalid',
    name: 'rjct.name.invalid',
    phone: 'rjct.mobile_number.invalid',
    other: 'rjct.other.error',
  },
  update: { name: 'rjct.beneficiary_name.invalid' },
  unlink: { name: 'rjct.beneficiary_name.invalid' },
}

const nameLengthLimit = 200
// The international form in which the dictionary has telephone numbers.
const phone = /^\+?([1-9]\d{6,14})$/

function readOrder(entry: Tree, kind: Kind): Result<Order, Fault> {
  const codes = codesOf[kind]
  const common = commonFault(entry) ?? attributesFault(entry.additional_info)
  if (common !== undefined) return common
  const id = parsePerson(entry.id)
  if (id === undefined) return fault(codes.id, 'id is not of the form nin:number@provider')
  const named = present(entry.fa)
  const fa = parseAccount(named)
  if (fa === undefined && (named !== undefined || kind !== 'unlink')) {
    return fault(codes.fa, 'fa is not of the form account:number@provider or mobile:number@provider')
  }
  const name = optionalText(entry.name, nameLengthLimit)
  if (name === false) return fault(codes.name, `name is not a text of at most ${nameLengthLimit} characters`)
  const number = optionalText(entry.phone_number, 40)
  const digits =
    number === undefined || number === false ? undefined : phone.exec(number.replaceAll(/[ ()-]/g, ''))?.[1]
  if (number !== undefined && digits === undefined) {
    return fault(codes.phone, 'phone_number is not a telephone number with its country code')
  }
  return ok({ id, fa, name, phone: digits === undefined ? undefined : `+${digits}` })
}

/** The words of the code list `account-outcome`, as the action's list tells them. */
function refusedOrder(outcome: unknown, codes: Codes): Said {
  const says = outcomes[String(outcome)]
  if (says === undefined) return { status: 'rjct', message: 'the outcome was not released' }
  const code = says.code === 'reference' ? 'rjct.reference_id.duplicate' : (codes[says.code] ?? codes.other)
  return { status: 'rjct', ...(code === undefined ? {} : { code }), message: says.message }
}

const outcomes: Readonly<Record<string, { readonly code: keyof Codes | 'reference'; readonly message: string }>> = {
  'account-unknown': { code: 'fa', message: 'there is no such account' },
  'account-closed': { code: 'fa', message: 'the account is closed' },
  'other-holder': { code: 'fa', message: 'the account is held for another person' },
  'name-differs': { code: 'name', message: 'the name is not that of the holder' },
  'phone-differs': { code: 'phone', message: 'the telephone number is not that of the account' },
  'already-linked': { code: 'id', message: 'another account is linked to the id: update it' },
  'not-linked': { code: 'id', message: 'no account is linked to the id' },
  'other-linked': { code: 'fa', message: 'another account than this is linked to the id' },
  'reference-reused': { code: 'reference', message: 'reference_id was used for another request of this transaction' },
}

function sayOrder(kind: Kind, answer: ExchangeAnswer, { id, fa }: Order): Said {
  const codes = codesOf[kind]
  const written = fa === undefined ? undefined : writeAddress(fa)
  // Each response has the members of its own schema.
  const more =
    kind === 'link' ? { fa: written } : { id: writeAddress(id), ...(kind === 'update' ? { fa: written } : {}) }
  const [record] = answer.records
  if (record !== undefined) {
    const outcome = record['account.outcome']
    return { ...(outcome === 'done' ? { status: 'succ' } : refusedOrder(outcome, codes)), more }
  }
  const asked = [
    ['person.national-id', codes.id],
    ['account.id-provider', codes.id],
    ['account.reference', 'rjct.reference_id.invalid'],
    ['account.', codes.fa],
    ['person.name', codes.name],
    ['person.phone', codes.phone],
  ] as const
  const away = answer.status === 'unavailable' || answer.status === 'invalid'
  // Whether it was done is not known: the same entry again has the same effect.
  const otherwise = away && kind === 'link' ? 'rjct.unknown.retry' : codes.other
  return { ...unanswered(answer, { codes: asked, ...(otherwise === undefined ? {} : { otherwise }) }), more }
}

const elements = ['account.outcome']

/** Link, update and unlink are one act at the payment switch; it keeps the reference, so that it is done once. */
const order = (kind: Kind, words: Action['words']): Action =>
  batched<Order>({
    name: kind,
    words,
    answer: `on-${kind}`,
    lists: [`${kind}_request`],
    response: `${kind}_response`,
    read: (entry) => readOrder(entry, kind),
    ask: ({ id, fa, name, phone: number }, referenceId, { transactionId }) => ({
      service: `payment-switch.${kind}`,
      equalities: {
        // A reference is one within its transaction.
        'account.reference': `${transactionId}/${referenceId}`,
        ...personElements(id),
        ...accountElements('account', fa),
        'person.name.full': name,
        'person.phone': number,
      },
      elements,
      acceptPartial: false,
    }),
    say: (answer, value) => sayOrder(kind, answer, value),
  }) as Action

/** payment-action-words: the text's own list for the synchronous addresses says `link` for all of them. */
export const link = order('link', ['link'])
export const update = order('update', ['update', 'link'])
export const unlink = order('unlink', ['unlink', 'link'])
