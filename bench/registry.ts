/** Loading Kiungo's own registry at scale 1, and single questions to it. Run: node bench/registry.ts */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { generateCountry } from '../countries/tumaini/people/generate.ts'
import type { Condition } from '../src/exchange/plugin.ts'
import { mustBeOk } from '../src/kernel/result.ts'
import { registryConnector } from '../src/registry/connector.ts'
import { loadRegistry } from '../src/registry/load.ts'
import { createTestDatabase, temporaryFolder } from '../test/support/database.ts'
import { machineLine, median } from './measure.ts'

const questionsEach = 500

const endings: (() => Promise<void> | void)[] = []
const { pool } = await createTestDatabase({ after: (action) => endings.push(action) })
const folder = temporaryFolder()
endings.push(() => rmSync(folder, { recursive: true, force: true }))
await generateCountry({ seed: 'bench', scale: 1, folder })

console.log(machineLine())
const started = performance.now()
const rows = mustBeOk(await loadRegistry(pool, join(folder, 'registry')))
console.log(`loaded ${JSON.stringify(rows)} in ${((performance.now() - started) / 1000).toFixed(1)} s`)

interface Known {
  readonly nid: string
  readonly given: string
  readonly surname: string
  readonly village: string
}

const { rows: people } = await pool.query<Known>(
  `select p.national_id as nid, p.given_name as given, p.surname, h.village_code as village
   from enrolment e join person p using (person_id) join household h on h.household_id = p.household_id
   where p.national_id is not null and p.given_name is not null and p.surname is not null
   order by e.enrolment_id limit $1`,
  [questionsEach],
)

const is = (element: string, value: string | number, comparison: 'eq' | 'gte' = 'eq'): Condition => ({
  element,
  is: comparison,
  value,
})
const questions: [what: string, records: string, condition: (of: Known) => Condition][] = [
  ['person by national id', 'person', ({ nid }) => is('person.national-id', nid)],
  ['household of a member, with its members', 'household', ({ nid }) => is('person.national-id', nid)],
  ['enrolments of a person, with payments', 'enrolment', ({ nid }) => is('person.national-id', nid)],
  [
    'person by given name and surname',
    'person',
    (of) => ({ and: [is('person.name.given', of.given), is('person.name.surname', of.surname)] }),
  ],
  [
    'person by beginnings of names',
    'person',
    (of) => is('person.name.full', `${of.given.slice(0, 4)} ${of.surname.slice(0, 5)}`),
  ],
  [
    'people of 70 and over in a village',
    'person',
    (of) => ({ and: [is('person.age', 70, 'gte'), is('person.village', of.village)] }),
  ],
]

const world = { system: { id: 'registry', address: 'registry:' }, secret: () => '', now: () => new Date() }
for (const [what, records, condition] of questions) {
  const open = registryConnector(pool, { timeZone: 'Africa/Nairobi' }).open({ ...world, operation: { records } })
  const times: number[] = []
  for (const known of people) {
    const begun = performance.now()
    const common = { consumer: 'nsps', params: {}, sort: [], page: { size: 20, number: 1 }, elements: [] }
    const question = { ...common, condition: condition(known) }
    const answer = await open.ask(question, AbortSignal.timeout(10_000))
    if (!answer.ok) throw new Error(answer.problem.detail)
    times.push(performance.now() - begun)
  }
  const late = [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0
  console.log(`${what}: p50 ${median(times).toFixed(2)} ms, p99 ${late.toFixed(2)} ms`)
}
for (const ending of endings) await ending()
