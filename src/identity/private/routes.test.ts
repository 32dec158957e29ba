import assert from 'node:assert/strict'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import { createTestDatabase } from '../../../test/support/database.ts'
import { exampleAgreement } from '../../agreements/example.ts'
import { fail, mustBeOk, ok } from '../../kernel/result.ts'
import { signDetached } from '../../standards/detached-jws.ts'
import { startIdentity } from '../test-desk.ts'
import type { PrivateProject, PrivateRun, RegisteredProject, RunRequest } from './schema.ts'
import { checked, encodeTo, exampleProject, kernelFolder, keys, people, testFolder } from './test-project.ts'
import { type RunBook, runZone } from './zone/run.ts'

const agreement = { ...exampleAgreement, id: 'nida-dss', provider: 'nida', consumer: 'dss', purposes: ['verify-life'] }
const officer = 'dss-data-protection-officer'
const zone = 'statistics-administrator'

async function openNode(t: TestContext, inForce = [agreement]) {
  const { pool } = await createTestDatabase(t)
  const { call } = await startIdentity(t, pool, { agreements: { inForce: async () => inForce } })
  const register = (project: PrivateProject, by = officer) =>
    call<RegisteredProject>(by, '/v1/private-linkage/projects', project)
  const start = (digest: string, body: RunRequest, by = zone) =>
    call<PrivateRun>(by, `/v1/private-linkage/projects/${digest}/runs`, body)
  const certify = (id: string, body: object, by = zone) =>
    call<PrivateRun>(by, `/v1/private-linkage/runs/${id}/certificate`, body)
  const book = (digest: string): RunBook => ({
    async start(run) {
      const { status, body } = await start(digest, { ...run, inputs: [...run.inputs] })
      return status === 201 ? ok({ id: body.id }) : fail({ code: body.code ?? '', status, message: '', fix: '' })
    },
    async finish(certificate) {
      const { status, body } = await certify(certificate.statement.run, certificate)
      return status === 201 ? ok(undefined) : fail({ code: body.code ?? '', status, message: '', fix: '' })
    },
  })
  return { pool, call, register, start, certify, book }
}

const inputs = ['nida', 'dss'].map((party) => ({ party, digest: 'a'.repeat(64), count: 3 }))

test('a project is registered, its runs are counted and certified, and every act is in the ledger', async (t) => {
  const { pool, call, register, book } = await openNode(t)
  const of = checked()
  assert.equal((await register(of.project)).status, 201)
  const again = await register(of.project)
  assert.deepEqual([again.status, again.body.digest], [201, of.digest])
  const folder = testFolder(t)
  const run = async () => {
    const [a, b] = [join(folder, 'a'), join(folder, 'b')]
    encodeTo(a, people, { of, party: 'nida' })
    encodeTo(b, people.slice(2), { of, party: 'dss' })
    const files = { a, b, decisions: join(folder, 'decisions'), certificate: join(folder, 'certificate') }
    const world = { checked: of, key: keys.zone, kernelFolder, book: book(of.digest), now: () => new Date() }
    return runZone(files, world)
  }
  const statement = mustBeOk(await run())
  assert.equal(statement.pairs, 4)
  mustBeOk(await run())
  const third = await run()
  assert.equal(third.ok ? '' : third.problem.code, 'identity.private-runs-used-up')
  const { body } = await call<{ projects: RegisteredProject[] }>(officer, '/v1/private-linkage/projects')
  assert.deepEqual(
    body.projects[0]?.runs.map(({ certificate }) => certificate?.statement.pairs),
    [4, 4],
  )
  const { rows } = await pool.query(
    `select act from administrative_act where act like 'private-linkage.%' order by ledger_index`,
  )
  const twice = ['private-linkage.match', 'private-linkage.certify']
  assert.deepEqual(
    rows.map(({ act }) => act),
    ['private-linkage.register', ...twice, ...twice],
  )
})

test('runs that start at once do not go beyond the limit', async (t) => {
  const { register, start } = await openNode(t)
  const { body } = await register(exampleProject())
  const started = await Promise.all(Array.from({ length: 6 }, () => start(body.digest, { kind: 'match', inputs })))
  assert.deepEqual(started.map(({ status }) => status).sort(), [201, 201, 409, 409, 409, 409])
  const asked = inputs.slice(0, 1)
  assert.equal((await start(body.digest, { kind: 'overlap', inputs: asked }, 'dss-administrator')).status, 201)
})

test('without an agreement in force for the purpose, or after its last day, nothing is registered or run', async (t) => {
  for (const inForce of [[], [{ ...agreement, purposes: ['other'] }], [{ ...agreement, consumer: 'revenue' }]]) {
    const { register } = await openNode(t, inForce)
    const { status, body } = await register(exampleProject())
    assert.deepEqual([status, body.code], [403, 'identity.private-run-refused'])
  }
  const { register } = await openNode(t)
  assert.equal(
    (await register(exampleProject({ validUntil: '2020-01-01' }))).body.code,
    'identity.private-project-over',
  )
})

test('only who is meant registers, runs and certifies', async (t) => {
  const { register, start, certify } = await openNode(t)
  const code = 'identity.private-run-refused'
  assert.equal((await register(exampleProject(), 'revenue-data-protection-officer')).body.code, code)
  const { digest } = (await register(exampleProject())).body
  assert.equal((await start('f'.repeat(64), { kind: 'match', inputs })).body.code, 'identity.private-no-project')
  assert.equal((await start(digest, { kind: 'match', inputs }, 'dss-administrator')).body.code, code)
  assert.equal((await start(digest, { kind: 'match', inputs: inputs.slice(1) })).body.code, code)
  assert.equal((await start(digest, { kind: 'overlap', inputs: inputs.slice(1) }, 'dss-administrator')).body.code, code)
  assert.equal((await start(digest, { kind: 'match', inputs }, 'statistics-auditor')).status, 403)
  const { id } = (await start(digest, { kind: 'match', inputs })).body
  const statement = {
    ...{ format: 'kiungo-private-certificate/1', run: id, project: digest, inputs, compared: 9, pairs: 1, tied: 0 },
    ...{ decisions: 'b'.repeat(64), deletedAt: '2026-06-15T09:00:00.000Z' },
    deleted: 'overwritten once and removed; nothing is said of copies kept elsewhere',
  } as const
  const signed = { statement, signature: signDetached(statement, keys.zone) }
  assert.equal((await certify(id, signed, 'dss-administrator')).body.code, code)
  assert.equal((await certify(id, { ...signed, statement: { ...statement, pairs: 2 } })).body.code, code)
  assert.equal((await certify(id, { ...signed, signature: signDetached(statement, keys.dss) })).body.code, code)
  assert.equal((await certify('plr-none', signed)).status, 404)
  assert.equal((await certify(id, signed)).status, 201)
  assert.equal((await certify(id, signed)).status, 409)
})

test('a declaration whose parts do not fit is refused where it is wrong', async (t) => {
  const { register } = await openNode(t)
  const { zone: at, parties, fields } = exampleProject()
  for (const [changes, pointer] of [
    [{ epsilonPerBit: 2 }, '/epsilonPerBit'],
    [{ leastFields: 9 }, '/leastFields'],
    [{ zone: { ...at, member: 'dss' } }, '/zone/member'],
    [{ zone: { ...at, key: parties[0]?.key ?? at.key } }, '/zone/key'],
    [{ fields: [...fields, ...fields] }, '/fields/4/id'],
    [{ blocking: { kind: 'tokens', rules: [['nothing.here']] } }, '/blocking/rules'],
  ] as const) {
    const { status, body } = await register(exampleProject(changes as Partial<PrivateProject>))
    assert.deepEqual([status, (body as unknown as { pointer: string }).pointer], [422, pointer])
  }
  assert.equal((await register({ ...exampleProject(), flip: 0 })).status, 400)
})
