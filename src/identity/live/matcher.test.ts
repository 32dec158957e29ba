import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { peopleOfBench, randomFrom, writtenAgain } from '../../../bench/live-people.ts'
import { cleanerOf } from '../linkage/cleaning/cleaner.ts'
import { type PairView, patternOf } from '../linkage/compare/levels.ts'
import { jaroWinkler, withinEdits } from '../linkage/compare/similarity.ts'
import { trainedPersonModel } from '../test-model.ts'
import { openEncoder, wordOf } from './encoded.ts'
import { mayBeNear, mayBeSimilar } from './levels.ts'
import { mostLookedAt, openMatcher } from './matcher.ts'

const model = trainedPersonModel(2_000)
const random = randomFrom(7)
const people = [...peopleOfBench(600, 3)].flatMap((person) =>
  random() < 0.3 ? [person, writtenAgain(person, random)] : [person],
)
const ref = (id: string) => ({ source: 'registry', record: id })

function indexed(some: readonly (typeof people)[number][]) {
  const matcher = openMatcher(model, cleanerOf)
  for (const { id, values } of some) matcher.put(ref(id), values)
  matcher.settle()
  return matcher
}

test('levels are those of the reference, for every comparison of any two records', () => {
  const encoder = openEncoder(model, cleanerOf)
  const codes = people.map(({ values }) => encoder.encode(values))
  const matcher = openMatcher(model, cleanerOf)
  const one = fc.nat(people.length - 1)
  fc.assert(
    fc.property(one, one, (a, b) => {
      const pair: PairView = {
        left: (column) => codes[a]?.[encoder.at.get(column) as number] as number,
        right: (column) => codes[b]?.[encoder.at.get(column) as number] as number,
        text: (column, code) => encoder.word(encoder.at.get(column) as number, code).points,
      }
      const { pattern } = matcher.compare(people[a]?.values ?? {}, people[b]?.values ?? {})
      assert.equal(pattern, patternOf(model, pair))
    }),
    { numRuns: 3_000 },
  )
})

test('two texts that the quick look turns away are not similar', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'n', 'w', 'i', 'é', 'ሀ'), maxLength: 9 })
  fc.assert(
    fc.property(text, text, fc.constantFrom(0.8, 0.9, 0.95), (a, b, atLeast) => {
      const [left, right] = [wordOf(a), wordOf(b)]
      if (!mayBeSimilar(left, right, atLeast)) assert.ok(jaroWinkler(left.points, right.points) < atLeast)
    }),
    { numRuns: 3_000 },
  )
})

test('two texts that are turned away by their letters are more edits apart', () => {
  const text = fc.string({ unit: fc.constantFrom('0', '1', '2', '3', '4', 'A', 'ሀ'), maxLength: 9 })
  fc.assert(
    fc.property(text, text, fc.integer({ min: 1, max: 3 }), (a, b, atMost) => {
      const [left, right] = [wordOf(a), wordOf(b)]
      if (!mayBeNear(left, right, atMost)) assert.equal(withinEdits(left.points, right.points, atMost), false)
    }),
    { numRuns: 3_000 },
  )
})

test('a lookup finds what looking at every record would find, where a blocking rule lets it', () => {
  const matcher = indexed(people)
  const encoder = openEncoder(model, cleanerOf)
  const codes = people.map(({ values }) => encoder.encode(values))
  const rules = model.blocking.rules.map(({ columns }) => columns.map((name) => encoder.at.get(name) as number))
  const blocked = (a: number, b: number) =>
    rules.some((columns) => columns.every((c) => codes[a]?.[c] !== 0 && codes[a]?.[c] === codes[b]?.[c]))
  for (let a = 0; a < people.length; a += 7) {
    const { id, values } = people[a] as (typeof people)[number]
    const { candidates, compared } = matcher.find(values, { except: ref(id), limit: 1_000 })
    const expected = people.flatMap((other, b) => {
      if (a === b || !blocked(a, b)) return []
      const { weight } = matcher.compare(values, other.values)
      return weight >= model.thresholds.review ? [other.id] : []
    })
    assert.deepEqual(candidates.map(({ record }) => record).sort(), expected.sort())
    assert.equal(compared, people.filter((_, b) => a !== b && blocked(a, b)).length)
  }
})

test('records that came, changed and went one by one are found as if all had been there from the start', () => {
  const [old, current] = [people.slice(0, 300), people.slice(100)]
  const grown = indexed(old)
  for (const { id } of old.slice(0, 100)) grown.remove(ref(id))
  for (const { id } of current)
    grown.put(ref(id), { given_name: 'Somebody', surname: 'Else', birth_date: '1901-02-03' })
  for (const { id, values } of current) grown.put(ref(id), values)
  assert.equal(grown.records, current.length)
  grown.settle()
  const fresh = indexed(current)
  for (const { values } of people.filter((_, i) => i % 9 === 0)) {
    const shown = (found: ReturnType<typeof fresh.find>) =>
      found.candidates.map(({ record, weight, pattern }) => [record, weight.toFixed(9), pattern])
    assert.deepEqual(shown(grown.find(values)), shown(fresh.find(values)))
  }
})

test('a record added to a settled index is found at once, and gone once it is removed', () => {
  const matcher = indexed(people.slice(0, 50))
  const added = { given_name: 'Zawadi', surname: 'Mwangome', birth_date: '1984-03-12', national_id: '402118476' }
  assert.equal(matcher.find(added).candidates.length, 0)
  matcher.put(ref('new'), added)
  assert.deepEqual(
    matcher.find(added).candidates.map(({ record }) => record),
    ['new'],
  )
  assert.equal(matcher.find(added, { except: ref('new') }).candidates.length, 0)
  matcher.remove(ref('new'))
  assert.equal(matcher.find(added).candidates.length, 0)
})

test('one giant block is passed over and named, and other rules still find the record', () => {
  const matcher = openMatcher(model, cleanerOf)
  const alike = (n: number) => ({
    given_name: 'Amina',
    surname: 'Hassan',
    birth_date: '1990-01-01',
    national_id: `${n}`,
  })
  for (let n = 0; n <= mostLookedAt; n++) matcher.put(ref(`P${n}`), alike(100_000_000 + n))
  matcher.settle()
  const { candidates, passedOver, compared } = matcher.find(alike(100_000_007))
  assert.ok(passedOver.includes('name-sorted'))
  assert.equal(compared, 1)
  assert.deepEqual(
    candidates.map(({ record }) => record),
    ['P7'],
  )
})

test('somebody of whom nothing is known matches nobody', () => {
  const matcher = indexed(people.slice(0, 50))
  assert.deepEqual(matcher.find({ given_name: '', surname: null }), { candidates: [], compared: 0, passedOver: [] })
})
