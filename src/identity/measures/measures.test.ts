import assert from 'node:assert/strict'
import test from 'node:test'
import { fillRegistry, runDesk } from '../../../test/support/linkage-runs.ts'
import type { KeptModel } from '../models/schema.ts'
import type { Proposal } from '../review/schema.ts'
import { declareStewards } from '../test-desk.ts'
import type { Evaluation, MeasuresUnderWay, RunComparison } from './schema.ts'

const registry = 'social-registry'

test('two runs are compared and evaluated: against the truth, against pairs, and by what stewards decided', async (t) => {
  const desk = await runDesk(t)
  const { pool, work, start, ended, call, send } = desk
  await fillRegistry(pool, 1_000)
  await declareStewards(pool, { asha: [], far: ['99'] })
  await work()
  const first = await ended((await start()).body.id)
  const { body: kept } = await call<KeptModel>('asha', `/v1/identity/models/${first.trained}`)
  const { link } = kept.model.thresholds
  const stricter = { ...kept.model, thresholds: { ...kept.model.thresholds, link: link + 12 } }
  const { body: other } = await call<KeptModel>('asha', '/v1/identity/models', stricter)
  const second = await ended((await start({ sources: [{ registry: 'person' }], model: other.digest })).body.id)
  assert.equal(second.state, 'done', JSON.stringify(second.fault))

  const compare = async (a: string, b: string, caller = 'asha') => {
    const answer = await call<RunComparison>(caller, `/v1/identity/run-comparison?first=${a}&second=${b}&examples=50`)
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    return answer.body
  }
  await t.test('a run compared with itself has changed in nothing', async () => {
    const { pairs, clusters, examples, records } = await compare(first.id, first.id)
    assert.deepEqual([pairs.onlyFirst, pairs.onlySecond, pairs.agreement], [0, 0, 1])
    assert.equal(pairs.both, first.report?.pairs.linked)
    assert.deepEqual([clusters.split.groups, clusters.merged.groups, clusters.moved.groups], [0, 0, 0])
    assert.equal(clusters.same.groups, first.report?.clusters.ofSeveral)
    assert.deepEqual([records.onlyFirst, examples.pairs, examples.groups], [0, [], []])
  })

  await t.test('a stricter threshold loses links and gains none, and examples say by how many bits', async () => {
    const told = await compare(first.id, second.id)
    assert.ok(told.pairs.onlyFirst > 0 && told.pairs.onlySecond === 0, JSON.stringify(told.pairs))
    assert.equal(told.pairs.both + told.pairs.onlyFirst, first.report?.pairs.linked)
    assert.equal(told.second.thresholds.link, link + 12)
    assert.ok(told.clusters.split.groups > 0 && told.clusters.merged.groups === 0)
    for (const { linkedBy, weights, reason } of told.examples.pairs) {
      assert.equal(linkedBy, 'first')
      assert.ok((weights.first ?? 0) >= link && (weights.second ?? 0) < link + 12)
      assert.equal(reason, 'weak')
    }
    const turned = await compare(second.id, first.id)
    assert.equal(turned.pairs.onlySecond, told.pairs.onlyFirst)
    assert.deepEqual(turned.clusters.merged, told.clusters.split)
    const [group] = told.examples.groups
    assert.equal(group?.change, 'split')
    assert.deepEqual(group?.first.flat().length, group?.second.flat().length)
    const byModel = await compare(first.trained ?? '', other.digest)
    assert.deepEqual([byModel.first.run, byModel.second.run], [first.id, second.id])
    const names = await pool.query<{ surname: string }>('select distinct surname from person')
    const text = JSON.stringify(told.examples)
    for (const { surname } of names.rows) assert.ok(!text.includes(surname), 'a record is named by its number alone')
    const far = await compare(first.id, second.id, 'far')
    assert.deepEqual(far.examples, { pairs: [], groups: [] })
    assert.deepEqual(far.pairs, told.pairs)
  })

  await t.test('what is measured is seen while somebody waits for it, by whoever may see runs', async () => {
    const { body } = await call<MeasuresUnderWay>('asha', '/v1/identity/measures')
    assert.deepEqual(body, { measures: [] })
    assert.equal((await call('nsps-programme-officer', '/v1/identity/measures')).status, 403)
  })

  await t.test('what cannot be compared is told', async () => {
    const of = async (query: string) =>
      (await call('asha', `/v1/identity/run-comparison?first=${first.id}&second=${query}`)).body.code
    assert.equal(await of('lr-00000000000000000000000000'), 'identity.run-unknown')
    assert.equal(await of('f'.repeat(64)), 'identity.no-run-of-model')
    assert.equal(await of('anything'), 'platform.invalid-querystring')
    const nobody = await call(
      'nsps-programme-officer',
      `/v1/identity/run-comparison?first=${first.id}&second=${first.id}`,
    )
    assert.equal(nobody.status, 403)
  })

  const evaluate = (csv: string, run = first.id) =>
    send<Evaluation>('asha', `/v1/identity/runs/${run}/evaluation`, { type: 'text/csv', bytes: Buffer.from(csv) })
  const { rows: people } = await pool.query<{ person_id: string; sex: string }>('select person_id, sex from person')
  const personOf = (record: string) => record.replace('again-', '')
  const truth = [
    'source,record,person,sex',
    ...people.map((one) => [registry, one.person_id, personOf(one.person_id), one.sex]),
  ]
  const trueCsv = truth.join('\n')

  await t.test('against the truth: precision, recall, the best threshold, groups and calibration', async () => {
    const { status, body } = await evaluate(trueCsv)
    assert.equal(status, 200, JSON.stringify(body))
    assert.equal(body.basis, 'people')
    assert.equal(body.known, people.length)
    assert.ok(body.asLinked.precision > 0.9 && body.asLinked.recall > 0.6, JSON.stringify(body.asLinked))
    const { precision, recall } = body.intervals
    assert.ok(precision.low <= body.asLinked.precision && body.asLinked.precision <= precision.high)
    assert.ok(recall.low <= body.asLinked.recall && body.asLinked.recall <= recall.high)
    assert.ok((body.atBest?.f1 ?? 0) >= body.atThreshold.f1)
    for (const { right, wrong, missed, intervals, precision: share } of [body.atThreshold, ...body.curve]) {
      assert.equal(
        right + missed,
        body.asLinked.right + body.asLinked.missed,
        'all pairs of one person, at each threshold',
      )
      assert.ok(intervals.precision.low <= share && share <= intervals.precision.high && right + wrong > 0)
    }
    assert.ok(body.atThreshold.said > 0.9 && body.atThreshold.said > (body.curve.at(-1)?.said ?? 1))
    const best = Math.max(...body.curve.map(({ f1 }) => f1))
    assert.ok(best <= (body.atBest?.f1 ?? 0))
    assert.deepEqual([...new Set(body.groups.map(({ division }) => division))], ['sex'])
    const records = body.groups.reduce((sum, group) => sum + group.records, 0)
    assert.equal(records, people.length)
    assert.ok((body.clusters?.exact.right ?? 0) > 0)
    assert.deepEqual(body.expected, first.report?.expected)
    const strict = await evaluate(trueCsv, second.id)
    assert.ok(strict.body.asLinked.recall < body.asLinked.recall)
  })

  await t.test('against pairs and decisions: only these are counted', async () => {
    const again = people.filter(({ person_id: id }) => id.startsWith('again-')).slice(0, 20)
    const line = (a: string, b: string, same: string) => `${registry},${a},${registry},${b},${same}`
    const pairs = [
      'source,record,other_source,other_record,same',
      ...again.map(({ person_id: id }) => line(id, personOf(id), 'yes')),
      line(again[0]?.person_id ?? '', personOf(again[1]?.person_id ?? ''), 'no'),
      line('unknown-1', 'unknown-2', 'yes'),
    ].join('\n')
    const { body } = await evaluate(pairs)
    assert.deepEqual([body.basis, body.given, body.known], ['pairs', 22, 21])
    assert.equal(body.asLinked.right + body.asLinked.missed, 20)
    assert.equal(body.asLinked.wrong, 0)
    assert.deepEqual([...new Set(body.groups.map(({ division }) => division))], ['sex', 'county'])

    const decided = () => call<Evaluation>('asha', `/v1/identity/runs/${first.id}/evaluation`)
    assert.equal((await decided()).body.code, 'identity.nothing-decided')
    const { body: queue } = await call<{ proposals: Proposal[] }>('asha', '/v1/identity/proposals?limit=2')
    const [one, two] = queue.proposals
    const decide = (kind: string, pair: Proposal | undefined) =>
      call<{ id: string }>('asha', '/v1/identity/decisions', {
        ...{ kind, first: pair?.first, second: pair?.second, reason: 'papers-seen' },
      })
    const { body: linked } = await decide('link', one)
    await decide('not-link', two)
    const after = await decided()
    assert.deepEqual([after.body.basis, after.body.known], ['decisions', 2])
    assert.equal(after.body.asLinked.right + after.body.asLinked.missed, 1)
    await call('asha', '/v1/identity/unmerge', { decision: linked.id, reason: 'entered-in-error' })
    assert.equal((await decided()).body.known, 1, 'what was taken back says nothing')
  })

  await t.test('a bad file is refused by its line, one about others as such, and a reader may send none', async () => {
    assert.equal((await evaluate(`${trueCsv}\nonly,two`)).body.code, 'identity.truth-line')
    assert.match((await evaluate(`${trueCsv}\nonly,two`)).body.detail ?? '', new RegExp(`line ${truth.length + 1} `))
    assert.equal((await evaluate('source,record,person\nelsewhere,1,a')).body.code, 'identity.truth-of-other-records')
    const url = `/v1/identity/runs/${first.id}/evaluation`
    const csv = { type: 'text/csv', bytes: Buffer.from(trueCsv) }
    assert.equal((await send('nsps-auditor', url, csv)).status, 403)
    assert.equal((await send('asha', url, { ...csv, type: 'application/pdf' })).status, 415)
  })
})
