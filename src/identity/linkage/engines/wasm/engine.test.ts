import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import test, { type TestContext } from 'node:test'
import { personColumns } from '../../../../../bench/linkage/people.ts'
import { openEngine, preparePeople, testFolder, trained } from '../../../../../test/support/linkage.ts'
import { personModel } from '../../model/person.ts'
import type { LinkageModel } from '../../model/schema.ts'
import type { Scored } from '../contract.ts'
import { referenceEdges } from '../test-reference.ts'

const records = 3_000

/** An engine over people of the bench, and the model as it is trained on them. */
async function openTrained(t: TestContext, model: LinkageModel) {
  const folder = testFolder()
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const people = await preparePeople(records, folder, model)
  const engine = await openEngine(people.folder, people.prepared, model)
  t.after(() => engine.close())
  return { model, people, engine, fitted: await trained(model, engine, people.prepared) }
}

test('the kernel finds exactly the pairs, levels and weights that the model says, and no pair twice', async (t) => {
  const { model, people, engine, fitted } = await openTrained(t, personModel(personColumns))
  for (const threshold of [-12, 0, 20]) {
    const { edges, rules } = await engine.scorePairs(fitted, threshold, () => undefined)
    const expected = await referenceEdges(people.folder, people.prepared, fitted, threshold)
    const found = Array.from({ length: edges.count }, (_, i) => [edges.a[i], edges.b[i], edges.pattern[i]])
    assert.deepEqual(
      found,
      expected.map(({ a, b, pattern }) => [a, b, pattern]),
      `from ${threshold} bits on`,
    )
    expected.forEach(({ weight }, i) => {
      assert.ok(Math.abs(weight - edges.weight[i]!) < 1e-9)
    })
    assert.ok(found.length > 100)
    assert.equal(rules.length, model.blocking.rules.length)
  }
})

test('whatever the threshold, no pair that reaches it is left on the way', async (t) => {
  const { engine, fitted } = await openTrained(t, personModel(personColumns))
  const named = ({ edges }: Scored, least: number) =>
    Array.from({ length: edges.count }, (_, i) => i)
      .filter((i) => edges.weight[i]! >= least)
      .map((i) => `${edges.a[i]} ${edges.b[i]} ${edges.pattern[i]}`)
  const all = await engine.scorePairs(fitted, -100, () => undefined)
  for (const threshold of [-25, -16, -10, -7, -5, -3, -1.5, 0.5, 2, 4, 7, 11, 16]) {
    const found = await engine.scorePairs(fitted, threshold, () => undefined)
    assert.deepEqual(named(found, threshold), named(all, threshold), `from ${threshold} bits on`)
  }
  const unlike = all.edges.weight.filter((weight) => weight < -25).length
  assert.ok(unlike > 100, 'pairs of people who have nothing to do with each other are among them')
})

test('a block that is too large is left out of its rule, told, and its pairs are found by other rules', async (t) => {
  const whole = personModel(personColumns)
  const model = { ...whole, blocking: { ...whole.blocking, maxPairsPerBlock: 30 } }
  const { people, engine, fitted } = await openTrained(t, model)
  const { edges, rules } = await engine.scorePairs(fitted, -5, () => undefined)
  const expected = await referenceEdges(people.folder, people.prepared, fitted, -5)
  assert.deepEqual(
    Array.from({ length: edges.count }, (_, i) => [edges.a[i], edges.b[i]]),
    expected.map(({ a, b }) => [a, b]),
  )
  const purged = rules.filter((rule) => rule.purged.blocks > 0)
  assert.ok(purged.length > 0 && purged.length < rules.length)
  for (const rule of purged) assert.ok(rule.purged.pairs > 30 && rule.purged.records > 8)
})
