// Systems that are down, slow or answer nonsense, and files with a fault, asked through the whole product over HTTP.
import assert from 'node:assert/strict'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SourceAnswer } from '../src/exchange/schema.ts'
import { rowsOf, send } from './support/caller.ts'
import { type Checks, eligibility, entriesOf, noRecords, openWorld, type World } from './support/world.ts'

interface Provider {
  readonly system: string
  readonly caller: 'dss' | 'nsps'
  readonly question: { readonly service: string; readonly purpose: string }
  /** The agreed element that has no value when its code is unknown. */
  readonly coded: string
}

const provided: readonly Provider[] = [
  { system: 'tiprs', caller: 'nsps', question: { ...eligibility, service: 'tiprs.person' }, coded: 'person.sex' },
  {
    system: 'crvs',
    caller: 'nsps',
    question: { ...eligibility, service: 'crvs.birth' },
    coded: 'birth.registration-status',
  },
  {
    system: 'pension-mis',
    caller: 'nsps',
    question: { service: 'pension-mis.pensioner', purpose: 'duplicate-prevention' },
    coded: 'enrolment.status',
  },
  {
    system: 'emis',
    caller: 'nsps',
    question: { service: 'emis.pupil', purpose: 'duplicate-prevention' },
    coded: 'school-enrolment.status',
  },
  {
    system: 'revenue-means',
    caller: 'dss',
    question: { ...eligibility, service: 'revenue-means.check' },
    coded: 'means.owns-vehicle',
  },
]

const askProvider = (world: World, { caller, question: { service, purpose } }: Provider): Promise<SourceAnswer> => {
  const byBirth = service === 'crvs.birth' || service === 'emis.pupil'
  const subject = byBirth ? { 'person.birth-registration-number': world.birth } : { 'person.national-id': world.nin }
  return world[caller].ask({ service, purpose, subject, deadlineMs: 1_500 })
}

const fails = [
  ['down', 'unavailable', 'exchange.provider-unavailable'],
  ['slow', 'unavailable', 'exchange.provider-timeout'],
  ['html', 'invalid', 'exchange.provider-nonsense'],
  ['entities', 'invalid', 'exchange.provider-nonsense'],
  ['truncated', 'invalid', 'exchange.provider-nonsense'],
] as const

const checks: Checks = {
  'a provider that is down, slow or answers no document is marked so, with an entry and no data': async (world) => {
    const entries = await entriesOf(world.node, async () => {
      for (const provider of provided) {
        for (const [mode, status, code] of fails) {
          await setFault(world, provider.system, mode)
          const answer = await askProvider(world, provider)
          assert.deepEqual([answer.status, answer.reason?.code], [status, code], `${provider.system} ${mode}`)
          noRecords(answer)
        }
        await setFault(world, provider.system, 'ok')
        assert.equal((await askProvider(world, provider)).status, 'answered', `${provider.system} works again`)
      }
    })
    assert.equal(entries, provided.length * (fails.length + 1))
  },

  'a value of a wrong type or an unknown code does not leave; the rest does, with the issue': async (world) => {
    for (const provider of provided) {
      await setFault(world, provider.system, 'wrong-type')
      const wrong = await askProvider(world, provider)
      assert.ok(
        wrong.issues.some(({ kind }) => kind === 'wrong-type'),
        `${provider.system} ${JSON.stringify(wrong)}`,
      )
      await setFault(world, provider.system, 'unknown-code')
      const unknown = await askProvider(world, provider)
      await setFault(world, provider.system, 'ok')
      assert.equal(unknown.status, 'answered', provider.system)
      assert.ok(unknown.issues.some(({ kind, element }) => kind === 'unmapped-code' && element === provider.coded))
      assert.equal(
        unknown.records.some((record) => provider.coded in record),
        false,
        provider.system,
      )
    }
  },

  'a payroll file without a column is no answer, until it is mended': async (world) => {
    const question = { ...eligibility, service: 'drought-mis.transfer', subject: { 'person.national-id': world.nin } }
    const file = join(world.node.dataFolder, 'tumaini/drop/drought/PAYROLL_2026_09.csv')
    const until = async (status: string): Promise<SourceAnswer> => {
      for (const deadline = Date.now() + 15_000; ; await sleep(200)) {
        const answer = await world.dss.ask(question)
        if (answer.status === status || Date.now() > deadline) return answer
      }
    }
    assert.equal((await until('answered')).status, 'answered')
    writeFileSync(file, 'SERIAL;HH_NO;HEAD_NAME\n1;DSN-000001;Someone\n')
    const entries = await entriesOf(world.node, async () => {
      await sleep(3_500)
      const answer = await world.dss.ask(question)
      assert.deepEqual([answer.status, answer.reason?.code], ['invalid', 'exchange.provider-nonsense'])
      noRecords(answer)
    })
    assert.equal(entries, 1)
    rmSync(file)
    assert.equal((await until('answered')).status, 'answered')
  },
}

async function setFault({ node }: World, system: string, mode: string): Promise<void> {
  const [row] = await rowsOf<{ address: string }>(node.dataFolder, `select address from system where id = '${system}'`)
  const set = await send(`${row?.address}/_lab/faults`, {
    method: 'POST',
    body: JSON.stringify({ mode, delayMs: 20_000 }),
  })
  assert.equal(set.status, 200, set.text)
}

test('bad answers of providers to the whole product', { timeout: 180_000 }, async (t) => {
  const world = await openWorld(t)
  for (const [name, check] of Object.entries(checks)) {
    await t.test(name, () => check(world))
  }
})
