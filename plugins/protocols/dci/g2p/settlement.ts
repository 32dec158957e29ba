import type {
  Caller,
  Errand,
  ErrandOutcome,
  ExchangeAnswer,
  ProtocolHouse,
  ReleasedFields,
  Scalar,
} from '../../../../src/exchange/plugin.ts'
import { sha256Hex } from '../../../../src/kernel/digest.ts'

interface Settlement {
  readonly reference: string
  readonly nationalId: string
  /** Code of the programme. */
  readonly programme: string
}

/** A payment is known by its reference within the paying agency. The key rests in clear: it holds a digest. */
export const settlementKey = ({ member }: Caller, reference: string): string =>
  `settlement:${member}:${sha256Hex(reference)}`

/** That long the switch may not know a payment that was sent to it. */
const unknownTriesLimit = 8

/**
 * Follows a payment until the switch has settled it, and then has it recorded with the person's enrolment, which raises the
 * `payment` event. Both are exchanges in the payer's name: its agreements allow them, and the ledger shows them.
 */
export async function settle(errand: Errand, house: ProtocolHouse): Promise<ErrandOutcome> {
  const { reference, nationalId, programme } = errand.body as unknown as Settlement
  const asked = { service: 'payment-switch.payment', elements: settledElements }
  const found = await ask({ ...asked, equalities: { 'payment.reference': reference } }, errand, house)
  if (found === undefined || found.status === 'unavailable') return 'later'
  if (found.status === 'no-record') return errand.tries < unknownTriesLimit ? 'later' : 'given-up'
  const [payment] = found.records
  if (payment === undefined) return found.status === 'refused' ? 'given-up' : 'later'
  if (payment['payment.status'] === 'queued') return 'later'
  const day = house.dayOf(String(payment['payment.settled-at'] ?? found.asOf ?? house.now().toISOString()))
  const equalities = {
    ...{ 'payment.reference': reference, 'person.national-id': nationalId, 'enrolment.programme': programme },
    // Messages have no place for the cycle: the month in which it was settled.
    ...{ 'payment.cycle': day.slice(0, 7), 'payment.date': day },
    ...amountOf(payment),
  }
  const told = await ask({ service: 'beneficiary-registry.record-payment', elements, equalities }, errand, house)
  if (told === undefined || told.status === 'unavailable') return 'later'
  return told.records[0]?.['enrolment.outcome'] === 'done' ? 'done' : 'given-up'
}

const settledElements = [
  ...['payment.reference', 'payment.status', 'payment.amount', 'payment.currency', 'payment.settled-at'],
]
const elements = ['enrolment.outcome']

const amountOf = (payment: ReleasedFields): Readonly<Record<string, Scalar>> =>
  Object.fromEntries(
    ['payment.amount', 'payment.currency', 'payment.status'].flatMap((element) => {
      const value = payment[element]
      return typeof value === 'string' || typeof value === 'number' ? [[element, value]] : []
    }),
  )

interface Question {
  readonly service: string
  readonly equalities: Readonly<Record<string, Scalar>>
  readonly elements: readonly string[]
}

/** The same try has the same message: repeated after a crash, it has one effect. Undefined when it cannot be asked now. */
async function ask(
  { service, equalities, elements }: Question,
  { id, caller, tries }: Errand,
  house: ProtocolHouse,
): Promise<ExchangeAnswer | undefined> {
  const purpose = await house.purposeFor(caller, service)
  if (purpose === undefined) return undefined
  const condition = {
    and: Object.entries(equalities).map(([element, value]) => ({ element, is: 'eq' as const, value })),
  }
  const request = { service, purpose, condition, elements, acceptPartial: true, sort: [], page: { size: 1, number: 1 } }
  const answers = await house.exchange(
    {
      ...{ messageId: `${id}/${tries}/${service}`, body: { errand: id, tries, service }, protocol: 'dci' },
      ...{ requests: [request], deadlineMs: 15_000 },
    },
    caller,
  )
  return answers.ok ? answers.value[0] : undefined
}
