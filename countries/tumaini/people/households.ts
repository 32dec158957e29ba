// The nine kinds of household and who lives in each.
import type { Community } from './geography.ts'
import type { Household, Person, Sex, Structure } from './model.ts'
import { noAssets } from './scores.ts'
import {
  add,
  addChildren,
  addMinor,
  addSpouse,
  bornAround,
  bornAt,
  bornBetween,
  maxAge,
  type Site,
  type World,
  yearDays,
} from './site.ts'

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
