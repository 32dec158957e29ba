// Civil registration: its own tables, and the copy of its register that the registry keeps for it.
import { type Day, iso, yearOf } from './dates.ts'
import { digitisedFrom } from './lives.ts'
import type { Person } from './model.ts'
import type { Cell, TextFile } from './output.ts'
import { type Recorded, writeDown } from './records.ts'
import type { AgencyJob } from './write-state.ts'

const columns =
  'event_id,kind,registration_number,status,event_date,registered_on,county_code,national_id,birth_registration_number,given_name,middle_name,surname,sex,birth_date,mother_national_id,father_national_id,spouse_national_id,detail'

/** An entry of the register, whatever it is about. */
type Entry = {
  readonly kind: 'birth' | 'death' | 'marriage'
  readonly number: string
  readonly status: string
  readonly on: Day
  readonly registered: Day
  readonly person: Person
  readonly record: Recorded
  readonly detail: Readonly<Record<string, string | null>>
  readonly parents?: { readonly mother: Person | null; readonly father: Person | null }
  readonly spouse?: Person
}

type Desk = AgencyJob & {
  readonly births: TextFile
  readonly deaths: TextFile
  readonly copy: (entry: Entry) => void
  /** Number of the next entry of a book: letter, year, county, serial. */
  readonly number: (letter: string, registered: Day, person: Person) => string
}

export function writeCivilRegister(job: AgencyJob): void {
  const { output, population } = job
  const desk: Desk = {
    ...job,
    births: output.file('crvs/births.ndjson'),
    deaths: output.file('crvs/deaths.ndjson'),
    copy: copyist(output.file('registry/civil_event.csv', columns.split(','))),
    number: numberer(),
  }
  for (const person of population.households.flatMap((h) => h.members)) {
    const record = writeDown(population.world, person, 'crvs')
    if (person.brn !== null) writeBirth(desk, person, record)
    if (person.deathRegisteredOn !== null) writeDeath(desk, person, record)
    if (person.relation === 'spouse') writeMarriage(desk, person, record)
  }
}

function copyist(file: TextFile): Desk['copy'] {
  let serial = 0
  return ({ kind, number, status, on, registered, person, record, detail, parents, spouse }) => {
    const cells: Cell[] = [
      `V${String(++serial).padStart(8, '0')}`,
      kind,
      number,
      status,
      iso(on),
      iso(registered),
      person.household.place.county.code,
      record.nin,
      kind === 'birth' ? number : record.brn,
      record.given,
      record.middle,
      record.surname,
      person.sex,
      iso(record.born),
      parents?.mother?.nin ?? null,
      parents?.father?.nin ?? null,
      spouse?.nin ?? null,
      JSON.stringify(Object.fromEntries(Object.entries(detail).filter(([, value]) => value !== null))),
    ]
    file.csv(cells)
  }
}

function numberer(): Desk['number'] {
  const serials = new Map<string, number>()
  return (letter, registered, person) => {
    const book = `${letter}${yearOf(registered)}${String(person.household.place.county.number).padStart(2, '0')}`
    const serial = (serials.get(book) ?? 0) + 1
    serials.set(book, serial)
    return `${book}${String(serial).padStart(6, '0')}`
  }
}

const givenNames = (person: { given: string | null; middle: string | null }): string =>
  [person.given, person.middle].filter((name) => name !== null).join(' ')

export const nameOf = (parent: Person | null): string | null => parent && `${givenNames(parent)} ${parent.surname}`

const kindsOfPlace = { HF: 'health_facility', HM: 'home', OT: 'other' } as const

function writeBirth(desk: Desk, person: Person, record: Recorded): void {
  const { truth, population } = desk
  const { mother, father } = person
  const random = population.world.streams('birth')(person.id)
  const number = person.brn as string
  const registered = person.birthRegisteredOn as Day
  truth.record('crvs-birth', number, person)
  truth.defects('crvs-birth', number, { person, defects: record.defects })
  const late = registered - person.born > 180
  const status = random.chance(0.001) ? 'CANCELLED' : late ? 'LATE' : 'REGISTERED'
  const place = random.weighted({ HF: 70, HM: 27, OT: 3 })
  desk.births.json([
    number,
    status,
    iso(registered),
    givenNames(record),
    record.surname,
    person.sex === 'male' ? 'MALE' : 'FEMALE',
    iso(record.born),
    record.nin,
    person.twin ? 'TWIN' : 'SINGLE',
    person.household.place.county.code,
    place,
    nameOf(mother),
    mother?.nin ?? null,
    nameOf(father),
    father?.nin ?? null,
  ])
  const detail = {
    birth_type: person.twin ? 'twin' : 'single',
    place_kind: kindsOfPlace[place],
    mother_name: nameOf(mother),
    father_name: nameOf(father),
  }
  const entry = { kind: 'birth', number, status: status.toLowerCase(), on: record.born, registered, detail } as const
  desk.copy({ ...entry, person, record, parents: { mother, father } })
}

const causes = { I64: 16, J18: 14, B54: 10, A09: 8, I50: 12, C80: 9, E14: 6, V89: 5, R54: 20 }

function writeDeath(desk: Desk, person: Person, record: Recorded): void {
  const { truth, population } = desk
  const random = population.world.streams('death')(person.id)
  const died = person.died as Day
  const registered = person.deathRegisteredOn as Day
  const number = desk.number('D', registered, person)
  truth.record('crvs-death', number, person)
  truth.defects('crvs-death', number, { person, defects: record.defects })
  const status = registered - died > 180 ? 'LATE' : 'REGISTERED'
  const place = random.weighted({ HF: 45, HM: 50, OT: 5 })
  const cause = random.chance(0.7) ? random.weighted(causes) : null
  desk.deaths.json([
    number,
    status,
    iso(registered),
    givenNames(record),
    record.surname,
    person.sex === 'male' ? 'MALE' : 'FEMALE',
    iso(record.born),
    record.nin,
    person.brn,
    iso(died),
    person.household.place.county.code,
    place,
    cause,
  ])
  const detail = { place_kind: kindsOfPlace[place], cause }
  desk.copy({ kind: 'death', number, status: status.toLowerCase(), on: died, registered, detail, person, record })
}

const marriagesRegistered = 0.64

/** Many couples never go to the registrar; those who do have one number and two entries. */
function writeMarriage(desk: Desk, person: Person, record: Recorded): void {
  const { spouse, marriedOn } = person
  const { asOf, streams } = desk.population.world
  if (spouse === null || marriedOn === null || marriedOn < digitisedFrom) return
  const random = streams('marriage')(person.id)
  if (!random.chance(marriagesRegistered)) return
  const registered = marriedOn + (random.chance(0.8) ? random.int(0, 60) : random.int(61, 900))
  if (registered >= Math.min(asOf, person.died ?? asOf, spouse.died ?? asOf)) return
  const status = random.chance(0.001) ? 'cancelled' : registered - marriedOn > 180 ? 'late' : 'registered'
  const entry = {
    kind: 'marriage',
    number: desk.number('M', registered, person),
    status,
    on: marriedOn,
    registered,
  } as const
  desk.copy({ ...entry, person, record, spouse, detail: { spouse_name: nameOf(spouse) } })
  const other = writeDown(desk.population.world, spouse, 'crvs')
  desk.copy({ ...entry, person: spouse, record: other, spouse: person, detail: { spouse_name: nameOf(person) } })
}
