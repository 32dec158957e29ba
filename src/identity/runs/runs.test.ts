import assert from 'node:assert/strict'
import test from 'node:test'
import { fillRegistry, runDesk } from '../../../test/support/linkage-runs.ts'
import type { KeptModel } from '../models/schema.ts'
import type { Proposal } from '../review/schema.ts'
import { declareStewards } from '../test-desk.ts'
import type { HouseholdLink, Run, SuspiciousCluster, Upload } from './schema.ts'

test('a run over the registry trains a model, fills the queue and proposes the model, which another confirms', async (t) => {
  const { pool, work, start, ended, call } = await runDesk(t)
  const twice = await fillRegistry(pool, 2_000)
  await work()
  const { status, body: started } = await start()
  assert.equal(status, 202, JSON.stringify(started))
  const run = await ended(started.id)
  assert.equal(run.state, 'done', JSON.stringify(run.fault))
  assert.equal(run.attempts, 1)
  assert.ok((run.proposals?.fresh ?? 0) > 0)
  assert.ok((run.charts?.weights.length ?? 0) > 1)
  const { body } = await call<{ proposals: Proposal[] }>('asha', `/v1/identity/proposals?limit=200&minWeight=2`)
  const right = body.proposals.filter(({ first, second }) => second.record === `again-${first.record}`)
  assert.ok(right.length > twice.size / 2, `${right.length} of ${twice.size}`)
  assert.ok(right.length > body.proposals.length * 0.9, `${right.length} of ${body.proposals.length}`)
  const { body: trained } = await call<KeptModel>('asha', `/v1/identity/models/${run.trained}`)
  assert.deepEqual([trained.trained, trained.live], [true, false], 'one person does not put a model in use')
  assert.deepEqual(
    trained.uses.map(({ state, account }) => [state, account]),
    [['proposed', 'asha']],
  )
  // Each of these people has a household alone: whoever is found again brings it with them.
  const linkedPeople = run.report?.clusters.ofSeveral ?? 0
  assert.ok(linkedPeople > 0)
  assert.equal(run.report?.households?.links.same, linkedPeople)
  const households = await call<{ households: HouseholdLink[] }>(
    'asha',
    `/v1/identity/runs/${run.id}/households?change=same`,
  )
  for (const { first, second, shared, change } of households.body.households) {
    assert.equal(second.household, first.household.replace('B', 'Bagain-'))
    assert.deepEqual([shared, change], [1, 'same'])
  }
  assert.equal(households.body.households.length, Math.min(linkedPeople, 50))
  const other = await call<{ households: unknown[] }>('asha', `/v1/identity/runs/${run.id}/households?change=part-of`)
  assert.deepEqual(other.body.households, [])
  const suspicious = await call<{ clusters: SuspiciousCluster[] }>('asha', `/v1/identity/runs/${run.id}/suspicious`)
  assert.equal(suspicious.body.clusters.length, Math.min(run.report?.clusters.suspicious ?? 0, 50))
  for (const { size, records, cluster } of suspicious.body.clusters) {
    assert.equal(records.length, size)
    assert.equal(cluster, `${records[0]?.source} ${records[0]?.record}`)
  }
  const search = () =>
    call<{ candidates: unknown[] }>('asha', '/v1/identity/candidates', {
      ...{ given_name: 'Nobody', surname: 'Here', birth_date: '1931-05-06' },
    })
  assert.equal((await search()).body.code, 'identity.no-model')
  const confirm = (caller: string) =>
    call<KeptModel>(caller, `/v1/identity/models/${run.trained}/confirm`, { replaces: null })
  assert.equal((await confirm('asha')).body.code, 'identity.own-model', 'not by who ordered the run')
  assert.equal((await confirm('juma')).body.live, true)
  assert.equal((await search()).status, 200)
  const { rows } = await pool.query<{ act: string }>(
    `select act from administrative_act where act like '%-model' order by ledger_index`,
  )
  assert.deepEqual(
    rows.map(({ act }) => act),
    ['identity.propose-model', 'identity.use-model'],
  )
})

test('a run proposes its model while none is in use, and then only if it is told to', async (t) => {
  const { pool, work, start, ended, call } = await runDesk(t)
  await fillRegistry(pool, 300)
  await work()
  const usesAfter = async (request: object) => {
    const run = await ended((await start({ sources: [{ registry: 'person' }], ...request })).body.id)
    assert.equal(run.state, 'done', JSON.stringify(run.fault))
    const { body } = await call<KeptModel>('asha', `/v1/identity/models/${run.trained}`)
    return { digest: body.digest, states: body.uses.map(({ state }) => state) }
  }
  const first = await usesAfter({})
  assert.deepEqual(first.states, ['proposed'])
  assert.deepEqual((await usesAfter({ model: first.digest })).states, ['proposed'], 'it is not proposed twice')
  await call('juma', `/v1/identity/models/${first.digest}/confirm`, {})
  assert.deepEqual((await usesAfter({})).states, ['confirmed'], 'it is in use')
  // Another plan, so that training it anew leaves another version.
  const { body: inUse } = await call<KeptModel>('asha', `/v1/identity/models/${first.digest}`)
  const changed = { ...inUse.model, thresholds: { link: 4, review: -2, kin: 2 } }
  const { body: other } = await call<KeptModel>('asha', '/v1/identity/models', changed)
  assert.deepEqual((await usesAfter({ model: other.digest })).states, [])
  assert.deepEqual((await usesAfter({ model: other.digest, use: true })).states, ['proposed'])
})

test('a run that waits is cancelled at once, and one that ended is not', async (t) => {
  const { start, call } = await runDesk(t)
  const { body: started } = await start()
  const cancel = () => call<Run>('asha', `/v1/identity/runs/${started.id}/cancel`, {})
  assert.equal((await cancel()).body.state, 'cancelled')
  assert.equal((await cancel()).body.code, 'identity.run-ended')
  const early = await call('asha', `/v1/identity/runs/${started.id}/suspicious`)
  assert.equal(early.body.code, 'identity.run-not-done')
})

test('a cancelled run goes on when it is told to, once, and not after a day', async (t) => {
  const { pool, start, call, work, ended } = await runDesk(t)
  await fillRegistry(pool, 300)
  const { body: started } = await start()
  const post = (act: string) => call<Run>('asha', `/v1/identity/runs/${started.id}/${act}`, {})
  assert.equal((await post('go-on')).body.code, 'identity.run-cannot-go-on')
  await post('cancel')
  await pool.query(`update linkage_run set ended_at = ended_at - interval '25 hours'`)
  assert.equal((await post('go-on')).body.code, 'identity.run-cannot-go-on')
  await pool.query(`update linkage_run set ended_at = ended_at + interval '25 hours'`)
  const again = await post('go-on')
  assert.equal(again.status, 202, JSON.stringify(again.body))
  assert.equal(again.body.state, 'waiting')
  await work()
  assert.equal((await ended(started.id)).state, 'done')
  assert.equal((await post('go-on')).body.code, 'identity.run-cannot-go-on')
})

test('what speaks against a cluster is told, with its records and the link that holds it, in the reader’s areas alone', async (t) => {
  const { pool, work, start, ended, call } = await runDesk(t)
  await fillRegistry(pool, 300)
  // One person under one number, born ten years and more apart: linked by the rest, and not to be believed.
  await pool.query(`update person set birth_date = birth_date - interval '20 years', national_id = (
    select p.national_id from person p where p.person_id = replace(person.person_id, 'again-', ''))
    where person_id like 'again-%'`)
  await declareStewards(pool, { asha: [], far: ['99'] })
  await work()
  const run = await ended((await start()).body.id)
  const of = async (steward: string) =>
    (await call<{ clusters: SuspiciousCluster[] }>(steward, `/v1/identity/runs/${run.id}/suspicious`)).body.clusters
  const found = await of('asha')
  assert.ok(
    found.some(({ suspicions }) => suspicions.includes('births-differ')),
    JSON.stringify(run.report?.clusters),
  )
  assert.deepEqual(await of('far'), [])
})

test('a source that arrives twice is kept once; its records are linked with the registry’s', async (t) => {
  const { pool, work, start, ended, room, call, ledger } = await runDesk(t)
  await fillRegistry(pool, 2_000)
  await work()
  const { rows } = await pool.query<Record<string, string | null>>(
    `select given_name, surname, sex, birth_date::text, national_id from person where person_id ~ '^[0-9]+$' limit 300`,
  )
  const lines = rows.map((row, i) => [`N${i}`, ...Object.values(row).map((value) => value ?? '')].join(','))
  const file = Buffer.from(['no,first,last,sex,born,number', ...lines].join('\n'))
  const by = { id: 'asha', member: 'nsps', permissions: new Set<string>() }
  const hand = async () => {
    const kept = await room.runs.upload({ name: 'ngo-list', format: 'csv', bytes: file }, by)
    assert.ok(kept.ok)
    return kept.value
  }
  const both: Upload[] = [await hand(), await hand()]
  assert.deepEqual(
    both.map(({ again }) => again),
    [false, true],
  )
  assert.equal(both[0]?.id, both[1]?.id)
  assert.ok(ledger)
  const columns = { given_name: 'first', surname: 'last', sex: 'sex', birth_date: 'born', national_id: 'number' }
  const upload = { upload: both[0]?.id, recordId: 'no', columns }
  const { body: started } = await start({ sources: [{ registry: 'person' }, upload] })
  const run = await ended(started.id)
  assert.equal(run.state, 'done', JSON.stringify(run.fault))
  const { body } = await call<{ proposals: Proposal[] }>('asha', '/v1/identity/proposals?limit=200&minWeight=5')
  const across = body.proposals.filter(({ first }) => first.source === 'ngo-list')
  assert.ok(across.length > 0)
  const seen = await call<{ first: { fields: { field: string; value?: string }[] } }>(
    'asha',
    `/v1/identity/proposals/${across[0]?.id}`,
  )
  assert.ok(seen.body.first.fields.some(({ field, value }) => field === 'surname' && value !== undefined))
})

test('a source whose columns were renamed fails the run with what is missing', async (t) => {
  const { work, start, ended, room, call } = await runDesk(t)
  await work()
  const by = { id: 'asha', member: 'nsps', permissions: new Set<string>() }
  const file = Buffer.from('no,vorname\n1,Amina\n2,Juma\n')
  const kept = await room.runs.upload({ name: 'renamed', format: 'csv', bytes: file }, by)
  assert.ok(kept.ok)
  const source = { upload: kept.value.id, recordId: 'no', columns: { given_name: 'first' } }
  const { body: started } = await start({ sources: [source] })
  const run = await ended(started.id)
  assert.equal(run.state, 'failed')
  assert.match(run.fault?.message ?? '', /first/)
  assert.match(run.fault?.fix ?? '', /mapping of columns/)
  assert.equal((await call('asha', `/v1/identity/runs/${run.id}/go-on`, {})).body.code, 'identity.run-cannot-go-on')
})
