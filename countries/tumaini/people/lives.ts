// What happens to the members of a household, and which papers they get.
import { ageOn, civil, type Day, dayOf, yearOf } from './dates.ts'
import { nationalNumber, phoneNumber } from './identifiers.ts'
import type { Education, Household, Marital, Occupation, Person } from './model.ts'
import { aliveOn } from './model.ts'
import { type Random, textHash } from './random.ts'
import { makeAssets, pmtScore } from './scores.ts'
import type { World } from './site.ts'

export const eventsFrom = dayOf(2023, 1, 1)
/** The civil register is digital from here on. */
export const digitisedFrom = dayOf(2006, 1, 1)

/** Hands out birth registration numbers: year, county, serial within both. */
export type Registrar = (registeredOn: Day, county: number) => string

export function registrar(): Registrar {
  const serials = new Map<string, number>()
  return (registeredOn, county) => {
    const book = `${yearOf(registeredOn)}${String(county).padStart(2, '0')}`
    const serial = (serials.get(book) ?? 0) + 1
    serials.set(book, serial)
    return `${book}${String(serial).padStart(6, '0')}`
  }
}

export function liveLives(world: World, household: Household, register: Registrar): void {
  const wealth = world.streams('wealth')(household.index).normal(wealthMean(household), 0.75)
  const hash = textHash(String(world.asOf))
  for (const person of household.members) {
    const random = world.streams('life')(person.id)
    person.died = deathDay(random, person.born, world.asOf)
    writePapers(world, person, register)
    const age = ageOn(person.born, world.asOf)
    person.education = educationAt(random, age, wealth)
    person.occupation = occupationAt(random, person, age)
    person.disability = disabilityAt(random, age)
    if (age >= 18 && random.chance(0.78)) person.phone = phoneNumber(hash, person.id)
  }
  for (const person of household.members) person.marital = maritalStatus(world, person)
  household.assets = makeAssets(world.streams('assets')(household.index), household, wealth)
  household.score = pmtScore(household, world.asOf)
}

function wealthMean(household: Household): number {
  const { structure, place, urban } = household
  let mean = urban ? 0.7 : 0
  if (place.county.arid) mean -= 0.75
  if (structure === 'child_headed' || structure === 'skip_generation') mean -= 0.5
  return mean
}

/** Yearly chance of dying by age, higher than measured so that 220,000 people bury about 2,400 a year. */
function hazard(age: number): number {
  if (age < 1) return 0.046
  if (age < 5) return 0.0075
  if (age < 15) return 0.0018
  if (age < 50) return 0.0065
  if (age < 60) return 0.018
  if (age < 70) return 0.036
  return age < 80 ? 0.068 : 0.13
}

function deathDay(random: Random, born: Day, asOf: Day): Day | null {
  for (let from = Math.max(eventsFrom, born); from < asOf; from += 365) {
    const days = Math.min(365, asOf - from)
    if (random.chance((hazard(ageOn(born, from)) * days) / 365)) return from + random.int(0, days - 1)
  }
  return null
}

function writePapers(world: World, person: Person, register: Registrar): void {
  const random = world.streams('papers')(person.id)
  const { asOf } = world
  const hash = textHash(String(world.asOf))
  const age = ageOn(person.born, asOf)
  if (age >= 18 && random.chance(age > 45 ? 0.52 : 0.3)) {
    person.paperBorn = dayOf(civil(person.born).year, 1, 1)
    person.paperEstimated = true
  }
  if (random.chance(age >= 18 ? 0.93 : 0.72)) person.nin = nationalNumber(hash, person.id)
  if (person.born >= digitisedFrom && random.chance(0.88)) {
    const on = person.born + (random.chance(0.78) ? random.int(1, 180) : random.int(181, 2200))
    if (on <= asOf && (person.died === null || on < person.died)) {
      person.birthRegisteredOn = on
      person.brn = register(on, person.household.place.county.number)
    }
  }
  if (person.died !== null && random.chance(0.86)) {
    const on = person.died + random.int(2, random.chance(0.8) ? 60 : 400)
    if (on <= asOf) person.deathRegisteredOn = on
  }
}

function educationAt(random: Random, age: number, wealth: number): Education {
  if (age < 6) return 'none'
  const level = wealth + random.normal(0, 0.8) - Math.max(0, age - 40) / 25
  if (age < 14) return level < -1.6 ? 'none' : 'primary_incomplete'
  if (level < -1) return 'none'
  if (level < -0.2) return 'primary_incomplete'
  if (level < 0.8 || age < 18) return 'primary'
  return level < 1.8 || age < 22 ? 'secondary' : 'tertiary'
}

function occupationAt(random: Random, person: Person, age: number): Occupation | null {
  if (age < 6) return null
  if (age < 18) return person.relation === 'head' ? 'casual' : random.chance(0.93) ? 'student' : 'none'
  if (age > 75) return 'none'
  const { urban, place } = person.household
  const coast = place.region.code === 'TU3' || place.region.code === 'TU2'
  if (urban) return random.weighted({ formal: 22, trader: 27, casual: 28, domestic: 10, none: 13 })
  if (place.county.arid) return random.weighted({ herder: 58, farmer: 8, trader: 10, casual: 10, none: 14 })
  return random.weighted({ farmer: 58, fisher: coast ? 12 : 0, trader: 12, casual: 12, formal: 5, none: 9 })
}

function disabilityAt(random: Random, age: number): readonly number[] {
  const burden = age >= 70 ? 5 : age >= 50 ? 2.5 : 1
  if (!random.chance(0.05 * burden)) return noDifficulty
  return noDifficulty.map(() => {
    if (!random.chance(0.3)) return 1
    return random.chance(0.62) ? 2 : random.chance(0.8) ? 3 : 4
  })
}

const noDifficulty: readonly number[] = [1, 1, 1, 1, 1, 1]

function maritalStatus(world: World, person: Person): Marital | null {
  const age = ageOn(person.born, world.asOf)
  if (age < 15) return null
  const { household, spouse } = person
  if (spouse !== null && aliveOn(spouse, world.asOf)) {
    return household.structure === 'polygamous' ? 'polygamous' : 'married'
  }
  if (spouse !== null) return 'widowed'
  const random = world.streams('marital')(person.id)
  if (age >= 60) return random.chance(0.85) ? 'widowed' : 'separated'
  if (household.structure === 'single_parent' && person.relation === 'head') {
    return random.weighted({ single: 35, widowed: 30, divorced: 15, separated: 20 })
  }
  return age > 25 && random.chance(0.25) ? 'separated' : 'single'
}
