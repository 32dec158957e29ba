/** The demo country as a whole: every declared service, asked through its connector and mapped, answers. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createTestDatabase, root, temporaryFolder } from '../../test/support/database.ts'
import { startAgencies } from '../agencies.ts'
import type { Connector, OpenConnector, ProviderQuestion, Scalar } from '../exchange/plugin.ts'
import type { Service } from '../federation/schema.ts'
import { mustBeOk } from '../kernel/result.ts'
import { createLogger } from '../platform/telemetry/logger.ts'
import { discoverConnectors } from '../plugins.ts'
import { registryConnector } from '../registry/connector.ts'
import type { CompiledMapping } from '../semantics/mapping/compile.ts'
import { readPack } from './pack.ts'
import { seedCountry } from './seed.ts'

interface DemoPerson {
  readonly story: string
  readonly name: string
  readonly birthDate: string
  readonly identifiers: Readonly<Record<string, string | null | readonly string[]>>
}

test('every service of the demo country answers about its people in the dictionary’s terms', async (t) => {
  const { pack, people, openService } = await demoCountry(t)
  const answered = new Map<string, number>()
  for (const service of pack.services) {
    const mapping = pack.mappings.get(service.mapping)
    assert.ok(mapping !== undefined)
    const open = openService(service)
    assert.deepEqual(await open.check(AbortSignal.timeout(5_000)), { ok: true, value: true }, service.id)
    for (const { story, known } of people) {
      const set = service.askBy.find((elements) => elements.every((element) => known[element] !== undefined))
      if (set === undefined) continue
      const answer = await patiently(open, questionOf(set, known, mapping))
      assert.ok(answer.ok, `${service.id}, ${story}: ${answer.ok ? '' : JSON.stringify(answer.problem)}`)
      for (const record of answer.value.records) {
        assert.deepEqual(mapping.toCanonical(record).issues, [], `${service.id}, ${story}`)
        answered.set(service.id, (answered.get(service.id) ?? 0) + 1)
      }
    }
  }
  const silent = pack.services.filter(({ id }) => !answered.has(id)).map(({ id }) => id)
  assert.deepEqual(silent, [], 'answered about none of the demo people')
})

/** Seeded, with its agencies running. */
async function demoCountry(t: TestContext) {
  const { pool } = await createTestDatabase(t)
  const dataFolder = temporaryFolder()
  t.after(() => rmSync(dataFolder, { recursive: true, force: true }))
  const plugins = await discoverConnectors(join(root, 'plugins'))
  const pack = mustBeOk(await readPack(join(root, 'countries/tumaini'), { connectors: plugins }))
  const { folder } = mustBeOk(await seedCountry({ pool, pack, dataFolder, scale: 0.02, seed: 'test', people: true }))
  // A file just written may still be being written, and connectors wait. These are whole.
  for (const file of readdirSync(join(folder, 'drop'), { recursive: true, withFileTypes: true })) {
    if (file.isFile()) utimesSync(join(file.parentPath, file.name), 1_790_000_000, 1_790_000_000)
  }
  const program = join(pack.folder, 'agencies/main.ts')
  const agencies = mustBeOk(await startAgencies({ program, folder, basePort: 0, logger: createLogger('silent') }))
  t.after(() => agencies.stop())
  const reported = Object.entries({ ...agencies.addresses.systems, ...agencies.addresses.drops })
  const addresses = new Map(reported.map(([name, address]) => [pack.country.agencies?.[name], address]))
  const connectors = new Map<string, Connector>([...plugins, ['registry', registryConnector(pool, pack.country)]])
  const openService = (service: Service): OpenConnector => {
    const system = pack.systems.find(({ id }) => id === service.system)
    assert.ok(system !== undefined)
    const open = connectors.get(system.connector)?.open({
      system: { id: system.id, address: addresses.get(system.id) ?? system.address },
      operation: service.operation,
      secret: (name) => pack.secrets[system.id]?.[name] ?? '',
      now: () => new Date(),
    })
    assert.ok(open !== undefined)
    t.after(() => open.close())
    return open
  }
  return { pack, people: peopleOf(folder), openService }
}

interface Someone {
  readonly story: string
  readonly known: Known
}

/** The people of the stories; a small country lacks some of them, so one who died and one assisted are added. */
function peopleOf(folder: string): Someone[] {
  const people = JSON.parse(readFileSync(join(folder, 'demo-people.json'), 'utf8')) as DemoPerson[]
  const deaths = readFileSync(join(folder, 'crvs/deaths.ndjson'), 'utf8')
  const died = /"([1-9]\d{8})"/.exec(deaths)?.[1]
  return [
    ...people.map((person) => ({ story: person.story, known: knownOf(person) })),
    { story: 'died', known: { 'person.national-id': died } },
    { story: 'assisted', known: { 'assistance.case-number': 'NGO-00001' } },
  ]
}

type Known = Readonly<Record<string, Scalar | undefined>>

function questionOf(set: readonly string[], known: Known, mapping: CompiledMapping): ProviderQuestion {
  const equalities = set.map((element) => [element, known[element] ?? ''] as const)
  return {
    params: mustBeOk(mapping.toProvider(Object.fromEntries(equalities))),
    condition: { and: equalities.map(([element, value]) => ({ element, is: 'eq', value })) },
    sort: [],
    page: { size: 20, number: 1 },
    elements: mapping.fields.map(({ element }) => element),
  }
}

/** The Revenue Authority takes twenty questions a second. */
async function patiently(open: OpenConnector, question: ProviderQuestion) {
  for (let attempt = 1; ; attempt++) {
    const answer = await open.ask(question, AbortSignal.timeout(10_000))
    if (answer.ok || answer.problem.kind !== 'rate-limited' || attempt === 5) return answer
    await sleep(answer.problem.retryAfterMs ?? 1_000)
  }
}

function knownOf({ name, birthDate, identifiers }: DemoPerson): Known {
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined)
  const [person] = Array.isArray(identifiers.personIds) ? identifiers.personIds : []
  return {
    'person.national-id': text(identifiers.nationalId),
    'person.birth-registration-number': text(identifiers.birthRegistrationNumber),
    'person.birth-date': birthDate,
    'person.id': text(person),
    'household.head-name': name,
    'school-enrolment.upi': text(identifiers.pupilNumber),
    'enrolment.number': text(identifiers.pensionNumber),
  }
}
