import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { differingPart, fieldPairs } from './difference.ts'

const shown = (field: string, value: string | null, masked?: true) => ({
  ...{ field, element: `person.${field}`, value },
  ...(masked === undefined ? {} : { masked }),
})

describe('two records beside each other', () => {
  it('says of each field whether it is the same, another, in one only, in neither, or hidden', () => {
    const first = [shown('a', 'x'), shown('b', 'x'), shown('c', 'x'), shown('d', null), shown('e', null, true)]
    const second = [shown('e', null, true), shown('d', ''), shown('c', null), shown('b', 'y'), shown('a', 'x')]
    assert.deepEqual(
      fieldPairs(first, second).map(({ field, how }) => `${field} ${how}`),
      ['a same', 'b different', 'c one-only', 'd neither', 'e hidden'],
    )
  })

  it('never calls values that the reader may not see the same', () => {
    const [row] = fieldPairs([shown('phone', null, true)], [shown('phone', '1')])
    assert.equal(row?.how, 'hidden')
    assert.equal(fieldPairs([shown('phone', null, true)], [shown('phone', null)])[0]?.how, 'one-only')
  })

  it('keeps fields that only the second record has', () => {
    assert.deepEqual(
      fieldPairs([], [shown('a', 'x')]).map(({ how }) => how),
      ['one-only'],
    )
  })
})

describe('what differs in two texts', () => {
  it('lies between the beginning and the end that they share', () => {
    assert.deepEqual(differingPart('Ochieng', 'Ocheng'), { before: 'Och', differs: 'i', after: 'eng' })
    assert.deepEqual(differingPart('2011-03-04', '2011-04-04'), { before: '2011-0', differs: '3', after: '-04' })
  })

  it('loses and invents nothing, and is empty exactly where the texts are equal or the other only adds', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', 'é', 'ሙ', '😀'), maxLength: 12 })
    fc.assert(
      fc.property(name, name, (one, other) => {
        const { before, differs, after } = differingPart(one, other)
        assert.equal(before + differs + after, one)
        const its = differingPart(other, one)
        assert.deepEqual([its.before, its.after], [before, after])
        assert.equal(differs === '' && its.differs === '', one === other)
      }),
    )
  })
})
