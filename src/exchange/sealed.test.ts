import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRandomSource } from '../kernel/random.ts'
import { answerKeyFrom, seal, unseal } from './sealed.ts'

const key = answerKeyFrom(Buffer.alloc(32, 7))
const sealing = { answerKey: key, randomBytes: createRandomSource() }

test('what is sealed opens only with its key and under its name, and any changed byte is noticed', () => {
  const sealed = seal('{"a":"é"}', 'ex-1', sealing)
  assert.deepEqual(unseal(sealed, 'ex-1', key), { ok: true, value: '{"a":"é"}' })
  assert.equal(unseal(sealed, 'ex-2', key).ok, false)
  assert.equal(unseal(sealed, 'ex-1', answerKeyFrom(Buffer.alloc(32, 8))).ok, false)
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    assert.equal(unseal(changed, 'ex-1', key).ok, false, `byte ${at}`)
  }
  assert.equal(unseal(sealed.subarray(0, 20), 'ex-1', key).ok, false)
})

test('the same text never looks the same twice', () => {
  assert.notDeepEqual(seal('x', 'ex-1', sealing), seal('x', 'ex-1', sealing))
})
