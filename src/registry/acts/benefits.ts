import type pg from 'pg'
import { newId } from '../../kernel/ids.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { views } from '../views.ts'
import { alreadyEnrolled, unknownRecord, valueMissing } from './problems.ts'
import { findPerson, insert, personKeys, rowOf, update } from './records.ts'
import type { ActKind, Change, Values } from './schema.ts'

const enrolmentRow = (values: Values, elements: readonly string[]) =>
  rowOf(values, elements, views.enrolment.attributes)
const enrolmentChanged = (event: Change['event'], id: string): Change => ({ event, records: 'enrolment', id })

/** A benefit begins: pending until it is first paid, unless told otherwise. */
export const enrol: ActKind = {
  needs: ['enrolment.programme', 'enrolment.start-date'],
  may: [...personKeys, 'enrolment.status'],
  async perform({ client, values }) {
    const person = await findPerson(client, values)
    if (!person.ok) return person
    const row = enrolmentRow({ 'enrolment.status': 'pending', ...values }, [
      'enrolment.programme',
      'enrolment.start-date',
      'enrolment.status',
    ])
    // The person's row is locked: two acts cannot both find none.
    const running = await client.query(
      `select from enrolment where person_id = $1 and programme_code = $2 and status <> 'exited'`,
      [person.value.id, row.programme_code],
    )
    if (running.rowCount !== 0) return fail(alreadyEnrolled)
    const id = newId('en')
    const whose = { enrolment_id: id, person_id: person.value.id, household_id: person.value.household }
    await insert(client, 'enrolment', { ...row, ...whose })
    return ok({
      made: { 'enrolment.id': id, 'person.id': person.value.id },
      changes: [enrolmentChanged('enrolment', id)],
    })
  },
}

const named = ['enrolment.id', ...personKeys, 'enrolment.programme']

/** By its number, or by the person and the programme: then the one that runs, or that ended last. */
async function findEnrolment(client: pg.ClientBase, values: Values): Promise<Result<string>> {
  const number = values['enrolment.id']
  if (number !== undefined) {
    const { rowCount } = await client.query('select from enrolment where enrolment_id = $1 for update', [number])
    return rowCount === 1 ? ok(String(number)) : fail(unknownRecord('enrolment.id'))
  }
  const programme = enrolmentRow(values, ['enrolment.programme']).programme_code
  if (programme === undefined) return fail(valueMissing(['enrolment.id or enrolment.programme']))
  const person = await findPerson(client, values)
  if (!person.ok) return person
  const { rows } = await client.query<{ id: string }>(
    `select enrolment_id as id from enrolment where person_id = $1 and programme_code = $2
     order by (status <> 'exited') desc, enrolled_on desc, enrolment_id limit 1 for update`,
    [person.value.id, programme],
  )
  return rows[0] === undefined ? fail(unknownRecord('enrolment.programme')) : ok(rows[0].id)
}

const standing = ['enrolment.status', 'enrolment.end-date', 'enrolment.end-reason']

/** Paid, suspended, ended: what is not said is taken away, so that a benefit that runs again has no end. */
export const changeEnrolment: ActKind = {
  needs: ['enrolment.status'],
  may: [...named, ...standing],
  async perform({ client, values }) {
    const exits = values['enrolment.status'] === 'exited'
    if (exits && values['enrolment.end-date'] === undefined) return fail(valueMissing(['enrolment.end-date']))
    const found = await findEnrolment(client, values)
    if (!found.ok) return found
    const id = found.value
    const row = { ended_on: null, end_reason: null, ...enrolmentRow(values, standing) }
    const changed = await update(client, { table: 'enrolment', key: 'enrolment_id', id }, row)
    return ok({ made: { 'enrolment.id': id }, changes: changed ? [enrolmentChanged('enrolment-change', id)] : [] })
  },
}

/** One payment, or one that failed. The act's id keeps it from being written twice. */
export const recordPayment: ActKind = {
  needs: ['payment.cycle', 'payment.amount', 'payment.currency', 'payment.status'],
  may: [...named, 'payment.date', 'payment.channel'],
  async perform({ client, values }) {
    const found = await findEnrolment(client, values)
    if (!found.ok) return found
    const id = newId('py')
    const channel = values['payment.channel']
    await insert(client, 'payment', {
      payment_id: id,
      enrolment_id: found.value,
      cycle: values['payment.cycle'],
      amount_cents: Math.round(Number(values['payment.amount']) * 100),
      currency: values['payment.currency'],
      paid_on: values['payment.date'] ?? null,
      status: String(values['payment.status']).replaceAll('-', '_'),
      provider: channel === undefined ? null : String(channel).replaceAll('-', '_'),
    })
    return ok({
      made: { 'payment.id': id, 'enrolment.id': found.value },
      changes: [enrolmentChanged('payment', found.value)],
    })
  },
}
