import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import fc from 'fast-check'
import { mustBeOk } from '../../../kernel/result.ts'
import type { PlainRecord } from '../encoding/encoder.ts'
import type { CheckedProject } from '../project.ts'
import { checked, exampleProject, keys, openTestBook, testFolder } from '../test-project.ts'
import { readMessage, writeMessage } from './messages.ts'
import { answer, ask, countOf, sizeOfRequest } from './psi.ts'
import { answerOverlap, askOverlap, countOverlap, suppressed } from './rounds.ts'

const withIds = (...ids: readonly string[]): PlainRecord[] => ids.map((nid) => ({ nid }))
const nida = withIds('1001', '1002', '10-03', '1004', '', '1005', '1005')
const dss = withIds('1003', '1004', '1005 ', '2001', '2002', 'N/A')

const limits = (smallestCount: number) => ({ limits: { ...exampleProject().limits, smallestCount } })

function openParties(t: TestContext, of: CheckedProject = checked()) {
  const folder = testFolder(t)
  const files = { question: join(folder, 'question.json'), answer: join(folder, 'answer.json') }
  const book = openTestBook()
  return {
    ...{ files, book },
    ask: (records = dss) => askOverlap(files.question, { checked: of, key: keys.dss, records }),
    answer: (records = nida, key = keys.nida) => answerOverlap(files, { checked: of, key, records, book }),
    count: async (state: Awaited<ReturnType<typeof askOverlap>>) => countOverlap(files.answer, mustBeOk(state), of),
  }
}

test('the count is exact, whatever the sets', async () => {
  const sets = fc.uniqueArray(fc.nat(40), { minLength: 1, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(sets, sets, async (a, b) => {
      const asked = await ask(a.map(String))
      const answered = mustBeOk(await answer(asked.request, b.map(String)))
      assert.equal(mustBeOk(await countOf(asked, answered)), a.filter((one) => b.includes(one)).length)
      assert.equal(await sizeOfRequest(asked.request), a.length)
    }),
    { numRuns: 15 },
  )
})

test('the answer comes back in an order that says nothing of the question’s: what is counted cannot be named', async () => {
  const asked = await ask(Array.from({ length: 50 }, (_, i) => `${i}`))
  const { response } = mustBeOk(await answer(asked.request, ['7']))
  const points = response.length / 50
  const list = Array.from({ length: 50 }, (_, i) =>
    Buffer.from(response)
      .subarray(i * points, (i + 1) * points)
      .toString('hex'),
  )
  assert.deepEqual(list, [...list].sort())
})

test('two parties learn how many persons both have: not whom, and repeats and signs of nothing do not count', async (t) => {
  const { files, book, ...parties } = openParties(t)
  const state = await parties.ask()
  assert.deepEqual(mustBeOk(await parties.answer()), { run: 'plr-01j00000000000000000000000', theirs: 5, own: 5 })
  assert.equal(book.started, 1)
  assert.deepEqual(mustBeOk(await parties.count(state)), { own: 5, theirs: 5, kind: 'count', count: 3 })
  for (const file of Object.values(files)) {
    const text = readFileSync(file, 'utf8')
    for (const { nid = '' } of dss.slice(0, 5)) assert.ok(!text.includes(`"${nid.trim()}"`))
  }
})

test('the answer to one question does not open with another, and each answer is under a new key', async (t) => {
  const parties = openParties(t)
  const first = await parties.ask()
  mustBeOk(await parties.answer())
  const one = readFileSync(parties.files.answer, 'utf8')
  mustBeOk(await parties.answer())
  assert.notEqual(JSON.parse(readFileSync(parties.files.answer, 'utf8')).round.setup, JSON.parse(one).round.setup)
  const second = await parties.ask()
  const refused = await parties.count(second)
  assert.equal(refused.ok ? '' : refused.problem.variant, 'other-question')
  assert.equal(mustBeOk(await parties.count(first)).kind, 'count')
})

test('small counts, and small rests, are told as such', async (t) => {
  assert.deepEqual(suppressed(0, 50, 10), { kind: 'count', count: 0 })
  assert.deepEqual(suppressed(9, 50, 10), { kind: 'fewer-than', than: 10 })
  assert.deepEqual(suppressed(10, 50, 10), { kind: 'count', count: 10 })
  assert.deepEqual(suppressed(41, 50, 10), { kind: 'all-but-fewer-than', than: 10 })
  assert.deepEqual(suppressed(50, 50, 10), { kind: 'count', count: 50 })
  const parties = openParties(t, checked(limits(4)))
  const state = await parties.ask()
  mustBeOk(await parties.answer())
  assert.deepEqual(mustBeOk(await parties.count(state)), { own: 5, theirs: 5, kind: 'fewer-than', than: 4 })
})

test('a question about few persons is not answered, even when it says that it is about many', async (t) => {
  const parties = openParties(t)
  const own = await parties.ask(withIds('1001', '1002'))
  assert.equal(own.ok ? '' : own.problem.code, 'identity.private-set-too-small')
  const { request } = await ask(['1001'])
  const round = { step: 'ask', request: Buffer.from(request).toString('base64url') } as const
  const send = (count: number) =>
    writeMessage(parties.files.question, { party: 'dss', count, round }, { checked: checked(), key: keys.dss })
  send(1)
  const small = await parties.answer()
  assert.equal(small.ok ? '' : small.problem.code, 'identity.private-set-too-small')
  send(500)
  const lying = await parties.answer()
  assert.equal(lying.ok ? '' : lying.problem.variant, 'not-a-count')
  assert.equal(parties.book.started, 0)
})

test('messages that were altered, of others, of the wrong step or of another kind are refused', async (t) => {
  const parties = openParties(t)
  mustBeOk(await parties.ask())
  const { question } = parties.files
  const text = readFileSync(question, 'utf8')
  const refusal = async (changed: string) => {
    writeFileSync(question, changed)
    const answered = await parties.answer()
    return answered.ok ? 'taken' : answered.problem.variant
  }
  assert.equal(await refusal(text.replace('"count":5', '"count":6')), 'not-signed')
  assert.equal(await refusal(text.replace('"party":"dss"', '"party":"nida"')), 'not-signed')
  assert.equal(await refusal(text.replace('"party":"dss"', '"party":"revenue"')), 'not-a-party')
  assert.equal(await refusal(text.replace(/"project":"[^"]*/, `"project":"${'0'.repeat(64)}`)), 'other-project')
  assert.equal(await refusal(text.slice(0, 200)), 'not-a-message')
  assert.equal(await refusal('[]'), 'not-a-message')
  writeFileSync(question, text)
  const asAnswer = await readMessage(question, 'answer', checked())
  assert.equal(asAnswer.ok ? '' : asAnswer.problem.variant, 'not-a-message')
  const same = await parties.answer(nida, keys.dss)
  assert.equal(same.ok ? '' : same.problem.variant, 'same-party')
  const stranger = await parties.answer(nida, keys.zone)
  assert.equal(stranger.ok ? '' : stranger.problem.code, 'identity.private-not-the-party')
  const missing = await readMessage(`${question}.not`, 'ask', checked())
  assert.equal(missing.ok ? '' : missing.problem.variant, 'unreadable')
})

test('a project that declares no identifier counts nothing', async (t) => {
  const { overlap, ...project } = exampleProject()
  assert.ok(overlap)
  const { digest } = checked()
  const parties = openParties(t, { project, digest })
  const refused = await parties.ask()
  assert.equal(refused.ok ? '' : refused.problem.variant, 'not-declared')
})
