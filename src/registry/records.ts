import type { Page } from '../exchange/plugin.ts'
import type { Fragment } from './condition.ts'
import { memberView, type View, type ViewName, views } from './views.ts'

/** A record in the registry's own terms: column → value. */
export type RegistryRecord = Record<string, unknown>

/** Runs one statement on the connection that the question was given. */
export type Run = (statement: Fragment) => Promise<RegistryRecord[]>

export interface Selection {
  readonly view: ViewName
  readonly where: Fragment
  readonly order: string
  readonly page: Page
  readonly elements: readonly string[]
}

export interface Selected {
  readonly records: readonly RegistryRecord[]
  readonly total: number
}

const maxMembersOfPage = 20_000
const maxPaymentsOfEnrolment = 36

/** The records of one page and how many there are in all: one statement, one more for nested records, never one each. */
export async function selectRecords(run: Run, selection: Selection): Promise<Selected> {
  const view = views[selection.view]
  const { where, page } = selection
  const columns = neededColumns(view, selection.elements)
  const list = Object.entries(columns).map(([name, sql]) => `${sql} as ${name}`)
  const offset = (page.number - 1) * page.size
  const rows = await run({
    text: `select ${list.join(', ')} from ${view.from} where ${where.text} order by ${selection.order}
      limit $${where.values.length + 1} offset $${where.values.length + 2}`,
    values: [...where.values, page.size, offset],
  })
  const total = await countAll(run, selection, { offset, found: rows.length })
  if (selection.view === 'household') await addMembers(run, rows, selection.elements)
  if (selection.view === 'enrolment') await addPayments(run, rows, selection.elements)
  return { records: rows, total }
}

/** A page that is not full says itself how many there are. */
async function countAll(
  run: Run,
  { view, where, page }: Selection,
  { offset, found }: { offset: number; found: number },
): Promise<number> {
  if (found < page.size && (found > 0 || offset === 0)) return offset + found
  const rows = await run({
    text: `select count(*) as total from ${views[view].from} where ${where.text}`,
    values: where.values,
  })
  return Number(rows[0]?.total)
}

/** The key, and the columns of the elements that will be released. Without elements, all. */
function neededColumns(
  view: Pick<View, 'columns' | 'attributes'>,
  elements: readonly string[],
): Record<string, string> {
  const needed = new Set(elements.flatMap((element) => view.attributes.get(element)?.columns ?? []))
  const all = Object.entries(view.columns)
  const [key] = all[0] ?? []
  const wanted = elements.length === 0 ? all : all.filter(([name]) => name === key || needed.has(name))
  return Object.fromEntries(wanted)
}

const asks = (elements: readonly string[], ...some: string[]): boolean =>
  elements.length === 0 || some.some((element) => elements.includes(element))

async function addMembers(run: Run, rows: RegistryRecord[], elements: readonly string[]): Promise<void> {
  if (rows.length === 0 || !asks(elements, 'household.members')) return
  const ofPeople = elements.filter((element) => element.startsWith('person.'))
  const columns = { ...neededColumns(memberView, ofPeople), household_id: 'p.household_id' }
  const list = Object.entries(columns).map(([name, sql]) => `${sql} as ${name}`)
  const people = await run({
    text: `select ${list.join(', ')} from person p where p.household_id = any($1::text[])
      order by p.household_id, p.person_id limit ${maxMembersOfPage + 1}`,
    values: [rows.map((row) => row.household_id)],
  })
  // A list cut short would look like a whole household.
  if (people.length > maxMembersOfPage) throw new Error('one page has more household members than can be answered')
  const byHousehold = Map.groupBy(people, (person) => person.household_id)
  for (const row of rows) row.members = byHousehold.get(row.household_id) ?? []
}

const paymentElements = ['enrolment.payments', 'enrolment.amount', 'enrolment.currency', 'enrolment.last-payment-date']

/** The newest payments of each enrolment, and what the newest says of the amount. */
async function addPayments(run: Run, rows: RegistryRecord[], elements: readonly string[]): Promise<void> {
  if (rows.length === 0 || !asks(elements, ...paymentElements)) return
  const payments = await run({
    text: `select y.enrolment_id, y.payment_id, y.cycle, y.amount_cents, y.currency, y.paid_on, y.status, y.provider
      from unnest($1::text[]) as one (id)
      cross join lateral (
        select * from payment where enrolment_id = one.id order by cycle desc, payment_id limit ${maxPaymentsOfEnrolment}
      ) y`,
    values: [rows.map((row) => row.enrolment_id)],
  })
  const byEnrolment = Map.groupBy(payments, (payment) => payment.enrolment_id)
  for (const row of rows) {
    const newestFirst = byEnrolment.get(row.enrolment_id) ?? []
    row.amount_cents = newestFirst[0]?.amount_cents ?? null
    row.currency = newestFirst[0]?.currency ?? null
    row.last_paid_on = newestFirst.find((payment) => payment.paid_on !== null)?.paid_on ?? null
    if (asks(elements, 'enrolment.payments')) row.payments = newestFirst
  }
}
