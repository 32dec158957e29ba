// The demo country's agencies as they are: real servers and files, asked by the pack's own settings and mappings.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { Errors } from 'typebox/value'
import { parse } from 'yaml'
import { type Agencies, startAgencies } from '../../countries/tumaini/agencies/start.ts'
import { defaultAsOf, generateCountry } from '../../countries/tumaini/people/generate.ts'
import type { Connector, OpenConnector, Scalar } from '../../src/exchange/plugin.ts'
import type { Service, System } from '../../src/federation/schema.ts'
import { mustBeOk } from '../../src/kernel/result.ts'
import { loadMappings, loadVocabulary } from '../../src/semantics/load.ts'
import type { CompiledMapping } from '../../src/semantics/mapping/compile.ts'
import { connector as csv } from './csv/connector.ts'
import { connector as dci } from './dci/connector.ts'
import { connector as rest } from './rest/connector.ts'
import { connector as soap } from './soap/connector.ts'
import { connector as xlsx } from './xlsx/connector.ts'

const pack = join(import.meta.dirname, '../../countries/tumaini')
const connectors: Readonly<Record<string, Connector>> = { rest, soap, csv, xlsx, dci }
const yaml = (name: string) => parse(readFileSync(join(pack, name), 'utf8'))
const { systems, services } = yaml('systems.yaml') as { systems: System[]; services: Service[] }
const { secrets } = yaml('secrets.yaml') as { secrets: Record<string, Record<string, string>> }
// The node itself answers for the registry and for the identity map.
const external = services.filter((service) => !['registry', 'identity'].includes(systemOf(service).connector))

let folder = ''
let agencies: Agencies
let mappings: ReadonlyMap<string, CompiledMapping>
let addresses: Readonly<Record<string, string>>
const opened: OpenConnector[] = []

function systemOf(service: Service): System {
  const system = systems.find(({ id }) => id === service.system)
  assert.ok(system)
  return system
}

describe('connectors to the demo’s agencies', () => {
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'agencies-'))
    await generateCountry({ seed: 'tumaini', scale: 0.004, asOf: defaultAsOf, folder })
    agencies = await startAgencies({ folder, basePort: 0 })
    const { systems: urls, drops } = agencies.addresses
    addresses = {
      tiprs: urls.tiprs,
      crvs: urls.crvs,
      'pension-mis': urls.pension,
      emis: urls.education,
      'revenue-means': urls.revenue,
      'payment-switch': urls.switch,
      'employment-service': urls.employment,
      'drought-mis': drops.drought,
      'ngo-mis': drops.ngo,
    }
    mappings = mustBeOk(await loadMappings(pack, mustBeOk(await loadVocabulary(pack))))
  })

  after(async () => {
    await Promise.all(opened.map((connector) => connector.close()))
    await agencies.stop()
    await rm(folder, { recursive: true })
  })

  function open(service: Service): OpenConnector {
    const system = systemOf(service)
    const connector = connectors[system.connector]
    assert.ok(connector)
    const connection = connector.open({
      system: { id: system.id, address: addresses[system.id] ?? '' },
      // The generator has only just written the files.
      operation: { ...service.operation, ...('files' in service.operation ? { settleMs: 0 } : {}) },
      secret: (name) => secrets[system.id]?.[name] ?? assert.fail(`no secret ${name} of ${system.id}`),
      now: () => new Date(),
    })
    opened.push(connection)
    return connection
  }

  interface Asked {
    readonly timeoutMs?: number
    readonly size?: number
  }

  async function ask(id: string, equalities: Record<string, Scalar>, { timeoutMs = 5000, size = 50 }: Asked = {}) {
    const service = services.find((candidate) => candidate.id === id)
    const mapping = mappings.get(service?.mapping ?? '')
    assert.ok(service && mapping)
    const answer = await open(service).ask(
      {
        consumer: 'dss',
        params: mustBeOk(mapping.toProvider(equalities)),
        condition: { and: [] },
        sort: [],
        page: { size, number: 1 },
        elements: mapping.fields.map(({ element }) => element),
      },
      AbortSignal.timeout(timeoutMs),
    )
    if (!answer.ok) return { failure: answer.problem, records: [], issues: [] }
    const translated = answer.value.records.map(mapping.toCanonical)
    return {
      total: answer.value.total,
      records: translated.map(({ record }) => record),
      issues: translated.flatMap(({ issues }) => issues),
    }
  }

  async function withFault(system: string, mode: string, run: () => Promise<void>) {
    const set = (body: object) =>
      fetch(`${addresses[system]}/_lab/faults`, { method: 'POST', body: JSON.stringify(body) }).then((r) => r.text())
    await set({ mode, delayMs: 3000 })
    try {
      await run()
    } finally {
      await set({ mode: 'ok' })
    }
  }

  const rows = (file: string): unknown[][] =>
    readFileSync(join(folder, file), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))

  function demoPerson(story: string): { readonly nationalId: string; readonly pensionNumber: string } {
    const people = JSON.parse(readFileSync(join(folder, 'demo-people.json'), 'utf8'))
    return people.find((person: { story: string }) => person.story === story).identifiers
  }

  test('the operation of every service is one that its connector takes', () => {
    for (const service of external) {
      const settings = connectors[systemOf(service).connector]?.settings
      assert.ok(settings, service.id)
      assert.deepEqual(Errors(settings, service.operation), [], service.id)
    }
  })

  test('every system can be reached', async () => {
    for (const service of external) {
      assert.deepEqual(await open(service).check(AbortSignal.timeout(5000)), { ok: true, value: true }, service.id)
    }
  })

  test('one person in four systems of four manners, in one vocabulary', async () => {
    const { nationalId, pensionNumber } = demoPerson('pension-and-drought')
    const byNumber = { 'person.national-id': nationalId }
    const [register, pension, drought, means] = await Promise.all([
      ask('tiprs.person', byNumber),
      ask('pension-mis.pensioner', byNumber),
      ask('drought-mis.transfer', byNumber),
      ask('revenue-means.check', byNumber),
    ])
    for (const answer of [register, pension, drought, means]) {
      assert.equal(answer.failure, undefined)
      assert.deepEqual(answer.issues, [])
      assert.equal(answer.records.length, 1)
    }
    assert.equal(register.records[0]?.['person.sex'], 'female')
    assert.equal(pension.records[0]?.['enrolment.number'], pensionNumber)
    assert.equal(pension.records[0]?.['enrolment.amount'], 4000)
    assert.equal(drought.records[0]?.['enrolment.programme'], 'dsn')
    const payments = drought.records[0]?.['enrolment.payments']
    assert.ok(Array.isArray(payments) && payments.length > 1)
    assert.equal(
      drought.records[0]?.['household.location.ward'],
      register.records[0]?.['household.location.ward'],
      'the old ward name and the code are one ward',
    )
  })

  test('the register verifies what was sent, attribute by attribute', async () => {
    const { nationalId } = demoPerson('pension-and-drought')
    const { records, issues } = await ask('tiprs.verify', {
      'person.national-id': nationalId,
      'person.sex': 'female',
      'person.birth-date': '1990-05-05',
    })
    assert.deepEqual(issues, [])
    assert.equal(records[0]?.['verification.sex'], true)
    assert.equal(records[0]?.['verification.birth-date'], false)
    assert.equal(records[0]?.['verification.overall'], false)
    assert.equal('verification.name.surname' in (records[0] ?? {}), false)
  })

  test('a search that spans pages says how many there are', async () => {
    const all = await ask('tiprs.person', { 'person.name.surname': 'Mumin' }, { size: 1 })
    assert.equal(all.records.length, 1)
    assert.ok((all.total ?? 0) > 1)
  })

  test('births, deaths, pupils and assistance are found by their own numbers', async () => {
    const [birth] = rows('crvs/births.ndjson')
    const [death] = rows('crvs/deaths.ndjson').filter((row) => row[7] !== null)
    const [pupil] = rows('education/learners.ndjson').filter((row) => row[1] !== null)
    const found = await Promise.all([
      ask('crvs.birth', { 'person.birth-registration-number': String(birth?.[0]) }),
      ask('crvs.death', { 'person.national-id': String(death?.[7]) }),
      ask('emis.pupil', { 'school-enrolment.upi': String(pupil?.[0]) }),
      ask('emis.pupil', { 'person.birth-registration-number': String(pupil?.[1]) }),
      ask('ngo-mis.assistance', { 'assistance.case-number': 'NGO-00001' }),
    ])
    for (const answer of found) {
      assert.equal(answer.failure, undefined)
      assert.deepEqual(answer.issues, [])
      assert.ok(answer.records.length > 0)
    }
    assert.equal(found[0]?.records[0]?.['birth.registration-number'], birth?.[0])
    assert.equal(found[1]?.records[0]?.['death.registration-number'], death?.[0])
    assert.equal(found[2]?.records[0]?.['school-enrolment.upi'], pupil?.[0])
  })

  test('nobody of that number is no record, and never a failure', async () => {
    const nobody = { 'person.national-id': demoPerson('unknown-to-register').nationalId }
    for (const id of ['tiprs.person', 'crvs.death', 'pension-mis.pensioner', 'drought-mis.transfer']) {
      const answer = await ask(id, nobody)
      assert.equal(answer.failure, undefined, id)
      assert.deepEqual(answer.records, [], id)
    }
    assert.deepEqual((await ask('emis.pupil', { 'school-enrolment.upi': 'ZZZZZZ' })).records, [])
  })

  test('every line of the payrolls and workbooks can be said in the vocabulary', async () => {
    for (const [id, column] of [
      ['drought-mis.transfer', 'HH_NO'],
      ['ngo-mis.assistance', 'Case ID'],
    ] as const) {
      const mapping = mappings.get(id)
      assert.ok(mapping)
      const service = services.find((candidate) => candidate.id === id)
      assert.ok(service)
      const connection = open(service)
      let records = 0
      for (let number = 1; number <= 60; number++) {
        const key =
          column === 'HH_NO' ? `DSN-${String(number).padStart(6, '0')}` : `NGO-${String(number).padStart(5, '0')}`
        const answer = await connection.ask(
          {
            consumer: 'dss',
            params: { [column]: key },
            condition: { and: [] },
            sort: [],
            page: { size: 50, number: 1 },
            elements: [],
          },
          AbortSignal.timeout(5000),
        )
        assert.ok(answer.ok)
        for (const record of answer.value.records) {
          records++
          assert.deepEqual(mapping.toCanonical(record).issues, [], key)
        }
      }
      assert.ok(records > 10)
    }
  })

  const byNin = () => ({ 'person.national-id': demoPerson('pension-and-drought').nationalId })
  const faulty = [
    ['tiprs', 'tiprs.person'],
    ['pension-mis', 'pension-mis.pensioner'],
    ['revenue-means', 'revenue-means.check'],
  ] as const

  test('a provider that is down, slow or answers a page, entities or half a document gives the right failure', async () => {
    for (const [system, service] of faulty) {
      for (const [mode, kind] of [
        ['down', 'unavailable'],
        ['slow', 'timeout'],
        ['html', 'nonsense'],
        ['entities', 'nonsense'],
        ['truncated', 'nonsense'],
      ] as const) {
        await withFault(system, mode, async () => {
          const { failure } = await ask(service, byNin(), { timeoutMs: mode === 'slow' ? 200 : 5000 })
          assert.equal(failure?.kind, kind, `${system} ${mode}: ${failure?.detail}`)
        })
      }
      assert.equal((await ask(service, byNin())).failure, undefined, `${system} works again`)
    }
  })

  test('a value of a wrong type or an unknown code is an issue at its place, and the rest still answers', async () => {
    for (const [system, service, unknownElement] of [
      ['tiprs', 'tiprs.person', 'person.sex'],
      ['pension-mis', 'pension-mis.pensioner', 'enrolment.status'],
      ['revenue-means', 'revenue-means.check', 'means.owns-vehicle'],
    ] as const) {
      await withFault(system, 'wrong-type', async () => {
        const { failure, issues } = await ask(service, byNin())
        assert.equal(failure, undefined)
        assert.ok(
          issues.some(({ kind }) => kind === 'wrong-type'),
          service,
        )
      })
      await withFault(system, 'unknown-code', async () => {
        const { records, issues } = await ask(service, byNin())
        assert.ok(
          issues.some(({ kind, element }) => kind === 'unmapped-code' && element === unknownElement),
          service,
        )
        assert.equal(unknownElement in (records[0] ?? {}), false)
        assert.equal(JSON.stringify(issues).includes(byNin()['person.national-id']), false)
      })
    }
  })

  test('the revenue authority limits the rate, and says so', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => ask('revenue-means.check', byNin())))
    const limited = answers.find(({ failure }) => failure?.kind === 'rate-limited')
    assert.equal(limited?.failure?.retryAfterMs, 1000)
  })
})
