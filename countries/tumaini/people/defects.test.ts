// The rates that audits found, held within tolerance on a fifth of the country.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { parse as parseCsv } from 'csv-parse/sync'
import { generateCountry } from './generate.ts'

type Row = Record<string, string>

const scale = 0.2
const folder = mkdtempSync(join(tmpdir(), 'tumaini-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const { manifest } = await generateCountry({ seed: 'rates', scale, folder })
const rows = (name: string): Row[] => parseCsv(readFileSync(join(folder, name)), { columns: true }) as Row[]
const lines = (name: string): unknown[][] =>
  readFileSync(join(folder, name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown[])

const persons = rows('registry/person.csv')
const households = rows('registry/household.csv')
const enrolments = rows('registry/enrolment.csv')
const defects = rows('truth/defects.csv')
const truth = rows('truth/persons.csv')
const count = (source: string, kind: string): number =>
  defects.filter((d) => d.source === source && d.kind === kind).length

function near(actual: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not within ${tolerance} of ${expected}`)
}

test('the country has the size its scale says', () => {
  assert.equal(manifest.counts.households, 10_000)
  near(manifest.counts.persons / scale, 220_000, 6_000)
  near(households.length / scale, 30_250, 200)
  near(new Set(truth.map((p) => p.village_code)).size, 240, 0)
})

test('births, deaths and pensioners come in the yearly numbers of the country', () => {
  const born = truth.filter((p) => (p.birth_date ?? '').startsWith('2024')).length
  const died = truth.filter((p) => (p.death_date ?? '').startsWith('2024')).length
  near(born / scale, 6_800, 700)
  near(died / scale, 2_400, 300)
  const drawing = lines('pension/pensioners.ndjson').filter((p) => p[5] !== '09').length
  near(drawing / scale, 5_200, 500)
})

test('1.2 % of active recipients have died', () => {
  const active = enrolments.filter((e) => e.status === 'active').length
  near(count('registry', 'deceased-still-active') / active, 0.012, 0.003)
})

test('7 % of adults and 28 % of children have no national number', () => {
  const living = truth.filter((p) => p.death_date === '')
  const adults = living.filter((p) => (p.birth_date ?? '') <= '2008-11-01')
  const children = living.filter((p) => (p.birth_date ?? '') > '2008-11-01')
  near(adults.filter((p) => p.national_id === '').length / adults.length, 0.07, 0.01)
  near(children.filter((p) => p.national_id === '').length / children.length, 0.28, 0.015)
})

test('a sixth of first checks against the population register fail', () => {
  const register = new Map(lines('tiprs/persons.ndjson').map((row) => [row[0], row]))
  const known = persons.filter((p) => p.national_id !== '')
  const failing = known.filter((p) => {
    const row = register.get(p.national_id)
    const born = (p.birth_date ?? '').split('-').reverse().join('/')
    return row?.[3] !== p.surname || row?.[1] !== p.given_name || row?.[5] !== born
  })
  near(failing.length / known.length, 0.17, 0.02)
})

test('18 % of birth dates are 1 January', () => {
  near(persons.filter((p) => p.birth_date?.endsWith('-01-01')).length / persons.length, 0.18, 0.02)
})

test('identity numbers are shared by 0.09 % and names are placeholders in 0.3 %', () => {
  near(count('registry', 'shared-national-id') / persons.length, 0.0009, 0.0004)
  near(count('registry', 'placeholder-name') / persons.length, 0.003, 0.001)
})

test('3 % of recipients are registered twice, and each has two rows and two benefits', () => {
  const recipients = new Set(enrolments.filter((e) => e.status === 'active').map((e) => e.person_id)).size
  near(count('registry', 'registered-twice') / recipients, 0.03, 0.008)
  const enrolled = new Set(enrolments.map((e) => e.person_id))
  const twice = defects.filter((d) => d.kind === 'registered-twice')
  const drawingTwice = twice.filter((d) => enrolled.has(d.recorded ?? '') && enrolled.has(d.actual ?? ''))
  assert.ok(drawingTwice.length >= twice.length * 0.9)
})

test('35 % of households were last seen more than three years ago', () => {
  near(households.filter((h) => (h.updated_on ?? '') < '2023-11-01').length / households.length, 0.35, 0.02)
})

test('one-person households grew by 62 % through households that split on paper', () => {
  const alone = new Map<string, number>()
  for (const p of persons) alone.set(p.household_id ?? '', (alone.get(p.household_id ?? '') ?? 0) + 1)
  const onPaper = count('registry-household', 'split-household')
  const onePerson = households.filter((h) => h.size === '1').length
  near(onPaper / (onePerson - onPaper), 0.62, 0.1)
})

test('day and month are exchanged in about 2 % of dates, and a few children are older than their parents', () => {
  near(count('registry', 'day-month-swap') / persons.length, 0.02, 0.006)
  const before = count('registry', 'born-before-parent')
  assert.ok(before >= 1 && before <= 15, `${before}`)
})

test('1.3 % of pensioners share a caregiver with another household', () => {
  const pensioners = lines('pension/pensioners.ndjson').length
  near(count('pension', 'shared-caregiver') / pensioners, 0.013, 0.007)
})

test('payments are overpaid in 0.06 % and failed three times in 0.1 % of benefits', () => {
  near(count('registry-payment', 'overpaid') / enrolments.length, 0.0006, 0.0003)
  near(count('registry-payment', 'repeated-failure') / 3 / enrolments.length, 0.001, 0.0005)
})
