import assert from 'node:assert/strict'
import test from 'node:test'
import { freshCopy } from './fresh-copy.ts'

/** A source whose value, failures and time the test sets. */
function source() {
  const state = { value: 1, down: false, ms: 0, revisions: 0, loads: 0 }
  return {
    state,
    monotonicMs: () => state.ms,
    async revision() {
      state.revisions += 1
      if (state.down) throw new Error('away')
      return state.value
    },
    async load() {
      state.loads += 1
      return state.value
    },
  }
}

test('within its age the copy is used without asking', async () => {
  const one = source()
  const copy = await freshCopy(one)
  one.state.ms = 299
  for (let i = 0; i < 100; i++) await copy.get()
  assert.equal(one.state.revisions, 1)
})

test('an ageing copy is checked once, while callers go on', async () => {
  const one = source()
  const copy = await freshCopy(one)
  one.state.value = 2
  one.state.ms = 500
  assert.deepEqual(await Promise.all([copy.get(), copy.get(), copy.get()]), [1, 1, 1])
  await new Promise(setImmediate)
  assert.equal(await copy.get(), 2)
  assert.equal(one.state.revisions, 2)
})

test('an old copy is not used: the caller waits for the truth, or is told that there is none', async () => {
  const one = source()
  const copy = await freshCopy(one)
  one.state.value = 2
  one.state.ms = 900
  assert.equal(await copy.get(), 2)
  one.state.ms = 1800
  one.state.down = true
  await assert.rejects(copy.get(), /away/)
  assert.equal(copy.peek(), 2)
  await new Promise(setImmediate)
  one.state.down = false
  assert.equal(await copy.get(), 2)
})

test('rows are loaded again only when the revision changed', async () => {
  const one = source()
  const copy = await freshCopy(one)
  one.state.ms = 1000
  await copy.get()
  assert.deepEqual([one.state.revisions, one.state.loads], [2, 1])
})
