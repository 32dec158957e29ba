import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { test } from 'node:test'
import { rowsOf } from '../../../../test/support/caller.ts'
import { temporaryFolder } from '../../../../test/support/database.ts'
import { until } from '../../../../test/support/desk.ts'
import { type KiungoProcess, startKiungo } from '../../../../test/support/kiungo.ts'
import { accountsOf, callerOf, deskOf, ref } from '../../../../test/support/payments.ts'

// The whole product with the demo's payment switch: what was paid through it is found with the person's enrolment.

/** National numbers of people with a running enrolment in the pension and an account that is linked. */
async function pensioners(kiungo: KiungoProcess): Promise<string[]> {
  const rows = await rowsOf<{ nin: string }>(
    kiungo.dataFolder,
    `select min(national_id) as nin from person p join enrolment e using (person_id)
     where lower(e.programme_code) = 'scp' and e.status <> 'exited' and national_id in
       (select national_id from person group by national_id having count(*) = 1)
     group by person_id`,
  )
  const enrolled = new Set(rows.map(({ nin }) => nin))
  return accountsOf(kiungo).flatMap(({ nin, linked, open }) => (linked && open && enrolled.has(nin) ? [nin] : []))
}

/** Events of payments that were recorded by an act, and what was recorded. */
const events = ({ dataFolder }: KiungoProcess) =>
  rowsOf<{ amount: string; status: string; cycle: string }>(
    dataFolder,
    `select p.amount_cents::text as amount, p.status, p.cycle
     from registry_act a join registry_event e on e.act = a.id join payment p on p.payment_id = a.made->>'payment.id'
     where a.kind = 'record-payment' and e.type = 'payment'`,
  )

test('a payment that was queued when the node was killed is recorded once it is settled, and once only', async (t) => {
  const dataFolder = temporaryFolder()
  t.after(() => rmSync(dataFolder, { recursive: true, force: true }))
  const first = await startKiungo(t, { scale: 0.02, dataFolder })
  const [someone = assert.fail('nobody is paid a pension'), other = assert.fail('only one is')] =
    await pensioners(first)
  const dss = deskOf(await callerOf(first, 'dss-payments'))
  const common = { payer_fa: 'account:9000000001@treasury', amount: '4000.00', currency_code: 'TUS' }
  const entry = {
    ...{ ...common, reference_id: ref(), payee_fa: `nin:${someone}@nida`, purpose: 'scp' },
    scheduled_timestamp: new Date(Date.now() + 8_000).toISOString(),
  }
  const unnamed = { ...common, reference_id: ref(), payee_fa: `nin:${other}@nida` }
  const reply = await dss.pay([entry, unnamed])
  assert.deepEqual(
    (reply.message.disbursements_status as { status: string }[]).map(({ status }) => status),
    ['pdng', 'pdng'],
  )
  await dss.pay([entry])
  assert.deepEqual(await events(first), [])
  await first.kill()
  const second = await startKiungo(t, { scale: 0.02, dataFolder })
  await until(async () => (await events(second)).length > 0, 60_000)
  const again = deskOf(await callerOf(second, 'dss-payments'))
  await again.pay([entry])
  const month = new Date().toISOString().slice(0, 7)
  assert.deepEqual(await events(second), [{ amount: '400000', status: 'paid', cycle: month }])
  assert.deepEqual(await rowsOf(dataFolder, 'select state, sealed from errand'), [{ state: 'done', sealed: null }])
})
