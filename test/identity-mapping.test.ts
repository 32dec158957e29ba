// Which identifiers are one person's, and who knows them: asked under an agreement, decided, cut down and proved like any
// other exchange; changed links are told like any other event.
import assert from 'node:assert/strict'
import test from 'node:test'
import { restrictSubject } from '../src/agreements/subjects.ts'
import { declareAgreements } from '../src/agreements/test-agreements.ts'
import type { Settled } from '../src/exchange/settled.ts'
import { exchangesAbout } from '../src/exchange/store/subject.ts'
import { testSubjectKey } from '../src/exchange/test-world.ts'
import type { Json } from '../src/kernel/canonical-json.ts'
import { mustBeOk } from '../src/kernel/result.ts'
import { until } from './support/desk.ts'
import {
  type IdentityCountry,
  identityAgreement,
  onRoster,
  openIdentityCountry,
  registry,
  roster,
} from './support/identity-map.ts'
import { subscription } from './support/subscriber.ts'

const wanjiku = { given_name: 'WANJIKU GRACE', surname: 'KAMOTHO', sex: 'K', birth_date: '19510314' }
const stranger = { given_name: 'Baraka', surname: 'Otieno', sex: 'M', birth_date: '19800102' }

type Records = readonly Readonly<Record<string, Json>>[]

/** What is said of each identifier, in one line each. */
function lines({ records }: { readonly records: Settled['records'] }): string[] {
  const all = records.flatMap((record) => (record['identity.identifiers'] ?? []) as unknown as Records)
  return all.map((one) => {
    const value = one['person.id'] ?? one['person.national-id'] ?? one['enrolment.number']
    return [one['identity.type'], value, one['identity.assurance'], one['identity.basis']].join(' ')
  })
}
const outcome = ({ status, reason }: Settled): string => [status, reason?.code].filter(Boolean).join(' ')

test('asked by one system’s number, it answers with another’s, with how sure it is and how they were linked', async (t) => {
  const country = await openIdentityCountry(t)
  await onRoster(country.pool, 'S0000007', { ...wanjiku, national_id: '302118476' })
  const before = await country.ask('enrolment.number', 'S0000007')
  assert.equal(before.status, 'answered')
  assert.deepEqual(lines(before), [
    'beneficiary S0000007 substantial issued',
    'registry-person P1 substantial same-number',
    'national-id 302118476 substantial issued',
  ])
  await country.link(registry('P1'), roster('S0000007'))
  const after = await country.ask('person.id', 'P1')
  assert.deepEqual(lines(after), [
    'beneficiary S0000007 substantial steward',
    'registry-person P1 substantial issued',
    'national-id 302118476 substantial issued',
  ])
  const [record] = after.records
  assert.match(String(record?.['identity.person']), /^[0-9a-f]{32}$/, 'a number of its own for each who asks')
  const [first] = (record?.['identity.identifiers'] ?? []) as unknown as Records
  assert.equal(first?.['identity.system'], 'pension-mis')
  assert.equal(first?.['identity.since'], new Intl.DateTimeFormat('en-CA', { timeZone: 'Africa/Nairobi' }).format())
})

test('identifiers of types that are not agreed leave no trace, and by one that is not nobody can ask', async (t) => {
  const country = await openIdentityCountry(t)
  await country.pool.query(`insert into farmer (farmer_id, person_id, household_id, status, farm_type, county_code, ward_code,
    village_code, registered_on, updated_on, detail)
    values ('F77', 'P1', 'H1', 'active', 'crop', 'TU1101', 'TU110101', 'TU11010101', '2024-01-01', '2024-01-01', '{}')`)
  const answer = await country.ask('person.national-id', '302118476')
  assert.deepEqual(lines(answer), ['registry-person P1 low declared', 'national-id 302118476 low declared'])
  assert.ok(!JSON.stringify(answer.records).includes('F77'))
  assert.ok(!JSON.stringify(answer.records).includes('farmer'))
  const asked = await country.ask('person.id', 'P1', { elements: ['farmer.id'] })
  assert.equal(asked.decision?.refusedAt, 'G8')
  assert.deepEqual(
    [asked.reason?.code, asked.reason?.params],
    ['agreements.fields-not-agreed', { agreement: 'nida-dss', elements: 'farmer.id' }],
  )
  const by = await country.ask('person.birth-registration-number', '201611004512')
  assert.equal(outcome(by), 'refused exchange.cannot-ask')
  await declareAgreements(country.pool, [
    identityAgreement({
      version: 2,
      services: identityAgreement().services.map((one) => ({ ...one, askBy: ['person.national-id'] })),
    }),
  ])
  await until(async () => (await country.agreements.view('nida-dss'))?.agreement.version === 2)
  const withdrawn = await country.ask('enrolment.number', 'S0000007')
  assert.equal(withdrawn.decision?.refusedAt, 'G8')
  assert.ok(JSON.stringify(withdrawn.reason).includes('enrolment.number'), 'the type is named')
})

test('an unmerge changes the answer at once', async (t) => {
  const country = await openIdentityCountry(t)
  await onRoster(country.pool, 'S0000007', stranger)
  const { id } = await country.link(registry('P1'), roster('S0000007'))
  const numbers = async () => lines(await country.ask('person.id', 'P1')).map((line) => line.split(' ')[0])
  assert.deepEqual(await numbers(), ['beneficiary', 'registry-person', 'national-id'])
  await country.unmerge(id)
  assert.deepEqual(await numbers(), ['registry-person', 'national-id'])
  assert.deepEqual(lines(await country.ask('enrolment.number', 'S0000007')), [
    'beneficiary S0000007 substantial issued',
  ])
})

test('two people with one number are ambiguous, and a stranger is unknown: neither is yes, and nothing leaves', async (t) => {
  const country = await openIdentityCountry(t)
  const known = { service: 'identity-map.known' }
  const two = await country.ask('person.national-id', '228306148', known)
  assert.equal(outcome(two), 'no-record exchange.identifier-ambiguous')
  assert.deepEqual(two.records, [])
  assert.equal(outcome(await country.ask('person.national-id', '228306148')), outcome(two))
  const nobody = await country.ask('person.national-id', '999999999', known)
  assert.equal(outcome(nobody), 'no-record')
  // Somebody else has taken the number to the pension.
  await onRoster(country.pool, 'S0000008', { ...stranger, national_id: '228306148' })
  assert.equal(outcome(await country.ask('person.national-id', '228306148')), outcome(two))
  assert.deepEqual(lines(await country.ask('enrolment.number', 'S0000008')), [
    'beneficiary S0000008 substantial issued',
    'national-id 228306148 low declared',
  ])
})

test('who knows a person is yes or no for each programme that is agreed, and nothing else', async (t) => {
  const country = await openIdentityCountry(t)
  const known = async (value: string, elements?: string[]) => {
    const answer = await country.ask('person.national-id', value, {
      service: 'identity-map.known',
      ...(elements === undefined ? {} : { elements }),
    })
    return answer.records
  }
  assert.deepEqual(await known('302118476'), [{ 'known-to.pension': true, 'known-to.orphans-transfer': false }])
  assert.deepEqual(await known('302118476', ['known-to.pension']), [{ 'known-to.pension': true }])
  assert.deepEqual(await known('194002515'), [{ 'known-to.pension': false, 'known-to.orphans-transfer': false }])
  // By the roster alone.
  await onRoster(country.pool, 'S9', {
    given_name: 'José',
    surname: 'Kamau-Njoroge',
    sex: 'M',
    birth_date: '19800101',
    national_id: '194002515',
  })
  assert.deepEqual(await known('194002515', ['known-to.pension']), [{ 'known-to.pension': true }])
  const refused = await country.ask('person.national-id', '302118476', {
    service: 'identity-map.known',
    elements: ['known-to.disability-transfer'],
  })
  assert.equal(refused.decision?.refusedAt, 'G8')
})

test('a person of the map is followed from a tombstone to where it went', async (t) => {
  const country = await openIdentityCountry(t)
  const first = await country.link(registry('P1'), registry('P9'))
  const second = await country.link(registry('P5'), registry('P6'))
  const merged = await country.link(registry('P1'), registry('P5'))
  const gone = merged.moves[0]?.from ?? ''
  assert.ok([first, second].some(({ moves }) => moves[0]?.to === gone))
  const there = await country.ask('identity.person', gone)
  assert.deepEqual(
    lines(there)
      .filter((line) => line.startsWith('registry-person'))
      .map((line) => line.split(' ')[1]),
    ['P1', 'P5', 'P6', 'P9'],
  )
  assert.equal(outcome(await country.ask('identity.person', 'en-01jqzv3k5w8x7y6r4t2m9n0abc')), 'no-record')
})

test('who has stopped the disclosure is not told of, by whichever identifier', async (t) => {
  const country = await openIdentityCountry(t)
  await onRoster(country.pool, 'S0000007', { ...wanjiku, national_id: '302118476' })
  assert.equal((await country.ask('enrolment.number', 'S0000007')).status, 'answered')
  await restrictSubject(country.pool, testSubjectKey('302118476'), { kind: 'restricted' })
  // Copies of a node are at most a second old.
  await until(async () => (await country.ask('enrolment.number', 'S0000007')).status === 'refused')
  for (const by of [
    ['enrolment.number', 'S0000007'],
    ['person.id', 'P1'],
    ['person.national-id', '302118476'],
  ] as const) {
    const answer = await country.ask(by[0], by[1])
    assert.deepEqual([answer.decision?.refusedAt, answer.records], ['G7', []])
  }
})

test('a registry is searched by another system’s number, through the link', async (t) => {
  const country = await openIdentityCountry(t)
  const search = (value: string) => country.ask('enrolment.number', value, { service: 'social-registry.person' })
  await onRoster(country.pool, 'S0000007', stranger)
  assert.equal(outcome(await search('S0000007')), 'no-record', 'on the roster, and nobody of the registry')
  assert.equal(outcome(await search('S0000001')), 'no-record')
  const { id } = await country.link(registry('P1'), roster('S0000007'))
  assert.deepEqual((await search('S0000007')).records, [{ 'person.id': 'P1' }])
  const pair = await country.link(registry('P1'), registry('P9'))
  assert.deepEqual((await search('S0000007')).records, [{ 'person.id': 'P1' }, { 'person.id': 'P9' }])
  await country.unmerge(id)
  assert.equal(outcome(await search('S0000007')), 'no-record')
  // Two records have the number of whom the roster has, and nobody has decided: neither is found, and it is not a no.
  await country.unmerge(pair.id)
  await country.pool.query(`update person set national_id = '302118476', surname = 'Kamotho' where person_id = 'P9'`)
  await onRoster(country.pool, 'S0000009', { ...wanjiku, national_id: '302118476' })
  assert.equal(outcome(await search('S0000009')), 'no-record exchange.identifier-ambiguous')
  await country.link(registry('P1'), registry('P9'))
  assert.equal((await search('S0000009')).records.length, 2)
  const refused = await country.ask('farmer.id', 'F1', { service: 'social-registry.person' })
  assert.equal(refused.decision?.refusedAt, 'G8')
})

interface Told {
  readonly type: string
  readonly records: Settled['records']
}
const told = ({ receiver }: IdentityCountry) =>
  receiver.received.flatMap(({ body }) => body.events as unknown as Told[])

test('who subscribes hears of a link and of its undoing, with what its agreement allows and no name', async (t) => {
  const country = await openIdentityCountry(t)
  await country.runJobs()
  await onRoster(country.pool, 'S0000007', stranger)
  const wanted = { events: ['identity-change'], service: 'identity-map.identifiers' } as const
  mustBeOk(await country.room.subscriptions('tell').open(subscription(country.receiver.port, wanted)))
  const { id } = await country.link(registry('P1'), roster('S0000007'))
  await until(() => told(country).length >= 1)
  const [linked] = told(country)
  assert.equal(linked?.type, 'identity-change')
  const numbers = (one: Told | undefined) => lines({ records: one?.records ?? [] }).map((line) => line.split(' ')[1])
  assert.deepEqual(numbers(linked), ['S0000007', 'P1', '302118476'])
  await country.unmerge(id)
  await until(() => told(country).length >= 3)
  const after = told(country).slice(1).map(numbers)
  assert.deepEqual(
    after.toSorted((a, b) => a.length - b.length),
    [['S0000007'], ['P1', '302118476']],
  )
  const [, one, other] = told(country).map(({ records }) => records[0]?.['identity.person'])
  assert.ok(
    [one, other].includes(linked?.records[0]?.['identity.person']),
    'the same person, by the subscriber’s own number',
  )
  for (const name of ['Wanjiku', 'WANJIKU', 'Baraka', 'Kamotho'])
    assert.ok(!JSON.stringify(told(country)).includes(name))
  // What nobody needs to hear: that two records are not the same.
  await country.link(registry('P5'), registry('P6'), 'not-link')
  const { rows } = await country.pool.query(`select from registry_event where type = 'identity-change'`)
  assert.equal(rows.length, 3)
})

test('who asks later who was told of them finds what was answered by another number', async (t) => {
  const country = await openIdentityCountry(t)
  await onRoster(country.pool, 'S0000007', { ...wanjiku, national_id: '302118476' })
  const { id } = await country.ask('enrolment.number', 'S0000007')
  const subject = testSubjectKey('302118476')
  const about = await exchangesAbout(country.pool, { subject, viewer: 'all', limit: 10 })
  assert.deepEqual(
    about.map((one) => [one.id, one.service, one.how]),
    [[id, 'identity-map.identifiers', 'answered']],
  )
})

test('neither the ledger nor what is kept of exchanges has a number of a person', async (t) => {
  const country = await openIdentityCountry(t)
  await onRoster(country.pool, 'S0000007', { ...wanjiku, national_id: '302118476' })
  await country.link(registry('P1'), roster('S0000007'))
  await country.ask('enrolment.number', 'S0000007')
  await country.ask('person.national-id', '228306148')
  const { rows } = await country.pool.query<{ text: string }>('select to_jsonb(e)::text as text from exchange e')
  const { rows: head } = await country.pool.query<{ size: string }>('select size from ledger_head')
  const entries = await Promise.all(
    Array.from({ length: Number(head[0]?.size) }, async (_, i) =>
      JSON.stringify(mustBeOk(await country.ledger.entry(i))),
    ),
  )
  assert.deepEqual([rows.length, entries.length], [2, 3])
  for (const kept of [...rows.map(({ text }) => text), ...entries]) {
    assert.doesNotMatch(kept, /302118476|228306148|S0000007|Wanjiku/i)
  }
})
