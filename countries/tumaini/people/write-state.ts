// The raw tables of the state's own systems: population register, civil registration, revenue.
import { ageOn, type Day, dayOf, iso, isoOrNull, slashDay } from './dates.ts'
import type { Population } from './enrolments.ts'
import { digitisedFrom } from './lives.ts'
import type { Person } from './model.ts'
import type { Output } from './output.ts'
import { type Recorded, writeDown } from './records.ts'
import type { TruthBook } from './truth.ts'

export type AgencyJob = { readonly output: Output; readonly truth: TruthBook; readonly population: Population }

const cardDays = 3652
const registerCivilStatus = { single: 1, married: 2, polygamous: 2, widowed: 3, divorced: 4, separated: 4 } as const

export function writePopulationRegister({ output, truth, population }: AgencyJob): void {
  const { world, households } = population
  const file = output.file('tiprs/persons.ndjson')
  for (const person of households.flatMap((h) => h.members)) {
    if (person.nin === null) continue
    const random = world.streams('tiprs')(person.id)
    const record = writeDown(world, person, 'tiprs')
    const { county, ward, village } = person.household.place
    const knownDead = person.deathRegisteredOn !== null && random.chance(0.8)
    const adult = ageOn(person.born, world.asOf) >= 18
    const earliest = adult ? Math.max(person.born + 18 * 366, dayOf(2008, 1, 1)) : person.born + 20
    const first = Math.min(world.asOf - 1, earliest + random.int(0, 1500))
    const issued = first + cardDays < world.asOf && random.chance(0.8) ? first + cardDays : first
    const changed = knownDead ? (person.deathRegisteredOn as Day) : Math.max(issued, world.asOf - random.int(1, 2200))
    file.json([
      person.nin,
      record.given,
      record.middle,
      record.surname,
      person.sex === 'male' ? 1 : 2,
      slashDay(record.born),
      person.paperEstimated,
      county.code,
      record.brn,
      knownDead ? 'D' : random.chance(0.0005) ? 'S' : 'A',
      knownDead ? slashDay(person.died as Day) : null,
      person.marital === null ? null : registerCivilStatus[person.marital],
      adult ? 1 : 2,
      slashDay(issued),
      slashDay(issued + cardDays),
      random.chance(0.85) ? person.phone : null,
      ward.code,
      village.code,
      slashDay(changed),
    ])
    truth.record('tiprs', person.nin, person)
    truth.defects('tiprs', person.nin, { person, defects: record.defects })
  }
}

export function writeCivilRegister(job: AgencyJob): void {
  const { output, population } = job
  const births = output.file('crvs/births.ndjson')
  const deaths = output.file('crvs/deaths.ndjson')
  const marriages = output.file('crvs/marriages.ndjson')
  const deathSerials = new Map<string, number>()
  for (const person of population.households.flatMap((h) => h.members)) {
    const record = writeDown(population.world, person, 'crvs')
    if (person.brn !== null) births.json(birthRow(job, person, record))
    if (person.deathRegisteredOn !== null) {
      const county = String(person.household.place.county.number).padStart(2, '0')
      const book = `D${iso(person.deathRegisteredOn).slice(0, 4)}${county}`
      const serial = (deathSerials.get(book) ?? 0) + 1
      deathSerials.set(book, serial)
      deaths.json(deathRow(job, { person, record, number: `${book}${String(serial).padStart(6, '0')}` }))
    }
    const { spouse, marriedOn } = person
    if (person.relation === 'spouse' && spouse !== null && marriedOn !== null && marriedOn >= digitisedFrom) {
      const { code } = person.household.place.county
      marriages.json([iso(marriedOn), code, nameOf(person), person.nin, nameOf(spouse), spouse.nin])
    }
  }
}

const givenNames = (person: { given: string | null; middle: string | null }): string =>
  [person.given, person.middle].filter((name) => name !== null).join(' ')

export const nameOf = (parent: Person | null): string | null => parent && `${givenNames(parent)} ${parent.surname}`

function birthRow({ truth, population }: AgencyJob, person: Person, record: Recorded): unknown[] {
  const random = population.world.streams('birth')(person.id)
  const brn = person.brn as string
  const registered = person.birthRegisteredOn as Day
  truth.record('crvs-birth', brn, person)
  truth.defects('crvs-birth', brn, { person, defects: record.defects })
  const late = registered - person.born > 180
  return [
    brn,
    random.chance(0.001) ? 'CANCELLED' : late ? 'LATE' : 'REGISTERED',
    iso(registered),
    givenNames(record),
    record.surname,
    person.sex === 'male' ? 'MALE' : 'FEMALE',
    iso(record.born),
    record.nin,
    person.twin ? 'TWIN' : 'SINGLE',
    person.household.place.county.code,
    random.weighted({ HF: 70, HM: 27, OT: 3 }),
    nameOf(person.mother),
    person.mother?.nin ?? null,
    nameOf(person.father),
    person.father?.nin ?? null,
  ]
}

const causes = { I64: 16, J18: 14, B54: 10, A09: 8, I50: 12, C80: 9, E14: 6, V89: 5, R54: 20 }

function deathRow(
  { truth, population }: AgencyJob,
  { person, record, number }: { person: Person; record: Recorded; number: string },
): unknown[] {
  const random = population.world.streams('death')(person.id)
  truth.record('crvs-death', number, person)
  truth.defects('crvs-death', number, { person, defects: record.defects })
  const late = (person.deathRegisteredOn as Day) - (person.died as Day) > 180
  return [
    number,
    late ? 'LATE' : 'REGISTERED',
    isoOrNull(person.deathRegisteredOn),
    givenNames(record),
    record.surname,
    person.sex === 'male' ? 'MALE' : 'FEMALE',
    iso(record.born),
    record.nin,
    person.brn,
    isoOrNull(person.died),
    person.household.place.county.code,
    random.weighted({ HF: 45, HM: 50, OT: 5 }),
    random.chance(0.7) ? random.weighted(causes) : null,
  ]
}

export function writeTaxpayers({ output, population }: AgencyJob): void {
  const { world, households } = population
  const file = output.file('revenue/taxpayers.ndjson')
  for (const person of households.flatMap((h) => h.members)) {
    if (person.nin === null || (person.occupation !== 'formal' && person.occupation !== 'trader')) continue
    const random = world.streams('revenue')(person.id)
    if (!random.chance(person.occupation === 'formal' ? 0.65 : 0.25)) continue
    const { score } = person.household
    file.json([
      person.nin,
      random.chance(score > 10.2 ? 0.7 : 0.2),
      random.chance(score > 10.4 ? 0.3 : 0.04),
      random.chance(0.06),
    ])
  }
}
