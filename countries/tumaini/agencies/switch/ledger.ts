import { join } from 'node:path'
import { type Account, type Accounts, type Address, keyOf, namesAgree } from './accounts.ts'
import { Journal } from './journal.ts'
import { outcomeOf, type Payment, type PaymentOrder } from './payment.ts'

export type RegistrationOrder = {
  readonly party: string
  readonly orderRef: string
  readonly order: 'OPEN' | 'MOVE' | 'CLOSE'
  readonly nin: string
  readonly account: Address | null
  readonly holderName: string | null
  readonly msisdn: string | null
}
export type Registration = RegistrationOrder & {
  readonly reason: string | null
  /** The account that the order was about, by its own number. */
  readonly registered: Address | null
  readonly decidedAt: string
}

type Entry =
  | { readonly kind: 'registration'; readonly entry: Registration }
  | { readonly kind: 'payment'; readonly entry: Payment }

/** What the switch was told to do, each order once: the same reference and order again has the first answer. */
export type SwitchLedger = {
  readonly register: (order: RegistrationOrder, at: Date) => Registration | 'reference-reused'
  readonly pay: (order: PaymentOrder, at: Date) => Payment | 'reference-reused'
  readonly payment: (party: string, ref: string) => Payment | null
  /** Newest first. */
  readonly payments: (party: string, concerns: (payment: Payment) => boolean) => readonly Payment[]
  readonly accountOf: (nin: string) => Account | null
  readonly close: () => void
}

export function openLedger(folder: string, accounts: Accounts): SwitchLedger {
  const journal = new Journal<Entry>(join(folder, 'switch/journal.ndjson'))
  const registrations = new Map<string, Registration>()
  const payments = new Map<string, Payment>()
  /** Since the first day: null where a registration was closed. */
  const changed = new Map<string, Address | null>()

  const take = ({ kind, entry }: Entry): void => {
    if (kind === 'payment') payments.set(referenceOf(entry.party, entry.paymentRef), entry)
    else {
      registrations.set(referenceOf(entry.party, entry.orderRef), entry)
      if (entry.reason === null) changed.set(entry.nin, entry.order === 'CLOSE' ? null : entry.registered)
    }
  }
  for (const entry of journal.entries) take(entry)

  const accountOf = (nin: string): Account | null => {
    const address = changed.get(nin)
    return address === undefined ? accounts.firstOf(nin) : address && accounts.at(address)
  }
  const keep = <T extends Entry>(entry: T): T['entry'] => {
    journal.append(entry)
    take(entry)
    return entry.entry
  }

  return {
    register(order, at) {
      const known = registrations.get(referenceOf(order.party, order.orderRef))
      if (known !== undefined) return sameOrder(known, order) ? known : 'reference-reused'
      const account = order.account && accounts.at(order.account)
      const reason = refusalOf(order, { account, current: accountOf(order.nin) })
      const registered = account?.address ?? null
      return keep({ kind: 'registration', entry: { ...order, reason, registered, decidedAt: at.toISOString() } })
    },
    pay(order, at) {
      const known = payments.get(referenceOf(order.party, order.paymentRef))
      if (known !== undefined) return sameOrder(known, order) ? known : 'reference-reused'
      const { creditor } = order
      const account = creditor.scheme === 'NIN' ? accountOf(creditor.number) : accounts.at(creditor)
      const pays = accounts.pays(order.party, order.debtor)
      return keep({ kind: 'payment', entry: outcomeOf(order, { account, pays, at }) })
    },
    payment: (party, ref) => payments.get(referenceOf(party, ref)) ?? null,
    payments: (party, concerns) => [...payments.values()].filter((p) => p.party === party && concerns(p)).reverse(),
    accountOf,
    close: () => journal.close(),
  }
}

const referenceOf = (party: string, reference: string): string => `${party}/${reference}`

/** Whether everything that was ordered is as it was the first time. */
const sameOrder = <T extends object>(known: T, order: T): boolean =>
  Object.entries(order).every(
    ([name, value]) => JSON.stringify(value) === JSON.stringify((known as Record<string, unknown>)[name]),
  )

type Sides = { readonly account: Account | null; readonly current: Account | null }

/** Why a registration is not opened, moved or closed: a code of the guide. */
function refusalOf(order: RegistrationOrder, { account, current }: Sides): string | null {
  const same = account !== null && current !== null && keyOf(account.address) === keyOf(current.address)
  if (order.order === 'CLOSE') {
    if (current === null) return 'R07'
    return order.account === null || same ? null : 'R08'
  }
  if (account === null) return 'R01'
  if (!account.open) return 'R02'
  if (account.nin !== null && account.nin !== order.nin) return 'R03'
  if (order.holderName !== null && !namesAgree(order.holderName, account.name)) return 'R04'
  if (order.msisdn !== null && account.msisdn !== null && order.msisdn !== account.msisdn) return 'R05'
  if (order.order === 'MOVE') return current === null ? 'R07' : null
  return current === null || same ? null : 'R06'
}
