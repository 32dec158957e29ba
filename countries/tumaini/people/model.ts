// The true country: what really is, before any system writes it down.
import type { Day } from './dates.ts'
import type { Community, Place } from './geography.ts'

export type Sex = 'male' | 'female'
export type Relation = 'head' | 'spouse' | 'child' | 'grandchild' | 'parent' | 'sibling' | 'other_relative'
export type Marital = 'single' | 'married' | 'polygamous' | 'widowed' | 'divorced' | 'separated'
export type Education = 'none' | 'primary_incomplete' | 'primary' | 'secondary' | 'tertiary'
export type Occupation =
  | 'none'
  | 'student'
  | 'farmer'
  | 'herder'
  | 'fisher'
  | 'trader'
  | 'casual'
  | 'formal'
  | 'domestic'

export type Person = {
  /** Household index × 40 + place in the household: stable whatever else changes. */
  readonly id: number
  readonly household: Household
  readonly sex: Sex
  readonly born: Day
  /** The day of birth on the person's papers: 1 January where only the year was known. */
  paperBorn: Day
  paperEstimated: boolean
  died: Day | null
  given: string
  middle: string | null
  surname: string
  relation: Relation
  mother: Person | null
  father: Person | null
  spouse: Person | null
  marriedOn: Day | null
  twin: boolean
  /** At least one parent has died before the years that the files cover. */
  orphan: boolean
  marital: Marital | null
  education: Education
  occupation: Occupation | null
  /** Washington Group short set, 1 to 4. */
  disability: readonly number[]
  phone: string | null
  nin: string | null
  brn: string | null
  birthRegisteredOn: Day | null
  deathRegisteredOn: Day | null
}

export type Assets = {
  readonly tenure: 'owned' | 'rented' | 'free'
  readonly wall: 'mud' | 'timber' | 'iron' | 'brick'
  readonly roof: 'thatch' | 'iron' | 'tile'
  readonly floor: 'earth' | 'cement' | 'tile'
  readonly rooms: number
  readonly water: 'piped' | 'borehole' | 'well' | 'surface'
  readonly sanitation: 'flush' | 'latrine' | 'none'
  readonly lighting: 'electricity' | 'solar' | 'kerosene' | 'none'
  readonly cooking: 'firewood' | 'charcoal' | 'gas'
  readonly radio: boolean
  readonly smartphone: boolean
  readonly mattress: boolean
  readonly bicycle: boolean
  readonly television: boolean
  readonly livestock: number
  readonly land: number
}

export type Structure =
  | 'nuclear'
  | 'single_parent'
  | 'three_generation'
  | 'skip_generation'
  | 'elderly_couple'
  | 'one_person'
  | 'polygamous'
  | 'child_headed'
  | 'extended'

export type Household = {
  readonly index: number
  readonly place: Place
  readonly urban: boolean
  readonly community: Community
  readonly structure: Structure
  readonly latitude: number
  readonly longitude: number
  readonly members: Person[]
  assets: Assets
  /** Log consumption; lower is poorer. */
  score: number
}

/** Whether a person is there on a day. */
export const aliveOn = (person: Person, day: Day): boolean =>
  person.born <= day && (person.died === null || person.died > day)

export const maxMembers = 40
