import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { parse as parseCsv } from 'csv-parse/sync'
import { generateCountry } from './generate.ts'

type Row = Record<string, string>

const folder = mkdtempSync(join(tmpdir(), 'tumaini-registries-'))
after(() => rmSync(folder, { recursive: true, force: true }))
await generateCountry({ seed: 'registries', scale: 0.02, folder })
const rows = (name: string): Row[] => parseCsv(readFileSync(join(folder, name)), { columns: true }) as Row[]
const lines = (name: string): unknown[][] =>
  readFileSync(join(folder, name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown[])

const people = new Map(rows('registry/person.csv').map((row) => [row.person_id, row]))
const events = rows('registry/civil_event.csv')

test('the copy of the civil register holds the births and deaths that civil registration itself answers with', () => {
  for (const [kind, file] of [
    ['birth', 'crvs/births.ndjson'],
    ['death', 'crvs/deaths.ndjson'],
  ] as const) {
    const copied = events.filter((event) => event.kind === kind)
    const own = lines(file)
    assert.deepEqual(
      copied.map((event) => [event.registration_number, event.registered_on, event.national_id || null]),
      own.map((row) => [row[0], row[2], row[7]]),
    )
  }
})

test('a marriage is two entries of one number, each naming the other, registered in the lifetime of both', () => {
  const marriages = Map.groupBy(
    events.filter((event) => event.kind === 'marriage'),
    (event) => event.registration_number,
  )
  assert.ok(marriages.size > 50)
  for (const [one, other, ...more] of marriages.values()) {
    assert.equal(more.length, 0)
    assert.notEqual(one?.sex, other?.sex)
    if (one?.national_id) assert.equal(other?.spouse_national_id, one.national_id)
    assert.ok((one?.event_date ?? '') <= (one?.registered_on ?? '') && (one?.registered_on ?? '') < '2026-11-01')
  }
})

test('a certificate is of a listed person with a difficulty, and about half of those with a severe one have none', () => {
  const certificates = rows('registry/disability_record.csv')
  const severe = [...people.values()].filter((row) => row.has_disability === 'true')
  const certified = new Set(certificates.map((row) => row.person_id))
  const share = severe.filter((row) => certified.has(row.person_id)).length / severe.length
  assert.ok(share > 0.4 && share < 0.62, `${share}`)
  for (const row of certificates) {
    const { impairments } = JSON.parse(row.detail ?? '') as { impairments: unknown[] }
    assert.ok(impairments.length > 0 && people.has(row.person_id ?? ''), row.record_id)
    const expired = row.expires_on !== '' && (row.expires_on ?? '') < '2026-11-01'
    assert.equal(row.status, row.level === '' ? 'pending' : expired ? 'expired' : 'approved', row.record_id)
  }
  assert.deepEqual([...new Set(certificates.map((row) => row.status))].sort(), ['approved', 'expired', 'pending'])
})

test('a farmer is a grown member of a rural household, one of each, with the land that the registry saw', () => {
  const households = new Map(rows('registry/household.csv').map((row) => [row.household_id, row]))
  const farmers = rows('registry/farmer.csv')
  assert.equal(new Set(farmers.map((row) => row.household_id)).size, farmers.length)
  for (const row of farmers) {
    const household = households.get(row.household_id ?? '')
    assert.equal(household?.setting, 'rural')
    assert.equal(people.get(row.person_id ?? '')?.household_id, row.household_id)
    const { farms } = JSON.parse(row.detail ?? '') as { farms: { size: number }[] }
    const acres = farms.reduce((sum, farm) => sum + farm.size, 0)
    assert.ok(Math.abs(acres - Number(household?.land_acres)) < 0.11, row.farmer_id)
  }
})

test('the employment authority knows workers with their employer, and jobseekers with their reason', () => {
  const members = lines('employment/members.ndjson')
  assert.ok(members.length > 150)
  for (const row of members) {
    const [status, employer, , type, , , reason] = row.slice(9)
    assert.equal(status === 'employed', employer !== null && type !== null && reason === null, String(row[0]))
  }
})
