import assert from 'node:assert/strict'
import test, { type TestContext } from 'node:test'
import { createTestDatabase } from '../../../test/support/database.ts'
import { modelDigest } from '../linkage/model/signed.ts'
import { keepModel, putInUse } from '../models/store.ts'
import type { ShownDecision } from '../people/schema.ts'
import { declareStewards, startIdentity } from '../test-desk.ts'
import { trainedPersonModel } from '../test-model.ts'
import { proposalsFrom } from './proposing.ts'
import type { Agreement, Bulk, Explanation, Label, Proposal, SideBySide, VerdictAnswer } from './schema.ts'
import { insertProposals } from './store.ts'

const ref = (record: string) => ({ source: 'social-registry', record })

async function desk(t: TestContext) {
  const { pool } = await createTestDatabase(t)
  const identity = await startIdentity(t, pool)
  const { call } = identity
  const model = await keepModel(pool, trainedPersonModel(1000), { account: 'asha', at: new Date() })
  const digest = modelDigest(model)
  await putInUse(pool, digest)
  const put = async (...pairs: [string, string, number][]) => {
    const scored = pairs.map(([a, b, weight]) => ({
      ...{ first: ref(a), second: ref(b), weight, kinWeight: 3, pattern: 1, model: digest },
    }))
    const proposals = await proposalsFrom(pool, scored, { origin: 'run', at: new Date() })
    await insertProposals(pool, proposals)
    return proposals.map(({ id }) => id)
  }
  const list = async (caller = 'asha', query = '') =>
    (await call<{ proposals: Proposal[]; next?: string }>(caller, `/v1/identity/proposals?limit=200${query}`)).body
  const read = async (id: string) => (await list()).proposals.find((one) => one.id === id)
  const say = (caller: string, { id, revision }: Pick<Proposal, 'id' | 'revision'>, verdict: string) =>
    call<VerdictAnswer>(caller, `/v1/identity/proposals/${id}/verdict`, {
      ...{ verdict, revision, reason: 'evidence-of-the-records' },
    })
  return { ...identity, pool, digest, put, list, read, say }
}

/** Two that one steward is enough for, and two that lie in two areas. */
const alone = ['P5', 'P6'] as const
const across = ['P1', 'P7'] as const

test('the queue begins with what is uncertain and costs most, page by page', async (t) => {
  const { put, call, list } = await desk(t)
  await put(['P5', 'P6', 9], ['P1', 'P2', 0.2], ['P3', 'P4', -2.5])
  const { proposals } = await list()
  assert.deepEqual(
    proposals.map(({ first }) => first.record),
    ['P1', 'P3', 'P5'],
  )
  assert.deepEqual(proposals[0]?.risk.programmes, ['SCP'])
  const paged: string[] = []
  for (let next: string | undefined = ''; next !== undefined; ) {
    const cursor: string = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`
    const page = await call<{ proposals: Proposal[]; next?: string }>('asha', `/v1/identity/proposals?limit=1${cursor}`)
    paged.push(...page.body.proposals.map(({ id }) => id))
    next = page.body.next
  }
  assert.deepEqual(
    paged,
    proposals.map(({ id }) => id),
  )
})

test('a pair that is proposed again is one pair with newer figures, and a decided one stays decided', async (t) => {
  const { put, list, read, say } = await desk(t)
  const [id = ''] = await put(['P5', 'P6', 1])
  await put(['P6', 'P5', 4])
  assert.equal((await list()).proposals.length, 1)
  const found = await read(id)
  assert.equal(found?.weight, 4)
  assert.ok(found)
  await say('asha', found, 'not-link')
  await say('baraka', { id, revision: found.revision + 1 }, 'not-link')
  await put(['P5', 'P6', 8])
  assert.equal((await list()).proposals.length, 0)
})

test('of two stewards who take the next pair, each gets another', async (t) => {
  const { put, call } = await desk(t)
  await put(['P5', 'P6', 1], ['P1', 'P2', 0])
  const [one, other] = await Promise.all(
    ['asha', 'baraka'].map((who) => call<Proposal>(who, '/v1/identity/proposals/claim-next', {})),
  )
  assert.notEqual(one?.body.id, other?.body.id)
  const taken = await call<Proposal>('baraka', `/v1/identity/proposals/${one?.body.id}/claim`, {})
  assert.equal(taken.body.code, 'identity.claimed')
  assert.equal((await call('chege', '/v1/identity/proposals/claim-next', {})).body.code, 'identity.queue-empty')
  await call('asha', `/v1/identity/proposals/${one?.body.id}/release`, {})
  assert.equal((await call<Proposal>('chege', '/v1/identity/proposals/claim-next', {})).body.id, one?.body.id)
})

test('two records side by side: values as far as one may see them, evidence in the reader’s language, households', async (t) => {
  const { put, call, pool } = await desk(t)
  const [id = ''] = await put([...alone, 1])
  const { body, status } = await call<SideBySide>('asha', `/v1/identity/proposals/${id}`)
  assert.equal(status, 200, JSON.stringify(body))
  assert.equal(body.first.fields.find(({ field }) => field === 'given_name')?.value, 'Amina')
  assert.deepEqual(
    body.households.first.map(({ record }) => record),
    ['P6'],
  )
  assert.ok((body.explanation?.evidence.length ?? 0) > 5)
  assert.ok(body.explanation?.evidence.every(({ says }) => says !== ''))
  assert.equal((await call('dpc-auditor', `/v1/identity/proposals/${id}`)).status, 403)
  const told = await call<Explanation>('dpc-auditor', `/v1/identity/proposals/${id}/explanation`)
  assert.deepEqual(told.body, body.explanation)
  const { rows } = await pool.query('select act, subject from administrative_act')
  assert.deepEqual(rows, [{ act: 'identity.look-at-pair', subject: id }])
})

test('a link by one steward makes one person, with model, weight and pattern in the decision and no name', async (t) => {
  const { put, read, say, digest } = await desk(t)
  const [id = ''] = await put(['P3', 'P4', 2])
  const { body } = await say('asha', (await read(id)) as Proposal, 'link')
  assert.equal(body.decision?.kind, 'link', JSON.stringify(body))
  assert.deepEqual(body.decision?.evidence, { model: digest, weight: 2, pattern: 1 })
  assert.equal(body.proposal.state, 'decided')
  assert.ok(!/José|Mary|Kamau/.test(JSON.stringify(body)))
})

test('of two stewards who decide the same pair at once, one wins', async (t) => {
  const { put, read, say, pool } = await desk(t)
  const [id = ''] = await put(['P3', 'P4', 2])
  const seen = (await read(id)) as Proposal
  const both = await Promise.all([say('asha', seen, 'link'), say('baraka', seen, 'not-link')])
  assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409])
  assert.equal((await pool.query('select from identity_decision')).rowCount, 1)
  assert.equal((await pool.query('select from match_opinion')).rowCount, 1)
})

test('people of two areas take two stewards who agree; the second does not see the first’s opinion before', async (t) => {
  const { put, read, say, call } = await desk(t)
  const [id = ''] = await put([...across, 2])
  const first = await say('asha', (await read(id)) as Proposal, 'link')
  assert.deepEqual([first.body.proposal.state, first.body.decision], ['second', undefined])
  assert.equal((await say('asha', first.body.proposal, 'link')).body.code, 'identity.own-opinion')
  const seen = await call<SideBySide>('baraka', `/v1/identity/proposals/${id}`)
  assert.deepEqual(seen.body.opinions, [])
  const second = await say('baraka', first.body.proposal, 'link')
  assert.deepEqual([second.body.decision?.account, second.body.decision?.confirmedBy], ['baraka', 'asha'])
})

test('disagreement is settled by a third, and measured', async (t) => {
  const { put, read, say, call } = await desk(t)
  const [id = ''] = await put([...across, 2])
  await say('asha', (await read(id)) as Proposal, 'link')
  await say('baraka', (await read(id)) as Proposal, 'not-link')
  const disputed = (await read(id)) as Proposal
  assert.equal(disputed.state, 'disputed')
  const { body } = await say('chege', disputed, 'not-link')
  assert.equal(body.decision?.kind, 'not-link')
  const agreement = await call<Agreement>('asha', '/v1/identity/agreement')
  assert.deepEqual([agreement.body.pairs, agreement.body.agreed], [1, 0])
})

test('a steward sees and takes what lies in their area only', async (t) => {
  const { put, list, call, pool } = await desk(t)
  await declareStewards(pool, { coastal: ['TU4103'], northern: ['TU1101'] })
  const [north = '', both = ''] = await put([...alone, 1], [...across, 1])
  assert.deepEqual(
    (await list('coastal')).proposals.map(({ id }) => id),
    [both],
  )
  assert.equal((await list('northern')).proposals.length, 2)
  assert.equal((await call('coastal', `/v1/identity/proposals/${north}`)).body.code, 'identity.outside-area')
})

test('many at once are put by one and confirmed by another; what could not be is listed', async (t) => {
  const { put, call, list } = await desk(t)
  const proposals = await put(['P3', 'P4', 5], ['P5', 'P6', 5])
  const request = { proposals, verdict: 'link', reason: 'same-identifier' }
  const { body: bulk } = await call<Bulk>('asha', '/v1/identity/bulk', request)
  assert.equal((await list()).proposals.length, 2, 'nothing is decided yet')
  const confirm = (who: string) => call<Bulk>(who, `/v1/identity/bulk/${bulk.id}/confirm`, { revision: 1 })
  assert.equal((await confirm('asha')).body.code, 'identity.own-bulk')
  await call('chege', '/v1/identity/decisions', {
    ...{ kind: 'cannot-link', first: ref('P5'), second: ref('P6'), reason: 'papers-seen' },
  })
  const done = await confirm('baraka')
  assert.deepEqual(
    done.body.outcomes.map(({ outcome }) => outcome).sort(),
    ['decided', 'identity.proposal-changed'],
    JSON.stringify(done.body),
  )
  assert.equal((await confirm('baraka')).body.code, 'identity.bulk-changed')
  const again = await call('asha', '/v1/identity/bulk', request)
  assert.equal(again.body.code, 'identity.bulk-not-open')
})

test('pairs that other decisions answer are withdrawn', async (t) => {
  const { put, call, list } = await desk(t)
  await put(['P3', 'P4', 5], ['P2', 'P4', 1])
  const link = (a: string, b: string) =>
    call<ShownDecision>('asha', '/v1/identity/decisions', {
      ...{ kind: 'link', first: ref(a), second: ref(b), reason: 'papers-seen' },
    })
  await link('P2', 'P3')
  assert.equal((await list()).proposals.length, 2)
  await link('P3', 'P4')
  assert.equal((await list()).proposals.length, 0)
  const withdrawn = await list('asha', '&state=withdrawn')
  assert.deepEqual(
    withdrawn.proposals.map(({ first }) => first.record),
    ['P2'],
  )
})

test('decisions become labels for training, and what was undone teaches nothing', async (t) => {
  const { put, read, say, call, digest } = await desk(t)
  const [one = '', other = ''] = await put(['P3', 'P4', 2], [...across, 2])
  const linked = await say('asha', (await read(one)) as Proposal, 'link')
  await say('asha', (await read(other)) as Proposal, 'not-link')
  await say('baraka', (await read(other)) as Proposal, 'not-link')
  const labels = async () =>
    (await call<{ labels: Label[] }>('asha', `/v1/identity/models/${digest}/labels`)).body.labels
  assert.deepEqual(await labels(), [
    { pattern: 1, verdict: 'unrelated', weight: 2 },
    { pattern: 1, verdict: 'match', weight: 1 },
  ])
  await call('asha', '/v1/identity/unmerge', { decision: linked.body.decision?.id, reason: 'entered-in-error' })
  assert.deepEqual(
    (await labels()).map(({ verdict }) => verdict),
    ['unrelated'],
  )
})

test('a steward proposes a pair that no run has found', async (t) => {
  const { call, list } = await desk(t)
  const proposed = await call<Proposal>('asha', '/v1/identity/proposals', { first: ref('P6'), second: ref('P5') })
  assert.equal(proposed.status, 201, JSON.stringify(proposed.body))
  assert.deepEqual([proposed.body.origin, proposed.body.first.record], ['steward', 'P5'])
  assert.equal((await list()).proposals.length, 1)
})
