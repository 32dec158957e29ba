import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createTestDatabase } from '../../test/support/database.ts'
import { is, patience, sampleIn } from './test-registry.ts'

const elements = ['person.id', 'person.national-id', 'person.birth-registration-number', 'household.id'] as const
const values = ['P1', 'P2', 'P7', 'H1', '302118476', '228306148', 'nobody', "' or true --", '']

test('whoever asks beside others is answered as if alone, with the pages and totals of its own value', async (t) => {
  const { pool } = await createTestDatabase(t)
  const registries = {
    person: await sampleIn(pool, t, 'person'),
    household: await sampleIn(pool, t, 'household'),
    enrolment: await sampleIn(pool, t, 'enrolment'),
  }
  const question = fc.record({
    records: fc.constantFrom('person', 'household', 'enrolment'),
    element: fc.constantFrom(...elements),
    value: fc.constantFrom(...values),
    size: fc.constantFrom(1, 2, 100),
    number: fc.constantFrom(1, 2),
  })
  type Question = typeof question extends fc.Arbitrary<infer Q> ? Q : never
  const ask = async ({ records, element, value, size, number }: Question, beside: 'alone' | 'together') => {
    const equals = is(element, 'eq', value)
    // A condition of two parts is no lookup, so it goes by itself.
    const condition = beside === 'together' ? equals : { and: [equals, equals] }
    const sort = [{ element: 'person.birth-date', order: 'desc' }] as const
    const order = records === 'person' ? { sort } : {}
    return registries[records as keyof typeof registries].ask({ condition, page: { size, number }, ...order })
  }
  await fc.assert(
    fc.asyncProperty(fc.array(question, { minLength: 1, maxLength: 12 }), async (questions) => {
      const alone = await Promise.all(questions.map((one) => ask(one, 'alone')))
      assert.deepEqual(await Promise.all(questions.map((one) => ask(one, 'together'))), alone)
    }),
    { numRuns: 60 },
  )
})

test('lookups of one shape that come together are one statement', async (t) => {
  const { pool, ask } = await sampleIn((await createTestDatabase(t)).pool, t, 'person')
  let statements = 0
  pool.on('acquire', () => {
    statements += 1
  })
  const all = await Promise.all(values.map((value) => ask({ condition: is('person.id', 'eq', value) })))
  assert.deepEqual(
    all.map((answer) => (answer.ok ? answer.value.total : answer.problem)),
    [1, 1, 1, 0, 0, 0, 0, 0, 0],
  )
  assert.equal(statements, 1)
})

test('who gives up does not take the others along, and is not asked for any more', async (t) => {
  const { pool, open, ask } = await sampleIn((await createTestDatabase(t)).pool, t, 'person')
  const lookUp = (id: string, signal: AbortSignal) =>
    open.ask(
      {
        consumer: 'dss',
        params: {},
        condition: is('person.id', 'eq', id),
        sort: [],
        page: { size: 1, number: 1 },
        elements: [],
      },
      signal,
    )
  const blocker = await pool.connect()
  await blocker.query('begin; lock table person in access exclusive mode')
  const impatient = new AbortController()
  const first = lookUp('P1', impatient.signal)
  const second = lookUp('P2', patience())
  // The statement waits for the lock; what comes now is in the next one.
  await new Promise((resolve) => setTimeout(resolve, 50))
  const next = [lookUp('P4', patience()), lookUp('P5', impatient.signal)]
  impatient.abort()
  for (const late of [first, next[1]]) {
    const answer = await late
    assert.equal(answer?.ok === false && answer.problem.kind, 'timeout')
  }
  await blocker.query('rollback')
  blocker.release()
  for (const answer of [await second, await next[0]]) assert.equal(answer?.ok === true && answer.value.total, 1)
  assert.equal((await ask({ condition: is('person.id', 'eq', 'P1') })).ok, true)
})

test('when all have given up, the line is free for the next', async (t) => {
  const { pool, open } = await sampleIn((await createTestDatabase(t)).pool, t, 'person')
  const question = {
    ...{ consumer: 'dss', params: {}, sort: [], page: { size: 1, number: 1 }, elements: [] },
    condition: is('person.id', 'eq', 'P1'),
  }
  const blocker = await pool.connect()
  await blocker.query('begin; lock table person in access exclusive mode')
  const late = await open.ask(question, AbortSignal.timeout(100))
  assert.equal(late.ok === false && late.problem.kind, 'timeout')
  await blocker.query('rollback')
  blocker.release()
  assert.equal((await open.ask(question, patience())).ok, true)
})
