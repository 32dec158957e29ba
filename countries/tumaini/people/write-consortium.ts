// The consortium's workbook, as people fill it by hand: title rows, mixed types, blanks.
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import writeWorkbook, { type Row } from 'write-excel-file/node'
import { ageOn, type Day, dayOf } from './dates.ts'
import type { Enrolment } from './enrolments.ts'
import { localPhone } from './identifiers.ts'
import { aliveOn } from './model.ts'
import type { Random } from './random.ts'
import { type Recorded, writeDown } from './records.ts'
import { fullNameOf, type ProgrammeJob } from './write-programmes.ts'

const quarterEnd = dayOf(2026, 9, 30)
const fileName = 'drop/ngo/consortium_2026Q3.xlsx'
const partners = ['Msaada', 'Upendo Relief', 'Harambee Trust'] as const
const householdHeader = [
  'No.',
  'Case ID',
  'Name of head of household',
  'Sex',
  'Date of birth / age',
  'National ID',
  'Phone',
  'County',
  'Ward',
  'HH size',
  'Partner',
  'Status',
]
const distributionHeader = ['Case ID', 'Month', 'Modality', 'Amount (TSh)', 'Distribution date', 'Received']

export async function writeConsortium(job: ProgrammeJob): Promise<void> {
  const { output, truth, population, enrolments } = job
  const households: Row[] = [
    [{ value: 'NGO Cash Consortium: households assisted', fontWeight: 'bold' }],
    ['Period: July to September 2026'],
    ['Confidential. Ages are at the end of the period.'],
    householdHeader,
  ]
  const distributions: Row[] = [['Distributions'], ['One row for each month'], distributionHeader]
  for (const [i, e] of enrolments.filter((e) => e.programme.code === 'NGO').entries()) {
    const caseId = `NGO-${String(i + 1).padStart(5, '0')}`
    const random = population.world.streams('ngo-row')(e.person.id)
    const record = writeDown(population.world, e.person, 'ngo')
    households.push([i + 1, caseId, ...headCells(e, record, random), e.status === 'exited' ? 'closed' : 'active'])
    for (const month of [7, 8, 9]) distributions.push(distributionCells(caseId, month, random))
    truth.record('ngo', caseId, e.person)
    truth.defects('ngo', caseId, { person: e.person, defects: record.defects })
  }
  const book = writeWorkbook([
    { data: households, sheet: 'Households' },
    { data: distributions, sheet: 'Distributions' },
  ])
  const bytes = withoutTimes(await book.toBuffer())
  mkdirSync(dirname(join(output.folder, fileName)), { recursive: true })
  writeFileSync(join(output.folder, fileName), bytes)
  output.add(fileName, {
    rows: households.length + distributions.length,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  })
}

function headCells(e: Enrolment, record: Recorded, random: Random): Row {
  const { household, person } = e
  const { county, ward } = household.place
  const name = fullNameOf(record)
  const size = household.members.filter((m) => aliveOn(m, quarterEnd)).length
  const phone = person.phone === null ? null : localPhone(person.phone)
  return [
    random.chance(0.2) ? name.toUpperCase() : name,
    random.chance(0.04) ? null : random.chance(0.01) ? 'others' : record.sex,
    birthCell(record.born, random),
    idCell(record.nin, random),
    phone !== null && random.chance(0.5) ? Number(phone) : phone,
    county.name,
    ward.name,
    Math.max(1, size),
    random.pick(partners),
  ]
}

function birthCell(born: Day, random: Random): Row[number] {
  const kind = random.weighted({ date: 55, age: 38, blank: 7 })
  if (kind === 'date') return dateCell(born)
  return kind === 'age' ? ageOn(born, quarterEnd) : null
}

const dateCell = (day: Day): Row[number] => ({ value: new Date(day * 86_400_000), type: Date, format: 'yyyy-mm-dd' })

function idCell(nin: string | null, random: Random): Row[number] {
  if (nin === null) return random.chance(0.5) ? 'N/A' : null
  return random.chance(0.5) ? Number(nin) : nin
}

function distributionCells(caseId: string, month: number, random: Random): Row {
  const modality = random.weighted({ Cash: 80, Voucher: 12, 'In kind': 8 })
  const amount = random.pick([3500, 4500, 6000])
  const written = random.chance(0.3) ? `${Math.floor(amount / 1000)} ${String(amount % 1000).padStart(3, '0')}` : amount
  const day = dateCell(dayOf(2026, month, random.int(8, 26)))
  const received = random.weighted({ yes: 70, Y: 22, no: 5, N: 3 })
  return [caseId, `2026-0${month}`, modality, modality === 'In kind' ? null : written, day, received]
}

/** A zip carries the time of writing in each entry; the same country must be the same bytes. */
function withoutTimes(zip: Buffer): Buffer {
  const fixed = Buffer.from([0, 0, 0x21, 0]) // 1980-01-01 00:00
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  const entries = zip.readUInt16LE(end + 10)
  let at = zip.readUInt32LE(end + 16)
  for (let i = 0; i < entries; i++) {
    fixed.copy(zip, at + 12)
    fixed.copy(zip, zip.readUInt32LE(at + 42) + 10)
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return zip
}
