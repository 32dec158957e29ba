// What the payment switch starts with: accounts of recipients at the providers that have paid them, and accounts that pay.
import type { Person } from './model.ts'
import { type PayOffice, type Provider, paymentsOf } from './payments.ts'
import type { ProgrammeJob } from './write-programmes.ts'

const institution = { benki_ya_umoja: 'UMOJTUTX', benki_ya_pwani: 'PWANTUTX', mobile_money: 'PESATUTX' } as const
const bankDigit = { UMOJTUTX: 1, PWANTUTX: 2, PESATUTX: 3 } as const

const otherNameRate = 0.09
const closedRate = 0.02
const registeredRate = 0.85
const secondAccountRate = 0.25

/** Party, account at the Treasury, name. A programme pays from an account of its own. */
const payers = [
  ['dss', '9000000001', "Senior Citizens' Pension"],
  ['dss', '9000000002', 'Orphans and Vulnerable Children Transfer'],
  ['dss', '9000000003', 'Severe Disability Transfer'],
  ['ndma', '9000000004', 'Drought Safety Net'],
  ['nsps', '9000000005', 'Nutrition Top-up'],
] as const

export function writeSwitch(job: ProgrammeJob): void {
  const file = job.output.file('switch/accounts.ndjson')
  const phones = new Set<string>()
  for (const [person, provider] of providersOf(job)) {
    for (const row of accountsOf(person, { provider, office: job.office, phones })) file.json(row)
  }
  const paying = job.output.file('switch/payers.ndjson')
  for (const payer of payers) paying.json(payer)
}

/** Each recipient once, with the provider of the first enrolment that was ever paid. */
function providersOf({ enrolments, office }: ProgrammeJob): Map<Person, Provider> {
  const providers = new Map<Person, Provider>()
  for (const enrolment of enrolments) {
    if (providers.has(enrolment.person)) continue
    const [payment] = paymentsOf(office, enrolment)
    if (payment !== undefined) providers.set(enrolment.person, payment.provider)
  }
  return providers
}

type Bank = { readonly provider: Provider; readonly office: PayOffice; readonly phones: Set<string> }

/** `[institution, scheme, number, holder, national number, state, telephone, registered]` */
function accountsOf(person: Person, { provider, office, phones }: Bank): unknown[][] {
  const random = office.world.streams('switch')(person.id)
  const phone = person.phone?.replace('+', '') ?? null
  const free = phone !== null && !phones.has(phone)
  if (free) phones.add(phone)
  const byPhone = provider === 'mobile_money' && free
  // Wallets stand under a telephone number; who has none of their own is paid through the bank.
  const at = provider === 'mobile_money' && !free ? institution.benki_ya_umoja : institution[provider]
  const other = person.household.members.find((member) => member !== person && member.nin !== null)
  const holder = random.chance(otherNameRate) ? (other ?? person) : person
  const state = random.chance(closedRate) ? 'CLOSED' : 'OPEN'
  const registered = holder === person && person.nin !== null && random.chance(registeredRate)
  const number = byPhone ? phone : bankNumber(at, person)
  const nin = holder === person ? person.nin : null
  const first = [at, byPhone ? 'MSISDN' : 'ACCT', number, nameOf(holder), nin, state, free ? phone : null, registered]
  if (!random.chance(secondAccountRate)) return [first]
  const second = at === 'PWANTUTX' ? 'UMOJTUTX' : 'PWANTUTX'
  return [first, [second, 'ACCT', bankNumber(second, person), nameOf(person), person.nin, 'OPEN', null, false]]
}

const bankNumber = (at: keyof typeof bankDigit, person: Person): string =>
  `${bankDigit[at]}${String(person.id).padStart(9, '0')}`

const nameOf = ({ given, middle, surname }: Person): string =>
  [given, middle, surname].filter((part) => part !== null).join(' ')
