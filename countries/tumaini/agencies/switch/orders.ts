// What comes in is read field by field: an order that is not understood whole is not taken.
import { isNin } from '../nin.ts'
import { type Address, institutions } from './accounts.ts'
import type { RegistrationOrder } from './ledger.ts'
import type { PaymentOrder } from './payment.ts'

/** The order, or the field that is wrong. */
export type ReadOrder<T> = { readonly order: T } | { readonly wrong: string }

const reference = /^[ -~]{1,200}$/
const number = /^\d{4,20}$/
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/
const schemes: readonly string[] = ['ACCT', 'MSISDN']

export function readAddress(value: unknown): Address | null {
  const { institution, scheme, number: digits } = members(value)
  if (typeof institution !== 'string' || typeof scheme !== 'string' || typeof digits !== 'string') return null
  if (scheme === 'NIN') return institution === 'NIDA' && isNin(digits) ? { institution, scheme, number: digits } : null
  const known = Object.hasOwn(institutions, institution) && schemes.includes(scheme) && number.test(digits)
  return known ? { institution, scheme, number: digits } : null
}

export function readRegistration(party: string, body: string): ReadOrder<RegistrationOrder> {
  const { orderRef, order, identity, account, holderName, msisdn } = members(parse(body))
  const { register, number: nin } = members(identity)
  if (!isReference(orderRef)) return { wrong: 'orderRef' }
  if (order !== 'OPEN' && order !== 'MOVE' && order !== 'CLOSE') return { wrong: 'order' }
  if (register !== 'NIDA' || !isNin(nin)) return { wrong: 'identity' }
  const named = !absent(account) && !isEmpty(account)
  const address = named ? readAddress(account) : null
  if (address?.scheme === 'NIN' || (address === null && (named || order !== 'CLOSE'))) return { wrong: 'account' }
  if (!isText(holderName, 200)) return { wrong: 'holderName' }
  if (!isText(msisdn, 20)) return { wrong: 'msisdn' }
  const said = { holderName: holderName ?? null, msisdn: msisdn?.replace(/^\+/, '') ?? null }
  return { order: { party, orderRef, order, nin, account: address, ...said } }
}

export function readPayment(party: string, body: string): ReadOrder<PaymentOrder> {
  const given = members(parse(body))
  const { paymentRef, creditorName, amountCents, currency, executeOn, remittance } = given
  const debtor = readAddress(given.debtor)
  const creditor = readAddress(given.creditor)
  if (!isReference(paymentRef)) return { wrong: 'paymentRef' }
  if (debtor === null) return { wrong: 'debtor' }
  if (creditor === null) return { wrong: 'creditor' }
  if (!isText(creditorName, 200)) return { wrong: 'creditorName' }
  if (typeof amountCents !== 'number' || !Number.isSafeInteger(amountCents) || amountCents < 1) {
    return { wrong: 'amountCents' }
  }
  if (!isText(currency, 3) || !/^[A-Z]{3}$/.test(currency ?? 'TUS')) return { wrong: 'currency' }
  if (!isText(executeOn, 40) || (!absent(executeOn) && !isInstant(executeOn as string))) return { wrong: 'executeOn' }
  if (!isText(remittance, 99)) return { wrong: 'remittance' }
  const said = { creditorName: creditorName ?? null, executeOn: executeOn ?? null, remittance: remittance ?? null }
  return { order: { party, paymentRef, debtor, creditor, amountCents, currency: currency ?? 'TUS', ...said } }
}

const isReference = (value: unknown): value is string => typeof value === 'string' && reference.test(value)
const absent = (value: unknown): boolean => value === undefined || value === null
const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0
const isText = (value: unknown, most: number): value is string | null | undefined =>
  absent(value) || (typeof value === 'string' && value.length <= most)
const isInstant = (text: string): boolean => instant.test(text) && !Number.isNaN(Date.parse(text))

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}

const members = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
