import type { ReleasedFields } from '../../../../src/exchange/plugin.ts'
import type { Equalities } from '../door/ask.ts'

/** `type:number@provider`, the normal form of person ids and of financial addresses; read without regard to case. */
export interface Address {
  readonly type: 'account' | 'mobile' | 'nin'
  readonly number: string
  readonly provider: string
}

/** The text gives examples only; a type that means something else (a token, a virtual id) is not taken for a number. */
const types: Readonly<Record<string, Address['type']>> = {
  account: 'account',
  mobile: 'mobile',
  msisdn: 'mobile',
  phone: 'mobile',
  nin: 'nin',
  nid: 'nin',
  uin: 'nin',
  id: 'nin',
}
// The pattern of the text has no place for the colon of its own examples.
const shape = /^([a-z-]{1,20}):\+?(\d{4,20})@([a-z0-9.-]{1,60})$/

export function parseAddress(value: unknown): Address | undefined {
  const parts = typeof value === 'string' && value.length <= 120 ? shape.exec(value.toLowerCase()) : null
  const [, type = '', number = '', provider = ''] = parts ?? []
  const known = Object.hasOwn(types, type) ? types[type] : undefined
  return known === undefined ? undefined : { type: known, number, provider }
}

/** A financial address that is an account, not a person. */
export function parseAccount(value: unknown): Address | undefined {
  const address = parseAddress(value)
  return address?.type === 'nin' ? undefined : address
}

export function parsePerson(value: unknown): Address | undefined {
  const address = parseAddress(value)
  return address?.type === 'nin' ? address : undefined
}

export const writeAddress = ({ type, number, provider }: Address): string => `${type}:${number}@${provider}`

/** Elements below a prefix: `account.type`, `account.number`, `account.provider`. */
export const accountElements = (prefix: string, address: Address | undefined): Equalities =>
  address === undefined
    ? {}
    : {
        [`${prefix}.type`]: address.type,
        [`${prefix}.number`]: address.number,
        [`${prefix}.provider`]: address.provider,
      }

export const personElements = (id: Address | undefined): Equalities =>
  id === undefined ? {} : { 'person.national-id': id.number, 'account.id-provider': id.provider }

/** The address of a released record, where all of it was released. */
export function releasedAddress(record: ReleasedFields, forms: Forms, prefix: string): string | undefined {
  const [type, number, provider] = ['type', 'number', 'provider'].map((part) => {
    const element = `${prefix}.${part}`
    const value = forms[element] === 'raw' ? record[element] : undefined
    return typeof value === 'string' ? value : undefined
  })
  if (type === undefined || number === undefined || provider === undefined) return undefined
  return writeAddress({ type: type as Address['type'], number, provider })
}

export type Forms = Readonly<Record<string, 'raw' | 'yes-no' | 'band' | 'pseudonym' | 'hash' | 'count'>>
