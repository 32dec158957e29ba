// Who is enrolled where, by the programmes' own rules, and who should have left but did not.
import { ageOn, type Day, dayOf } from './dates.ts'
import type { Household, Person } from './model.ts'
import { aliveOn } from './model.ts'
import type { Programme, ProgrammeCode, Programmes } from './programmes.ts'
import { textHash } from './random.ts'
import type { World } from './site.ts'

export type EndReason = 'deceased' | 'moved' | 'aged_out' | 'no_longer_eligible' | 'duplicate'
export type Enrolment = {
  readonly programme: Programme
  readonly person: Person
  readonly household: Household
  readonly from: Day
  /** Drought only: registered households are paid when drought is declared, regular ones always. */
  readonly onDroughtOnly: boolean
  /** The benefit drawn through a second registration of the same person. */
  readonly second: boolean
  status: 'active' | 'suspended' | 'exited'
  until: Day | null
  reason: EndReason | null
}
export type Draft = { readonly person: Person; readonly from: Day; readonly onDroughtOnly?: boolean }

/** Share of active recipients who have died (rate found by Brazil's comptroller). */
export const deceasedActiveRate = 0.012
const poorestFirst = (a: Household, b: Household): number => a.score - b.score || a.index - b.index

export type Population = {
  readonly world: World
  readonly scale: number
  readonly programmes: Programmes
  readonly households: readonly Household[]
  /** The households of the social registry. */
  readonly registered: ReadonlySet<Household>
}

export function enrolAll(population: Population): Enrolment[] {
  const { byCode } = population.programmes
  return [
    ...settle(population, byCode.SCP, seniors(population)),
    ...settle(population, byCode.OVC, orphanHouseholds(population)),
    ...settle(population, byCode.PWSD, severelyDisabled(population)),
    ...settle(population, byCode.DSN, droughtHouseholds(population)),
    ...settle(population, byCode.NTU, nutritionHouseholds(population)),
    ...settle(population, byCode.NGO, consortiumHouseholds(population)),
  ]
}

export const places = (population: Population, count: number): number => Math.round(count * population.scale)

/** Gives each draft its present state: recipients who died have left, but for the share that nobody noticed. */
function settle(population: Population, programme: Programme, drafts: readonly Draft[]): Enrolment[] {
  const { asOf, streams } = population.world
  const stream = streams(`settle-${programme.code}`)
  const living = drafts.filter(({ person, from }) => person.died === null || person.died > from)
  const enrolments = living.map((draft): Enrolment => {
    const random = stream(draft.person.id)
    const base = { programme, person: draft.person, household: draft.person.household, from: draft.from }
    const state = { onDroughtOnly: draft.onDroughtOnly ?? false, second: false, until: null, reason: null }
    if (draft.person.died === null && random.chance(0.03)) {
      const until = Math.min(draft.from + random.int(120, 900), asOf - 5)
      return { ...base, ...state, status: 'exited', until, reason: random.chance(0.6) ? 'no_longer_eligible' : 'moved' }
    }
    return { ...base, ...state, status: random.chance(0.02) ? 'suspended' : 'active' }
  })
  const alive = enrolments.filter((e) => e.status === 'active' && e.person.died === null).length
  const unnoticed = Math.max(1, Math.round((alive * deceasedActiveRate) / (1 - deceasedActiveRate)))
  const order = streams(`unnoticed-${programme.code}`)
  const dead = enrolments
    .filter((e) => e.person.died !== null)
    .map((e) => ({ e, rank: order(e.person.id).next() }))
    .sort((a, b) => a.rank - b.rank || a.e.person.id - b.e.person.id)
  for (const [i, { e }] of dead.entries()) {
    if (i < unnoticed) {
      e.status = 'active'
      continue
    }
    const died = e.person.died as Day
    e.status = 'exited'
    e.until = Math.min(died + stream(e.person.id).int(15, 200), asOf - 1)
    e.reason = 'deceased'
  }
  return enrolments
}

function seniors({ world, households, programmes }: Population): Draft[] {
  const programme = programmes.byCode.SCP
  const stream = world.streams('scp')
  const drafts: Draft[] = []
  for (const household of households) {
    for (const person of household.members) {
      const seventieth = Math.floor(person.paperBorn + 70 * 365.25)
      if (seventieth > world.asOf - 120) continue
      const random = stream(person.id)
      const from = Math.max(programme.startedOn, seventieth) + random.int(20, 110)
      if (random.chance(programme.coverage) && (person.died === null || person.died > from))
        drafts.push({ person, from })
    }
  }
  return drafts
}

function orphanHouseholds(population: Population): Draft[] {
  const { world, households, registered, programmes } = population
  const isOrphan = (p: Person): boolean => p.orphan && p.died === null && ageOn(p.born, world.asOf) < 18
  const found = households.filter((h) => registered.has(h) && h.members.some(isOrphan)).sort(poorestFirst)
  return found.slice(0, places(population, programmes.byCode.OVC.places)).map((h) => draftFor(population, h, 'OVC'))
}

function severelyDisabled(population: Population): Draft[] {
  const { households, registered, programmes } = population
  const found = households
    .filter((h) => registered.has(h))
    .sort(poorestFirst)
    .flatMap((h) => h.members.filter((m) => m.disability.includes(4)))
  return found
    .slice(0, places(population, programmes.byCode.PWSD.places))
    .map((person) => ({ person, from: startDay(population, person, 'PWSD') }))
}

function droughtHouseholds(population: Population): Draft[] {
  const { households, programmes } = population
  const { places: regular, registeredPlaces } = programmes.byCode.DSN
  const arid = households.filter((h) => h.place.county.arid).sort(poorestFirst)
  const paid = places(population, regular)
  return arid.slice(0, paid + places(population, registeredPlaces)).map((h, i) => ({
    ...headDraft(population, h, 'DSN'),
    onDroughtOnly: i >= paid,
  }))
}

function nutritionHouseholds(population: Population): Draft[] {
  const { world, households, registered, programmes } = population
  const infant = (p: Person): boolean => aliveOn(p, world.asOf) && ageOn(p.born, world.asOf) < 2
  const found = households.filter((h) => h.place.county.arid && registered.has(h) && h.members.some(infant))
  return found
    .sort(poorestFirst)
    .slice(0, places(population, programmes.byCode.NTU.places))
    .map((h) => draftFor(population, h, 'NTU'))
}

function consortiumHouseholds(population: Population): Draft[] {
  const { world, households, programmes } = population
  const order = world.streams('ngo')
  const poorer = [...households].sort(poorestFirst).slice(0, Math.ceil(households.length / 2))
  return poorer
    .map((h) => ({ h, rank: order(h.index).next() }))
    .sort((a, b) => a.rank - b.rank || a.h.index - b.h.index)
    .slice(0, places(population, programmes.byCode.NGO.places))
    .map(({ h }) => headDraft(population, h, 'NGO'))
}

function headDraft(population: Population, household: Household, code: ProgrammeCode): Draft {
  const person = household.members[0] as Person
  return { person, from: startDay(population, person, code) }
}

/** The carer of a household: a woman of age where there is one, otherwise its head. */
function draftFor(population: Population, household: Household, code: ProgrammeCode): Draft {
  const { asOf } = population.world
  const head = household.members[0] as Person
  const woman = household.members.find(
    (m) => m.sex === 'female' && ageOn(m.born, asOf) >= 18 && (m.relation === 'head' || m.relation === 'spouse'),
  )
  const person = woman ?? head
  return { person, from: startDay(population, person, code) }
}

/** Who draws for a household is at least this old; a disabled child draws for itself. */
const youngestRecipientDays = 15 * 366

function startDay(population: Population, person: Person, code: ProgrammeCode): Day {
  const { world, programmes } = population
  const random = world.streams(`start-${code}`)(person.id)
  const { startedOn } = programmes.byCode[code]
  const latest = Math.min(person.died ?? world.asOf, dayOf(2026, 8, 1)) - 60
  const allowed = person.born + (code === 'PWSD' ? 30 : youngestRecipientDays)
  const earliest = Math.min(Math.max(startedOn, allowed), world.asOf - 30)
  return earliest + Math.floor(random.next() * random.next() * Math.max(1, latest - earliest))
}

/** One number for one enrolment, to name its substreams with. */
export const enrolmentKey = (e: Enrolment): number => (e.person.id ^ textHash(e.programme.code)) | 0
