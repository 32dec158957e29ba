import assert from 'node:assert/strict'
import test from 'node:test'
import { assessed, commissioner, complete, dss, nida, openDesk } from '../../../test/support/agreement-desk.ts'
import { scopeOf } from '../../compliance/assessments/rules.ts'
import { insertAssessment } from '../../compliance/assessments/store.ts'
import { exampleContent } from '../../compliance/assessments/test-assessments.ts'
import { mustBeOk, type Result } from '../../kernel/result.ts'
import { generateSigningKey } from '../../kernel/signature.ts'
import { signDetached } from '../../standards/detached-jws.ts'
import { exampleParty } from '../example.ts'
import type { Agreement } from '../schema.ts'
import { declareAgreements, signatoryKey } from '../test-agreements.ts'
import { draft, sign, step, type Versions } from './desk.ts'

const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.problem.code)
const statusOf = (result: Result<Versions>): string | undefined => mustBeOk(result)[0]?.standing.status

test('an agreement comes about step by step, is signed by both, and every act is in the ledger', async (t) => {
  const desk = await openDesk(t)
  mustBeOk(await draft(desk.world, complete, nida))
  const steps = ['submit', 'approve-law', 'approve-protection'] as const
  for (const taken of steps) mustBeOk(await desk.take(taken, dss))
  assert.equal(codeOf(await desk.take('activate', nida)), 'agreements.step-not-possible', 'unsigned')
  assert.equal(statusOf(await desk.signed(nida)), 'dpia-linked', 'one signature is not enough')
  assert.equal(statusOf(await desk.signed(dss)), 'signed')
  assert.equal(await desk.outcome(), 'agreements.agreement-not-activated')
  assert.equal(statusOf(await desk.take('activate', nida)), 'active')
  assert.equal(await desk.outcome(), 'permit')
  const { rows } = await desk.pool.query('select act from administrative_act order by ledger_index')
  const acts = ['draft', ...steps, 'sign', 'sign', 'activate']
  assert.deepEqual(
    rows.map(({ act }) => act),
    acts.map((act) => `agreement.${act}`),
  )
})

test('who drafted a version does not review it in law; a revision is drafted anew', async (t) => {
  const desk = await openDesk(t)
  mustBeOk(await draft(desk.world, complete, nida))
  mustBeOk(await desk.take('submit', nida))
  assert.equal(codeOf(await desk.take('approve-law', nida)), 'agreements.own-draft')
  const colleague = { ...nida, id: 'nida-second' }
  mustBeOk(await desk.take('approve-law', colleague))
  mustBeOk(await draft(desk.world, { ...complete, version: 2, validUntil: '2027-12-31' }, colleague))
  const second = (taken: 'submit' | 'approve-law', by: typeof nida) =>
    step(desk.world, { id: complete.id, version: 2, step: taken }, by)
  mustBeOk(await second('submit', nida))
  assert.equal(codeOf(await second('approve-law', colleague)), 'agreements.own-draft')
  mustBeOk(await second('approve-law', nida))
})

test('a version that does more than its approved assessment covers is not approved in data protection', async (t) => {
  const desk = await openDesk(t)
  const [service] = complete.services
  assert.ok(service)
  const narrower = { ...complete, services: [{ ...service, fields: service.fields.slice(1) }] }
  const assess = (id: string, text: Agreement) =>
    insertAssessment(desk.pool, {
      ...{ id: `dpia-${id.padStart(26, '0')}`, revision: 1, agreement: complete.id, status: 'approved', version: 1 },
      ...{ content: exampleContent, scope: scopeOf(text), at: '2026-06-15T09:00:00.000Z' },
      by: { account: 'protector', member: 'nida' },
    })
  await assess('1', narrower)
  mustBeOk(await draft(desk.world, complete, nida))
  for (const taken of ['submit', 'approve-law'] as const) mustBeOk(await desk.take(taken, dss))
  const refused = await desk.take('approve-protection', dss)
  assert.equal(codeOf(refused), 'agreements.assessment-outgrown')
  assert.match(refused.ok ? '' : refused.problem.message, /fields/)
  await assess('2', complete)
  mustBeOk(await desk.take('approve-protection', dss))
})

test('suspending, terminating and an order of the regulator stop traffic; only the regulator lifts its order', async (t) => {
  const desk = await openDesk(t, [complete])
  assert.equal(await desk.outcome(), 'permit')
  assert.equal(codeOf(await desk.take('suspend', dss)), 'agreements.reason-missing')
  mustBeOk(await desk.take('suspend', dss, 'an incident is looked into'))
  assert.equal(await desk.outcome(), 'agreements.agreement-suspended')
  mustBeOk(await desk.take('resume', nida))
  assert.equal(codeOf(await desk.take('order', nida, 'x')), 'agreements.not-the-regulator')
  mustBeOk(await desk.take('order', commissioner, 'complaint 12'))
  assert.equal(await desk.outcome(), 'agreements.agreement-under-order')
  assert.equal(codeOf(await desk.take('resume', nida)), 'agreements.step-not-possible')
  await declareAgreements(desk.pool, [{ ...complete, version: 2 }])
  assert.equal(await desk.outcome(), 'agreements.agreement-under-order', 'a new version does not escape it')
  assert.equal(codeOf(await desk.take('lift', dss, 'x')), 'agreements.not-the-regulator')
  mustBeOk(await desk.take('lift', commissioner, 'settled'))
  assert.equal(await desk.outcome(), 'permit')
  mustBeOk(await step(desk.world, { id: complete.id, version: 2, step: 'terminate', reason: 'programme over' }, dss))
  assert.equal(await desk.outcome(), 'agreements.agreement-terminated')
  const again = await step(desk.world, { id: complete.id, version: 2, step: 'resume' }, dss)
  assert.equal(codeOf(again), 'agreements.step-not-possible', 'ended is ended')
})

test('who is no party does nothing, and what is sent back needs a reason', async (t) => {
  const desk = await openDesk(t)
  const stranger = { id: 'legal', member: 'moe' }
  assert.equal(codeOf(await draft(desk.world, complete, stranger)), 'agreements.not-a-party')
  mustBeOk(await draft(desk.world, complete, nida))
  assert.equal(codeOf(await desk.take('submit', stranger)), 'agreements.not-a-party')
  mustBeOk(await desk.take('submit', nida))
  assert.equal(codeOf(await desk.take('send-back', dss)), 'agreements.reason-missing')
  const [sent] = mustBeOk(await desk.take('send-back', dss, 'the section is wrong'))
  assert.deepEqual([sent?.standing.status, sent?.standing.reason], ['draft', 'the section is wrong'])
})

test('without an approved impact assessment, or outside its dates, a version goes no further', async (t) => {
  const desk = await openDesk(t)
  const later = { ...complete, impactAssessment: { ...assessed, earliestStart: '2026-07-01' } }
  const { impactAssessment: _, ...without } = complete
  mustBeOk(await draft(desk.world, { ...without, id: 'without' }, nida))
  for (const taken of ['submit', 'approve-law'] as const) {
    mustBeOk(await step(desk.world, { id: 'without', version: 1, step: taken }, dss))
  }
  const approval = await step(desk.world, { id: 'without', version: 1, step: 'approve-protection' }, nida)
  assert.equal(codeOf(approval), 'agreements.assessment-missing')

  mustBeOk(await draft(desk.world, later, nida))
  for (const taken of ['submit', 'approve-law', 'approve-protection'] as const) mustBeOk(await desk.take(taken, dss))
  await desk.signed(nida)
  await desk.signed(dss)
  assert.equal(codeOf(await desk.take('activate', nida)), 'agreements.not-in-its-dates')
  desk.now.day = '2026-07-01'
  assert.equal(statusOf(await desk.take('activate', nida)), 'active')
  assert.equal(codeOf(await desk.take('expire', nida)), 'agreements.not-over')
  desk.now.day = '2027-01-01'
  assert.equal(statusOf(await desk.take('expire', nida)), 'expired')
  desk.now.day = '2026-08-01'
  desk.now.at = new Date('2026-08-01T09:00:00Z')
  assert.equal(await desk.outcome(), 'agreements.agreement-recorded-expired', 'a clock moved back revives nothing')
})

test('a signature by another key, over another text, or after the mandate is refused', async (t) => {
  const desk = await openDesk(t)
  const until = { ...exampleParty('dss', 'consumer').signatory, mandateUntil: '2026-06-15' }
  const parties = [exampleParty('nida', 'provider'), { ...exampleParty('dss', 'consumer'), signatory: until }]
  mustBeOk(await draft(desk.world, { ...complete, parties }, nida))
  for (const taken of ['submit', 'approve-law', 'approve-protection'] as const) mustBeOk(await desk.take(taken, dss))
  assert.equal(codeOf(await desk.signed(dss, generateSigningKey())), 'agreements.signature-invalid', 'unregistered')
  assert.equal(codeOf(await desk.signed(dss, signatoryKey('nida-signatory'))), 'agreements.no-mandate')
  const other = signDetached({ ...complete, purposes: ['marketing'] }, signatoryKey('dss-signatory'))
  assert.equal(codeOf(await sign(desk.world, { ...desk.place, jws: other }, dss)), 'agreements.signature-invalid')
  assert.equal(
    codeOf(await sign(desk.world, { ...desk.place, jws: 'no.signature' }, dss)),
    'agreements.signature-invalid',
  )
  desk.now.day = '2026-06-16'
  assert.equal(codeOf(await desk.signed(dss)), 'agreements.no-mandate', 'the day after')
  desk.now.day = '2026-06-15'
  assert.equal(codeOf(await desk.signed(dss)), 'ok', 'the last day')
})

test('a draft names only what there is, and no framework stands under itself', async (t) => {
  const desk = await openDesk(t)
  const [clause] = complete.services
  assert.ok(clause)
  const strange = { element: 'horoscope.sign', release: 'raw', justification: 'x' } as const
  const refused = async (changes: Partial<Agreement>) => {
    const result = await draft(desk.world, { ...complete, ...changes }, nida)
    return result.ok ? 'ok' : result.problem.pointer
  }
  assert.equal(await refused({ services: [{ ...clause, fields: [strange] }] }), '/services/0/fields/0/element')
  assert.equal(await refused({ services: [{ ...clause, service: 'tiprs.other' }] }), '/services/0/service')
  assert.equal(await refused({ purposes: ['marketing'] }), '/purposes/0')
  assert.equal(await refused({ under: 'nothing' }), '/under')
  assert.equal(await refused({ under: complete.id }), '/under')
  const framework: Agreement = { ...complete, tier: 'framework', services: [] }
  mustBeOk(await draft(desk.world, { ...framework, id: 'upper' }, nida))
  mustBeOk(await draft(desk.world, { ...framework, id: 'lower', under: 'upper' }, nida))
  const circle = await draft(desk.world, { ...framework, id: 'upper', version: 2, under: 'lower' }, nida)
  assert.match(circle.ok ? '' : circle.problem.message, /stands under itself: upper, lower, upper/)
})

test('a changed text, a broken chain or a forged signature is found when the agreements are loaded', async (t) => {
  const desk = await openDesk(t, [complete])
  await declareAgreements(desk.pool, [{ ...complete, version: 2, volume: { perDay: 7 } }])
  const versions = await desk.agreements.renewed(complete.id)
  assert.equal(versions?.[0]?.agreement.previous, versions?.[1]?.hash)
  await desk.pool.query('alter table agreement_signature disable trigger agreement_signature_append_only')
  await desk.pool.query(`update agreement_signature set jws = replace(jws, '..', '..AAAA') where member = 'dss'`)
  await desk.pool.query(`update revision set number = number + 1 where topic = 'agreements'`)
  assert.equal(await desk.outcome(), 'agreements.signature-missing')
  await desk.pool.query('alter table agreement_event disable trigger agreement_event_append_only')
  await desk.pool.query('alter table agreement_signature disable trigger all')
  await desk.pool.query('delete from agreement_signature where version = 1')
  await desk.pool.query('delete from agreement_event where version = 1')
  await desk.pool.query('alter table agreement_version disable trigger agreement_version_immutable')
  await desk.pool.query('delete from agreement_version where version = 1')
  await desk.pool.query(`update revision set number = number + 1 where topic = 'agreements'`)
  assert.equal(await desk.outcome(), 'agreements.agreement-missing', 'what the version followed on is gone')
  assert.ok(desk.tampered.includes('dss-nida-identity 2'))
})
