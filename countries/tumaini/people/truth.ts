// Who each record really is, and what is wrong with it. For evaluation only: Kiungo never reads these files.
import { isoOrNull } from './dates.ts'
import type { Household, Person } from './model.ts'
import type { Output, TextFile } from './output.ts'
import type { Defect, Source } from './records.ts'

export type RecordSource =
  | Source
  | 'crvs-birth'
  | 'crvs-death'
  | 'registry-household'
  | 'registry-payment'
  | 'disability'
  | 'farmer'
  | 'employment'
export type NotedDefect = Defect & {
  readonly source: RecordSource
  readonly recordId: string
  readonly person: Person | null
}

export type TruthBook = {
  readonly record: (source: RecordSource, recordId: string, person: Person) => void
  readonly defects: (
    source: RecordSource,
    recordId: string,
    entry: { person: Person | null; defects: readonly Defect[] },
  ) => void
  /** Record ids of a person by source, in order of writing. */
  readonly recordsOf: (source: RecordSource, person: Person) => readonly string[]
  readonly noted: readonly NotedDefect[]
}

export const truthId = (person: Person): string => `T${String(person.id).padStart(8, '0')}`
const truthHousehold = (household: Household): string => `TH${String(household.index).padStart(7, '0')}`

export function openTruth(output: Output): TruthBook {
  const records: TextFile = output.file('truth/records.csv', ['source', 'record_id', 'person'])
  const defects = output.file('truth/defects.csv', ['source', 'record_id', 'person', 'kind', 'recorded', 'actual'])
  const bySource = new Map<RecordSource, Map<Person, string[]>>()
  const noted: NotedDefect[] = []
  return {
    record(source, recordId, person) {
      records.csv([source, recordId, truthId(person)])
      const byPerson = bySource.get(source) ?? new Map<Person, string[]>()
      bySource.set(source, byPerson)
      const ids = byPerson.get(person)
      if (ids === undefined) byPerson.set(person, [recordId])
      else ids.push(recordId)
    },
    defects(source, recordId, entry) {
      for (const defect of entry.defects) {
        const id = entry.person === null ? null : truthId(entry.person)
        defects.csv([source, recordId, id, defect.kind, defect.recorded, defect.actual])
        noted.push({ ...defect, source, recordId, person: entry.person })
      }
    },
    recordsOf: (source, person) => bySource.get(source)?.get(person) ?? [],
    noted,
  }
}

const columns =
  'person,household,village_code,structure,sex,birth_date,paper_birth_date,death_date,given_name,middle_name,surname,national_id,birth_registration_number,mother,father,twin,orphan'

export function writePersons(output: Output, households: readonly Household[]): void {
  const file = output.file('truth/persons.csv', columns.split(','))
  for (const household of households) {
    for (const p of household.members) {
      file.csv([
        truthId(p),
        truthHousehold(household),
        household.place.village.code,
        household.structure,
        p.sex,
        isoOrNull(p.born),
        isoOrNull(p.paperBorn),
        isoOrNull(p.died),
        p.given,
        p.middle,
        p.surname,
        p.nin,
        p.brn,
        p.mother && truthId(p.mother),
        p.father && truthId(p.father),
        p.twin,
        p.orphan,
      ])
    }
  }
}
