import { isNin } from '../nin.ts'
import { type Agency, type Answer, type Call, json } from '../serve.ts'
import { type Account, type Accounts, type Address, institutions, keyOf, namesAgree, openAccounts } from './accounts.ts'
import { openLedger, type Registration, type SwitchLedger } from './ledger.ts'
import { type ReadOrder, readAddress, readPayment, readRegistration } from './orders.ts'
import { type Payment, statusOf } from './payment.ts'

const apiKey = 'tps-demo-key'
const maxPageSize = 100

type Desk = { readonly accounts: Accounts; readonly ledger: SwitchLedger; readonly clock: () => Date }

export function paymentSwitch(folder: string): Agency {
  const accounts = openAccounts(folder)
  const desk: Desk = { accounts, ledger: openLedger(folder, accounts), clock: () => new Date() }
  return {
    name: 'switch',
    maxBodyBytes: 4096,
    handle: (call) => handle(desk, call),
    tooLarge: () => refuse(413, 'TPS-413', 'body is larger than 4096 bytes'),
    close: () => desk.ledger.close(),
    spoils: {
      wrongType: [
        [/"outcome":"\w+"/g, '"outcome":true'],
        [/"amountCents":\d+/g, '"amountCents":"much"'],
        [/"number":"\d+"/g, '"number":7'],
      ],
      unknownCode: [
        [/"state":"\w+"/g, '"state":"FROZEN"'],
        [/"status":"\w+"/g, '"status":"XXXX"'],
        [/"outcome":"\w+"/g, '"outcome":"R99"'],
      ],
    },
  }
}

const refuse = (status: number, code: string, text: string, field?: string): Answer =>
  json(status, { error: { code, text, ...(field === undefined ? {} : { field }) } })
const wrong = (field: string): Answer => refuse(400, 'TPS-400', `${field} is missing or malformed`, field)
const notFound = (what: string): Answer => refuse(404, 'TPS-404', `no such ${what}`)

type Handler = (desk: Desk, call: Call, parts: readonly string[]) => Answer

const party = '([a-z][a-z0-9-]{0,39})'
const resources: readonly (readonly [method: string, path: RegExp, handler: Handler])[] = [
  ['GET', /^\/v1\/accounts\/(\w{1,12})\/(\w{1,12})\/(\w{1,40})$/, showAccount],
  ['GET', /^\/v1\/identities\/(\w{1,12})\/(\w{1,40})\/account$/, showAccountOf],
  ['POST', new RegExp(`^/v1/parties/${party}/registration-orders$`), register],
  ['POST', new RegExp(`^/v1/parties/${party}/payments$`), pay],
  ['GET', new RegExp(`^/v1/parties/${party}/payments$`), listPayments],
  ['GET', new RegExp(`^/v1/parties/${party}/payments/([^/]{1,600})$`), showPayment],
]

function handle(desk: Desk, call: Call): Answer {
  if (call.header('x-switch-key') !== apiKey) return refuse(401, 'TPS-401', 'unknown key')
  for (const [method, pattern, handler] of resources) {
    const found = method === call.method ? pattern.exec(call.path) : null
    if (found !== null) return handler(desk, call, found.slice(1).map(decode))
  }
  return refuse(404, 'TPS-405', 'no such resource')
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return ''
  }
}

function showAccount(
  { accounts, ledger }: Desk,
  { query }: Call,
  [institution, scheme, number]: readonly string[],
): Answer {
  const address = readAddress({ institution, scheme, number })
  if (address === null || address.scheme === 'NIN') return wrong('account')
  const nin = query.get('identity')
  if (nin !== null && (query.get('register') !== 'NIDA' || !isNin(nin))) return wrong('identity')
  const account = accounts.at(address)
  if (account === null) return notFound('account')
  const registered = nin === null ? null : ledger.accountOf(nin)
  const matches = nin === null ? null : registered !== null && keyOf(registered.address) === keyOf(account.address)
  return json(200, { account: shown(account, { matches, name: query.get('holderName') }) })
}

function showAccountOf({ ledger }: Desk, { query }: Call, [register, nin]: readonly string[]): Answer {
  if (register !== 'NIDA' || !isNin(nin)) return wrong('identity')
  const account = ledger.accountOf(nin)
  if (account === null) return notFound('registration')
  return json(200, { account: shown(account, { matches: true, name: query.get('holderName') }) })
}

const yesNo = (value: boolean | null): 'Y' | 'N' | null => (value === null ? null : value ? 'Y' : 'N')

/** The holder's name and number stay here: they are only compared with what the asker holds. */
const shown = (
  account: Account,
  asked: { readonly matches: boolean | null; readonly name: string | null },
): unknown => ({
  ...account.address,
  institutionName: institutions[account.address.institution]?.name ?? null,
  state: account.open ? 'OPEN' : 'CLOSED',
  identityMatch: yesNo(asked.matches),
  nameMatch: yesNo(asked.name === null ? null : namesAgree(asked.name, account.name)),
})

function taken<T>(read: ReadOrder<T>, act: (order: T) => Answer): Answer {
  return 'wrong' in read ? wrong(read.wrong) : act(read.order)
}

function register({ ledger, clock }: Desk, { body }: Call, [who = '']: readonly string[]): Answer {
  return taken(readRegistration(who, body), (order) => {
    const now = clock()
    const entry = ledger.register(order, now)
    const reused = { ...order, reason: 'R09', registered: null, decidedAt: now.toISOString() }
    return json(200, { order: orderShown(entry === 'reference-reused' ? reused : entry) })
  })
}

const orderShown = ({ orderRef, order, reason, registered, decidedAt }: Registration) => ({
  orderRef,
  order,
  outcome: reason ?? 'R00',
  account: registered,
  decidedAt,
})

function pay({ ledger, clock }: Desk, { body }: Call, [who = '']: readonly string[]): Answer {
  return taken(readPayment(who, body), (order) => {
    const entry = ledger.pay(order, clock())
    const now = clock()
    if (entry !== 'reference-reused') return json(200, { payment: paymentShown(entry, now) })
    const at = now.toISOString()
    return json(200, { payment: paymentShown({ ...order, reason: 'AM05', acceptedAt: at, dueAt: at }, now) })
  })
}

function paymentShown(payment: Payment, now: Date): unknown {
  const { paymentRef, debtor, creditor, amountCents, currency, executeOn, acceptedAt, dueAt } = payment
  const status = statusOf(payment, now)
  return {
    paymentRef,
    status,
    reason: status === 'ACSP' ? null : payment.reason,
    debtor,
    creditor,
    amountCents,
    currency,
    executeOn,
    acceptedAt,
    settledAt: status === 'ACSP' ? null : dueAt,
  }
}

function showPayment({ ledger, clock }: Desk, _call: Call, [who = '', ref = '']: readonly string[]): Answer {
  const payment = ledger.payment(who, ref)
  return payment === null ? notFound('payment') : json(200, { payment: paymentShown(payment, clock()) })
}

function listPayments({ ledger, clock }: Desk, { query }: Call, [who = '']: readonly string[]): Answer {
  const side = query.get('side')
  if (side !== 'debtor' && side !== 'creditor') return wrong('side')
  const address = readAddress({
    institution: query.get('institution'),
    scheme: query.get('scheme'),
    number: query.get('number'),
  })
  if (address === null) return wrong('account')
  const page = count(query.get('page') ?? '1')
  const size = count(query.get('size') ?? '50')
  if (page === null || size === null || size > maxPageSize) return wrong('page')
  const found = ledger.payments(who, (payment) => sameAddress(payment[side], address))
  const start = (page - 1) * size
  const now = clock()
  return json(200, { total: found.length, payments: found.slice(start, start + size).map((p) => paymentShown(p, now)) })
}

const sameAddress = (one: Address, other: Address): boolean => keyOf(one) === keyOf(other)

const count = (text: string): number | null => (/^[1-9]\d{0,3}$/.test(text) ? Number(text) : null)
