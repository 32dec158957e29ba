import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { isWithin, valueAt, withValueAt } from './document.ts'

const token = fc.stringMatching(/^[a-z]{1,6}$/)
const pointer = fc.array(token, { minLength: 1, maxLength: 4 }).map((tokens) => `/${tokens.join('/')}`)
const tree = fc.letrec((tie) => ({
  tree: fc.dictionary(token, fc.oneof({ depthSize: 'small' }, fc.string(), tie('tree')), {
    maxKeys: 4,
    noNullPrototype: true,
  }),
})).tree

it('gives back what was put, and leaves the original and every other place alone', () => {
  fc.assert(
    fc.property(tree, pointer, pointer, fc.string(), (document, place, other, value) => {
      const before = structuredClone(document)
      const after = withValueAt(document, place, value)
      assert.equal(valueAt(after, place), value)
      assert.deepEqual(document, before)
      if (!isWithin(place, other) && !isWithin(other, place)) {
        assert.deepEqual(valueAt(after, other), valueAt(document, other))
      }
    }),
  )
})

it('takes a member out, and an item of a list is replaced in its place', () => {
  assert.deepEqual(withValueAt({ volume: { perDay: 5, perMonth: 9 } }, '/volume/perDay', undefined), {
    volume: { perMonth: 9 },
  })
  assert.deepEqual(withValueAt({ services: [{ maxRecords: 1 }, { maxRecords: 2 }] }, '/services/1/maxRecords', 7), {
    services: [{ maxRecords: 1 }, { maxRecords: 7 }],
  })
})
