// The tools that put people into a household under construction.
import type { Day } from './dates.ts'
import type { Geography } from './geography.ts'
import type { Household, Person, Relation, Sex } from './model.ts'
import { maxMembers } from './model.ts'
import { fullName, type Names } from './names.ts'
import type { Random, Streams } from './random.ts'

export type World = {
  readonly asOf: Day
  readonly geography: Geography
  readonly names: Names
  readonly streams: Streams
}

/** One household under construction; its members draw from its own generator. */
export type Site = { readonly world: World; readonly household: Household; readonly random: Random }
type Entry = {
  readonly sex: Sex
  readonly born: Day
  readonly relation: Relation
  readonly mother?: Person | null
  readonly father?: Person | null
  readonly orphan?: boolean
  readonly twin?: boolean
}
type Parents = { readonly mother: Person | null; readonly father: Person | null; readonly relation: Relation }

export const maxAge = 98
export const yearDays = 365.25

export function addSpouse(site: Site, head: Person): Person {
  const { random, world } = site
  const gap = Math.floor(random.normal(head.sex === 'male' ? 5 : -5, 3.5) * yearDays)
  const born = Math.max(Math.min(head.born + gap, bornAt(site, 18)), bornAt(site, maxAge))
  const spouse = add(site, { sex: head.sex === 'male' ? 'female' : 'male', born, relation: 'spouse' })
  head.spouse ??= spouse
  spouse.spouse = head
  const adult = Math.ceil(Math.max(head.born, spouse.born) + 18 * yearDays)
  const years = Math.min(9 * yearDays, Math.max(1, world.asOf - adult - 20))
  const marriedOn = Math.floor(adult + random.next() * years)
  spouse.marriedOn = marriedOn
  head.marriedOn ??= marriedOn
  return spouse
}

/** The children at home of a woman (or of a father whose partner is gone), from her age and where she lives. */
export function addChildren(site: Site, parents: Parents): void {
  const { random, world, household } = site
  const parent = (parents.mother ?? parents.father) as Person
  const age = (world.asOf - parent.born) / yearDays
  const years = Math.max(0, Math.min(age, 45) - 17.5)
  const rate = household.urban ? 0.15 : 0.215
  const expected = years * rate
  const count = Math.min(11, Math.floor(expected) + (random.chance(expected % 1) ? 1 : 0))
  for (let i = 0; i < count; i++) {
    const born = Math.floor(parent.born + (17.5 + random.next() * years) * yearDays)
    const childAge = (world.asOf - born) / yearDays
    const home = childAge < 18 || (childAge < 27 && random.chance(0.25))
    const twin = random.chance(0.016)
    if (!home || born > world.asOf || household.members.length > maxMembers - 4) continue
    const orphan = (parents.mother === null || parents.father === null) && random.chance(0.18)
    for (let k = twin ? 2 : 1; k > 0; k--) {
      add(site, { ...parents, sex: random.chance(0.505) ? 'male' : 'female', born, orphan, twin })
    }
  }
}

export function addMinor(site: Site, minor: { low: number; high: number; relation: Relation; orphan: number }): void {
  add(site, {
    sex: site.random.chance(0.505) ? 'male' : 'female',
    born: bornBetween(site, minor.low, minor.high),
    relation: minor.relation,
    orphan: site.random.chance(minor.orphan),
  })
}

export function add(site: Site, entry: Entry): Person {
  const { household, world } = site
  const id = household.index * maxMembers + household.members.length
  const father = entry.father ?? null
  const name = fullName(world.streams('name')(id), world.names, {
    community: household.community,
    sex: entry.sex,
    father,
  })
  const person: Person = {
    id,
    household,
    sex: entry.sex,
    born: entry.born,
    paperBorn: entry.born,
    paperEstimated: false,
    died: null,
    ...name,
    relation: entry.relation,
    mother: entry.mother ?? null,
    father,
    spouse: null,
    marriedOn: null,
    twin: entry.twin ?? false,
    orphan: entry.orphan ?? false,
    marital: null,
    education: 'none',
    occupation: null,
    disability: [1, 1, 1, 1, 1, 1],
    phone: null,
    nin: null,
    brn: null,
    birthRegisteredOn: null,
    deathRegisteredOn: null,
  }
  household.members.push(person)
  return person
}

export const bornAt = (site: Site, age: number): Day => site.world.asOf - Math.floor(age * yearDays)

export const bornBetween = (site: Site, low: number, high: number): Day =>
  bornAt(site, site.random.between(low, high + 0.99))

export function bornAround(site: Site, mean: number, deviation: number, low: number, high: number): Day {
  const age = site.random.normal(mean, deviation)
  return bornAt(site, Math.min(high, Math.max(low + site.random.next(), age)))
}
