// The raw table of the education system.
import { ageOn, dayOf, iso } from './dates.ts'
import { pupilNumber } from './identifiers.ts'
import type { Person } from './model.ts'
import { textHash } from './random.ts'
import { writeDown } from './records.ts'
import { nameOf } from './write-civil.ts'
import type { AgencyJob } from './write-state.ts'

const schoolRate = 0.41

export function writeSchools({ output, truth, population }: AgencyJob): void {
  const { world, households } = population
  const file = output.file('education/learners.ndjson')
  const hash = textHash(String(world.asOf))
  for (const person of households.flatMap((h) => h.members)) {
    const age = ageOn(person.born, world.asOf)
    const random = world.streams('school')(person.id)
    if (age < 4 || age > 18 || person.died !== null || !random.chance(schoolRate)) continue
    const record = writeDown(world, person, 'education')
    const upi = pupilNumber(hash, person.id)
    const { ward, county, village } = person.household.place
    const schoolNumber =
      (county.number - 1) * 20 + (Number(village.code.slice(6, 8)) - 1) * 5 + (Number(village.code.slice(8)) - 1)
    const dropped = random.chance(0.04)
    const terms = ['2026-T2', '2026-T1', '2025-T3'].map((term) => [
      term,
      62,
      Math.min(62, Math.round(random.normal(56, 5))),
    ])
    file.json([
      upi,
      record.brn,
      record.given,
      record.middle,
      record.surname,
      person.sex === 'male' ? 'boy' : 'girl',
      iso(record.born),
      guardianOf(person),
      dropped ? 'dropped_out' : random.chance(0.02) ? 'transferred' : 'enrolled',
      `SCH-${String(schoolNumber + 1).padStart(4, '0')}`,
      `${ward.name} ${age < 6 ? 'Nursery' : age < 12 ? 'Primary' : age < 15 ? 'Junior' : 'Senior'} School`,
      county.code,
      ...levelAt(age),
      iso(dayOf(2026 - Math.min(6, Math.max(0, age - 5)), 1, 4)),
      dropped ? iso(dayOf(2026, random.int(1, 9), 15)) : null,
      county.arid || random.chance(0.2),
      age >= 15 && random.chance(0.15),
      terms,
    ])
    truth.record('education', upi, person)
    truth.defects('education', upi, { person, defects: record.defects })
  }
}

function levelAt(age: number): [string, number] {
  if (age < 6) return ['pre_primary', age - 3]
  if (age < 12) return ['primary', age - 5]
  if (age < 15) return ['junior', age - 5]
  return ['senior', Math.min(12, age - 5)]
}

function guardianOf(person: Person): [string, string | null, string] | null {
  const parent = person.mother ?? person.father
  const head = person.household.members[0] as Person
  if (parent === null && head === person) return null
  const guardian = parent ?? head
  const relation =
    parent !== null ? (parent.sex === 'female' ? 'mother' : 'father') : (relationByTie[person.relation] ?? 'guardian')
  return [nameOf(guardian) as string, guardian.nin, relation]
}

const relationByTie: Readonly<Partial<Record<Person['relation'], string>>> = {
  grandchild: 'grandparent',
  sibling: 'sibling',
}
