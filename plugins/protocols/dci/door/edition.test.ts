import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Edition, eventWord, hasOneRecord, recordLists, withIdentifiers } from './edition.ts'

const editions: readonly Edition[] = ['2024-08', '2025-01', '2025-12', '2026-02']
const registries = ['sr', 'crvs', 'dr', 'fr', 'ibr', 'ess']
const objects = (place: Parameters<typeof hasOneRecord>[0], edition: Edition) =>
  registries.filter((registry) => hasOneRecord(place, registry, edition))

test('where reg_records is an object, by place, registry and edition', () => {
  for (const edition of editions) {
    assert.deepEqual(objects('search', edition), ['dr'])
    assert.deepEqual(objects('status', edition), ['crvs', 'dr', 'fr'])
    assert.deepEqual(objects('notify', edition), edition === '2026-02' ? ['dr', 'fr', 'ibr', 'ess'] : registries)
  }
})

test('an object holds one record, so each has a list of its own; none is one empty object', () => {
  const records = [{ a: 1 }, { a: 2 }]
  assert.deepEqual(recordLists('search', { registry: 'sr', edition: '2025-12' }, records), [records])
  assert.deepEqual(recordLists('search', { registry: 'sr', edition: '2025-12' }, []), [[]])
  assert.deepEqual(recordLists('search', { registry: 'dr', edition: '2025-12' }, records), records)
  assert.deepEqual(recordLists('search', { registry: 'dr', edition: '2025-12' }, []), [{}])
})

test('a civil person has one identifier until 2026-02, and none is lost', () => {
  const uin = { identifier_type: 'UIN', identifier_value: '1' }
  const brn = { identifier_type: 'BRN', identifier_value: '2' }
  const record = { identifier: [uin, brn], sex: 'female', additional_attributes: [{ name: 'x', value: 1 }] }
  assert.deepEqual(withIdentifiers(record, { registry: 'crvs', edition: '2025-12' }), {
    identifier: uin,
    sex: 'female',
    additional_attributes: [
      { name: 'x', value: 1 },
      { name: 'identifier', value: brn },
    ],
  })
  assert.equal(withIdentifiers(record, { registry: 'crvs', edition: '2026-02' }), record)
  assert.equal(withIdentifiers(record, { registry: 'sr', edition: '2025-12' }), record)
  assert.deepEqual(withIdentifiers({ sex: 'male', identifier: [] }, { registry: 'crvs', edition: '2025-12' }), {
    sex: 'male',
  })
})

test('the farmer registry writes its event in small letters from 2026-02 on', () => {
  assert.equal(eventWord('REGISTER', { registry: 'fr', edition: '2026-02' }), 'register')
  assert.equal(eventWord('REGISTER', { registry: 'fr', edition: '2025-12' }), 'REGISTER')
  assert.equal(eventWord('REGISTER', { registry: 'sr', edition: '2026-02' }), 'REGISTER')
})
