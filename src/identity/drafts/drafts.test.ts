import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import writeWorkbook from 'write-excel-file/node'
import { createTestDatabase } from '../../../test/support/database.ts'
import { mustBeOk } from '../../kernel/result.ts'
import type { LinkageModel } from '../linkage/model/schema.ts'
import { registryModel } from '../runs/registry-model.ts'
import type { Upload } from '../runs/schema.ts'
import { startIdentity } from '../test-desk.ts'
import type { Checked, Estimate, FieldParts, Profile } from './schema.ts'

const by = { id: 'asha', member: 'nsps', permissions: new Set<string>() }

async function desk(t: TestContext) {
  const { pool } = await createTestDatabase(t)
  const { call, room, folder } = await startIdentity(t, pool)
  const hand = async (format: Upload['format'], bytes: Buffer) =>
    mustBeOk(await room.runs.upload({ name: 'ngo-list', format, bytes }, by)).id
  return { pool, call, hand, folder }
}

const given = ['Amina', 'Otieno', 'Wanjiru', 'Hassan', 'Njeri', 'Kamau', 'Akinyi', 'Farah', 'Mutua', 'Chebet', 'Zawadi']
const family = ['Mwangi', 'Odhiambo', 'Kiprono', 'Abdi', 'Wekesa', 'Barasa', 'Njoroge', 'Cherono']
const nameless = 'Xolani'

/** A list as an organisation sends it: its own column names, one of them with a shared placeholder. */
function listOf(rows: number): Buffer {
  const lines = Array.from({ length: rows }, (_, i) => {
    const born = `19${50 + (i % 45)}-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + (i % 27)).padStart(2, '0')}`
    const first = i === 7 ? nameless : given[i % given.length]
    return [`R${i}`, first, family[i % family.length], born, i % 10 === 0 ? '000000000' : 200_000_000 + i * 911].join(
      ',',
    )
  })
  return Buffer.from(['Source,First Name,Surname,Date of birth,ID number', ...lines].join('\n'))
}

const kindsOf = ({ columns }: Profile) => Object.fromEntries(columns.map(({ column, kind }) => [column, kind]))

test('a file is profiled without a value of anybody, and a sound model proposed for it', async (t) => {
  const { call, hand, folder } = await desk(t)
  const source = { upload: await hand('csv', listOf(400)) }
  const { status, body } = await call<Profile>('asha', '/v1/identity/models/profile', { source })
  assert.equal(status, 200, JSON.stringify(body))
  assert.deepEqual([body.records, body.counted], [400, 400])
  assert.deepEqual(kindsOf(body), {
    Source: 'record-id',
    'First Name': 'given-names',
    Surname: 'family-name',
    'Date of birth': 'date-of-birth',
    'ID number': 'national-id',
  })
  const born = body.columns.find(({ column }) => column === 'Date of birth')
  assert.deepEqual(born?.shapes, [{ shape: '9999-99-99', share: 1 }])
  for (const value of [nameless, ...given, ...family]) assert.ok(!JSON.stringify(body).includes(value), value)
  const { body: checked } = await call<Checked>('asha', '/v1/identity/models/check', body.proposal?.model)
  assert.deepEqual([checked.faults, checked.trained, checked.kept], [[], false, false])
  assert.deepEqual(readdirSync(join(folder, 'drafts')), [], 'nothing of the file is left')
})

test('what a person says of a column counts; where nothing is left to compare, that is said', async (t) => {
  const { call, hand } = await desk(t)
  const source = { upload: await hand('csv', listOf(60)) }
  const ask = (kinds: object) => call<Profile>('asha', '/v1/identity/models/profile', { source, kinds })
  const { body } = await ask({ 'ID number': 'phone' })
  const phone = body.columns.find(({ column }) => column === 'ID number')
  assert.deepEqual([phone?.kind, phone?.by], ['phone', 'person'])
  assert.ok(body.proposal?.model.fields.some(({ kind, from }) => kind === 'phone' && from[0] === 'ID number'))
  const nothing = Object.fromEntries(body.columns.map(({ column }) => [column, 'unknown']))
  const { body: empty } = await ask(nothing)
  assert.equal(empty.proposal, undefined)
  assert.match(empty.nothing?.message ?? '', /can be compared/)
})

test('a workbook is read below its titles, and the registry by its own columns', async (t) => {
  const { call, hand } = await desk(t)
  const text = (value: string) => ({ value, type: String })
  const rows = Array.from({ length: 30 }, (_, i) =>
    [`${i}`, given[i % given.length] ?? '', `19${50 + i}-01-01`].map(text),
  )
  const book = await writeWorkbook([[text('List of March')], ['no', 'prenom', 'dob'].map(text), ...rows]).toBuffer()
  const source = { upload: await hand('xlsx', Buffer.from(book)) }
  const { body: ofBook } = await call<Profile>('asha', '/v1/identity/models/profile', { source })
  assert.deepEqual(kindsOf(ofBook), { no: 'record-id', prenom: 'given-names', dob: 'date-of-birth' })
  const { body: ofRegistry } = await call<Profile>('asha', '/v1/identity/models/profile', {
    source: { registry: 'person' },
  })
  assert.equal(kindsOf(ofRegistry).given_name, 'given-names')
  assert.equal(kindsOf(ofRegistry).national_id, 'national-id')
})

test('faults of a draft are told all at once, with their place, in the reader’s language', async (t) => {
  const { call } = await desk(t)
  const model = registryModel(100)
  const [first, ...others] = model.blocking.rules
  assert.ok(first)
  const draft = {
    ...model,
    thresholds: { ...model.thresholds, review: 9 },
    blocking: { ...model.blocking, rules: [{ ...first, columns: ['given.soundex'] }, ...others] },
  }
  const { body } = await call<Checked>('asha', '/v1/identity/models/check', draft)
  assert.deepEqual(
    body.faults.map(({ pointer, code }) => [pointer, code]),
    [
      ['/blocking/rules/0/columns', 'unknown-column'],
      ['/thresholds/review', 'thresholds'],
    ],
  )
  const { body: half } = await call<Checked>('asha', '/v1/identity/models/check', { ...draft, fields: [] })
  assert.deepEqual(half.faults.map(({ pointer, code }) => [pointer, code])[0], ['/fields', 'too-few'])
  const { body: parts } = await call<{ kinds: FieldParts[] }>('asha', '/v1/identity/field-kinds')
  const sex = parts.kinds.find(({ kind }) => kind === 'sex')
  assert.deepEqual(sex?.parts, [{ part: 'exact', coding: 'dictionary', domain: 'sex' }])
  assert.deepEqual(sex?.comparison?.needs, ['field.exact'])
})

test('the pairs of each rule and of all together are counted, and a crowded block told by its shape', async (t) => {
  const { call, hand } = await desk(t)
  const source = { upload: await hand('csv', listOf(300)), columns: { nid: 'ID number', dob: 'Date of birth' } }
  const fields = [
    { id: 'nid', kind: 'text', from: ['nid'] },
    { id: 'dob', kind: 'date-of-birth', from: ['dob'] },
  ]
  const rules = [
    { id: 'number', columns: ['nid.exact'] },
    { id: 'born', columns: ['dob.iso'] },
  ]
  const ask = (more: object = {}) =>
    call<Estimate>('asha', '/v1/identity/models/estimate', {
      ...{ source, fields, blocking: { rules, maxPairsPerBlock: 20_000_000 }, ...more },
    })
  const { status, body } = await ask()
  assert.equal(status, 200, JSON.stringify(body))
  assert.deepEqual([body.records, body.counted, body.all, body.method], [300, 300, 44_850, 'exact'])
  const [number, born] = body.rules
  assert.deepEqual([number?.pairs, number?.largestBlock, number?.shape], [435, 30, '999999999'])
  assert.equal(body.union, (number?.fresh ?? 0) + (born?.fresh ?? 0))
  assert.ok((born?.fresh ?? 0) <= (born?.pairs ?? 0))
  assert.ok(!JSON.stringify(body).includes('000000000'))
  const { body: bounded } = await ask({ blocking: { rules, maxPairsPerBlock: 100 } })
  assert.deepEqual(bounded.rules[0]?.purged, { blocks: 1, records: 30, pairs: 435 })
  assert.deepEqual(bounded.rules[0]?.warnings, ['purges'])
  const { body: faulty } = await ask({ blocking: { rules: [{ id: 'x', columns: ['nid.iso'] }], maxPairsPerBlock: 1 } })
  assert.equal(faulty.code, 'identity.model-invalid')
})

test('a draft is tried on the registry, and a source that does not fit says what it lacks', async (t) => {
  const { call, hand } = await desk(t)
  const { fields, blocking }: LinkageModel = registryModel(100)
  const ask = (source: object) => call<Estimate>('asha', '/v1/identity/models/estimate', { source, fields, blocking })
  const { status, body } = await ask({ registry: 'person' })
  assert.equal(status, 200, JSON.stringify(body))
  assert.ok(body.records > 0 && body.union <= body.all && body.rules.length === blocking.rules.length)
  const lacking = { ...blocking, rules: [...blocking.rules, { id: 'x', columns: ['x.exact'] }] }
  const other = { id: 'x', kind: 'text', from: ['no_such_column'] }
  const { body: some } = await call<Estimate>('asha', '/v1/identity/models/estimate', {
    ...{ source: { registry: 'person' }, fields: [...fields, other], blocking: lacking },
  })
  assert.deepEqual([some.without, some.rules.at(-1)?.pairs], [['no_such_column'], 0])
  const { status: unfit, body: problem } = await ask({ upload: await hand('csv', listOf(20)) })
  assert.equal(unfit, 422)
  assert.equal(problem.code, 'identity.source-columns-missing')
  const { body: unknown } = await ask({ upload: 'lu-01m8b8270vekvy6140s70srbtd' })
  assert.equal(unknown.code, 'identity.upload-unknown')
})

test('who may not run linkage tries no draft on records', async (t) => {
  const { call, folder } = await desk(t)
  const source = { registry: 'person' }
  assert.equal((await call('nsps-auditor', '/v1/identity/models/profile', { source })).status, 403)
  assert.equal((await call('nsps-auditor', '/v1/identity/models/estimate', { source })).status, 403)
  assert.ok(!existsSync(join(folder, 'drafts')))
})
