import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { parse as parseCsv } from 'csv-parse/sync'
import readWorkbook from 'read-excel-file/node'
import { findDemoPeople } from './demo-people.ts'
import { generateCountry } from './generate.ts'

const root = mkdtempSync(join(tmpdir(), 'tumaini-'))
after(() => rmSync(root, { recursive: true, force: true }))

const small = { seed: 'test', scale: 0.004 }
const { manifest } = await generateCountry({ ...small, folder: join(root, 'a') })
const read = (name: string): string => readFileSync(join(root, 'a', name), 'utf8')
const rows = (name: string): Record<string, string>[] =>
  parseCsv(read(name), { columns: true, bom: true }) as Record<string, string>[]

test('the same seed and scale give the same bytes, whatever the hour and the zone', async () => {
  const zone = process.env.TZ
  process.env.TZ = 'Asia/Kathmandu'
  const again = await generateCountry({ ...small, folder: join(root, 'b') })
  if (zone === undefined) delete process.env.TZ
  else process.env.TZ = zone
  assert.deepEqual(again.manifest, manifest)
  for (const [name, file] of Object.entries(manifest.files)) {
    const bytes = readFileSync(join(root, 'b', name))
    assert.equal(createHash('sha256').update(bytes).digest('hex'), file.sha256, name)
  }
})

test('another seed gives other people', async () => {
  const other = await generateCountry({ ...small, seed: 'other', folder: join(root, 'c') })
  assert.notEqual(other.manifest.files['truth/persons.csv']?.sha256, manifest.files['truth/persons.csv']?.sha256)
})

test('a finished country is reused; a changed scale or a missing manifest makes it anew', async () => {
  const folder = join(root, 'd')
  const tiny = { ...small, scale: 0.001, folder }
  assert.equal((await generateCountry(tiny)).reused, false)
  const made = statSync(join(folder, 'registry/person.csv')).mtimeMs
  assert.equal((await generateCountry(tiny)).reused, true)
  assert.equal(statSync(join(folder, 'registry/person.csv')).mtimeMs, made)
  assert.equal((await generateCountry({ ...tiny, scale: 0.002 })).reused, false)
  rmSync(join(folder, 'manifest.json'))
  assert.equal((await generateCountry({ ...tiny, scale: 0.002 })).reused, false)
})

test('a file that the generator did not write survives', async () => {
  const folder = join(root, 'd')
  writeFileSync(join(folder, 'notes.txt'), 'mine')
  await generateCountry({ ...small, scale: 0.001, folder })
  assert.ok(existsSync(join(folder, 'notes.txt')))
})

test('a scale out of bounds is refused', async () => {
  for (const scale of [0, -1, 11, Number.NaN]) {
    await assert.rejects(generateCountry({ ...small, scale, folder: join(root, 'e') }), RangeError)
  }
})

test('every key of the registry resolves', () => {
  const people = new Set(rows('registry/person.csv').map((p) => p.person_id))
  const households = rows('registry/household.csv')
  const householdIds = new Set(households.map((h) => h.household_id))
  assert.equal(people.size, manifest.counts.rows['registry/person.csv'])
  assert.ok(households.every((h) => people.has(h.head_person_id)))
  assert.ok(rows('registry/person.csv').every((p) => householdIds.has(p.household_id)))
  const enrolments = rows('registry/enrolment.csv')
  assert.ok(enrolments.every((e) => people.has(e.person_id) && householdIds.has(e.household_id)))
  const enrolmentIds = new Set(enrolments.map((e) => e.enrolment_id))
  const payments = rows('registry/payment.csv')
  assert.ok(payments.length > 100)
  assert.ok(payments.every((p) => enrolmentIds.has(p.enrolment_id)))
})

test('the files have the columns their description lists, in that order', () => {
  const guide = readFileSync(new URL('./registry-files.md', import.meta.url), 'utf8')
  for (const section of guide.split(/^\*\*(?=\w+\.csv)/m).slice(1)) {
    const name = section.slice(0, section.indexOf('**'))
    const table = section.split('\n').filter((line) => line.startsWith('| `'))
    const described = table.flatMap((line) => (line.split('|')[1] ?? '').match(/[a-z_]{3,}/g) ?? [])
    const header = read(`registry/${name}`).split('\n')[0]?.split(',')
    assert.deepEqual(header, described, name)
  }
})

test('the score runs one way in eleven counties and the other way in one, and says so', () => {
  for (const h of rows('registry/household.csv')) {
    const expected = h.county_code === 'TU4103' ? 'higher_is_poorer' : 'lower_is_poorer'
    assert.equal(h.score_direction, expected)
  }
})

test('a payroll is a semicolon CSV with a byte order mark, CRLF, and amounts with separators', () => {
  const text = read('drop/drought/PAYROLL_2026_05.csv')
  assert.equal(text.charCodeAt(0), 0xfeff)
  const lines = parseCsv(text, { columns: true, bom: true, delimiter: ';' }) as Record<string, string>[]
  assert.ok(lines.length > 5 && text.endsWith('\r\n'))
  for (const line of lines) {
    assert.match(line.AMOUNT_TSH ?? '', /^\d{1,3}(,\d{3})*\.\d\d$/)
    assert.match(line.PAY_DATE ?? '', line.STATUS === 'PAID' ? /^\d{1,2}-[A-Z]{3}-\d\d$/ : /^$/)
  }
})

test('the consortium’s workbook has its header where the guide says and mixed types under it', async () => {
  const path = join(root, 'a', 'drop/ngo/consortium_2026Q3.xlsx')
  const [households, distributions] = await readWorkbook(path)
  assert.equal(households?.sheet, 'Households')
  assert.equal(households?.data[3]?.[1], 'Case ID')
  const births = households?.data.slice(4).map((row) => row[4]) ?? []
  assert.ok(births.some((b) => b instanceof Date) && births.some((b) => typeof b === 'number'))
  assert.equal(distributions?.data[2]?.[0], 'Case ID')
  assert.equal((distributions?.data.length ?? 0) - 3, ((households?.data.length ?? 0) - 4) * 3)
})

test('demo people are named with the identifiers their story needs', () => {
  const people = findDemoPeople(join(root, 'a'))
  const find = (story: string) => people.find((p) => p.story === story)
  assert.ok(find('pension-and-drought')?.identifiers.pensionNumber)
  assert.ok(find('child-in-school')?.identifiers.birthRegistrationNumber)
  assert.ok(find('child-in-school')?.identifiers.pupilNumber)
  assert.equal(find('no-national-id')?.identifiers.nationalId, null)
})

test('the registry holds no truth: neither true ids nor the truth folder’s columns', () => {
  assert.doesNotMatch(read('registry/person.csv'), /\bT\d{8}\b/)
  assert.doesNotMatch(read('registry/household.csv'), /\bTH\d{7}\b/)
})

test('nobody is enrolled before birth or after death, and no benefit ends before it begins', () => {
  const people = new Map(rows('registry/person.csv').map((p) => [p.person_id, p]))
  for (const e of rows('registry/enrolment.csv')) {
    const person = people.get(e.person_id)
    assert.ok((e.enrolled_on ?? '') > (person?.birth_date ?? ''), e.enrolment_id)
    assert.ok(!person?.death_date || (e.enrolled_on ?? '') < person.death_date, e.enrolment_id)
    assert.ok(!e.ended_on || (e.ended_on > (e.enrolled_on ?? '') && e.end_reason), e.enrolment_id)
    assert.ok((e.enrolled_on ?? '') < '2026-11-01', e.enrolment_id)
  }
})

test('the pension and the beneficiary registry tell of the same payments', () => {
  const people = new Map(rows('registry/person.csv').map((p) => [p.person_id, p]))
  const pensions = new Map(
    read('pension/pensioners.ndjson')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as [string, string | null, ...unknown[]])
      .map((row) => [row[1], row[12] as [string, string, number, string, string][]]),
  )
  const payments = rows('registry/payment.csv')
  let compared = 0
  for (const e of rows('registry/enrolment.csv').filter((e) => e.programme_code === 'SCP')) {
    const known = pensions.get(people.get(e.person_id)?.national_id ?? '')
    if (known === undefined) continue
    const held = payments
      .filter((p) => p.enrolment_id === e.enrolment_id)
      .slice(-6)
      .reverse()
    assert.deepEqual(
      held.map((p) => [p.cycle?.replace('-', ''), Number(p.amount_cents)]),
      known.map(([cycle, , amount]) => [cycle, amount]),
    )
    compared++
  }
  assert.ok(compared > 3)
})
