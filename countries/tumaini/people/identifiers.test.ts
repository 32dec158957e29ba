import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dayOf, iso, parseDay, shortDay, slashDay, swappedDay } from './dates.ts'
import { luhnDigit, nationalNumber, phoneNumber, pupilNumber, unissuedNumber } from './identifiers.ts'
import { Random, streams } from './random.ts'

const hash = fc.integer()
const personId = fc.integer({ min: 0, max: 20_000_000 })

test('a national number has nine digits, does not begin with 0, and ends in its Luhn digit', () => {
  fc.assert(
    fc.property(hash, personId, (h, id) => {
      const nin = nationalNumber(h, id)
      assert.match(nin, /^[1-9]\d{8}$/)
      assert.equal(Number(nin[8]), luhnDigit(nin.slice(0, 8)))
    }),
  )
})

test('the Luhn digit of the guides is reproduced', () => {
  assert.equal(luhnDigit('30211847'), 6)
  assert.equal(luhnDigit('19400251'), 5)
})

test('two people never share a number, a pupil number or a telephone, nor does anyone hold an unissued number', () => {
  fc.assert(
    fc.property(hash, personId, personId, (h, a, b) => {
      if (a !== b) {
        assert.notEqual(nationalNumber(h, a), nationalNumber(h, b))
        assert.notEqual(pupilNumber(h, a), pupilNumber(h, b))
        assert.notEqual(phoneNumber(h, a), phoneNumber(h, b))
      }
      assert.notEqual(nationalNumber(h, a), unissuedNumber(h, b))
    }),
  )
})

test('exchanging day and month twice gives the date back', () => {
  fc.assert(
    fc.property(fc.integer({ min: dayOf(1927, 1, 1), max: dayOf(2026, 12, 31) }), (day) => {
      const swapped = swappedDay(day)
      if (swapped !== null) assert.equal(swappedDay(swapped), day)
      assert.equal(parseDay(iso(day)), day)
    }),
  )
})

test('the agencies write one day in their own ways', () => {
  const day = parseDay('1958-03-05')
  assert.equal(shortDay(day), '5-MAR-58')
  assert.equal(slashDay(day), '05/03/1958')
})

test('a stream depends on its name and index only', () => {
  const first = streams('seed')
  const second = streams('seed')
  second('another-defect')(7).next()
  assert.equal(first('names')(7).next(), second('names')(7).next())
  assert.notEqual(first('names')(7).next(), first('names')(8).next())
  assert.notEqual(first('names')(7).next(), first('birth')(7).next())
})

test('weighted draws follow their weights', () => {
  const random = new Random(1, 2)
  let rare = 0
  for (let i = 0; i < 20_000; i++) if (random.weighted({ rare: 1, common: 9 }) === 'rare') rare++
  assert.ok(Math.abs(rare / 20_000 - 0.1) < 0.01, `${rare}`)
})
