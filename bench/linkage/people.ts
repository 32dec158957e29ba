// Registry-like people with a known truth: households, twins, fathers and sons of one name, dates that heap on the first
// of January, and people registered again with the errors that audits find. The rates are those of the prototype that
// the design was measured on.
import type { Sex } from '../../countries/tumaini/people/model.ts'
import { Random, textHash } from '../../countries/tumaini/people/random.ts'
import { misheard, typo, wrongDigit } from './errors.ts'
import { type NamePool, namePool } from './names.ts'

/** What a registry wrote down of someone. Null is what it did not write. */
export interface WrittenPerson {
  readonly given: string | null
  readonly family: string | null
  readonly birth: string | null
  readonly sex: Sex | null
  readonly nationalId: string | null
  readonly phone: string | null
  readonly village: number
  readonly mother: string | null
  /** Of the roster on which it stands. */
  readonly household: number
  /** The truth, which linkage does not see. */
  readonly person: number
}

export const personColumns = {
  ...{ given: 'given_name', family: 'surname', birth: 'birth_date', sex: 'sex', nationalId: 'national_id' },
  ...{ phone: 'phone', place: ['region', 'district', 'ward', 'village'], mother: 'mother_name' },
}

const villagesPerWard = 8
const wardsPerDistrict = 6
const districtsPerRegion = 7
const villages = 12 * districtsPerRegion * wardsPerDistrict * villagesPerWard

/** Region, district, ward and village, of a village's number. */
export function placeOf(village: number): readonly [string, string, string, string] {
  const ward = Math.floor(village / villagesPerWard)
  const district = Math.floor(ward / wardsPerDistrict)
  const region = Math.floor(district / districtsPerRegion)
  return [`Region ${region}`, `District ${district}`, `Ward ${ward}`, `Village ${village}`]
}

interface Chance {
  readonly random: Random
  readonly names: NamePool
  counter: number
  households: number
}

/** People of one seed, at least `records` of them, household by household. */
export function* writtenPeople(records: number, seed: string): Generator<WrittenPerson> {
  const random = new Random(textHash(seed), 0)
  const chance: Chance = { random, names: namePool(random), counter: 0, households: 0 }
  let written = 0
  while (written < records) {
    for (const record of registeredHousehold(chance)) {
      yield record
      written++
    }
  }
}

function* registeredHousehold(chance: Chance): Generator<WrittenPerson> {
  const { random } = chance
  const members = household(chance)
  yield* members
  if (random.chance(0.03)) {
    const roster = chance.households++
    for (const member of members) yield again(chance, member, { household: roster })
  }
  for (const member of members) {
    if (!random.chance(0.115)) continue
    for (let times = timesAgain(random); times > 0; times--) {
      const household = chance.households++
      const village = random.chance(0.65) ? member.village : elsewhere(random, member.village)
      yield again(chance, member, { household, village })
    }
  }
}

function timesAgain(random: Random): number {
  let times = 1
  while (times < 6 && random.chance(0.25)) times++
  return times
}

function elsewhere(random: Random, village: number): number {
  const district = villagesPerWard * wardsPerDistrict
  const near = Math.floor(village / district) * district + random.int(0, district - 1)
  return random.chance(0.6) ? near : random.int(0, villages - 1)
}

const thisYear = 2026

function household(chance: Chance): WrittenPerson[] {
  const { random, names } = chance
  const family = names.family()
  const village = random.int(0, villages - 1)
  const phone = random.chance(0.6) ? phoneNumber(random) : null
  const roster = chance.households++
  const common = { village, household: roster, phone }
  const fathersBirth = random.int(thisYear - 75, thisYear - 22)
  const mothersBirth = fathersBirth + random.int(0, 12)
  const father = person(chance, { ...common, family, sex: 'male', year: fathersBirth, mother: mothersName(chance) })
  const mother = person(chance, {
    ...common,
    family: random.chance(0.55) ? family : names.family(),
    sex: 'female',
    year: Math.min(mothersBirth, thisYear - 18),
    mother: mothersName(chance),
  })
  const parents = random.chance(0.25) ? [mother] : random.chance(0.08) ? [father] : [father, mother]
  const motherKnown = random.chance(0.75) ? `${mother.given} ${mother.family}` : null
  return [...parents, ...children(chance, { ...common, family, mother: motherKnown }, father)]
}

type OfHousehold = Pick<WrittenPerson, 'village' | 'household' | 'phone' | 'family' | 'mother'>

function children(chance: Chance, common: OfHousehold, father: WrittenPerson): WrittenPerson[] {
  const { random } = chance
  const made: WrittenPerson[] = []
  let year = Number(father.birth?.slice(0, 4) ?? thisYear - 40) + random.int(18, 28)
  for (let left = random.int(1, 5); left > 0 && year <= thisYear; left--) {
    const sex: Sex = random.chance(0.5) ? 'male' : 'female'
    const child = person(chance, { ...common, sex, year })
    const named = sex === 'male' && random.chance(0.04) ? { ...child, given: father.given } : child
    made.push(named)
    if (random.chance(0.025)) {
      // Twins: everything but the given name is the same.
      const twinSex: Sex = random.chance(0.65) ? sex : sex === 'male' ? 'female' : 'male'
      made.push({ ...person(chance, { ...common, sex: twinSex, year }), birth: child.birth })
    }
    year += random.int(1, 5)
  }
  return made
}

interface PersonFacts extends OfHousehold {
  readonly sex: Sex
  readonly year: number
}

function person(chance: Chance, facts: PersonFacts): WrittenPerson {
  const { random, names } = chance
  const { sex, year, ...common } = facts
  const age = thisYear - year
  const first = names.given(sex)
  return {
    ...common,
    given: random.chance(0.25) ? `${first} ${names.given(sex)}` : first,
    // The older, the less was a birth written down when it happened.
    birth: random.chance(Math.min(0.35, 0.07 + age * 0.005)) ? `${year}-01-01` : dayIn(random, year),
    sex,
    nationalId: age >= 18 && random.chance(0.9) ? String(random.int(10_000_000, 999_999_999)) : null,
    phone: age >= 16 && random.chance(0.3) ? phoneNumber(random) : common.phone,
    person: chance.counter++,
  }
}

const mothersName = ({ random, names }: Chance): string | null =>
  random.chance(0.75) ? `${names.given('female')} ${names.family()}` : null

const phoneNumber = (random: Random): string => `07${String(random.int(0, 99_999_999)).padStart(8, '0')}`

const twoDigits = (number: number): string => String(number).padStart(2, '0')

const dayIn = (random: Random, year: number): string =>
  `${year}-${twoDigits(random.int(1, 12))}-${twoDigits(random.int(1, 28))}`

/** The same person on another day, in front of another clerk. */
function again(chance: Chance, known: WrittenPerson, changed: Partial<WrittenPerson>): WrittenPerson {
  const { random, names } = chance
  const married = known.sex === 'female' && random.chance(0.06) ? names.family() : known.family
  const given = writtenName(chance, random.chance(0.06) ? (known.given?.split(' ')[0] ?? null) : known.given)
  const family = writtenName(chance, married)
  const [first, second] = random.chance(0.04) ? [family, given] : [given, family]
  return {
    ...known,
    ...changed,
    given: first,
    family: second,
    birth: writtenBirth(random, known.birth),
    sex: random.chance(0.01) ? (known.sex === 'male' ? 'female' : 'male') : known.sex,
    nationalId: writtenId(random, known.nationalId),
    phone: random.chance(0.5) ? (random.chance(0.4) ? null : phoneNumber(random)) : known.phone,
    mother: random.chance(0.1) ? null : writtenName(chance, known.mother),
  }
}

function writtenName({ random, names }: Chance, name: string | null): string | null {
  if (name === null) return null
  if (random.chance(0.08)) return typo(random, name)
  if (random.chance(0.06)) return misheard(random, name)
  if (random.chance(0.04)) return name.split(' ').map(names.variant).join(' ')
  return name
}

function writtenBirth(random: Random, birth: string | null): string | null {
  if (birth === null || random.chance(0.01)) return null
  const [year = '', month = '', day = ''] = birth.split('-')
  if (random.chance(0.1)) return `${year}-01-01`
  if (random.chance(0.045)) return `${Number(year) + random.pick([-3, -2, -1, 1, 2, 3])}-${month}-${day}`
  if (random.chance(0.04) && Number(day) <= 12) return `${year}-${day}-${month}`
  return birth
}

function writtenId(random: Random, id: string | null): string | null {
  if (id === null || random.chance(0.45)) return null
  return random.chance(0.05) ? wrongDigit(random, id) : id
}
