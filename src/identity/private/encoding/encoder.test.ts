import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { checked, encoderOf, people, secretOf } from '../test-project.ts'
import { openEncoder, type PlainRecord, planOf } from './encoder.ts'
import { encodingBits } from './filter.ts'

const id = '0'.repeat(32)
const of = checked()
const nida = encoderOf(of, 'nida')
const bitsOf = (record: PlainRecord, encoder = nida): Uint8Array => {
  const encoded = encoder.encode(id, record)
  assert.ok(encoded, 'left out')
  return encoded.bits
}

const ones = (bytes: Uint8Array): number =>
  bytes.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0)
const dice = (a: Uint8Array, b: Uint8Array): number =>
  (2 * ones(a.map((byte, i) => byte & (b[i] ?? 0)))) / (ones(a) + ones(b))
const distance = (a: Uint8Array, b: Uint8Array): number => ones(a.map((byte, i) => byte ^ (b[i] ?? 0)))

const person = fc.record({
  given: fc.string({ unit: 'grapheme', minLength: 2, maxLength: 20 }).map((text) => `Ana${text}`),
  family: fc.string({ unit: 'grapheme', minLength: 2, maxLength: 20 }).map((text) => `Otieno${text}`),
  born: fc
    .date({ min: new Date('1920-01-01'), max: new Date('2020-12-31'), noInvalidDate: true })
    .map((d) => d.toISOString().slice(0, 10)),
  sex: fc.constantFrom('F', 'M'),
})

test('the same person under the same secret has the same encoding; under another secret an unrelated one', () => {
  const again = encoderOf(of, 'nida')
  const other = encoderOf(of, 'nida', secretOf('x'))
  fc.assert(
    fc.property(person, (record) => {
      assert.deepEqual(bitsOf(record), bitsOf(record, again))
      // Two unrelated filters of some half of all bits differ in about half of the places.
      const apart = distance(bitsOf(record), bitsOf(record, other))
      assert.ok(apart > encodingBits * 0.35 && apart < encodingBits * 0.65, `${apart} places differ`)
    }),
    { numRuns: 100 },
  )
  assert.notEqual(nida.check, other.check)
  assert.equal(nida.check, encoderOf(of, 'dss').check, 'the two parties know by it that they share a secret')
})

test('the digest of the project goes into the keys: a secret used twice gives unrelated encodings', () => {
  const second = encoderOf(checked({ id: 'another-project' }), 'nida')
  const [record = {}] = people
  assert.ok(dice(bitsOf(record), bitsOf(record, second)) < 0.58)
})

test('the more of a person is different, the less alike the encodings are', () => {
  const base = { given: 'Wanjiku Mary', family: 'Kamotho', born: '1951-03-14', sex: 'F' }
  const steps: PlainRecord[] = [
    base,
    { ...base, family: 'Kamoto' },
    { ...base, family: 'Kamoto', born: '1951-03-15' },
    { ...base, family: 'Njoroge', born: '1951-03-15' },
    { given: 'Peter', family: 'Njoroge', born: '1951-03-15', sex: 'M' },
    { given: 'Peter', family: 'Njoroge', born: '1984-11-02', sex: 'M' },
  ]
  // Noise and keys differ from project to project; what holds is said of several.
  const projects = Array.from({ length: 12 }, (_, n) => checked({ id: `project-${n}` }))
  const parties = projects.map((project) => ({ one: encoderOf(project, 'nida'), other: encoderOf(project, 'dss') }))
  const scores = steps.map((step) => {
    const each = parties.map(({ one, other }) => dice(bitsOf(base, one), bitsOf(step, other)))
    return each.reduce((sum, score) => sum + score, 0) / each.length
  })
  for (let i = 1; i < scores.length; i++) assert.ok((scores[i] ?? 1) < (scores[i - 1] ?? 0), scores.join(' '))
})

test('the same name in another script, other case or accents, or in another order is the same or near', () => {
  const near = (one: PlainRecord, other: PlainRecord) => dice(bitsOf(one), bitsOf(other, encoderOf(of, 'dss')))
  const base = { born: '1951-03-14', sex: 'F' }
  const unlike = near({ ...base, given: 'Wanjiku', family: 'Kamotho' }, { ...base, given: 'Peter', family: 'Barasa' })
  for (const [one, other] of [
    [
      ['Wanjikũ', 'KAMOTHO'],
      ['wanjiku', 'Kamotho'],
    ],
    [
      ['Wanjiku', 'Kamotho'],
      ['Kamotho', 'Wanjiku'],
    ],
    [
      ['Fatima', 'Ismailova'],
      ['Фатима', 'Исмаилова'],
    ],
    [
      ['Muhammad', 'Abdul Rahman'],
      ['محمد', 'عبد الرحمن'],
    ],
  ] as const) {
    const alike = near({ ...base, given: one[0], family: one[1] }, { ...base, given: other[0], family: other[1] })
    assert.ok(alike > unlike, `${one.join(' ')} and ${other.join(' ')}: ${alike}, others ${unlike}`)
  }
})

test('noise turns the declared share of bits, differs by party and record, and never by the run', () => {
  const plain = openEncoder(
    { ...planOf(of.project), flip: 0 },
    { secret: secretOf('s'), context: of.digest, noiseKey: secretOf('n') },
  )
  const turned = people.map((record) => distance(bitsOf(record), bitsOf(record, plain)))
  const share = turned.reduce((sum, one) => sum + one, 0) / (people.length * encodingBits)
  assert.ok(Math.abs(share - of.project.flip / 2) < 0.01, `${share} of the bits`)
  const [record = {}] = people
  assert.notDeepEqual(bitsOf(record), bitsOf(record, encoderOf(of, 'dss')), 'each party has its own noise')
  assert.notDeepEqual(nida.encode('1'.repeat(32), record)?.bits, bitsOf(record), 'so does each record')
})

test('folding is a hardening, too: one person stays alike, and two do not become so', () => {
  const folded = checked({ hardening: { kind: 'fold' } })
  const [first = {}, second = {}] = people
  const [a, b] = [encoderOf(folded, 'nida'), encoderOf(folded, 'dss')]
  assert.ok(dice(bitsOf(first, a), bitsOf(first, b)) > 0.85)
  assert.ok(dice(bitsOf(first, a), bitsOf(second, b)) < 0.5)
})

test('a record that says too little is left out', () => {
  for (const record of [
    {},
    { given: '', family: ' ', born: '', sex: '' },
    { given: 'Amina', sex: 'F' },
    { given: 'xxx', family: 'unknown', born: '0000-00-00', sex: 'F' },
  ]) {
    assert.equal(nida.encode(id, record), undefined, JSON.stringify(record))
  }
  assert.ok(nida.encode(id, { given: 'Amina', family: 'O', sex: 'F' }), 'a name of one letter says something')
})

test('tokens of blocking are keyed, one for each rule, and empty where a part is missing', () => {
  const rules = [
    ['given.phonetic', 'born.year'],
    ['born.iso', 'sex.exact'],
  ]
  const blocked = checked({ blocking: { kind: 'tokens', rules } })
  const of2 = (secret: string, record: PlainRecord) =>
    encoderOf(blocked, 'nida', secretOf(secret)).encode(id, record)?.blocks ?? []
  const [record = {}] = people
  const tokens = of2('s', record)
  assert.equal(tokens.length, 2)
  assert.deepEqual(tokens, of2('s', { ...record, family: 'Other' }))
  assert.notDeepEqual(tokens, of2('x', record))
  const { born, ...undated } = record
  assert.equal(born, '1951-03-14')
  assert.deepEqual(of2('s', undated), ['', ''])
})
