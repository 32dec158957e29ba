// Registry-like people of the benchmarks' generator: households that share phone, mother and village, twins, sons with
// their father's name, and people who were registered up to seven times.

import type { CleanerOf } from '../../src/identity/linkage/model/cleaned.ts'
import { personModel } from '../../src/identity/linkage/model/person.ts'
import { personColumns, placeOf, type WrittenPerson, writtenPeople } from '../linkage/people.ts'
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
  'region',
  'district',
  'ward',
  'village',
  'mother_name',
]
const thisYear = 2026

export function registryLike(records: number, seed: string, cleanerOf: CleanerOf): DataSet {
  const truth = new Map<string, KnownPerson>()
  const first = new Map<number, KnownPerson>()
  const rows: (string | null)[][] = []
  for (const one of writtenPeople(records, seed)) {
    const id = String(rows.length)
    // The first record of a person has no errors: what it says is true.
    const known = first.get(one.person) ?? { person: String(one.person), groups: groupsOf(one) }
    first.set(one.person, known)
    truth.set(keyOf('registry', id), known)
    const { given, family, birth, sex, nationalId, phone, mother } = one
    rows.push(['registry', id, given, family, birth, sex, nationalId, phone, ...placeOf(one.village), mother])
  }
  return {
    id: 'registry-like',
    title: `registry-like people, ${truth.size.toLocaleString('en')} records`,
    truth,
    model: { ...personModel(personColumns), id: 'registry-like' },
    cleanerOf,
    load: (database) => fillTable(database, columns, rows),
  }
}

const groupsOf = ({ sex, birth, village }: WrittenPerson): Readonly<Record<string, string>> => ({
  sex: sex ?? 'unknown',
  age: ageBand(thisYear - Number(birth?.slice(0, 4) ?? thisYear)),
  region: placeOf(village)[0],
})
