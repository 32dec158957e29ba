// Pairs of sources with known truth: public data sets, and what two offices of the demo country wrote down.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { generateCountry } from '../../countries/tumaini/people/generate.ts'
import type { PlainRecord } from '../../src/identity/private/encoding/encoder.ts'
import type { PrivateField } from '../../src/identity/private/schema.ts'
import { root, temporaryFolder } from '../../test/support/database.ts'

export interface Source {
  readonly records: readonly PlainRecord[]
  /** Who each record really is. */
  readonly who: readonly string[]
}

export interface Task {
  readonly name: string
  readonly a: Source
  readonly b: Source
  readonly fields: readonly PrivateField[]
}

const rowsOf = (file: string): Record<string, string>[] =>
  parse(readFileSync(file, 'utf8'), { columns: true, trim: true, relax_column_count: true })

const name = (id: string, kind: PrivateField['kind'], hashes: number): PrivateField => ({
  ...{ id, kind, hashes, from: [id], domain: 'name' },
})
const field = (id: string, kind: PrivateField['kind'], hashes: number): PrivateField => ({
  ...{ id, kind, hashes, from: [id] },
})

const febrlNames = [
  name('given_name', 'given-names', 22),
  name('surname', 'family-name', 22),
  field('date_of_birth', 'date-of-birth', 44),
]
const febrlAddress = [
  name('given_name', 'given-names', 14),
  name('surname', 'family-name', 14),
  field('date_of_birth', 'date-of-birth', 28),
  field('address_1', 'text', 7),
  field('suburb', 'text', 9),
  field('postcode', 'text', 10),
  field('state', 'text', 5),
]

/** Originals against the first duplicate of each, so that nobody is in a source twice. */
export function febrlTasks(folder = join(root, '../../shared/data/linkage')): Task[] {
  return [1, 2, 3]
    .map((number) => ({ number, file: join(folder, `dataset${number}.csv`) }))
    .filter(({ file }) => existsSync(file))
    .flatMap(({ number, file }) => {
      const rows = rowsOf(file)
      const side = (kind: RegExp): Source => {
        const records = rows.filter(({ rec_id = '' }) => kind.test(rec_id))
        return { records, who: records.map(({ rec_id = '' }) => rec_id.split('-').slice(0, 2).join('-')) }
      }
      const sources = { a: side(/-org$/), b: side(/-dup-0$/) }
      return [
        { name: `FEBRL ${number}: names and birth date`, ...sources, fields: febrlNames },
        { name: `FEBRL ${number}: with address`, ...sources, fields: febrlAddress },
      ]
    })
}

const countryFields = [
  name('given', 'given-names', 18),
  name('middle', 'given-names', 12),
  name('surname', 'family-name', 18),
  field('born', 'date-of-birth', 34),
  field('sex', 'sex', 20),
  { ...field('place', 'place', 10), from: ['county', 'ward', 'village'] },
]

/** The social registry against the population register of the demo country, without the national number. */
export async function countryTask(scale: number): Promise<Task> {
  const folder = temporaryFolder()
  try {
    await generateCountry({ seed: 'private', scale, folder })
    const truth = new Map(
      rowsOf(join(folder, 'truth/records.csv')).map(({ source, record_id, person = '' }) => [
        `${source} ${record_id}`,
        person,
      ]),
    )
    const homes = new Map(rowsOf(join(folder, 'registry/household.csv')).map((row) => [row.household_id, row]))
    const registry = rowsOf(join(folder, 'registry/person.csv')).map((row) => {
      const home = homes.get(row.household_id)
      return {
        who: truth.get(`registry ${row.person_id}`) ?? '',
        record: {
          ...{
            given: row.given_name,
            middle: row.middle_name,
            surname: row.surname,
            born: row.birth_date,
            sex: row.sex,
          },
          ...{ county: home?.county_code, ward: home?.ward_code, village: home?.village_code },
        },
      }
    })
    const population = readFileSync(join(folder, 'tiprs/persons.ndjson'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .map(([nin, given, middle, surname, sex, born, , , , , , , , , , , ward, village]) => ({
        who: truth.get(`tiprs ${nin}`) ?? '',
        record: { given, middle, surname, born, sex: String(sex), county: ward?.slice(0, 6), ward, village },
      }))
    const source = (of: { who: string; record: PlainRecord }[]): Source => ({
      records: of.map(({ record }) => record),
      who: of.map(({ who }) => who),
    })
    return {
      name: 'Tumaini: social registry and population register',
      ...{ a: source(registry), b: source(population), fields: countryFields },
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
