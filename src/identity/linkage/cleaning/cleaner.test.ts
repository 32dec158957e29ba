import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { luhnDigit } from '../../../../countries/tumaini/people/identifiers.ts'
import { columnsOf } from '../model/columns.ts'
import { fieldKinds } from '../model/schema.ts'
import { checkDigitHolds } from './check-digits.ts'
import { cleanerOf, cleanersFor } from './cleaner.ts'
import { tumaini } from './test-country.ts'

const cleaner = cleanersFor(tumaini('2026-11-01'))
const date = cleaner('date-of-birth')
const id = cleaner('national-id')
const phone = cleaner('phone')
const place = cleaner('place')
const sex = cleaner('sex')

test('one day is one date however it is written', () => {
  const written = [
    '1985-03-04',
    '1985/3/4',
    '1985-03-04T00:00:00Z',
    '04/03/1985',
    '4.3.1985',
    '4-3-85',
    '19850304',
    '4-MAR-85',
    '4 March 1985',
    'March 4, 1985',
    '4 machi 1985',
    '4 mars 1985',
    '٤/٣/١٩٨٥',
  ]
  for (const raw of written) assert.equal(date(raw).iso, '1985-03-04', raw)
})

test('a date tells what it would be with day and month exchanged', () => {
  assert.equal(date('1985-03-04').swapped, '1985-04-03')
  assert.equal(date('1985-03-24').swapped, undefined, 'no such date')
  assert.equal(date('1985-03-03').swapped, undefined, 'the same date')
  assert.equal(date('03/24/1985').iso, '1985-03-24', 'only month first is a date')
})

test('estimated dates are marked: the first of January or July, or a year alone', () => {
  assert.deepEqual(
    ['1950-01-01', '1950-07-01', '1950-02-01', '1950'].map((raw) => date(raw).estimated),
    ['1', '1', undefined, '1'],
  )
  assert.equal(date('1950').iso, undefined)
  assert.equal(date('1950').year, '1950')
})

test('a date that lies ahead and an age of 130 are marked and do not agree with others', () => {
  for (const raw of ['2026-11-02', '2031-05-05', '1896-10-31', '1800-01-01', '0001-01-01', '9999-12-31']) {
    assert.deepEqual(Object.keys(date(raw)), ['stated'], raw)
  }
  assert.equal(date('2026-11-01').plausible, '1', 'born today')
  assert.equal(date('1904-11-02').plausible, '1', 'aged 121')
})

test('what is no date says nothing', () => {
  for (const raw of ['31/02/1985', '1985-13-13', 'unknown', '00000000', '4 foo 1985']) {
    assert.deepEqual(date(raw), { placeholder: '1' }, raw)
  }
  assert.deepEqual(date(null), {})
  assert.deepEqual(date(' '), {})
})

test('a number is one however it is spaced, and its check digit is told', () => {
  const right = `12345678${luhnDigit('12345678')}`
  const wrong = `${right.slice(0, 8)}${(Number(right[8]) + 1) % 10}`
  for (const raw of [
    right,
    ` ${right.slice(0, 3)} ${right.slice(3)} `,
    `${right}.0`,
    `'${right}`,
    `${right.slice(0, 4)}-${right.slice(4)}`,
  ]) {
    assert.deepEqual(id(raw), { exact: right, wellFormed: '1', checkDigitOk: '1' }, raw)
  }
  assert.deepEqual(id(wrong), { exact: wrong, wellFormed: '1', checkDigitWrong: '1' })
  assert.deepEqual(id('12345'), { exact: '12345' }, 'too short to be checked')
  assert.deepEqual(cleanerOf('national-id')('ab-12'), { exact: 'AB12' }, 'where nothing is known of the country')
})

test('numbers that stand for none, or that a spreadsheet rounded, do not agree with each other', () => {
  for (const raw of ['000000000', '999999999', 'N/A', 'hakuna', '1.23457E+08', '1 e8', '1E8:']) {
    assert.deepEqual(id(raw), { placeholder: '1' }, raw)
  }
})

test('check digits are those of their standards', () => {
  assert.ok(checkDigitHolds('luhn', '79927398713'), 'ISO/IEC 7812-1')
  assert.ok(!checkDigitHolds('luhn', '79927398710'))
  assert.ok(checkDigitHolds('verhoeff', '2363'))
  assert.ok(!checkDigitHolds('verhoeff', '2364'))
  assert.ok(checkDigitHolds('mod-97', '79444'), 'ISO/IEC 7064 MOD 97-10')
  assert.ok(checkDigitHolds('mod-11', '0306406152'), 'an ISBN-10')
})

test('law: Luhn and Verhoeff notice every single wrong digit', () => {
  const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 4, maxLength: 14 })
  fc.assert(
    fc.property(digits, fc.nat(), fc.integer({ min: 1, max: 9 }), (payload, at, by) => {
      const text = payload.join('')
      for (const scheme of ['luhn', 'verhoeff'] as const) {
        const right = Array.from({ length: 10 }, (_, digit) => `${text}${digit}`).filter((n) =>
          checkDigitHolds(scheme, n),
        )
        assert.equal(right.length, 1)
        const spoiled = [...(right[0] ?? '')].map(Number)
        const place = at % spoiled.length
        spoiled[place] = ((spoiled[place] ?? 0) + by) % 10
        assert.ok(!checkDigitHolds(scheme, spoiled.join('')))
      }
    }),
  )
})

test('a telephone number is one in every way of writing it', () => {
  for (const raw of [
    '+999773342734',
    '0773342734',
    '00999773342734',
    '999 773 342 734',
    '773342734',
    '+999 (0) 773-342734',
    '0773342734 / 0711000000',
  ]) {
    assert.equal(phone(raw).exact, '+999773342734', raw)
  }
  assert.equal(phone('+254 722 000 111').exact, '+254722000111', 'of another country')
  for (const raw of ['0000000000', '999', 'hana simu']) assert.deepEqual(phone(raw), { placeholder: '1' }, raw)
  assert.equal(cleanerOf('phone')('0722 000 111').exact, '722000111', 'where nothing is known of the country')
})

test('a place is its path, from a code or from names', () => {
  assert.deepEqual(place('TU110101'), { l1: 'tu1', l2: 'tu1/tu1101', l3: 'tu1/tu1101/tu110101' })
  assert.deepEqual(place('Coast Region/Kilifi County/Ganze'), {
    l1: 'coast',
    l2: 'coast/kilifi',
    l3: 'coast/kilifi/ganze',
  })
  assert.deepEqual(place('Coast//Ganze'), { l1: 'coast' }, 'nothing below a step that is missing')
  assert.deepEqual(place('County'), { l1: 'county' })
})

test('sex is read in the languages and codes of the region', () => {
  assert.deepEqual(
    ['M', 'male', '1', 'me', 'Mwanaume', 'Homme'].map((raw) => sex(raw).exact),
    Array(6).fill('male'),
  )
  assert.deepEqual(
    ['F', 'Female', '2', 'ke', 'mwanamke', 'Féminin'].map((raw) => sex(raw).exact),
    Array(6).fill('female'),
  )
  assert.deepEqual(
    ['0', '9', '?', 'unknown'].map((raw) => sex(raw).exact),
    Array(4).fill(undefined),
  )
})

test('every kind yields only texts, and every column of a model can be filled', () => {
  const samples = [
    'Mzee Hassan wa Otieno',
    '1985-07-01',
    '1985-03-04',
    'F',
    '123456782',
    '0773342734',
    'TU11010101',
    'H0000001',
  ]
  for (const kind of fieldKinds) {
    const found = new Set(samples.flatMap((sample) => Object.keys(cleaner(kind)(sample))))
    const wanted = columnsOf([{ id: 'x', kind, from: ['x'] }]).map(({ part }) => part)
    assert.deepEqual(
      wanted.filter((part) => !found.has(part)),
      [],
      kind,
    )
  }
})

test('law: no text makes a cleaner throw, and every part is a text that is not empty', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.string({ unit: 'grapheme', maxLength: 400 }),
    fc.string({ unit: fc.constantFrom('\ud800', '\udc00', 'a', '1', '٣', '/') }),
  )
  fc.assert(
    fc.property(anything, fc.constantFrom(...fieldKinds), (raw, kind) => {
      for (const part of Object.values(cleaner(kind)(raw))) assert.ok(typeof part === 'string' && part.length > 0)
    }),
    { numRuns: 3_000 },
  )
})

test('law: dates, numbers and sexes are clean once they are cleaned', () => {
  const raw = fc.oneof(
    fc.stringMatching(/^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}$/),
    fc.string({ maxLength: 20 }),
    fc.stringMatching(/^\+?\d{5,12}$/),
  )
  fc.assert(
    fc.property(raw, (text) => {
      for (const [kind, part] of [
        ['date-of-birth', 'iso'],
        ['national-id', 'exact'],
        ['phone', 'exact'],
        ['sex', 'exact'],
        ['household-id', 'exact'],
        ['text', 'exact'],
      ] as const) {
        const once = cleaner(kind)(text)[part]
        if (once) assert.equal(cleaner(kind)(once)[part], once, kind)
      }
    }),
    { numRuns: 2_000 },
  )
})

test('law: the short way of plain numbers is the long way', () => {
  const plain = fc.stringMatching(/^\+?[0-9]{0,64}$/)
  fc.assert(
    fc.property(plain, (number) => {
      assert.deepEqual(id(number), id(`${number}\u200b`.replace('+', '')))
      assert.deepEqual(phone(number), phone(`${number} `))
    }),
  )
})

test('law: a cleaner that is asked for some parts gives them as one that is asked for all', () => {
  const texts = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.nat().map(String),
  )
  fc.assert(
    fc.property(texts, fc.constantFrom(...fieldKinds), fc.nat(), (text, kind, choice) => {
      const parts = columnsOf([{ id: 'x', kind, from: ['x'] }]).map(({ part }) => part)
      const asked = parts.filter((_, i) => ((choice >> i) & 1) === 1)
      const [some, all] = [cleaner(kind, asked)(text), cleaner(kind)(text)]
      for (const part of asked) assert.equal(some[part], all[part], part)
    }),
    { numRuns: 1_000 },
  )
})
