import assert from 'node:assert/strict'
import test from 'node:test'
import { content } from '../../../../../src/compliance/breaches/test-breaches.ts'
import { emptyBreach, faultsOf, recordOf, typedOf } from './content.ts'

const zone = 'Africa/Nairobi'
const now = new Date('2026-02-14T00:00:00Z')
const noticedAt = '2026-02-13T15:00:00.000Z'

test('what was recorded, shown for writing anew, comes out as it was', () => {
  const from = '2026-02-12T06:00:00.000Z'
  const exchanges = { agreements: ['nida-dss'], from, to: '2026-02-13T00:00:00.000Z', consumer: 'dss', client: 'mis' }
  for (const one of [
    content({ from, to: '2026-02-12T09:00:00.000Z', exchanges }),
    content({ from, to: from, exchanges, controller: 'nsps' }),
  ]) {
    const typed = typedOf({ noticedAt, content: one }, zone)
    assert.equal(typed.noticedAt, '2026-02-13T18:00', 'in the country’s zone')
    assert.deepEqual([...faultsOf(typed, zone, now)], [])
    assert.deepEqual(recordOf(typed, zone), { noticedAt, content: one })
  }
})

test('an empty form tells what is missing; a long number, a time to come or one before the begin is a fault', () => {
  const empty = emptyBreach(zone, now)
  assert.deepEqual([...faultsOf(empty, zone, now)].sort(), [
    ...['address', 'cause', 'consequences', 'discovery', 'elements', 'measures'],
    ...['natures', 'office', 'reasons', 'risk', 'story'],
  ])
  const typed = typedOf({ noticedAt, content: content() }, zone)
  const faults = (changes: object) => [...faultsOf({ ...typed, ...changes }, zone, now)]
  assert.deepEqual(faults({ story: 'She is 847 951 632.' }), ['story'])
  assert.deepEqual(faults({ noticedAt: '2026-02-14T03:01' }), ['noticedAt'])
  assert.deepEqual(faults({ to: '2026-02-12T08:00' }), ['to'])
  assert.deepEqual(faults({ persons: 'forty' }), ['persons'])
  assert.deepEqual(faults({ exchangesTo: '' }), ['exchangesTo'])
  assert.deepEqual(faults({ agreements: [], exchangesTo: '' }), [])
})
