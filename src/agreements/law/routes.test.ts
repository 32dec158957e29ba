import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Registry } from 'prom-client'
import { parse } from 'yaml'
import { createTestDatabase, root } from '../../../test/support/database.ts'
import { commitment, digestOf } from '../../kernel/digest.ts'
import { mustBeOk, ok } from '../../kernel/result.ts'
import { openTestLedger } from '../../ledger/test-log.ts'
import { fixedClock } from '../../platform/clock.ts'
import { createHttp } from '../../platform/http/app.ts'
import { createLogger } from '../../platform/telemetry/logger.ts'
import { openLaw } from './book.ts'
import { refuses } from './law.ts'
import { exampleCases, type RulePack } from './pack.ts'
import { lawRoutes } from './routes.ts'
import { isLater, seedPacks } from './store.ts'

const packFile = (name: string): RulePack =>
  parse(readFileSync(join(root, `countries/tumaini/law/${name}.yaml`), 'utf8'))
const shipped = packFile('tu-dpa')

/** The breach must be told within twelve hours: as a lawyer would correct the row, with its examples. */
const corrected = (version: string): RulePack => ({
  ...shipped,
  version,
  rules: shipped.rules.map((rule) =>
    rule.id === 'TU-DPA-40'
      ? {
          ...rule,
          check: { le: ['$agreement.breach.noticeHours', 12] },
          examples: [{ expect: 'allow', facts: { agreement: { breach: { noticeHours: 12 } } } }, { expect: 'deny' }],
        }
      : rule,
  ),
})

async function start(t: TestContext, permissions: readonly string[] = ['agreement.read', 'law.manage']) {
  const { pool } = await createTestDatabase(t)
  mustBeOk(await seedPacks(pool, [shipped, packFile('tu-spa')]))
  const ledger = await openTestLedger(pool)
  const law = await openLaw({ pool, onTampered: assert.fail })
  const clock = fixedClock(new Date('2026-06-15T09:00:00Z'), 'Africa/Nairobi')
  const http = await createHttp({
    settings: {
      ...{ bodyLimitBytes: 10_000, requestTimeoutMs: 20_000, requestsInFlightLimit: 100 },
      ...{ publicUrl: 'http://127.0.0.1:7400', metricsAccess: 'loopback' },
    },
    ...{ logger: createLogger('silent'), metrics: new Registry(), version: '0.0.0' },
    authenticate: async () => ok({ kind: 'person', id: 'legal', member: 'nsps', permissions: new Set(permissions) }),
    scopes: [{ name: 'law', routes: lawRoutes({ law, ledger, clock }) }],
    readiness: {},
  })
  t.after(async () => {
    await http.close()
    await ledger.close()
  })
  const get = async (url: string) => (await http.app.inject(url)).json()
  const post = (payload: object) => http.app.inject({ method: 'POST', url: '/v1/law/packs', payload })
  return { pool, ledger, get, post }
}

const facts = exampleCases(shipped, { examples: [{ expect: 'allow' }] })[0]!.facts

test('packs and rows are shown with act, section and how well they are known', async (t) => {
  const { get } = await start(t)
  const { packs } = await get('/v1/law/packs')
  assert.deepEqual(
    packs.map(({ id, version, rules, clocks, verified, importedBy }: Record<string, unknown>) => [
      id,
      version,
      rules,
      clocks,
      verified,
      importedBy,
    ]),
    [
      [
        'tu-dpa',
        '2026.1',
        shipped.rules.length,
        shipped.clocks.length,
        { V: 0, S: 0, M: 0, F: shipped.rules.length + shipped.clocks.length },
        undefined,
      ],
      ['tu-spa', '2026.1', 5, 0, { V: 0, S: 0, M: 0, F: 5 }, undefined],
    ],
  )
  const { rules } = await get('/v1/law/rules?pack=tu-dpa&gate=G3')
  assert.deepEqual(
    rules.map(({ id, act, section, severity }: Record<string, unknown>) => [id, act, section, severity]),
    [
      ['TU-DPA-31', 'Data Protection Act 2021 (Tumaini)', 's. 31(1)', 'deny'],
      ['TU-DPA-31-5', 'Data Protection Act 2021 (Tumaini)', 's. 31(5)', 'deny'],
    ],
  )
  const clocks = (await get('/v1/law/rules?gate=clock')).rules
  assert.equal(clocks.length, shipped.clocks.length)
  assert.deepEqual((await get('/v1/law/rules?verified=V')).rules, [])
  const whole = await get('/v1/law/packs/tu-dpa')
  assert.equal(digestOf(whole.pack), digestOf(shipped))
  const unknown = await get('/v1/law/packs/xx-none')
  assert.equal(unknown.code, 'agreements.rule-pack-unknown')
})

test('a corrected row is in force in a running node within a second, and stands in the ledger', async (t) => {
  const { pool, ledger, get, post } = await start(t)
  // Another node on the same database.
  const elsewhere = await openLaw({ pool, onTampered: assert.fail })
  const refused = async () =>
    (await elsewhere.get()).law
      .evaluate('clause', facts)
      .filter(refuses)
      .map(({ rule }) => rule.id)
  assert.deepEqual(await refused(), [])
  const answer = await post(corrected('2026.2'))
  assert.equal(answer.statusCode, 200, answer.body)
  assert.deepEqual([answer.json().pack.version, answer.json().pack.importedBy], ['2026.2', 'legal'])
  await sleep(1000)
  assert.deepEqual(await refused(), ['TU-DPA-40'])

  const { pack, versions } = await get('/v1/law/packs/tu-dpa')
  assert.equal(pack.version, '2026.2')
  assert.deepEqual(
    versions.map(({ version }: { version: string }) => version),
    ['2026.2', '2026.1'],
  )
  assert.equal((await get('/v1/law/packs/tu-dpa?version=2026.1')).pack.version, '2026.1')

  const { rows } = await pool.query('select * from administrative_act')
  const [{ act, account, subject, details, salt, ledger_index }] = rows
  assert.deepEqual([rows.length, act, account, subject], [1, 'law.import', 'legal', 'tu-dpa@2026.2'])
  assert.equal(details.hash, digestOf(corrected('2026.2')))
  const entry = mustBeOk(await ledger.entry(Number(ledger_index)))
  assert.equal(entry.request, commitment(salt, { act, subject, details }))
})

test('a version that is not later, or a row that contradicts its examples, changes nothing', async (t) => {
  const { pool, get, post } = await start(t)
  for (const version of ['2026.1', '2025.9']) {
    const answer = await post(corrected(version))
    assert.deepEqual([answer.statusCode, answer.json().code], [409, 'agreements.rule-pack-not-later'])
  }
  const contradiction = {
    ...shipped,
    version: '2026.2',
    rules: shipped.rules.map((rule, i) => (i === 2 ? { ...rule, check: true } : rule)),
  }
  const answer = await post(contradiction)
  assert.deepEqual(
    [answer.statusCode, answer.json().code, answer.json().pointer],
    [422, 'agreements.rule-pack-faulty', '/rules/2/examples/1'],
  )
  const misshapen = await post({ ...shipped, version: '2026.2', rules: [{ ...shipped.rules[0], gate: 'G99' }] })
  assert.deepEqual([misshapen.statusCode, misshapen.json().pointer], [400, '/rules/0/gate'])
  const unbounded = {
    ...shipped,
    version: '2026.2',
    rules: [{ ...shipped.rules[0], check: JSON.parse(`${'{"not":'.repeat(20)}true${'}'.repeat(20)}`) }],
  }
  const deep = await post(unbounded)
  assert.equal(deep.statusCode, 422)
  assert.match(deep.json().title, /nested deeper than 12/)
  assert.equal((await get('/v1/law/packs/tu-dpa')).pack.version, '2026.1')
  assert.equal((await pool.query('select 1 from administrative_act')).rowCount, 0)
})

test('of two who import the same version at once, one is told that it is taken', async (t) => {
  const { post } = await start(t)
  const answers = await Promise.all([post(corrected('2026.2')), post({ ...corrected('2026.2'), title: shipped.title })])
  assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [200, 409])
})

test('a release does not replace what a legal officer imported, and brings its later packs otherwise', async (t) => {
  const { pool, get, post } = await start(t)
  assert.equal(mustBeOk(await seedPacks(pool, [shipped])), 0)
  await post(corrected('2026.2'))
  assert.equal(mustBeOk(await seedPacks(pool, [{ ...shipped, version: '2026.3' }])), 0)
  assert.equal((await get('/v1/law/packs/tu-dpa')).pack.version, '2026.2')
  assert.equal(mustBeOk(await seedPacks(pool, [{ ...packFile('tu-spa'), version: '2026.2' }])), 1)
  const changed = await seedPacks(pool, [
    { ...packFile('tu-spa'), version: '2026.2', clocks: shipped.clocks.slice(0, 0), appliesIn: ['TU'] },
  ])
  assert.equal(changed.ok ? '' : changed.problem.code, 'agreements.rule-pack-not-later')
})

test('a stored version never changes; one whose text was changed behind our back does not apply', async (t) => {
  const { pool, post } = await start(t)
  await post(corrected('2026.2'))
  await assert.rejects(pool.query(`update rule_pack_version set version = '2027.1'`), /never changes/)
  await assert.rejects(pool.query('delete from rule_pack_version'), /never changes/)
  await pool.query('alter table rule_pack_version disable trigger rule_pack_version_immutable')
  await pool.query(
    `update rule_pack_version set document = jsonb_set(document, '{rules}', '[]') where version = '2026.2'`,
  )
  const tampered: string[] = []
  const law = await openLaw({ pool, onTampered: (pack, version) => tampered.push(`${pack}@${version}`) })
  assert.deepEqual(tampered, ['tu-dpa@2026.2'])
  assert.equal((await law.get()).law.packs.find(({ id }) => id === 'tu-dpa')?.version, '2026.1')
  await pool.query(
    `update rule_pack_version set document = jsonb_set(document, '{rules}', '[]') where pack_id = 'tu-dpa'`,
  )
  await assert.rejects(
    openLaw({ pool, onTampered: () => undefined }),
    /no version of the rule pack tu-dpa has its hash/,
  )
})

test('who may only read imports nothing', async (t) => {
  const { post } = await start(t, ['agreement.read'])
  assert.equal((await post(corrected('2026.2'))).statusCode, 403)
})

test('versions are ordered by their numbers', () => {
  const order = ['2025.12', '2026.1', '2026.1.1', '2026.2', '2026.10', '2027.1']
  order.forEach((one, i) => {
    order.forEach((other, j) => {
      assert.equal(isLater(one, other), i > j, `${one} ${other}`)
    })
  })
})
