// The raw rosters of the pension and the payroll files of the drought safety net.
import { ageOn, compactDay, iso, parseDay, shortDay } from './dates.ts'
import type { Enrolment } from './enrolments.ts'
import { localPhone } from './identifiers.ts'
import type { Household, Person } from './model.ts'
import { aliveOn } from './model.ts'
import { csvCell } from './output.ts'
import { type Payment, type PayOffice, paymentsOf } from './payments.ts'
import { type Recorded, writeDown } from './records.ts'
import type { AgencyJob } from './write-state.ts'

export type ProgrammeJob = AgencyJob & { readonly enrolments: readonly Enrolment[]; readonly office: PayOffice }

const sharedCaregiverRate = 0.013
const paymentStatus = { paid: '1', failed: '2', returned: '3' } as const
const pensionProvider = { benki_ya_umoja: '01', benki_ya_pwani: '02', mobile_money: '03' } as const

export function writePensioners(job: ProgrammeJob): void {
  const { output, truth, population, office } = job
  const { world } = population
  const pensions = job.enrolments.filter((e) => e.programme.code === 'SCP')
  const file = output.file('pension/pensioners.ndjson')
  let shared: Person | null = null
  for (const [i, e] of pensions.entries()) {
    const { person } = e
    const random = world.streams('pension')(person.id)
    const number = `P${String(i + 1).padStart(7, '0')}`
    const record = writeDown(world, person, 'pension')
    let carer = carerOf(person, world.asOf)
    // One carer in every few hundred collects for people of several households.
    if (i % 150 === 0 && carer !== null) shared = carer
    if (shared !== null && shared !== carer && random.chance(sharedCaregiverRate)) {
      record.defects.push({ kind: 'shared-caregiver', recorded: shared.nin ?? '', actual: carer?.nin ?? '' })
      carer = shared
    }
    const payments = paymentsOf(office, e)
    const status = pensionStatus(e, payments)
    file.json([
      number,
      record.nin,
      upperName(record),
      record.sex === 'male' ? 'M' : 'K',
      compactDay(record.born),
      status,
      compactDay(e.until ?? e.from),
      compactDay(e.from),
      e.programme.amountCents,
      person.household.place.ward.legacyCode,
      person.phone === null ? null : localPhone(person.phone),
      carer && [upperName(carer), carer.nin],
      payments.slice(-6).reverse().map(pensionPayment),
    ])
    truth.record('pension', number, person)
    truth.defects('pension', number, { person, defects: record.defects })
    if (status !== '09' && person.died !== null) {
      const defect = { kind: 'deceased-still-active', recorded: status, actual: iso(person.died) }
      truth.defects('pension', number, { person, defects: [defect] })
    }
  }
}

function pensionStatus(e: Enrolment, payments: readonly Payment[]): string {
  if (e.status === 'exited') return '09'
  if (e.status === 'suspended') return '02'
  return payments.length === 0 ? '03' : '01'
}

const pensionPayment = (p: Payment): unknown[] => [
  p.cycle.replace('-', ''),
  compactDay(p.paidOn),
  p.amountCents,
  paymentStatus[p.status],
  pensionProvider[p.provider],
]

function carerOf(person: Person, asOf: number): Person | null {
  const others = person.household.members.filter((m) => m !== person && m.nin !== null && aliveOn(m, asOf))
  return others.find((m) => ageOn(m.born, asOf) >= 18) ?? null
}

function upperName(name: { given: string | null; middle: string | null; surname: string | null }): string {
  const given = [name.given, name.middle].filter((part) => part !== null).join(' ')
  return `${name.surname ?? ''}, ${given}`.toUpperCase()
}

const payrollColumns =
  'SERIAL;HH_NO;HEAD_NAME;HEAD_NIN;SEX;DOB;PHONE;COUNTY;WARD;HH_SIZE;GROUP;AMOUNT_TSH;PAY_DATE;PAY_POINT;STATUS'
const payPoint = { mobile_money: 'MM', benki_ya_umoja: 'BU', benki_ya_pwani: 'BP' } as const
const payrollStatus = { paid: 'PAID', failed: 'UNPAID', returned: 'RETURNED' } as const
const firstPayroll = '2025-01'
const byteOrderMark = '\uFEFF'

export function writeDroughtPayrolls(job: ProgrammeJob): void {
  const { output, enrolments, office } = job
  const lines = new Map<string, string[]>()
  for (const cycle of office.cycles) if (cycle >= firstPayroll) lines.set(cycle, [])
  for (const [i, e] of enrolments.filter((e) => e.programme.code === 'DSN').entries()) {
    addPayrollLines(job, { enrolment: e, number: `DSN-${String(i + 1).padStart(6, '0')}` }, lines)
  }
  for (const [cycle, rows] of lines) {
    const file = output.file(`drop/drought/PAYROLL_${cycle.replace('-', '_')}.csv`)
    file.raw(`${byteOrderMark}${payrollColumns}\r\n`)
    for (const [i, row] of rows.entries()) file.line(`${i + 1};${row}\r`)
  }
}

function addPayrollLines(
  { truth, population, office }: ProgrammeJob,
  { enrolment, number }: { enrolment: Enrolment; number: string },
  lines: ReadonlyMap<string, string[]>,
): void {
  const { person, household } = enrolment
  const record = writeDown(population.world, person, 'drought')
  const fixed = [number, ...payrollPerson(person, record), ...payrollPlace(population, household)]
  const head = fixed.map((cell) => csvCell(cell, ';')).join(';')
  for (const p of paymentsOf(office, enrolment)) {
    const shillings = (p.amountCents / 100).toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ',')
    const paid = p.paidOn === null ? '' : shortDay(p.paidOn)
    const group = enrolment.onDroughtOnly ? 2 : 1
    lines.get(p.cycle)?.push(`${head};${group};${shillings};${paid};${payPoint[p.provider]};${payrollStatus[p.status]}`)
  }
  truth.record('drought', number, person)
  truth.defects('drought', number, { person, defects: record.defects })
  if (enrolment.status !== 'exited' && person.died !== null) {
    const defect = { kind: 'deceased-still-active', recorded: 'DSN', actual: iso(person.died) }
    truth.defects('drought', number, { person, defects: [defect] })
  }
}

function payrollPerson(person: Person, record: Recorded): string[] {
  const phone = person.phone === null ? '' : person.id % 3 === 0 ? person.phone : localPhone(person.phone)
  const sex = person.id % 97 === 0 ? 'U' : record.sex === 'male' ? 'M' : 'F'
  const born = record.born < firstTwoDigitDay || person.id % 41 === 0 ? '' : shortDay(record.born)
  return [fullNameOf(record), record.nin ?? '', sex, born, phone]
}

/** Two-digit years reach back to 1927 only. */
const firstTwoDigitDay = parseDay('1927-01-01')

function payrollPlace(population: ProgrammeJob['population'], household: Household): string[] {
  const { county, ward } = household.place
  const size = household.members.filter((m) => aliveOn(m, population.world.asOf)).length
  // The payroll counts people who eat together, not people who sleep under one roof.
  const random = population.world.streams('eat-together')(household.index)
  const eating = random.chance(0.15) ? size + random.pick([-1, 1, 2]) : size
  return [county.name, ward.formerName ?? ward.name, String(Math.max(1, eating))]
}

export const fullNameOf = (name: { given: string | null; middle: string | null; surname: string | null }): string =>
  [name.given, name.middle, name.surname].filter((part) => part !== null).join(' ')
