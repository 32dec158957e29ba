// How a system writes a person down: the truth, and the errors that clerks and old systems make, each one noted.
import { ageOn, civil, type Day, dayOf, iso, swappedDay } from './dates.ts'
import { unissuedNumber } from './identifiers.ts'
import type { Person, Sex } from './model.ts'
import { type Random, textHash } from './random.ts'
import type { World } from './site.ts'

export type Source = 'registry' | 'tiprs' | 'crvs' | 'pension' | 'drought' | 'ngo' | 'education'

/** Chance of each error per record. */
export type ErrorRates = {
  readonly spelling: number
  readonly typo: number
  readonly otherSurname: number
  readonly namesSwapped: number
  readonly middleDropped: number
  /** Of the birth dates that are another date with day and month exchanged. */
  readonly dayMonthSwap: number
  readonly wrongYear: number
  readonly ninTransposed: number
  readonly ninUnissued: number
  readonly ninMissing: number
  readonly brnMissing: number
  readonly wrongSex: number
  readonly placeholderName: number
}

const clean: ErrorRates = {
  spelling: 0,
  typo: 0,
  otherSurname: 0,
  namesSwapped: 0,
  middleDropped: 0,
  dayMonthSwap: 0,
  wrongYear: 0,
  ninTransposed: 0,
  ninUnissued: 0,
  ninMissing: 0,
  brnMissing: 0,
  wrongSex: 0,
  placeholderName: 0,
}

/** Together the registry's errors make about 17 % of first checks against the population register fail. */
export const errorRates: Readonly<Record<Source, ErrorRates>> = {
  registry: {
    ...clean,
    spelling: 0.24,
    typo: 0.02,
    otherSurname: 0.01,
    namesSwapped: 0.008,
    middleDropped: 0.08,
    dayMonthSwap: 0.07,
    wrongYear: 0.025,
    ninTransposed: 0.015,
    ninUnissued: 0.004,
    brnMissing: 0.25,
    wrongSex: 0.002,
    placeholderName: 0.003,
  },
  tiprs: { ...clean, typo: 0.005, dayMonthSwap: 0.01, brnMissing: 0.4 },
  crvs: { ...clean, spelling: 0.03, typo: 0.005, ninMissing: 0.25 },
  pension: {
    ...clean,
    spelling: 0.15,
    typo: 0.03,
    middleDropped: 0.3,
    dayMonthSwap: 0.03,
    ninMissing: 0.03,
    ninTransposed: 0.01,
  },
  drought: {
    ...clean,
    spelling: 0.2,
    typo: 0.04,
    middleDropped: 0.2,
    wrongYear: 0.05,
    ninMissing: 0.12,
    ninTransposed: 0.02,
  },
  ngo: {
    ...clean,
    spelling: 0.2,
    typo: 0.05,
    middleDropped: 0.4,
    namesSwapped: 0.06,
    wrongYear: 0.06,
    ninMissing: 0.3,
    ninTransposed: 0.03,
  },
  education: {
    ...clean,
    spelling: 0.15,
    typo: 0.03,
    middleDropped: 0.35,
    dayMonthSwap: 0.04,
    wrongYear: 0.02,
    brnMissing: 0.2,
  },
}

export type Defect = { readonly kind: string; readonly recorded: string; readonly actual: string }
export type Recorded = {
  given: string | null
  middle: string | null
  surname: string | null
  sex: Sex
  born: Day
  nin: string | null
  brn: string | null
  readonly defects: Defect[]
}

export function writeDown(world: World, person: Person, source: Source, copy = ''): Recorded {
  const rates = errorRates[source]
  const draw = (what: string): Random => world.streams(`${source}${copy}-${what}`)(person.id)
  const record: Recorded = {
    given: person.given,
    middle: person.middle,
    surname: person.surname,
    sex: person.sex,
    born: person.paperBorn,
    nin: person.nin,
    brn: person.brn,
    defects: [],
  }
  spoilNames(world, record, rates, draw('names'))
  spoilBirth(world, record, rates, draw('birth'))
  spoilNumbers(record, rates, { random: draw('numbers'), personId: person.id, asOf: world.asOf })
  if (draw('sex').chance(rates.wrongSex)) {
    record.sex = person.sex === 'male' ? 'female' : 'male'
    note(record, 'wrong-sex', record.sex, person.sex)
  }
  return record
}

function note(record: Recorded, kind: string, recorded: string | null, actual: string | null): void {
  record.defects.push({ kind, recorded: recorded ?? '', actual: actual ?? '' })
}

function spoilNames(world: World, record: Recorded, rates: ErrorRates, random: Random): void {
  const { given, middle, surname } = record
  if (given === null || surname === null) return
  if (middle !== null && random.chance(rates.middleDropped)) record.middle = null
  const { spelling, typo, otherSurname, namesSwapped, placeholderName } = rates
  const right = 1 - spelling - typo - otherSurname - namesSwapped - placeholderName
  const kind = random.weighted({ right, spelling, typo, otherSurname, namesSwapped, placeholderName })
  const spelt = (name: string): string => random.pick(world.names.otherSpellings.get(name) ?? [name])
  if (kind === 'placeholderName') {
    record.given = random.pick([null, 'abc', 'xxx', 'N/A'])
    note(record, 'placeholder-name', record.given, given)
  } else if (kind === 'otherSurname') {
    record.surname = random.pick(world.names.communities[random.pick(['bantu', 'nilotic', 'coastal'] as const)].surname)
    note(record, 'other-surname', record.surname, surname)
  } else if (kind === 'namesSwapped') {
    record.given = surname
    record.surname = given
    note(record, 'names-swapped', `${surname} ${given}`, `${given} ${surname}`)
  } else if (kind === 'typo') {
    record.surname = mistype(random, surname)
    note(record, 'typo', record.surname, surname)
  } else if (kind === 'spelling') {
    record.given = spelt(given)
    record.surname = spelt(surname)
    if (record.given !== given || record.surname !== surname) {
      note(record, 'spelling', `${record.given} ${record.surname}`, `${given} ${surname}`)
    }
  }
}

/** A neighbouring letter exchanged, dropped or doubled, never the first. */
function mistype(random: Random, name: string): string {
  const i = random.int(1, name.length - 2)
  const kind = random.int(0, 2)
  if (kind === 0) return name.slice(0, i) + name.slice(i + 1)
  if (kind === 1) return name.slice(0, i) + name[i] + name.slice(i)
  return name.slice(0, i) + name[i + 1] + name[i] + name.slice(i + 2)
}

function spoilBirth(world: World, record: Recorded, rates: ErrorRates, random: Random): void {
  const actual = record.born
  const swapped = swappedDay(actual)
  if (random.chance(rates.dayMonthSwap) && swapped !== null && swapped <= world.asOf) {
    record.born = swapped
    note(record, 'day-month-swap', iso(swapped), iso(actual))
  } else if (random.chance(rates.wrongYear) && ageOn(actual, world.asOf) > 4) {
    const { year, month, day } = civil(actual)
    record.born = dayOf(year + random.pick([-3, -2, -1, 1, 2]), month, day === 29 ? 28 : day)
    note(record, 'wrong-birth-year', iso(record.born), iso(actual))
  }
}

function spoilNumbers(
  record: Recorded,
  rates: ErrorRates,
  context: { random: Random; personId: number; asOf: Day },
): void {
  const { random } = context
  const { nin, brn } = record
  const draw = random.next()
  if (nin !== null) {
    if (draw < rates.ninMissing) {
      record.nin = null
      note(record, 'id-not-recorded', null, nin)
    } else if (draw < rates.ninMissing + rates.ninTransposed) {
      const i = random.int(1, 6)
      record.nin = nin.slice(0, i) + nin[i + 1] + nin[i] + nin.slice(i + 2)
      if (record.nin !== nin) note(record, 'id-transposed', record.nin, nin)
    } else if (draw < rates.ninMissing + rates.ninTransposed + rates.ninUnissued) {
      record.nin = unissuedNumber(textHash(String(context.asOf)), context.personId)
      note(record, 'id-unknown-to-register', record.nin, nin)
    }
  }
  if (brn !== null && random.chance(rates.brnMissing)) record.brn = null
}
