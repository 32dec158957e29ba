// The social registry and the integrated beneficiary registry as CSV for COPY; columns in `registry-files.md`.
import { ageOn, iso, isoOrNull } from './dates.ts'
import type { Enrolment, Population } from './enrolments.ts'
import type { Person } from './model.ts'
import type { Cell, Output } from './output.ts'
import { ibrProgrammes, type PayOffice, paymentsOf } from './payments.ts'
import { type Recorded, writeDown } from './records.ts'
import type { RegistryHousehold, RegistryPerson, RegistryPlan } from './registry.ts'
import { povertyIndex } from './scores.ts'
import type { TruthBook } from './truth.ts'

export type RegistryJob = {
  readonly output: Output
  readonly truth: TruthBook
  readonly population: Population
  readonly plan: RegistryPlan
  readonly enrolments: readonly Enrolment[]
  readonly office: PayOffice
  /** Recipients who died while their benefit runs on. */
  readonly stillPaid: ReadonlySet<Person>
}

/** The county that still scores with the older index, which runs the other way. */
const olderIndexCounty = 'TU4103'
const sharedIdRate = 0.0009
const bornBeforeParentRate = 0.00025

const householdColumns =
  'household_id,head_person_id,village_code,ward_code,county_code,region_code,setting,latitude,longitude,size,score,score_model,score_direction,scored_on,tenure,wall,roof,floor,rooms,water_source,sanitation,lighting,cooking_fuel,has_radio,has_smartphone,has_mattress,has_bicycle,has_television,livestock_units,land_acres,registered_on,updated_on'
const personColumns =
  'person_id,household_id,national_id,birth_registration_number,given_name,middle_name,surname,sex,birth_date,birth_date_estimated,death_date,marital_status,phone,disability_seeing,disability_hearing,disability_walking,disability_remembering,disability_self_care,disability_communicating,has_disability,education,occupation,relationship_to_head,registered_on,updated_on'

export function writeHouseholds({ output, truth, plan }: RegistryJob): void {
  const file = output.file('registry/household.csv', householdColumns.split(','))
  for (const household of plan.households) file.csv(householdCells(household))
  for (const split of plan.splits) {
    truth.defects('registry-household', split.household.id, {
      person: split.person,
      defects: [{ kind: 'split-household', recorded: '1', actual: String(split.household.truth.members.length) }],
    })
  }
}

function householdCells(household: RegistryHousehold): Cell[] {
  const { truth, rows } = household
  const { place, assets } = truth
  const older = place.county.code === olderIndexCounty
  return [
    household.id,
    rows[0]?.id ?? null,
    place.village.code,
    place.ward.code,
    place.county.code,
    place.region.code,
    truth.urban ? 'urban' : 'rural',
    truth.latitude.toFixed(5),
    truth.longitude.toFixed(5),
    rows.filter((row) => !row.duplicate).length,
    (older ? povertyIndex(household.score) : household.score).toFixed(4),
    older ? 'POVERTY-INDEX-2021' : 'PMT-2023',
    older ? 'higher_is_poorer' : 'lower_is_poorer',
    iso(household.updatedOn),
    assets.tenure,
    assets.wall,
    assets.roof,
    assets.floor,
    assets.rooms,
    assets.water,
    assets.sanitation,
    assets.lighting,
    assets.cooking,
    assets.radio,
    assets.smartphone,
    assets.mattress,
    assets.bicycle,
    assets.television,
    assets.livestock.toFixed(1),
    assets.land.toFixed(1),
    iso(household.registeredOn),
    iso(household.updatedOn),
  ]
}

export function writePersonRows(job: RegistryJob): void {
  const { output, truth, population, plan } = job
  const file = output.file('registry/person.csv', personColumns.split(','))
  const spoil = population.world.streams('registry-rows')
  const olderThanParent = childrenOlderThanParent(job)
  let previousNin: string | null = null
  for (const household of plan.households) {
    let householdNin: string | null = null
    for (const row of household.rows) {
      const { person } = row
      const record = writeDown(population.world, person, 'registry', row.duplicate ? '-again' : '')
      const random = spoil(row.duplicate ? -person.id - 1 : person.id)
      if (record.nin !== null && previousNin !== null && random.chance(sharedIdRate)) {
        record.defects.push({ kind: 'shared-national-id', recorded: previousNin, actual: record.nin })
        record.nin = previousNin
      }
      if (olderThanParent.has(row)) bearBeforeParent(row, record, random.int(400, 2500))
      if (row.duplicate) {
        if (random.chance(0.5)) record.nin = null
        const first = plan.rowsOf.get(person)?.[0]?.id ?? ''
        record.defects.push({ kind: 'registered-twice', recorded: row.id, actual: first })
      }
      householdNin = record.nin ?? householdNin
      file.csv(personCells(job, row, record))
      truth.record('registry', row.id, person)
      truth.defects('registry', row.id, { person, defects: record.defects })
    }
    previousNin = householdNin ?? previousNin
  }
}

/** An exact share of the children, so that a small country has one too. */
function childrenOlderThanParent({ plan, population }: RegistryJob): ReadonlySet<RegistryPerson> {
  const order = population.world.streams('older-than-parent')
  const children = plan.households
    .flatMap((h) => h.rows.filter((row) => row.relation === 'child'))
    .map((row) => ({ row, rank: order(row.person.id).next() }))
    .sort((a, b) => a.rank - b.rank)
  return new Set(children.slice(0, Math.max(1, Math.round(children.length * bornBeforeParentRate))).map((c) => c.row))
}

function bearBeforeParent(row: RegistryPerson, record: Recorded, daysBefore: number): void {
  const head = row.household.rows[0]?.person ?? row.person
  const actual = iso(record.born)
  record.born = head.paperBorn - daysBefore
  record.defects.push({ kind: 'born-before-parent', recorded: iso(record.born), actual })
}

function personCells(job: RegistryJob, row: RegistryPerson, record: Recorded): Cell[] {
  const { person, household } = row
  const age = ageOn(person.born, household.updatedOn)
  return [
    row.id,
    household.id,
    record.nin,
    record.brn,
    record.given,
    record.middle,
    record.surname,
    record.sex,
    iso(record.born),
    person.paperEstimated,
    isoOrNull(knownDeath(job, person, household)),
    age < 15 ? null : person.marital,
    person.phone,
    ...person.disability,
    person.disability.some((level) => level >= 3),
    person.education,
    age < 6 ? null : person.occupation,
    row.relation,
    iso(household.registeredOn),
    iso(household.updatedOn),
  ]
}

/** The registry hears of a death at its next visit or, for a third, from civil registration. */
function knownDeath(
  { population, stillPaid }: RegistryJob,
  person: Person,
  household: RegistryHousehold,
): number | null {
  if (person.died === null || stillPaid.has(person)) return null
  const random = population.world.streams('registry-death')(person.id)
  if (person.died < household.updatedOn) return random.chance(0.8) ? person.died : null
  return person.deathRegisteredOn !== null && random.chance(0.35) ? person.died : null
}

export function writeBenefits(job: RegistryJob): void {
  const { output, truth, plan } = job
  const columns = 'enrolment_id,person_id,household_id,programme_code,status,enrolled_on,ended_on,end_reason'
  const enrolmentFile = output.file('registry/enrolment.csv', columns.split(','))
  const paymentFile = output.file(
    'registry/payment.csv',
    'payment_id,enrolment_id,cycle,amount_cents,currency,paid_on,status,provider'.split(','),
  )
  const held = [...job.enrolments, ...secondBenefits(job)].filter((e) => ibrProgrammes.has(e.programme.code))
  let enrolmentNumber = 0
  let paymentNumber = 0
  for (const e of held) {
    const rows = plan.rowsOf.get(e.person)
    const row = e.second ? rows?.[1] : rows?.[0]
    if (row === undefined) continue
    const id = `E${String(++enrolmentNumber).padStart(7, '0')}`
    const { code } = e.programme
    enrolmentFile.csv([id, row.id, row.household.id, code, e.status, iso(e.from), isoOrNull(e.until), e.reason])
    if (e.status === 'active' && e.person.died !== null) {
      const defect = { kind: 'deceased-still-active', recorded: code, actual: iso(e.person.died) }
      truth.defects('registry', row.id, { person: e.person, defects: [defect] })
    }
    for (const p of paymentsOf(job.office, e)) {
      const paymentId = `Y${String(++paymentNumber).padStart(8, '0')}`
      paymentFile.csv([paymentId, id, p.cycle, p.amountCents, 'TUS', isoOrNull(p.paidOn), p.status, p.provider])
      if (p.defect === null) continue
      const defect = { kind: p.defect, recorded: String(p.amountCents), actual: String(e.programme.amountCents) }
      truth.defects('registry-payment', paymentId, { person: e.person, defects: [defect] })
    }
  }
}

/** The second benefit of a person who is listed twice, from a programme that does not know the first. */
function secondBenefits({ population, plan, enrolments }: RegistryJob): Enrolment[] {
  const { byCode } = population.programmes
  const first = new Map<Person, Enrolment>()
  for (const e of enrolments) if (!first.has(e.person) && ibrProgrammes.has(e.programme.code)) first.set(e.person, e)
  return plan.duplicates.flatMap(({ person }): Enrolment[] => {
    const known = first.get(person)
    if (known === undefined) return []
    const programme = known.programme.code === 'OVC' ? byCode.PWSD : byCode.OVC
    const from = Math.max(known.from + 200, programme.startedOn)
    if (from >= population.world.asOf - 60) return []
    return [
      { ...known, programme, from, onDroughtOnly: false, status: 'active', until: null, reason: null, second: true },
    ]
  })
}
