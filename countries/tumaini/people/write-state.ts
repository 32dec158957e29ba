// The raw tables of the state's own systems: population register, revenue.
import { ageOn, type Day, dayOf, slashDay } from './dates.ts'
import type { Population } from './enrolments.ts'
import type { Output } from './output.ts'
import { writeDown } from './records.ts'
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
