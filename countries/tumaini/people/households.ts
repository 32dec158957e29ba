import type { Day } from './dates.ts'
import type { Community, Geography } from './geography.ts'
import type { Household, Person, Relation, Sex, Structure } from './model.ts'
import { maxMembers } from './model.ts'
import { fullName, type Names } from './names.ts'
import type { Random, Streams } from './random.ts'
import { noAssets } from './scores.ts'

export type World = {
  readonly asOf: Day
  readonly geography: Geography
  readonly names: Names
  readonly streams: Streams
}

/** One household under construction; its members draw from its own generator. */
type Site = { readonly world: World; readonly household: Household; readonly random: Random }
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

const maxAge = 98
const yearDays = 365.25

const structureWeights: Readonly<Record<Structure, number>> = {
  nuclear: 48,
  single_parent: 15,
  three_generation: 15,
  skip_generation: 3.5,
  elderly_couple: 4,
  one_person: 8,
  polygamous: 2,
  child_headed: 0.5,
  extended: 4,
}

const builders: Readonly<Record<Structure, (site: Site) => void>> = {
  nuclear: buildNuclear,
  single_parent: buildSingleParent,
  three_generation: buildThreeGenerations,
  skip_generation: buildSkipGeneration,
  elderly_couple: buildElderlyCouple,
  one_person: buildOnePerson,
  polygamous: buildPolygamous,
  child_headed: buildChildHeaded,
  extended: buildExtended,
}

export function makeHousehold(world: World, index: number): Household {
  const random = world.streams('household')(index)
  const { geography } = world
  const place = random.pick(geography.placesByCounty[random.weighted(geography.countyWeights)] ?? [])
  const community: Community = random.weighted(place.county.communities)
  const household: Household = {
    index,
    place,
    urban: place.ward.urban,
    community,
    structure: random.weighted(structureWeights),
    latitude: place.village.latitude + random.between(-0.02, 0.02),
    longitude: place.village.longitude + random.between(-0.02, 0.02),
    members: [],
    assets: noAssets,
    score: 0,
  }
  builders[household.structure]({ world, household, random })
  return household
}

function buildNuclear(site: Site): void {
  const head = add(site, { sex: 'male', born: bornAround(site, 41, 11, 21, 68), relation: 'head' })
  const wife = addSpouse(site, head)
  addChildren(site, { mother: wife, father: head, relation: 'child' })
}

function buildSingleParent(site: Site): void {
  const sex = site.random.chance(0.86) ? 'female' : 'male'
  const head = add(site, { sex, born: bornAround(site, 38, 10, 19, 65), relation: 'head' })
  addChildren(site, {
    mother: sex === 'female' ? head : null,
    father: sex === 'male' ? head : null,
    relation: 'child',
  })
}

function buildThreeGenerations(site: Site): void {
  const { random } = site
  const sex: Sex = random.chance(0.5) ? 'female' : 'male'
  const head = add(site, { sex, born: bornAround(site, 70, 8, 57, maxAge), relation: 'head' })
  const spouse = random.chance(sex === 'male' ? 0.75 : 0.2) ? addSpouse(site, head) : null
  const mother = sex === 'female' ? head : spouse
  const father = sex === 'male' ? head : spouse
  const grown = add(site, {
    sex: random.chance(0.5) ? 'female' : 'male',
    born: Math.floor(head.born + random.between(21, 33) * yearDays),
    relation: 'child',
    mother,
    father,
  })
  addChildren(site, {
    mother: grown.sex === 'female' ? grown : null,
    father: grown.sex === 'male' ? grown : null,
    relation: 'grandchild',
  })
}

function buildSkipGeneration(site: Site): void {
  const { random } = site
  const sex: Sex = random.chance(0.7) ? 'female' : 'male'
  const head = add(site, { sex, born: bornAround(site, 70, 8, 56, maxAge), relation: 'head' })
  const count = random.int(2, 4)
  for (let i = 0; i < count; i++) addMinor(site, { low: 2, high: 17, relation: 'grandchild', orphan: 0.55 })
  if (random.chance(0.3)) addSpouse(site, head)
}

function buildElderlyCouple(site: Site): void {
  const head = add(site, { sex: 'male', born: bornAround(site, 73, 8, 60, maxAge), relation: 'head' })
  addSpouse(site, head)
}

function buildOnePerson(site: Site): void {
  const { random } = site
  const old = random.chance(0.45)
  const born = old ? bornAround(site, 74, 8, 60, maxAge) : bornAround(site, 33, 10, 18, 59)
  add(site, { sex: random.chance(old ? 0.62 : 0.4) ? 'female' : 'male', born, relation: 'head' })
}

function buildPolygamous(site: Site): void {
  const head = add(site, { sex: 'male', born: bornAround(site, 50, 9, 34, 75), relation: 'head' })
  for (let i = 0; i < 2; i++) {
    const wife = addSpouse(site, head)
    addChildren(site, { mother: wife, father: head, relation: 'child' })
  }
}

function buildChildHeaded(site: Site): void {
  const { random } = site
  const born = bornBetween(site, 15, 17)
  add(site, { sex: random.chance(0.5) ? 'female' : 'male', born, relation: 'head', orphan: true })
  const count = random.int(1, 3)
  for (let i = 0; i < count; i++) addMinor(site, { low: 3, high: 14, relation: 'sibling', orphan: 1 })
}

function buildExtended(site: Site): void {
  buildNuclear(site)
  const { random, household } = site
  const head = household.members[0] as Person
  if (random.chance(0.5)) {
    const born = Math.max(head.born - Math.floor(random.between(20, 32) * yearDays), bornAt(site, maxAge))
    const parent = add(site, { sex: random.chance(0.75) ? 'female' : 'male', born, relation: 'parent' })
    if (parent.sex === 'female') head.mother = parent
    else head.father = parent
  }
  if (random.chance(0.4)) {
    add(site, { sex: random.chance(0.5) ? 'female' : 'male', born: bornBetween(site, 15, 35), relation: 'sibling' })
  }
  if (random.chance(0.4)) addMinor(site, { low: 4, high: 17, relation: 'other_relative', orphan: 0.3 })
}

function addSpouse(site: Site, head: Person): Person {
  const { random, world } = site
  const gap = Math.floor(random.normal(head.sex === 'male' ? 5 : -5, 3.5) * yearDays)
  const born = Math.max(Math.min(head.born + gap, bornAt(site, 18)), bornAt(site, maxAge))
  const spouse = add(site, { sex: head.sex === 'male' ? 'female' : 'male', born, relation: 'spouse' })
  head.spouse ??= spouse
  spouse.spouse = head
  const adult = Math.max(head.born, spouse.born) + 18 * yearDays
  const marriedOn = Math.min(Math.floor(adult + random.next() * 9 * yearDays), world.asOf - random.int(20, 900))
  spouse.marriedOn = marriedOn
  head.marriedOn ??= marriedOn
  return spouse
}

/** The children at home of a woman (or of a father whose partner is gone), from her age and where she lives. */
function addChildren(site: Site, parents: Parents): void {
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

function addMinor(site: Site, minor: { low: number; high: number; relation: Relation; orphan: number }): void {
  add(site, {
    sex: site.random.chance(0.505) ? 'male' : 'female',
    born: bornBetween(site, minor.low, minor.high),
    relation: minor.relation,
    orphan: site.random.chance(minor.orphan),
  })
}

function add(site: Site, entry: Entry): Person {
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

const bornAt = (site: Site, age: number): Day => site.world.asOf - Math.floor(age * yearDays)

const bornBetween = (site: Site, low: number, high: number): Day => bornAt(site, site.random.between(low, high + 0.99))

function bornAround(site: Site, mean: number, deviation: number, low: number, high: number): Day {
  const age = site.random.normal(mean, deviation)
  return bornAt(site, Math.min(high, Math.max(low + site.random.next(), age)))
}
