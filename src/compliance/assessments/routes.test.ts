import assert from 'node:assert/strict'
import test, { type TestContext } from 'node:test'
import { createTestDatabase } from '../../../test/support/database.ts'
import { declareAgreements } from '../../agreements/test-agreements.ts'
import { agreement } from '../../exchange/test-world.ts'
import { movableClock, startDesk } from '../test-desk.ts'
import type { AssessmentContent, ShownAssessment } from './schema.ts'
import { exampleContent } from './test-assessments.ts'

async function start(t: TestContext) {
  const { pool } = await createTestDatabase(t)
  const clock = movableClock('2026-02-10T06:00:00Z')
  const desk = await startDesk(t, pool, clock)
  const post = <T = ShownAssessment & { code: string }>(path: string, payload: object = {}) =>
    desk.call<T>(`/v1/assessments${path}`, payload)
  const drafted = async (content: AssessmentContent = exampleContent) => {
    desk.as('dss', 'legal-officer')
    const { status, body, text } = await post('', { agreement: 'nida-dss', content })
    assert.equal(status, 201, text)
    return body.id
  }
  const submitted = async (content?: AssessmentContent) => {
    const id = await drafted(content)
    const { status, text } = await post(`/${id}/submit`)
    assert.equal(status, 200, text)
    return id
  }
  return { ...desk, clock, pool, post, drafted, submitted }
}

test('an assessment is drafted by one, approved by another, reported, and says from when the law allows the processing', async (t) => {
  const { submitted, post, as, pool } = await start(t)
  const id = await submitted()
  assert.equal((await post(`/${id}/approve`)).status, 403, 'a lawyer does not approve')
  as('nida', 'data-protection-officer')
  assert.equal(
    (await post(`/${id}/report`, { on: '2026-02-10', reference: 'letter 9' })).body.code,
    'assessment.not-now',
  )
  assert.equal((await post(`/${id}/approve`)).body.status, 'approved')
  assert.equal(
    (await post(`/${id}/report`, { on: '2026-02-11', reference: 'letter 9' })).body.code,
    'assessment.faulty',
  )
  const { body } = await post(`/${id}/report`, { on: '2026-02-10', reference: 'letter 9' })
  assert.deepEqual(body.clause, {
    ...{ reference: id, approvedOn: '2026-02-10', submittedOn: '2026-02-10', earliestStart: '2026-04-12' },
  })
  const { rows } = await pool.query('select act from administrative_act order by ledger_index')
  assert.deepEqual(
    rows.map(({ act }) => act),
    ['draft', 'submit', 'approve', 'report'].map((act) => `assessment.${act}`),
  )
})

test('who submitted does not approve; a high risk that remains needs the authority', async (t) => {
  const { post, as } = await start(t)
  const [risk] = exampleContent.risks
  assert.ok(risk)
  const grave = { ...exampleContent, risks: [{ ...risk, after: risk.before }] }
  as('dss', 'data-protection-officer')
  const { body } = await post('', { agreement: 'nida-dss', content: grave })
  await post(`/${body.id}/submit`)
  assert.equal((await post(`/${body.id}/approve`, { consultation: 'C 1' })).body.code, 'assessment.own')
  as('nida', 'data-protection-officer')
  assert.equal((await post(`/${body.id}/approve`)).body.code, 'assessment.needs-consultation')
  assert.equal((await post(`/${body.id}/approve`, { consultation: 'C 1' })).body.level, 'high')
})

test('a rejected assessment is written anew, and every revision stays', async (t) => {
  const { submitted, post, as, call, pool } = await start(t)
  const id = await submitted()
  as('nida', 'data-protection-officer')
  assert.equal(
    (await post(`/${id}/reject`, { reason: 'The risk of a wrong match is missing.' })).body.status,
    'rejected',
  )
  as('dss', 'legal-officer')
  assert.equal((await post(`/${id}/revise`, { content: exampleContent })).body.status, 'draft')
  const { body } = await call<{ revisions: { status: string }[] }>(`/v1/assessments/${id}`)
  assert.deepEqual(
    body.revisions.map(({ status }) => status),
    ['draft', 'rejected', 'submitted', 'draft'],
  )
  await assert.rejects(pool.query('delete from impact_assessment'), /never changes/)
})

test('a new version of the agreement that does more asks for the assessment again', async (t) => {
  const { submitted, post, as, call, pool } = await start(t)
  const id = await submitted()
  as('nida', 'data-protection-officer')
  assert.deepEqual((await post(`/${id}/approve`)).body.rerun, [])
  const wider = { version: 2, purposes: ['social-protection-delivery', 'statistics'] }
  await declareAgreements(pool, [agreement({ ...wider, impactAssessment: { reference: id } })])
  const { assessments } = (await call<{ assessments: ShownAssessment[] }>('/v1/assessments?agreement=nida-dss')).body
  assert.deepEqual([assessments[0]?.rerun, assessments[0]?.linked], [['purposes'], true])
})

test('an assessment with a fault, or of an agreement of others, is not taken', async (t) => {
  const { drafted, post, as } = await start(t)
  const id = await drafted({ ...exampleContent, risks: [] })
  assert.equal((await post(`/${id}/submit`)).body.code, 'assessment.faulty')
  as('dpc', 'legal-officer')
  assert.equal((await post(`/${id}/submit`)).body.code, 'assessment.unknown')
  assert.equal(
    (await post('', { agreement: 'nida-dss', content: exampleContent })).body.code,
    'assessment.no-agreement',
  )
  const missing = { ...exampleContent, triggers: { 'large-scale': true } }
  assert.equal((await post('', { agreement: 'nida-dss', content: missing })).status, 400, 'every question is answered')
})

test('of two who submit at once, one is told that the assessment changed', async (t) => {
  const { drafted, post } = await start(t)
  const id = await drafted()
  const answers = await Promise.all([post(`/${id}/submit`), post(`/${id}/submit`)])
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409])
})
