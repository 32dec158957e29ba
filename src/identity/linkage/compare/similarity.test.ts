import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { dictionary } from '../encode/codes.ts'
import { packTexts, signaturesOf, textOf } from '../encode/texts.ts'
import { jaroWinkler, withinEdits } from './similarity.ts'

const points = (text: string): number[] => Array.from(text, (point) => point.codePointAt(0)!)
const similarity = (a: string, b: string): number => jaroWinkler(points(a), points(b))

test('Jaro-Winkler gives the values of the literature', () => {
  // Winkler (1990), table of examples.
  assert.equal(similarity('MARTHA', 'MARHTA').toFixed(3), '0.961')
  assert.equal(similarity('DWAYNE', 'DUANE').toFixed(2), '0.84')
  assert.equal(similarity('DIXON', 'DICKSONX').toFixed(3), '0.813')
  assert.equal(similarity('same', 'same'), 1)
  assert.equal(similarity('', 'x'), 0)
  assert.equal(similarity('a', 'a'), 1, 'one letter')
})

test('letters beyond the sixteen bits of a code unit are one letter each', () => {
  assert.equal(similarity('𞤀𞤣𞤢𞤥', '𞤀𞤣𞤢𞤥'), 1)
  assert.ok(withinEdits(points('𞤀𞤣𞤢𞤥'), points('𞤀𞤣𞤢'), 1))
})

test('similarity lies between 0 and 1, is the same both ways, and 1 only for equal texts', () => {
  const word = fc.string({ maxLength: 12, unit: fc.constantFrom('a', 'b', 'c', 'é', '𞤀') })
  fc.assert(
    fc.property(word, word, (a, b) => {
      const found = similarity(a, b)
      assert.ok(found >= 0 && found <= 1)
      assert.ok(Math.abs(found - similarity(b, a)) < 0.2, 'greedy matching may differ a little by direction')
      assert.equal(found === 1, a === b && a !== '')
    }),
  )
})

test('edits: a change, a loss, an addition and a swap of neighbours each count one', () => {
  for (const other of ['12346678', '1234678', '123450678', '12354678']) {
    assert.ok(withinEdits(points('12345678'), points(other), 1), other)
  }
  assert.ok(!withinEdits(points('12345678'), points('21354678'), 1))
  assert.ok(withinEdits(points('12345678'), points('21354678'), 2))
})

test('edits agree with the plain table of distances', () => {
  const word = fc.string({ maxLength: 7, unit: fc.constantFrom('a', 'b', 'c') })
  const distance = (a: string, b: string): number => {
    const at = (i: number, j: number): number => {
      if (i === 0 || j === 0) return i + j
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : 99
      return Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1), swap)
    }
    return at(a.length, b.length)
  }
  fc.assert(
    fc.property(word, word, fc.integer({ min: 1, max: 3 }), (a, b, limit) => {
      assert.equal(withinEdits(points(a), points(b), limit), distance(a, b) <= limit)
    }),
    { numRuns: 60 },
  )
})

test('texts come back from where they were packed, in one byte or in four a letter', () => {
  for (const values of [
    ['amina', 'josé', ''],
    ['amina', 'ሀይሌ', '𞤀'],
  ]) {
    const texts = dictionary()
    for (const value of values) texts.codeOf(value)
    const packed = packTexts(texts)
    for (const [i, value] of values.entries()) assert.equal(textOf(packed, i + 1), value)
    assert.equal(signaturesOf(packed).length, values.length + 1)
  }
})
