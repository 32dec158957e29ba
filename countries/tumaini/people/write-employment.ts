// The raw table of the National Employment Authority: jobseekers, and workers whose employers declared them.
import { ageOn, dayOf, iso, isoOrNull } from './dates.ts'
import type { Occupation, Person } from './model.ts'
import type { Random } from './random.ts'
import { writeDown } from './records.ts'
import type { AgencyJob } from './write-state.ts'

/** Share of adults of each occupation whom the authority knows. */
const known: Readonly<Partial<Record<Occupation, number>>> = {
  formal: 0.92,
  domestic: 0.3,
  casual: 0.22,
  trader: 0.04,
  none: 0.2,
}
const authoritySince = dayOf(2014, 7, 1)
const employers = {
  formal: [
    'Tumaini Cement',
    'Pwani Ports Authority',
    'Umoja Bank',
    'County Government',
    'Ministry of Health',
    'Kivuli Textiles',
  ],
  domestic: ['Private household'],
  casual: ['Pwani Builders', 'Umoja Roads', 'Tumaini Sugar', 'Bandari Stevedores'],
  trader: ['Soko Cooperative'],
}
const titles = {
  formal: ['Clerk', 'Machine operator', 'Nurse', 'Driver', 'Accountant', 'Guard'],
  domestic: ['House help', 'Gardener', 'Cook'],
  casual: ['Mason', 'Loader', 'Cane cutter', 'Road worker'],
  trader: ['Stall keeper'],
}
type Trade = keyof typeof titles

export function writeEmployment({ output, truth, population }: AgencyJob): void {
  const { world, households } = population
  const file = output.file('employment/members.ndjson')
  const draw = world.streams('employment')
  let serial = 0
  for (const person of households.flatMap((h) => h.members)) {
    const age = ageOn(person.born, world.asOf)
    const share = person.occupation === null ? 0 : (known[person.occupation] ?? 0)
    const random = draw(person.id)
    if (person.nin === null || age < 18 || age > 70 || !random.chance(share)) continue
    const record = writeDown(world, person, 'tiprs', '-employment')
    const number = `NEA-${String(++serial).padStart(6, '0')}`
    file.json([
      number,
      person.nin,
      record.given,
      record.middle,
      record.surname,
      person.sex,
      iso(record.born),
      person.household.place.county.code,
      person.deathRegisteredOn !== null && random.chance(0.6) ? '2' : null,
      ...work(random, person, world.asOf),
    ])
    truth.record('employment', number, person)
    truth.defects('employment', number, { person, defects: record.defects })
  }
}

/** Employment status, employer, title, type, start, end, reason, standing with the authority, registered, changed. */
function work(random: Random, person: Person, asOf: number): unknown[] {
  const registered = random.int(Math.max(authoritySince, person.born + 18 * 366), asOf - 30)
  const start = Math.min(asOf - 10, registered + random.int(-400, 200))
  const changed = random.int(registered, asOf - 1)
  const standing = random.weighted({ 1: 70, 3: 12, 5: 10, 6: 3, 7: 5 })
  const trade = person.occupation as Trade
  if (titles[trade] === undefined) {
    const reason = random.weighted({ 1: 22, 2: 34, 3: 18, 4: 8, 5: 8, 8: 10 })
    const before = random.chance(0.5) ? start : null
    const end = before === null ? null : random.int(before, asOf - 5)
    return [
      'unemployed',
      null,
      null,
      null,
      isoOrNull(before),
      isoOrNull(end),
      reason,
      standing,
      iso(registered),
      iso(changed),
    ]
  }
  const type = trade === 'formal' ? random.weighted({ 1: 60, 2: 30, 5: 10 }) : random.weighted({ 3: 65, 4: 35 })
  const cells = [random.pick(employers[trade]), random.pick(titles[trade]), type, iso(start), null, null]
  return ['employed', ...cells, standing, iso(registered), iso(changed)]
}
