// A handful of people whose records tell a story, chosen the same way every time.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ageOn, iso } from './dates.ts'
import type { Person } from './model.ts'
import { type Source, writeDown } from './records.ts'
import type { RegistryJob } from './write-registry.ts'

export type Story =
  | 'pension-and-drought'
  | 'deceased-still-paid'
  | 'unknown-to-register'
  | 'no-national-id'
  | 'child-in-school'
  | 'twin'
  | 'swapped-birth-date'
  | 'registered-twice'

export type DemoPerson = {
  readonly story: Story
  readonly title: { readonly en: string; readonly sw: string; readonly fr: string }
  /** As the social registry has them. */
  readonly name: string
  readonly sex: string
  readonly birthDate: string
  readonly identifiers: {
    readonly nationalId: string | null
    readonly birthRegistrationNumber: string | null
    readonly personIds: readonly string[]
    readonly pensionNumber: string | null
    readonly pupilNumber: string | null
  }
}

const titles: Readonly<Record<Story, DemoPerson['title']>> = {
  'pension-and-drought': {
    en: 'She draws the pension and the drought transfer',
    sw: 'Anapokea pensheni na ruzuku ya ukame',
    fr: 'Elle reçoit la pension et le transfert sécheresse',
  },
  'deceased-still-paid': {
    en: 'Registered as dead, still on the payroll',
    sw: 'Kifo kimesajiliwa, bado analipwa',
    fr: 'Décès enregistré, encore payé',
  },
  'unknown-to-register': {
    en: 'The population register does not know this number',
    sw: 'Daftari la watu halijui namba hii',
    fr: 'Le registre de la population ne connaît pas ce numéro',
  },
  'no-national-id': {
    en: 'An adult without a national number',
    sw: 'Mtu mzima asiye na namba ya taifa',
    fr: 'Un adulte sans numéro national',
  },
  'child-in-school': {
    en: 'A child in school, known by the birth number',
    sw: 'Mtoto shuleni, anajulikana kwa namba ya kuzaliwa',
    fr: 'Un enfant scolarisé, connu par son numéro de naissance',
  },
  twin: { en: 'One of twins', sw: 'Mmoja wa mapacha', fr: 'Un des jumeaux' },
  'swapped-birth-date': {
    en: 'Day and month of birth exchanged in the registry',
    sw: 'Siku na mwezi wa kuzaliwa vimebadilishana',
    fr: 'Jour et mois de naissance inversés dans le registre',
  },
  'registered-twice': {
    en: 'Registered twice, with two benefits',
    sw: 'Amesajiliwa mara mbili, na ruzuku mbili',
    fr: 'Enregistrée deux fois, avec deux prestations',
  },
}

const perStory = 2

export function findDemoPeople(folder: string): readonly DemoPerson[] {
  return JSON.parse(readFileSync(join(folder, 'demo-people.json'), 'utf8')) as DemoPerson[]
}

/** Each story asks for its plainest case first and, in a small country that has none, takes the nearest. */
export function chooseDemoPeople(job: RegistryJob): DemoPerson[] {
  const people = [...job.plan.rowsOf.keys()]
  return storyTests(job).flatMap(([story, ...tests]) => {
    for (const test of tests) {
      const found = takeFirst(people, test)
      if (found.length > 0) return found.map((person) => describe(job, story, person))
    }
    return []
  })
}

function takeFirst(people: readonly Person[], test: Test): Person[] {
  const found: Person[] = []
  for (const person of people) {
    if (found.length === perStory) break
    if (test(person)) found.push(person)
  }
  return found
}

type Test = (person: Person) => boolean

function storyTests(job: RegistryJob): [Story, ...Test[]][] {
  const { population, plan, truth, enrolments, stillPaid } = job
  const { asOf } = population.world
  const active = (code: string): Set<Person> =>
    new Set(enrolments.filter((e) => e.status === 'active' && e.programme.code === code).map((e) => e.person))
  const pension = active('SCP')
  const drought = active('DSN')
  const twice = new Set(plan.duplicates.map((row) => row.person))
  const kinds = new Map<Person, string[]>()
  for (const d of truth.noted) {
    if (d.source === 'registry' && d.person !== null) kinds.set(d.person, [...(kinds.get(d.person) ?? []), d.kind])
  }
  const only = (p: Person, kind: string): boolean => kinds.get(p)?.length === 1 && kinds.get(p)?.[0] === kind
  const clean = (p: Person): boolean => !kinds.has(p) && p.died === null && p.nin !== null
  const age = (p: Person): number => ageOn(p.born, asOf)
  const withNumber = (p: Person, source: Source): boolean => writeDown(population.world, p, source).nin === p.nin
  const bornKnown = (p: Person): boolean => writeDown(population.world, p, 'registry').brn !== null
  const drawsBoth = (p: Person): boolean => pension.has(p) && drought.has(p)
  const buried = (p: Person): boolean =>
    stillPaid.has(p) && pension.has(p) && p.nin !== null && p.deathRegisteredOn !== null
  const inSchool = (p: Person): boolean =>
    truth.recordsOf('education', p).length > 0 && writeDown(population.world, p, 'education').brn !== null
  return [
    [
      'pension-and-drought',
      (p) => p.sex === 'female' && clean(p) && drawsBoth(p) && withNumber(p, 'pension') && withNumber(p, 'drought'),
      (p) => p.died === null && drawsBoth(p),
      (p) => p.died === null && pension.has(p),
    ],
    [
      'deceased-still-paid',
      (p) => buried(p) && only(p, 'deceased-still-active') && withNumber(p, 'pension') && withNumber(p, 'crvs'),
      (p) => stillPaid.has(p) && pension.has(p),
    ],
    ['unknown-to-register', (p) => p.died === null && age(p) > 25 && only(p, 'id-unknown-to-register')],
    ['no-national-id', (p) => p.nin === null && p.died === null && age(p) > 30 && !kinds.has(p)],
    ['child-in-school', (p) => clean(p) && !p.twin && age(p) > 7 && age(p) < 13 && bornKnown(p) && inSchool(p)],
    ['twin', (p) => clean(p) && p.twin && age(p) > 3 && bornKnown(p)],
    ['swapped-birth-date', (p) => p.nin !== null && p.died === null && age(p) > 18 && only(p, 'day-month-swap')],
    ['registered-twice', (p) => twice.has(p) && p.nin !== null && p.died === null],
  ]
}

function describe({ population, plan, truth }: RegistryJob, story: Story, person: Person): DemoPerson {
  const record = writeDown(population.world, person, 'registry')
  return {
    story,
    title: titles[story],
    name: [record.given, record.middle, record.surname].filter((part) => part !== null).join(' '),
    sex: record.sex,
    birthDate: iso(record.born),
    identifiers: {
      nationalId: record.nin,
      birthRegistrationNumber: record.brn,
      personIds: plan.rowsOf.get(person)?.map((row) => row.id) ?? [],
      pensionNumber: truth.recordsOf('pension', person)[0] ?? null,
      pupilNumber: truth.recordsOf('education', person)[0] ?? null,
    },
  }
}
