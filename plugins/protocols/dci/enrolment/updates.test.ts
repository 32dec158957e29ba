// A programme tells the beneficiary registry of its enrolments: the whole product, as the programme's system calls it.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { newId } from '../../../../src/kernel/ids.ts'
import { rowsOf } from '../../../../test/support/caller.ts'
import { header, type Partner, partner } from '../../../../test/support/dci-partner.ts'
import { type KiungoProcess, startKiungo } from '../../../../test/support/kiungo.ts'

interface Item {
  readonly reference_id: string
  readonly status: string
  readonly status_reason_message?: string
}

const cleanups: (() => Promise<void> | void)[] = []
let kiungo: KiungoProcess
let programme: Partner
/** Numbers of people of the registry who are in no programme. */
let people: string[]

describe('changes of an enrolment', () => {
  before(async () => {
    kiungo = await startKiungo({ after: (action) => void cleanups.push(action) }, { scale: 0.004 })
    programme = await partner(kiungo.url, 'dss-enrolments')
    const rows = await rowsOf<{ nin: string }>(
      kiungo.dataFolder,
      `select national_id as nin from person where national_id ~ '^[1-9][0-9]{8}$' and death_date is null
       and person_id not in (select person_id from enrolment where person_id is not null)
     group by national_id having count(*) = 1 order by national_id limit 9`,
    )
    people = rows.map(({ nin }) => nin)
  })
  after(async () => {
    for (const cleanup of cleanups.reverse()) await cleanup()
  })

  const beneficiary = (nin: string | undefined, changes: object = {}) => ({
    '@type': 'Beneficiary',
    member: { demographic_info: { identifier: [{ identifier_type: 'UIN', identifier_value: nin }] } },
    programme_identifier: [{ programme_identifier: 'scp' }],
    enrollment_date: '2026-11-01',
    ...changes,
  })

  async function tell(beneficiaries: readonly object[], { by = programme, messageId = newId('msg'), more = {} } = {}) {
    const { reply, body } = await by.call('ibr', '/sync/enrollment/updates', {
      header: header({ message_id: messageId, action: 'notify', status: 'succ', total_count: beneficiaries.length }),
      message: { transaction_id: newId('txn'), enrolled_updates: { beneficiaries }, ...more },
    })
    const items = (body.message.enrolled_response ?? []) as readonly Item[]
    return {
      http: reply.status,
      items,
      said: items.map(({ status, status_reason_message: why = '' }) => [status, why]),
    }
  }

  const enrolments = (nin: string | undefined) =>
    rowsOf<{ status: string; ended_on: string | null }>(
      kiungo.dataFolder,
      `select status, ended_on::text from enrolment join person using (person_id)
     where national_id = '${nin}' and programme_code = 'SCP' order by enrolled_on`,
    )

  const eventsOf = (nin: string | undefined) =>
    rowsOf<{ type: string }>(
      kiungo.dataFolder,
      `select e.type from registry_event e join enrolment n on n.enrolment_id = e.key->>'enrolment.id'
     join person using (person_id) where national_id = '${nin}' order by e.recorded_at`,
    ).then((rows) => rows.map(({ type }) => type))

  test('a beneficiary is enrolled and changed as told, each with its event and its evidence', async () => {
    const [nin] = people
    assert.deepEqual((await tell([beneficiary(nin, { enrollment_status: 'Active' })])).said, [['succ', '']])
    assert.deepEqual(await enrolments(nin), [{ status: 'active', ended_on: null }])
    const suspended = { enrollment_status: '4', status_change_date: ['2026-11-10'] }
    assert.deepEqual((await tell([beneficiary(nin, suspended)])).said, [['succ', '']])
    assert.deepEqual(await enrolments(nin), [{ status: 'suspended', ended_on: null }])
    const exited = { enrollment_status: 'Exited', status_change_date: '2026-11-20' }
    assert.deepEqual((await tell([beneficiary(nin, exited)])).said, [['succ', '']])
    assert.deepEqual(await enrolments(nin), [{ status: 'exited', ended_on: '2026-11-20' }])
    assert.deepEqual(await eventsOf(nin), ['enrolment', 'enrolment-change', 'enrolment-change'])
    const [kept] = await rowsOf<{ exchanges: number }>(
      kiungo.dataFolder,
      `select count(*)::int as exchanges from exchange where service like 'beneficiary-registry.%enrol%' and service <> 'beneficiary-registry.enrolment'`,
    )
    assert.equal(kept?.exchanges, 3)
  })

  test('the same message twice enrols once', async () => {
    const [, nin] = people
    const messageId = newId('msg')
    const more = { transaction_id: 'txn-again' }
    const all = await Promise.all([1, 2].map(() => tell([beneficiary(nin)], { messageId, more })))
    assert.deepEqual(
      [...all, await tell([beneficiary(nin)], { messageId, more })].map(({ said }) => said),
      Array(3).fill([['succ', '']]),
    )
    assert.equal((await enrolments(nin)).length, 1)
    assert.deepEqual(await eventsOf(nin), ['enrolment'])
  })

  test('each beneficiary is done or refused by itself, and told why', async () => {
    const [, , nin] = people
    const { http, items } = await tell([
      beneficiary(nin),
      beneficiary('999999999'),
      beneficiary(nin, { programme_identifier: [{ programme_identifier: 'dsn' }] }),
      beneficiary(nin, { enrollment_date: undefined }),
      beneficiary(nin, { enrollment_status: 'Dancing', status_change_date: '2026-11-10' }),
      { ...beneficiary(nin), member: {} },
    ])
    assert.equal(http, 200)
    const why = [
      /^$/,
      /^unknown-record: /,
      /^foreign-programme: /,
      /enrollment_date is missing/,
      /./,
      /UIN, NID or BRN/,
    ]
    assert.deepEqual(
      items.map(({ status }) => status),
      ['succ', 'rjct', 'rjct', 'rjct', 'rjct', 'rjct'],
    )
    for (const [i, { status_reason_message: text = '' }] of items.entries()) assert.match(text, why[i] ?? /never/)
    assert.doesNotMatch(JSON.stringify(items), new RegExp(`${nin}|999999999`), 'no reason repeats a number')
    const again = await tell([beneficiary(nin)])
    assert.match(again.items[0]?.status_reason_message ?? '', /^already-enrolled: /)
    assert.equal((await enrolments(nin)).length, 1)
  })

  test('an official sample’s places are read: the programme inside the member', async () => {
    const [, , , nin] = people
    const person = { identifier: [{ identifier_type: 'NID', identifier_value: nin }] }
    const enrolled = {
      programme: { programme_identifier: 'SCP' },
      enrolment_date: '2026-11-01T00:00',
      enrolment_status: 'Active',
    }
    const { said } = await tell([{ member: { demographic_info: { person }, programme_identifier: enrolled } }])
    assert.deepEqual(said, [['succ', '']])
    assert.deepEqual(await enrolments(nin), [{ status: 'active', ended_on: null }])
  })

  test('telling needs a permission of its own', async () => {
    const [, , , , nin] = people
    const reader = await partner(kiungo.url, 'dss-demo')
    assert.equal((await tell([beneficiary(nin)], { by: reader })).http, 403)
    assert.deepEqual(await enrolments(nin), [])
  })
})
