import assert from 'node:assert/strict'
import test, { type TestContext } from 'node:test'
import { createTestDatabase } from '../../../test/support/database.ts'
import type { LinkageModel } from '../linkage/model/schema.ts'
import { registryModel } from '../runs/registry-model.ts'
import { startIdentity } from '../test-desk.ts'
import { changesBetween, levelChanges } from './changes.ts'
import type { KeptModel, ModelChanges } from './schema.ts'

const first = registryModel(1_000)
const second: LinkageModel = { ...first, thresholds: { link: 4, review: -2, kin: 2 } }

async function desk(t: TestContext) {
  const { pool } = await createTestDatabase(t)
  const { call, text } = await startIdentity(t, pool)
  return {
    ...{ pool, call, text },
    async keep(caller: string, model: LinkageModel) {
      const { status, body } = await call<KeptModel>(caller, '/v1/identity/models', model)
      assert.equal(status, 201, JSON.stringify(body))
      return body
    },
    act: (caller: string, act: string, digest: string, body: object = {}) =>
      call<KeptModel>(caller, `/v1/identity/models/${digest}/${act}`, body),
    async inUse() {
      const { body } = await call<{ models: KeptModel[] }>('asha', '/v1/identity/models')
      return body.models.filter(({ live }) => live).map(({ digest }) => digest)
    },
  }
}

test('a version is kept once, gets the next number, and never changes', async (t) => {
  const { pool, keep } = await desk(t)
  const one = await keep('asha', first)
  assert.equal((await keep('juma', first)).account, 'asha', 'the same again is the one that was kept')
  const two = await keep('juma', second)
  assert.deepEqual([one.model.version, two.model.version], [1, 2])
  await assert.rejects(
    pool.query(`update linkage_model set document = '{}' where digest = $1`, [one.digest]),
    /never changes/,
  )
  const { rows } = await pool.query<{ act: string }>(`select act from administrative_act order by ledger_index`)
  assert.deepEqual(
    rows.map(({ act }) => act),
    ['identity.keep-model', 'identity.keep-model'],
  )
})

test('a model comes into use by two people, and neither its writer nor its proposer confirms it', async (t) => {
  const { keep, act, inUse } = await desk(t)
  const { digest } = await keep('asha', first)
  const { body: proposed } = await act('juma', 'use', digest)
  assert.deepEqual([proposed.uses[0]?.state, proposed.uses[0]?.account], ['proposed', 'juma'])
  assert.deepEqual(await inUse(), [], 'one person is not enough')
  assert.equal((await act('juma', 'use', digest)).body.code, 'identity.model-proposed')
  for (const own of ['asha', 'juma']) {
    assert.equal((await act(own, 'confirm', digest)).body.code, 'identity.own-model', own)
  }
  assert.equal((await act('nsps-auditor', 'confirm', digest)).status, 403)
  const { body: confirmed } = await act('neema', 'confirm', digest)
  assert.deepEqual(
    [confirmed.live, confirmed.uses[0]?.state, confirmed.uses[0]?.decidedBy],
    [true, 'confirmed', 'neema'],
  )
  assert.equal((await act('neema', 'confirm', digest)).body.code, 'identity.model-not-proposed')
})

test('who confirms is told when another model has come into use since they looked', async (t) => {
  const { keep, act, inUse } = await desk(t)
  const one = await keep('asha', first)
  const two = await keep('asha', second)
  for (const { digest } of [one, two]) await act('asha', 'use', digest)
  await act('neema', 'confirm', one.digest, { replaces: null })
  const late = await act('juma', 'confirm', two.digest, { replaces: null })
  assert.equal(late.body.code, 'identity.model-in-use-changed')
  assert.deepEqual(await inUse(), [one.digest])
  assert.equal((await act('juma', 'confirm', two.digest, { replaces: one.digest })).body.live, true)
  assert.deepEqual(await inUse(), [two.digest])
})

test('a proposal is refused by another, taken back by whoever made it, and can be made again', async (t) => {
  const { keep, act } = await desk(t)
  const { digest } = await keep('asha', first)
  await act('asha', 'use', digest)
  assert.equal((await act('juma', 'refuse', digest)).body.uses[0]?.state, 'refused')
  assert.equal((await act('juma', 'refuse', digest)).body.code, 'identity.model-not-proposed')
  await act('asha', 'use', digest)
  const { body } = await act('asha', 'refuse', digest)
  assert.deepEqual(
    body.uses.map(({ state }) => state),
    ['withdrawn', 'refused'],
  )
})

test('a model that is not trained, or reads what the registry has not, is not proposed', async (t) => {
  const { keep, act } = await desk(t)
  const { parameters: _, ...bare } = first
  const untrained = await keep('asha', bare)
  assert.equal((await act('asha', 'use', untrained.digest)).body.code, 'identity.model-not-trained')
  const fields = first.fields.map((field) => ({ ...field, from: field.from.map((column) => `x_${column}`) }))
  const ofFile = await keep('asha', { ...first, id: 'of-a-file', fields })
  assert.equal((await act('asha', 'use', ofFile.digest)).body.code, 'identity.model-not-of-registry')
})

test('what a version does differently from the one before is said in words and numbers', async (t) => {
  const { keep, call } = await desk(t)
  const one = await keep('asha', first)
  const two = await keep('asha', second)
  const changes = (path: string) => call<ModelChanges>('asha', `/v1/identity/models/${path}`)
  const { body } = await changes(`${two.digest}/changes`)
  assert.equal(body.against?.digest, one.digest)
  assert.deepEqual(
    body.changes.map(({ area, code }) => `${area} ${code}`),
    ['thresholds threshold-link', 'thresholds threshold-review'],
  )
  assert.match(body.changes[0]?.text ?? '', /Links from 4\.0 bits on, before from/)
  assert.deepEqual((await changes(`${one.digest}/changes`)).body, { changes: [], levels: [] }, 'nothing came before')
  const { body: draft } = await call<ModelChanges>('asha', '/v1/identity/models/changes', {
    model: first,
    against: two.digest,
  })
  assert.equal(draft.changes.length, 2)
})

test('changes of fields, comparisons, levels, rules and training all have a sentence', () => {
  const draft = structuredClone(first)
  draft.fields[0]!.from = ['other_name']
  draft.comparisons.splice(3, 1)
  const [given] = draft.comparisons
  given!.levels.reverse()
  given!.levels[0] = { id: 'near', when: [[{ test: 'similar', column: 'given.exact', atLeast: 0.8 }]] }
  draft.blocking.rules = [{ id: 'new', columns: ['nid.exact', 'dob.year'] }]
  draft.constraints.rosters = []
  const { parameters: _, ...untrained } = draft
  const changes = changesBetween(first, untrained, 'fr')
  const codes = new Set(changes.map(({ code }) => code))
  for (const code of ['field-from', 'comparison-removed', 'level-added', 'level-removed', 'levels-moved'] as const) {
    assert.ok(codes.has(code), code)
  }
  for (const code of ['rule-added', 'rule-removed', 'roster-removed', 'untrained'] as const)
    assert.ok(codes.has(code), code)
  for (const { text } of changes) assert.doesNotMatch(text, /\{/, text)
  assert.deepEqual(changesBetween(first, first, 'sw'), [])
})

test('levels whose numbers moved come first by how far', () => {
  const moved = structuredClone(first)
  const given = moved.parameters!.comparisons[0]!
  const [row] = given.match
  given.match = [[row![0]! / 2, row![1]! + row![0]! / 2, ...row!.slice(2)]]
  const levels = levelChanges(first, moved)
  assert.deepEqual(
    levels.map(({ comparison, level }) => `${comparison} ${level}`),
    ['given swapped', 'given exact'],
  )
  assert.ok(Math.abs(levels[1]!.weight.to - levels[1]!.weight.from + 1) < 1e-9, 'half as often is one bit less')
  const { parameters: _, ...untrained } = moved
  assert.deepEqual(levelChanges(first, untrained), [])
})

test('the card names who signed, and is a page and a text', async (t) => {
  const { keep, act, text } = await desk(t)
  const { digest } = await keep('asha', first)
  await act('asha', 'use', digest)
  await act('neema', 'confirm', digest)
  const page = await text(`/v1/identity/models/${digest}/card?language=fr`)
  assert.match(page, /<html lang="fr">[\s\S]*Signé par asha, neema/)
  assert.match(await text(`/v1/identity/models/${digest}/card?format=md`), /^# [\s\S]*Signed by asha, neema/)
})
