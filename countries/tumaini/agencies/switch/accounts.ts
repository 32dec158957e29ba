import { join } from 'node:path'
import { column, type Row, Table } from '../table.ts'

/** How an account is called: at which institution, in which manner, by which number. */
export type Address = { readonly institution: string; readonly scheme: string; readonly number: string }
export type Account = {
  readonly address: Address
  readonly name: string
  /** National number that the institution took down when it opened the account. */
  readonly nin: string | null
  readonly open: boolean
  readonly msisdn: string | null
}
export type Accounts = {
  /** By its number, or by a telephone number that stands for it. */
  readonly at: (address: Address) => Account | null
  /** The account that a national number was registered with before the switch kept its journal. */
  readonly firstOf: (nin: string) => Account | null
  /** Whether the account pays out for this party. */
  readonly pays: (party: string, address: Address) => boolean
}

export const institutions: Readonly<Record<string, { readonly name: string; readonly limitCents: number }>> = {
  UMOJTUTX: { name: 'Benki ya Umoja', limitCents: 100_000_000 },
  PWANTUTX: { name: 'Benki ya Pwani', limitCents: 100_000_000 },
  PESATUTX: { name: 'Pesa ya Simu', limitCents: 15_000_000 },
  HAZITUTX: { name: 'National Treasury', limitCents: 0 },
}

export const keyOf = ({ institution, scheme, number }: Address): string => `${institution}/${scheme}/${number}`

const addressOf = (row: Row): Address => ({
  institution: String(row[0]),
  scheme: String(row[1]),
  number: String(row[2]),
})

const accountOf = (row: Row): Account => ({
  address: addressOf(row),
  name: String(row[3]),
  nin: row[4] as string | null,
  open: row[5] === 'OPEN',
  msisdn: row[6] as string | null,
})

export function openAccounts(folder: string): Accounts {
  const table = new Table(join(folder, 'switch/accounts.ndjson'), {
    number: (row) => keyOf(addressOf(row)),
    alias: (row) => (row[6] === null ? null : keyOf({ ...addressOf(row), scheme: 'MSISDN', number: String(row[6]) })),
    registered: (row) => (row[7] === true ? column(4)(row) : null),
  })
  const payers = new Table(join(folder, 'switch/payers.ndjson'), { number: column(1) })
  const found = (index: string, key: string): Account | null => {
    const row = table.first(index, key)
    return row === null ? null : accountOf(row)
  }
  return {
    at: (address) => found('number', keyOf(address)) ?? found('alias', keyOf(address)),
    firstOf: (nin) => found('registered', nin),
    pays: (party, address) =>
      address.institution === 'HAZITUTX' &&
      address.scheme === 'ACCT' &&
      payers.first('number', address.number)?.[0] === party,
  }
}

/** Whether two writings of a name can be one person's: two words in common, or the only one there is. */
export function namesAgree(one: string, other: string): boolean {
  const words = (text: string): Set<string> => new Set(text.toLowerCase().match(/\p{L}+/gu) ?? [])
  const left = words(one)
  const common = [...words(other)].filter((word) => left.has(word)).length
  return common >= Math.min(2, left.size, words(other).size) && common > 0
}
