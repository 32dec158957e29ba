import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import type { IsoDate } from './kernel/dates.ts'
import type { Logger } from './platform/telemetry/logger.ts'
import type { RegistryActs } from './registry/acts/perform.ts'
import type { Values } from './registry/acts/schema.ts'

export interface LifeOptions {
  readonly pool: pg.Pool
  readonly acts: RegistryActs
  readonly today: () => IsoDate
  /** Code of the country's money. */
  readonly currency: string
  readonly eventsPerMinute: number
  readonly logger: Logger
}

/** What happens next to someone of the demo country; undefined when there is nobody it could happen to. */
type Chapter = (world: LifeOptions, turn: number) => Promise<Omit<Story, 'chapter'> | undefined>

export interface Story {
  readonly chapter: string
  readonly act: string
  readonly values: Values
}

/** Told over and over in this order, each time of other people. */
const chapters: Readonly<Record<string, Chapter>> = {
  birth: aBirth,
  newborn: aNewborn,
  payment: aPayment,
  enrolment: anEnrolment,
  'household-change': aScore,
  'death-registered': aRegisteredDeath,
  death: aDeath,
  marriage: aMarriage,
  'enrolment-change': aChangeOfEnrolment,
  registration: aNewHousehold,
  move: aMove,
  'disability-registration': aCertificate,
  'farmer-registration': aFarmer,
}

/**
 * The demo country goes on living: its people are born, move, are enrolled and paid, and die, so that whoever subscribed
 * is told of something. Everything is done as any system would do it, by an act of the registry.
 */
export function startDemoLife(options: LifeOptions): { stop(): Promise<void> } {
  const stopped = new AbortController()
  const living = live(options, stopped.signal).catch((err: unknown) => {
    if (!stopped.signal.aborted) options.logger.warn({ err }, 'the demo life has ended')
  })
  return {
    async stop() {
      stopped.abort()
      await living
    },
  }
}

async function live(options: LifeOptions, signal: AbortSignal): Promise<void> {
  const pauseMs = 60_000 / options.eventsPerMinute
  for (let turn = await lived(options.pool); ; turn++) {
    await sleep(pauseMs, undefined, { signal })
    const story = await nextStory(options, turn)
    if (story === undefined) continue
    const { act, values, chapter } = story
    const acted = await options.acts.perform({ id: `life-${randomUUID()}`, act, values })
    if (!acted.ok) options.logger.info({ chapter, code: acted.problem.code }, 'a chapter of the demo life was refused')
  }
}

/** After a restart the story goes on where it was. */
async function lived(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ acts: number }>(
    `select count(*) as acts from registry_act where id like 'life-%'`,
  )
  return rows[0]?.acts ?? 0
}

export async function nextStory(options: LifeOptions, turn: number): Promise<Story | undefined> {
  const names = Object.keys(chapters)
  const chapter = names[turn % names.length] ?? ''
  const story = await chapters[chapter]?.(options, Math.floor(turn / names.length))
  return story === undefined ? undefined : { chapter, ...story }
}

/** Numbers of a book that the country's generator never opens. */
const entryNumber = (today: IsoDate, turn: number): string => `${today.slice(0, 4)}99${String(turn).padStart(6, '0')}`

async function aBirth({ pool, today }: LifeOptions, turn: number) {
  const family = await household(pool, turn)
  const name = await someone(pool, turn, 'given_name is not null and sex is not null')
  if (family === undefined || name === undefined) return undefined
  const values = {
    'birth.registration-number': entryNumber(today(), turn),
    'birth.date': today(),
    'birth.registration-date': today(),
    'birth.place': family.county_code,
    'person.name.given': name.given_name,
    ...(family.surname === '' ? {} : { 'person.name.surname': family.surname }),
    'person.sex': name.sex,
  }
  return { act: 'register-birth', values }
}

async function aRegisteredDeath({ pool, today }: LifeOptions, turn: number) {
  const place = await household(pool, turn)
  const person = await someone(pool, turn, `birth_date < $2::date - interval '75 years' and given_name <> ''`, today())
  if (place === undefined || person === undefined) return undefined
  const values = {
    'death.registration-number': `D${entryNumber(today(), turn)}`,
    'death.date': today(),
    'death.registration-date': today(),
    'death.place': place.county_code,
    'person.name.given': person.given_name,
    'person.sex': person.sex,
    ...(person.national_id === null ? {} : { 'person.national-id': person.national_id }),
  }
  return { act: 'register-death', values }
}

async function aMarriage({ pool, today }: LifeOptions, turn: number) {
  const place = await household(pool, turn)
  const single = `national_id is not null and birth_date < $2::date - interval '20 years' and sex = $3`
  const wife = await someone(pool, turn, single, today(), 'female')
  const husband = await someone(pool, turn, single, today(), 'male')
  if (place === undefined || !wife?.national_id || !husband?.national_id) return undefined
  const values = {
    'marriage.registration-number': `M${entryNumber(today(), turn)}`,
    'marriage.date': today(),
    'marriage.registration-date': today(),
    'marriage.place': place.county_code,
    'person.national-id': wife.national_id,
    'marriage.spouse-national-id': husband.national_id,
  }
  return { act: 'register-marriage', values }
}

async function aNewborn({ pool, today }: LifeOptions, turn: number) {
  const family = await household(pool, turn)
  const name = await someone(pool, turn, 'given_name is not null and sex is not null')
  if (family === undefined || name === undefined) return undefined
  const values = {
    'household.id': family.household_id,
    'person.name.given': name.given_name,
    ...(family.surname === '' ? {} : { 'person.name.surname': family.surname }),
    'person.sex': name.sex,
    'person.birth-date': today(),
    'person.relationship-to-head': family.age < 50 ? 'child' : 'grandchild',
  }
  return { act: 'register-person', values }
}

async function aNewHousehold({ pool, today }: LifeOptions, turn: number) {
  const place = await household(pool, turn + 1)
  const name = await someone(pool, turn + 1, 'given_name is not null and sex is not null')
  if (place === undefined || name === undefined) return undefined
  const values = {
    'household.location.region': place.region_code,
    'household.location.county': place.county_code,
    'household.location.ward': place.ward_code,
    'household.location.village': place.village_code,
    'household.setting': place.setting,
    'person.name.given': name.given_name,
    'person.sex': name.sex,
    'person.birth-date': `${Number(today().slice(0, 4)) - 25 - (turn % 40)}${today().slice(4, 8)}15`,
  }
  return { act: 'register-household', values }
}

async function aScore({ pool, today }: LifeOptions, turn: number) {
  const { rows } = await pool.query<{ household_id: string; score: string; model: string; direction: string }>(
    `select household_id, score, score_model as model, score_direction as direction from ${some('household')}
     where score is not null order by md5(household_id || $1::int) limit 1`,
    [turn],
  )
  const [scored] = rows
  if (scored === undefined) return undefined
  const values = {
    'household.id': scored.household_id,
    'household.score': Math.round(Number(scored.score) * (turn % 2 === 0 ? 1.01 : 0.99) * 10_000) / 10_000,
    'household.score-model': scored.model.toLowerCase().replaceAll('_', '-'),
    'household.score-direction': scored.direction.replaceAll('_', '-'),
    'household.score-date': today(),
  }
  return { act: 'change-score', values }
}

async function aMove({ pool }: LifeOptions, turn: number) {
  const person = await someone(pool, turn, `relationship_to_head not in ('head', 'spouse')`)
  return person === undefined ? undefined : { act: 'leave-household', values: { 'person.id': person.person_id } }
}

async function aDeath({ pool, today }: LifeOptions, turn: number) {
  const person = await someone(pool, turn, `birth_date < $2::date - interval '75 years'`, today())
  if (person === undefined) return undefined
  return { act: 'record-death', values: { 'person.id': person.person_id, 'person.death-date': today() } }
}

const notOn = (register: string): string =>
  `not exists (select from ${register} r where r.person_id = person.person_id)`

async function aCertificate({ pool, today }: LifeOptions, turn: number) {
  const person = await someone(pool, turn, notOn('disability_record'))
  if (person === undefined) return undefined
  const values = {
    'person.id': person.person_id,
    'disability.status': 'approved',
    'disability.level': 'moderate',
    'disability.registration-date': today(),
    'impairment.type': 'vision',
    'impairment.level': 'moderate',
  }
  return { act: 'register-disability', values }
}

async function aFarmer({ pool, today }: LifeOptions, turn: number) {
  const adult = `birth_date < $2::date - interval '20 years' and ${notOn('farmer')}`
  const person = await someone(pool, turn, adult, today())
  if (person === undefined) return undefined
  const values = {
    'person.id': person.person_id,
    'farmer.status': 'active',
    'farmer.farm-type': 'subsistence',
    'farmer.registration-date': today(),
    'farm.tenure': 'owner',
    'farm.size': 0.5,
    'farm.unit': 'acre',
  }
  return { act: 'register-farmer', values }
}

async function anEnrolment({ pool, today }: LifeOptions, turn: number) {
  const { rows } = await pool.query<{ programme: string }>(
    `select programme_code as programme from ${some('enrolment')} group by 1 order by 1`,
    [turn],
  )
  const programme = rows[turn % Math.max(1, rows.length)]?.programme
  if (programme === undefined) return undefined
  const person = await someone(
    pool,
    turn,
    'not exists (select from enrolment e where e.person_id = person.person_id and e.programme_code = $2)',
    programme,
  )
  if (person === undefined) return undefined
  const values = {
    'person.id': person.person_id,
    'enrolment.programme': programme.toLowerCase(),
    'enrolment.start-date': today(),
  }
  return { act: 'enrol', values }
}

async function aChangeOfEnrolment({ pool }: LifeOptions, turn: number) {
  const { rows } = await pool.query<{ enrolment_id: string; status: string }>(
    `select enrolment_id, status from ${some('enrolment')} where status <> 'exited' order by md5(enrolment_id || $1::int) limit 1`,
    [turn],
  )
  const [running] = rows
  if (running === undefined) return undefined
  const status = running.status === 'active' ? 'suspended' : 'active'
  return { act: 'change-enrolment', values: { 'enrolment.id': running.enrolment_id, 'enrolment.status': status } }
}

async function aPayment({ pool, today, currency }: LifeOptions, turn: number) {
  const { rows } = await pool.query<{ enrolment_id: string; cents: number; provider: string | null }>(
    `select e.enrolment_id, y.amount_cents as cents, y.provider
     from (select * from ${some('enrolment')}) e
     cross join lateral (
       select * from payment p where p.enrolment_id = e.enrolment_id order by p.cycle desc, p.payment_id limit 1
     ) y
     where e.status = 'active' order by md5(e.enrolment_id || $1::int) limit 1`,
    [turn],
  )
  const [last] = rows
  if (last === undefined) return undefined
  const values = {
    'enrolment.id': last.enrolment_id,
    'payment.cycle': today().slice(0, 7),
    'payment.amount': last.cents / 100,
    'payment.currency': currency,
    'payment.date': today(),
    'payment.status': 'paid',
    ...(last.provider === null ? {} : { 'payment.channel': last.provider.replaceAll('_', '-') }),
  }
  return { act: 'record-payment', values }
}

/**
 * Some thousands of rows, others at each turn and the same in every country of one seed: a country of millions is not
 * read through for one birth.
 */
const some = (table: string): string => `${table} tablesample system (
  (select least(100, 300000 / greatest(reltuples, 1)) from pg_class where oid = '${table}'::regclass)) repeatable ($1::int)`

interface Someone {
  readonly person_id: string
  readonly given_name: string
  readonly sex: string
  readonly national_id: string | null
}

/** A living person of a kind, each turn another, the same in every country of one seed. `kind` is text of this file. */
async function someone(pool: pg.Pool, turn: number, kind: string, ...values: string[]): Promise<Someone | undefined> {
  const { rows } = await pool.query<Someone>(
    `select person_id, given_name, sex, national_id from ${some('person')} where death_date is null and ${kind}
     order by md5(person_id || $1::int) limit 1`,
    [turn, ...values],
  )
  return rows[0]
}

interface Home {
  readonly household_id: string
  readonly region_code: string
  readonly county_code: string
  readonly ward_code: string
  readonly village_code: string
  readonly setting: string
  readonly surname: string
  readonly age: number
}

async function household(pool: pg.Pool, turn: number): Promise<Home | undefined> {
  const { rows } = await pool.query<Home>(
    `select h.household_id, h.region_code, h.county_code, h.ward_code, h.village_code, h.setting,
       coalesce(p.surname, '') as surname, extract(year from age(p.birth_date))::int as age
     from (select * from ${some('household')}) h join person p on p.person_id = h.head_person_id and p.death_date is null
     order by md5(h.household_id || $1::int) limit 1`,
    [turn],
  )
  return rows[0]
}
