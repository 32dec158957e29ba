import { type Account, type Address, institutions, namesAgree } from './accounts.ts'

export type PaymentOrder = {
  readonly party: string
  readonly paymentRef: string
  readonly debtor: Address
  readonly creditor: Address
  readonly creditorName: string | null
  readonly amountCents: number
  readonly currency: string
  readonly executeOn: string | null
  readonly remittance: string | null
}
export type Payment = PaymentOrder & {
  /** Null: it will be credited. */
  readonly reason: string | null
  readonly acceptedAt: string
  /** When it is known whether it was credited. */
  readonly dueAt: string
}

const dayMs = 86_400_000
const leastMs = 1_000
const spreadMs = 3_000

type Circumstances = { readonly account: Account | null; readonly pays: boolean; readonly at: Date }

/** What becomes of an order. A wrong order is refused at once; whether it can be credited shows when it reaches the institution. */
export function outcomeOf(order: PaymentOrder, { account, pays, at }: Circumstances): Payment {
  const start = order.executeOn === null ? at.getTime() : Date.parse(order.executeOn)
  const wrong = wrongOrder(order, { account, pays, at, start })
  const dueMs = wrong === null ? Math.max(start, at.getTime()) + leastMs + (spreadOf(order.paymentRef) % spreadMs) : 0
  return {
    ...order,
    reason: wrong ?? notCredited(order, account as Account),
    acceptedAt: at.toISOString(),
    dueAt: new Date(Math.max(dueMs, at.getTime())).toISOString(),
  }
}

function wrongOrder(
  order: PaymentOrder,
  { account, pays, at, start }: Circumstances & { start: number },
): string | null {
  if (!pays) return 'AC02'
  if (account === null) return 'AC01'
  if (order.currency !== 'TUS') return 'AM03'
  return start < at.getTime() - dayMs || start > at.getTime() + 366 * dayMs ? 'DT01' : null
}

function notCredited(order: PaymentOrder, account: Account): string | null {
  if (!account.open) return 'AC04'
  if (order.creditorName !== null && !namesAgree(order.creditorName, account.name)) return 'BE01'
  return order.amountCents > (institutions[account.address.institution]?.limitCents ?? 0) ? 'AM02' : null
}

/** A number that looks drawn and is always the same for a reference. */
const spreadOf = (reference: string): number =>
  [...reference].reduce((sum, char) => sum * 31 + char.charCodeAt(0), 7) >>> 0

/** In process, credited, or rejected: as of now. */
export function statusOf(payment: Payment, now: Date): 'ACSP' | 'ACSC' | 'RJCT' {
  if (now.getTime() < Date.parse(payment.dueAt)) return 'ACSP'
  return payment.reason === null ? 'ACSC' : 'RJCT'
}
