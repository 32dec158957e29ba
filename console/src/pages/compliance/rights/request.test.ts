import assert from 'node:assert/strict'
import { it } from 'node:test'
import { faultsOf, requestOf, type TypedRequest } from './request.ts'

const now = Date.parse('2026-02-10T09:00:00Z')
const typed: TypedRequest = {
  ...{ kind: 'rectification', nationalId: ' 123456789 ', by: 'subject', representation: '', channel: 'office' },
  ...{ receivedAt: '2026-02-10T11:00', elements: ['person.sex'], purpose: 'statistics', reference: ' file 7 ' },
}

it('a request needs a kind, a number, a time that has come and, of another, a representation', () => {
  assert.deepEqual(faultsOf(typed, '2026-02-10T08:00:00Z', now), [])
  const empty = { ...typed, kind: undefined, nationalId: '', by: 'representative' as const }
  assert.deepEqual(faultsOf(empty, undefined, now), ['kind', 'nationalId', 'representation', 'receivedAt'])
  assert.deepEqual(faultsOf(typed, '2026-02-10T09:00:01Z', now), ['receivedAt'])
})

it('only what belongs to the kind is sent', () => {
  const request = requestOf(typed, 'rectification', '2026-02-10T08:00:00Z')
  assert.deepEqual(
    [request.nationalId, request.elements, request.purpose, request.reference],
    ['123456789', ['person.sex'], undefined, 'file 7'],
  )
  const objection = requestOf(typed, 'objection', '2026-02-10T08:00:00Z')
  assert.deepEqual([objection.elements, objection.purpose], [undefined, 'statistics'])
})
