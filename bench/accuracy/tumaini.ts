// The demo country: what six systems wrote down about its people, and who they really are. The truth is read here and
// nowhere else.
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parse } from 'csv-parse'
import { readNames } from '../../countries/tumaini/people/names.ts'
import type { CleanerOf } from '../../src/identity/linkage/model/cleaned.ts'
import { personModel } from '../../src/identity/linkage/model/person.ts'
import { ageBand } from './country.ts'
import { type DataSet, fillTable, type KnownPerson, keyOf } from './data-set.ts'

const columns = [
  'source',
  'record_id',
  'given_name',
  'surname',
  'birth_date',
  'sex',
  'national_id',
  'phone',
  'place',
  'mother_name',
]
type Row = readonly (string | null | undefined)[]

/** One registry alone: people who were listed twice. */
export const registryOnly = ['registry'] as const
/** The registers of a person's life: civil registration of births, population, schools, social registry, pension. */
export const allSystems = ['registry', 'tiprs', 'crvs-birth', 'education', 'pension'] as const

/** Systems that hold nobody twice. */
const unique = ['tiprs', 'crvs-birth']

export async function tumainiSet(folder: string, sources: readonly string[], cleanerOf: CleanerOf): Promise<DataSet> {
  const people = await truePeople(folder)
  const truth = new Map<string, KnownPerson>()
  for await (const [source = '', id = '', person = ''] of csv(folder, 'truth/records.csv')) {
    const known = people.get(person)
    if (sources.includes(source) && known !== undefined) truth.set(keyOf(source, id), known)
  }
  const rows: Row[] = []
  for (const source of sources) for await (const row of readers[source]!(folder)) rows.push([source, ...row])
  const id = sources.length === 1 ? 'tumaini-registry' : 'tumaini'
  const model = { ...personModel(from), id }
  const uniqueSources = unique.filter((source) => sources.includes(source))
  const what = sources.length === 1 ? 'social registry alone' : `${sources.length} systems`
  return {
    id,
    title: `Tumaini, ${what}, ${truth.size.toLocaleString('en')} records`,
    truth,
    model: { ...model, constraints: { ...model.constraints, uniqueSources } },
    cleanerOf,
    load: (database) => fillTable(database, columns, rows),
  }
}

const from = {
  ...{ given: 'given_name', family: 'surname', birth: 'birth_date', sex: 'sex', nationalId: 'national_id' },
  ...{ phone: 'phone', place: ['place'], mother: 'mother_name' },
}

/** What each system's files say, as given name, surname, birth date, sex, national id, phone, place, mother's name. */
const readers: Readonly<Record<string, (folder: string) => AsyncGenerator<Row>>> = {
  async *registry(folder) {
    const villages = new Map<string, string>()
    for await (const [household = '', , village = ''] of csv(folder, 'registry/household.csv'))
      villages.set(household, village)
    for await (const row of csv(folder, 'registry/person.csv')) {
      const [id, household = '', nin, , given, middle, surname, sex, born, , , , phone] = row
      yield [id, `${given} ${middle}`, surname, born, sex, nin, phone, villages.get(household), null]
    }
  },
  async *tiprs(folder) {
    for await (const [nin, given, middle, surname, sex, born, , , , , , , , , , , , village] of lines(
      folder,
      'tiprs/persons.ndjson',
    )) {
      yield [
        String(nin),
        `${given} ${middle ?? ''}`,
        surname,
        born,
        String(sex),
        String(nin),
        null,
        village,
        null,
      ] as Row
    }
  },
  async *'crvs-birth'(folder) {
    for await (const [number, , , given, surname, sex, born, , , county, , mother] of lines(
      folder,
      'crvs/births.ndjson',
    )) {
      yield [String(number), given, surname, born, sex, null, null, county, mother] as Row
    }
  },
  async *education(folder) {
    for await (const [id, , given, middle, surname, sex, born, guardian, , , , county] of lines(
      folder,
      'education/learners.ndjson',
    )) {
      const [name, , relation] = (guardian ?? []) as [string?, string?, string?]
      yield [
        id,
        `${given} ${middle ?? ''}`,
        surname,
        born,
        sex,
        null,
        null,
        county,
        relation === 'mother' ? name : null,
      ] as Row
    }
  },
  async *pension(folder) {
    for await (const [id, nin, name, sex, born, , , , , , phone] of lines(folder, 'pension/pensioners.ndjson')) {
      const [surname, given] = String(name).split(', ')
      yield [id, given, surname, born, sex, nin, phone, null, null] as Row
    }
  },
}

async function truePeople(folder: string): Promise<ReadonlyMap<string, KnownPerson>> {
  const people = new Map<string, KnownPerson>()
  for await (const row of csv(folder, 'truth/persons.csv')) {
    const [person = '', , village = '', , sex = '', born = '', , , given = '', middle = '', surname = ''] = row
    const groups = {
      sex,
      age: ageBand(2026 - Number(born.slice(0, 4))),
      region: village.slice(0, 3),
      names: traditionOf([given, middle, surname]),
    }
    people.set(person, { person, groups })
  }
  return people
}

const { communities } = readNames()

/** The naming tradition to which most of a person's names belong. */
function traditionOf(names: readonly string[]): string {
  const counts = Object.entries(communities).map(([tradition, { male, female, surname }]) => {
    const own = new Set([...male, ...female, ...surname])
    return [tradition, names.filter((name) => own.has(name)).length] as const
  })
  const [best = ['unknown', 0] as const] = counts.toSorted(([, a], [, b]) => b - a)
  return best[1] === 0 ? 'unknown' : best[0]
}

async function* csv(folder: string, file: string): AsyncGenerator<string[]> {
  yield* createReadStream(join(folder, file)).pipe(parse({ from: 2, relax_column_count: true })) as AsyncIterable<
    string[]
  >
}

async function* lines(folder: string, file: string): AsyncGenerator<unknown[]> {
  for await (const line of createInterface({ input: createReadStream(join(folder, file)) })) {
    if (line !== '') yield JSON.parse(line) as unknown[]
  }
}
