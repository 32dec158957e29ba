import type { Page } from '../exchange/plugin.ts'
import type { View } from './attributes.ts'
import type { Fragment, Identifier, SortTerm } from './condition.ts'
import type { LookUp } from './lookups.ts'
import { memberView, type ViewName, views } from './views.ts'

/** A record in the registry's own terms: column → value. */
export type RegistryRecord = Record<string, unknown>

/** Runs one statement. */
export type Run = (statement: Fragment) => Promise<RegistryRecord[]>

export interface Selection {
  readonly view: ViewName
  readonly where: Fragment
  /** When the condition is that an identifier equals this, `where` says nothing else. */
  readonly identifier?: Identifier
  readonly order: readonly SortTerm[]
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
export async function selectRecords(run: Run, lookUp: LookUp, selection: Selection): Promise<Selected> {
  const { where, page, identifier } = selection
  const offset = (page.number - 1) * page.size
  const rows =
    identifier === undefined
      ? await run({ text: pageText(selection), values: [...where.values, page.size, offset] })
      : await lookUp({ text: lookUpText(selection, identifier), values: [page.size, offset] }, identifier.value)
  const total = rows.length === 0 && offset > 0 ? await countAll(run, selection) : Number(rows[0]?.total ?? 0)
  const records = rows.map(({ total: _total, place: _place, ...record }) => record)
  if (selection.view === 'household') await addMembers(run, records, selection.elements)
  if (selection.view === 'enrolment') await addPayments(run, records, selection.elements)
  return { records, total }
}

function pageText(selection: Selection): string {
  const { values, text } = selection.where
  return `select ${namesOf(selection).join(', ')}, total from ${found(selection, text)}
    order by ${orderBy(selection)} limit $${values.length + 1} offset $${values.length + 2}`
}

/** The page of each of many identifiers, in their order; `place` counts them from 1. */
function lookUpText(selection: Selection, { attribute: { sql, among } }: Identifier): string {
  const equals = `${sql} = asked.value`
  return `select place::integer, total, ${namesOf(selection).join(', ')}
    from unnest($1::text[]) with ordinality as asked (value, place)
    cross join lateral (
      select * from ${found(selection, among === undefined ? equals : among(equals))}
      order by ${orderBy(selection)} limit $2 offset $3
    ) as one
    order by place, ${orderBy(selection)}`
}

/**
 * `offset 0` lets the planner know of no limit while it finds the records: with one it reads the whole table in the order
 * of the page, in the hope of a few early hits, and a rare condition then takes as long as the table is.
 */
function found({ view: name, order, elements }: Selection, where: string): string {
  const view: View = views[name]
  const columns = Object.entries(neededColumns(view, elements)).map(([column, sql]) => `${sql} as ${column}`)
  const sorts = order.map(({ sql }, i) => `${sql} as sort_${i}`)
  const list = [...columns, ...sorts, 'count(*) over () as total']
  return `(select ${list.join(', ')} from ${view.from} where ${where} offset 0) as found`
}

const namesOf = ({ view, elements }: Selection): string[] => Object.keys(neededColumns(views[view], elements))

const orderBy = ({ order }: Selection): string =>
  order.map(({ direction }, i) => `sort_${i} ${direction} nulls last`).join(', ')

/** How many there are beyond a page that is empty: a page with records says it itself. */
async function countAll(run: Run, { view, where }: Selection): Promise<number> {
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
