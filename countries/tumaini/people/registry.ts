// Kiungo's own social registry as its enumerators left it: who it lists, in which household, and since when.
import { ageOn, type Day } from './dates.ts'
import type { Enrolment, Population } from './enrolments.ts'
import type { Household, Person } from './model.ts'
import { maxMembers } from './model.ts'
import { ibrProgrammes } from './payments.ts'
import { pmtScore } from './scores.ts'

export type RegistryHousehold = {
  readonly id: string
  readonly truth: Household
  readonly registeredOn: Day
  readonly updatedOn: Day
  readonly score: number
  readonly rows: RegistryPerson[]
}
export type RegistryPerson = {
  id: string
  readonly person: Person
  readonly household: RegistryHousehold
  readonly relation: Person['relation']
  /** A second row for a person who is already listed. */
  readonly duplicate: boolean
}
export type RegistryPlan = {
  readonly households: readonly RegistryHousehold[]
  readonly rowsOf: ReadonlyMap<Person, readonly RegistryPerson[]>
  readonly duplicates: readonly RegistryPerson[]
  /** People whom the registry lists as living alone while they live in a larger household. */
  readonly splits: readonly RegistryPerson[]
}

export const registryShare = 0.6
const staleRate = 0.35
const staleDays = 3 * 365 + 1
/** A one-person benefit made "one-person households" grow by this much. */
const onePersonSurge = 0.62
const duplicateRate = 0.03

/** The poorer households, in an order that tells nothing of how they were made. */
export function registeredHouseholds(world: Population['world'], households: readonly Household[]): Household[] {
  const order = world.streams('registry-order')
  const poorer = [...households].sort((a, b) => a.score - b.score || a.index - b.index)
  return poorer
    .slice(0, Math.round(households.length * registryShare))
    .map((h) => ({ h, rank: order(h.index).next() }))
    .sort((a, b) => a.rank - b.rank || a.h.index - b.h.index)
    .map(({ h }) => h)
}

export function planRegistry(population: Population, enrolments: readonly Enrolment[]): RegistryPlan {
  const recipients = new Set(enrolments.filter((e) => ibrProgrammes.has(e.programme.code)).map((e) => e.person))
  const households = [...population.registered].map((h, i) =>
    visit(population, { truth: h, number: i + 1 }, recipients),
  )
  const splits = splitHouseholds(population, households)
  const duplicates = registerTwice(population, households, enrolments)
  let personNumber = 0
  const rowsOf = new Map<Person, RegistryPerson[]>()
  for (const household of households) {
    for (const row of household.rows) {
      row.id = `P${String(++personNumber).padStart(8, '0')}`
      const known = rowsOf.get(row.person)
      if (known === undefined) rowsOf.set(row.person, [row])
      else if (row.duplicate) known.push(row)
      else known.unshift(row)
    }
  }
  return { households, rowsOf, duplicates, splits }
}

const householdId = (number: number): string => `H${String(number).padStart(7, '0')}`

function visit(
  population: Population,
  { truth, number }: { truth: Household; number: number },
  recipients: ReadonlySet<Person>,
): RegistryHousehold {
  const { asOf, streams } = population.world
  const random = streams('visit')(truth.index)
  const updatedOn = asOf - (random.chance(staleRate) ? random.int(staleDays, 2600) : random.int(5, staleDays - 10))
  const registeredOn = updatedOn - (random.chance(0.5) ? 0 : random.int(1, 1200))
  const household: RegistryHousehold = {
    id: householdId(number),
    truth,
    registeredOn,
    updatedOn,
    score: truth.score,
    rows: [],
  }
  for (const [i, person] of truth.members.entries()) {
    const seen = person.born <= updatedOn && (person.died === null || person.died > registeredOn)
    // The head stays on the form, and a recipient is listed whatever happened since.
    if (i === 0 || seen || recipients.has(person)) household.rows.push(rowOf(household, person))
  }
  return household
}

const rowOf = (household: RegistryHousehold, person: Person): RegistryPerson => ({
  id: '',
  person,
  household,
  relation: person.relation,
  duplicate: false,
})

function splitHouseholds(population: Population, households: RegistryHousehold[]): RegistryPerson[] {
  const { asOf, streams } = population.world
  const alone = households.filter((h) => h.rows.length === 1).length
  const order = streams('split')
  const able = households
    .filter((h) => h.rows.length > 2 && h.updatedOn > asOf - 700)
    .map((household) => ({ household, row: household.rows.findLast((row) => canLeave(row, asOf)) }))
    .filter((c) => c.row !== undefined)
    .map((c) => ({ ...c, rank: order(c.household.truth.index).next() }))
    .sort((a, b) => a.rank - b.rank || a.household.truth.index - b.household.truth.index)
  const splits: RegistryPerson[] = []
  for (const [i, { household, row }] of able.slice(0, Math.round(alone * onePersonSurge)).entries()) {
    const { person } = row as RegistryPerson
    household.rows.splice(household.rows.indexOf(row as RegistryPerson), 1)
    const own: RegistryHousehold = {
      id: householdId(population.registered.size + 1 + i),
      truth: household.truth,
      registeredOn: household.updatedOn,
      updatedOn: household.updatedOn,
      score: pmtScore({ ...household.truth, members: [person] }, asOf),
      rows: [],
    }
    const split: RegistryPerson = { ...rowOf(own, person), relation: 'head' }
    own.rows.push(split)
    households.push(own)
    splits.push(split)
  }
  return splits
}

const canLeave = (row: RegistryPerson, asOf: Day): boolean =>
  row.relation !== 'head' && row.person.died === null && ageOn(row.person.born, asOf) >= 18

/** Some recipients are listed again in a neighbour's household and draw a second benefit there. */
function registerTwice(
  population: Population,
  households: readonly RegistryHousehold[],
  enrolments: readonly Enrolment[],
): RegistryPerson[] {
  const byVillage = new Map<string, RegistryHousehold[]>()
  for (const h of households) {
    const { code } = h.truth.place.village
    const list = byVillage.get(code)
    if (list === undefined) byVillage.set(code, [h])
    else list.push(h)
  }
  const stream = population.world.streams('registered-twice')
  const duplicates: RegistryPerson[] = []
  const taken = new Set<Person>()
  for (const { person, household, status, programme } of enrolments) {
    const random = stream(person.id)
    const listed = status === 'active' && person.died === null && ibrProgrammes.has(programme.code)
    const eligible = listed && ageOn(person.born, population.world.asOf) >= 18
    if (!eligible || taken.has(person) || !population.registered.has(household)) continue
    taken.add(person)
    if (!random.chance(duplicateRate)) continue
    const host = random.pick(byVillage.get(household.place.village.code) ?? [])
    if (host.truth === household || host.rows.length >= maxMembers) continue
    const row: RegistryPerson = { ...rowOf(host, person), relation: 'other_relative', duplicate: true }
    host.rows.push(row)
    duplicates.push(row)
  }
  return duplicates
}
