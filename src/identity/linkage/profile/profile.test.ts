import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import test from 'node:test'
import fc from 'fast-check'
import { languages } from '../../../kernel/language.ts'
import { mustBeOk } from '../../../kernel/result.ts'
import { cleanersFor } from '../cleaning/cleaner.ts'
import { tumaini } from '../cleaning/test-country.ts'
import { identifier, literal, withDatabase } from '../encode/duckdb.ts'
import { checkModel } from '../model/check.ts'
import { proposeBlocking } from './blocking.ts'
import { type ColumnProfile, profileColumn } from './column.ts'
import { profileMessages, sayNote } from './messages.ts'
import { dependentOrder, nestedOrder } from './places.ts'
import { proposeModel } from './propose.ts'
import { profileTable, type TableProfile } from './table.ts'

const cleanerOf = cleanersFor(tumaini())

const profileOf = (column: string, values: readonly (string | null)[]): ColumnProfile => {
  const filled = values.filter((value) => value !== null)
  return profileColumn(
    column,
    values,
    { rows: values.length, filled: filled.length, distinct: new Set(filled).size },
    cleanerOf,
  )
}

const tableOf = (columns: Readonly<Record<string, readonly (string | null)[]>>): TableProfile => ({
  rows: Object.values(columns)[0]?.length ?? 0,
  sample: new Map(Object.entries(columns)),
  columns: Object.entries(columns).map(([column, values]) => profileOf(column, values)),
})

const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i))
const names = [
  'Amina',
  'Otieno',
  'Wanjiru',
  'Hassan',
  'Njeri',
  'Kamau',
  'Akinyi',
  'Farah',
  'Mutua',
  'Chebet',
  'Zawadi',
  'Deng',
  'Huka',
]
const nameAt = (i: number) => names[i % names.length] ?? ''
const dayAt = (i: number) =>
  `19${50 + (i % 50)}-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}`

/** A file of people as a registry would have it. */
const people = (rows: number) => ({
  person_id: times(rows, (i) => `P${i}`),
  given_name: times(rows, nameAt),
  surname: times(rows, (i) => nameAt(Math.floor(i / 7) + 3)),
  birth_date: times(rows, (i) => (i % 5 === 0 ? '1960-01-01' : dayAt(i))),
  gender: times(rows, (i) => (i % 2 === 0 ? 'F' : 'M')),
  national_id: times(rows, (i) => (i % 3 === 0 ? null : String(100_000_000 + i * 977))),
  county_code: times(rows, (i) => `TU11${String(i % 4).padStart(2, '0')}`),
  ward_code: times(rows, (i) => `TU11${String(i % 4).padStart(2, '0')}${String(i % 16).padStart(2, '0')}`),
  registered_on: times(rows, () => '2024-05-05'),
  remarks: times(rows, () => null),
})

test('columns are recognised by name and values, in three languages', () => {
  const kindOf = (column: string, values: readonly string[]) =>
    profileOf(
      column,
      times(60, (i) => values[i % values.length] ?? ''),
    ).guess.kind
  assert.equal(kindOf('First Name', names), 'given-names')
  assert.equal(kindOf('prenom', names), 'given-names')
  assert.equal(kindOf('jina_la_mama', ['Amina Hassan', 'Njeri Kamau']), 'mother-name')
  assert.equal(kindOf('Date de naissance', ['12/03/1980', '01/01/1961']), 'date-of-birth')
  assert.equal(kindOf('tarehe_ya_kuzaliwa', ['1980-03-12', '1961-01-01']), 'date-of-birth')
  assert.equal(kindOf('x1', ['12/03/1980', '01/01/1961', '4/5/1999']), 'date-of-birth')
  assert.equal(kindOf('x2', ['mume', 'mke']), 'sex')
  assert.equal(kindOf('simu', ['0773342734', '+999773342735']), 'phone')
  assert.equal(
    kindOf(
      'x3',
      times(60, (i) => `07733427${10 + i}`),
    ),
    'phone',
  )
  assert.equal(kindOf('birth_date', ['north', 'south']), 'unknown', 'its values are no dates, whatever it is called')
})

test('a profile shows nobody: values of few people, and of kinds that tell who one is, stay out', () => {
  const rare = profileOf('given_name', [...times(50, () => 'Amina'), 'Xolani'])
  assert.deepEqual(
    rare.top.map(({ value }) => value),
    ['Amina'],
  )
  for (const [column, value] of [
    ['phone', '0773342734'],
    ['national_id', '123456782'],
    ['full_name', 'Amina Hassan'],
    ['birth_date', '1960-01-01'],
  ] as const) {
    const profile = profileOf(
      column,
      times(60, () => value),
    )
    assert.deepEqual(profile.top, [], column)
    assert.ok(!JSON.stringify(profile).includes(value), column)
    assert.equal(profile.shapes[0]?.share, 1)
  }
})

test('heaping of dates and values that say nothing are measured', () => {
  const dates = profileOf('dob', [
    ...times(30, () => '1960-01-01'),
    ...times(60, dayAt),
    ...times(10, () => '2090-01-02'),
  ])
  assert.ok((dates.heaping?.firstOfJanuary ?? 0) >= 0.3)
  assert.equal(dates.readable, 0.9)
})

test('a good first model comes out of a file of people, and what was left out is said', () => {
  const { model, notes, rules, recordId } = mustBeOk(proposeModel(tableOf(people(600)), cleanerOf, { id: 'first' }))
  assert.ok(checkModel(model).ok)
  assert.equal(recordId, 'person_id')
  assert.deepEqual(
    model.comparisons.map(({ id }) => id),
    ['given', 'family', 'dob', 'sex', 'nid', 'place'],
  )
  assert.deepEqual(model.fields.find(({ id }) => id === 'place')?.from, ['county_code', 'ward_code'], 'widest first')
  assert.ok(rules.length > 2)
  const codes = new Map(notes.map(({ code, params }) => [`${code}:${params.column ?? ''}`, params]))
  for (const wanted of ['column-empty:remarks', 'column-constant:registered_on', 'dates-heaped:birth_date']) {
    assert.ok(codes.has(wanted), wanted)
  }
})

test('what a person says of a column counts more than any guess', () => {
  const kinds = { given_name: 'unknown', surname: 'full-name' } as const
  const { model } = mustBeOk(proposeModel(tableOf(people(300)), cleanerOf, { id: 'said', kinds }))
  assert.deepEqual(
    model.fields.slice(0, 1).map(({ kind, from }) => [kind, from]),
    [['full-name', ['surname']]],
  )
})

test('columns that are all null or constant make no model, and it is said why', () => {
  const refused = proposeModel(
    tableOf({ name: times(50, () => null), sex: times(50, () => 'F'), dob: times(50, () => '1960-01-01') }),
    cleanerOf,
    { id: 'none' },
  )
  assert.equal(!refused.ok && refused.problem.code, 'identity.nothing-to-compare')
})

test('blocking keeps within its budget, finds what it costs, and holds no rule that another one holds', () => {
  const table = tableOf(people(1200))
  const { model, rules } = mustBeOk(proposeModel(table, cleanerOf, { id: 'cost' }))
  const budget = { pairs: 20_000, rules: 10, columns: 8 }
  const within = proposeBlocking(model.fields, table, cleanerOf, budget)
  assert.ok(within.reduce((sum, { pairs }) => sum + pairs, 0) <= budget.pairs)
  for (const [i, rule] of rules.entries()) {
    const holding = rules.filter(
      (other, j) => i !== j && other.columns.every((column) => rule.columns.includes(column)),
    )
    assert.deepEqual(holding, [], rule.id)
  }
  const family = rules.find(({ columns }) => columns.join() === 'family.phonetic')
  const counts = Map.groupBy(table.sample.get('surname') ?? [], (value) => cleanerOf('family-name')(value).phonetic)
  const exactly = [...counts.values()].reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0)
  if (family !== undefined) assert.equal(family.pairs, exactly)
})

test('one giant block is told, and is no rule of its own', () => {
  const rows = 3000
  const table = {
    ...tableOf({ ...people(rows), surname: times(rows, (i) => (i % 50 === 0 ? nameAt(i) : 'Otieno')) }),
    rows: 2_000_000,
  }
  const { rules, notes } = mustBeOk(proposeModel(table, cleanerOf, { id: 'giant' }))
  assert.ok(rules.every(({ columns }) => columns.join() !== 'family.phonetic'))
  assert.ok(
    notes.some(({ code }) => code === 'large-block' || code === 'no-blocking') ||
      rules.every(({ largestBlock }) => largestBlock <= 10_000),
  )
})

test('places of which each lies in one wider are a path, others are not', () => {
  const county = times(200, (i) => `C${i % 3}`)
  const ward = times(200, (i) => `C${i % 3}W${i % 12}`)
  const sample = new Map([
    ['ward', ward],
    ['county', county],
  ])
  assert.deepEqual(nestedOrder(['ward', 'county'], sample), ['county', 'ward'])
  const shuffled = times(200, (i) => `C${(i * 7) % 5}`)
  assert.equal(
    nestedOrder(
      ['ward', 'county'],
      new Map([
        ['ward', ward],
        ['county', shuffled],
      ]),
    ),
    undefined,
  )
})

test('fields go together only where they do so among strangers, not among records of one person', () => {
  const rows = 600
  // Postcode and suburb go together for everyone; the e-mail goes with the telephone only within a person.
  const person = times(rows, (i) => i >> 1)
  const sample = new Map([
    ['name', person.map((p) => `${'ABCDEFGHIJ'[Math.floor(p / 40)]}ame${'qrstuvwxyz'[Math.floor(p / 40)]}${p % 7}`)],
    ['postcode', person.map((p) => `${2000 + (p % 40)}`)],
    ['suburb', person.map((p) => `suburb ${p % 40}`)],
    ['phone', person.map((p) => `0${700_000_000 + p}`)],
    ['email', person.map((p) => `m${p}@x.org`)],
  ])
  const dependent = dependentOrder(['postcode', 'suburb', 'phone', 'email'], sample, (kind) =>
    kind === 'full-name' ? ['name'] : [],
  )
  assert.deepEqual([...dependent], [['postcode', 'suburb']])
})

test('a table is counted whole and sampled, and hostile names of columns do not matter', async () => {
  await withDatabase({ threads: 2, memoryMiB: 300, spillFolder: tmpdir() }, async (database) => {
    const hostile = `na"me'); drop table t; --`
    await database.run(
      `create table t as select range::varchar as id, case when range % 4 = 0 then null else ${literal('Amina')} || (range % 50) end as ${identifier(hostile)} from range(30000)`,
    )
    const profile = await profileTable(database, 't', cleanerOf)
    assert.equal(profile.rows, 30_000)
    const column = profile.columns.find((one) => one.column === hostile)
    assert.equal(column?.filled, 22_500)
    assert.ok(Math.abs((column?.distinct ?? 0) - 50) <= 10, `${column?.distinct}`)
    assert.equal(profile.sample.get('id')?.length, 20_000)
  })
})

test('every note is said in every language, with its values', () => {
  const params = { column: 'c1', kind: 'text', percent: 5, columns: 'a, b', parent: 'p1', rule: 'r1', records: 7 }
  for (const code of Object.keys(profileMessages) as (keyof typeof profileMessages)[]) {
    const said = languages.map((language) => sayNote({ code, params }, language))
    assert.equal(new Set(said).size, languages.length, code)
    for (const text of said) assert.doesNotMatch(text, /[{}]/)
  }
})

test('law: whatever a file holds, it is profiled, and a model that is proposed can be run', () => {
  const value = fc.option(fc.string({ unit: 'grapheme', maxLength: 12 }), { nil: null })
  const file = fc
    .integer({ min: 0, max: 30 })
    .chain((rows) =>
      fc.dictionary(
        fc.oneof(
          fc.constantFrom('name', 'surname', 'dob', 'sex', 'phone', 'county', 'ward', 'nid'),
          fc.string({ minLength: 1, maxLength: 10 }),
        ),
        fc.array(value, { minLength: rows, maxLength: rows }),
        { maxKeys: 8 },
      ),
    )
  fc.assert(
    fc.property(file, (columns) => {
      const proposed = proposeModel(tableOf(columns), cleanerOf, { id: 'any' })
      if (proposed.ok) assert.ok(checkModel(proposed.value.model).ok)
      else assert.equal(proposed.problem.code, 'identity.nothing-to-compare')
    }),
    { numRuns: 150 },
  )
})
