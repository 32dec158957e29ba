/** For tests: the small registry behind its connector, and conditions at random. */
import type { TestContext } from 'node:test'
import fc from 'fast-check'
import type pg from 'pg'
import type { Comparison, Condition, ProviderQuestion, Scalar } from '../exchange/plugin.ts'
import { mustBeOk } from '../kernel/result.ts'
import { registryConnector } from './connector.ts'
import { loadRegistry } from './load.ts'
import { registryFolder } from './sample.ts'

// Half past midnight in Nairobi is still the day before in UTC.
export const now = new Date('2026-02-28T21:30:00Z')
export const today = '2026-03-01'
export const patience = () => AbortSignal.timeout(10_000)

type Row = Record<string, unknown>

export async function sampleIn(pool: pg.Pool, t: TestContext, records: string) {
  mustBeOk(await loadRegistry(pool, registryFolder(t)))
  const open = registryConnector(pool, { timeZone: 'Africa/Nairobi' }).open({
    system: { id: 'social-registry', address: 'registry:' },
    operation: { records },
    secret: () => '',
    now: () => now,
  })
  const ask = (question: Partial<ProviderQuestion>) =>
    open.ask(
      {
        consumer: 'dss',
        params: {},
        condition: { and: [] },
        sort: [],
        page: { size: 100, number: 1 },
        elements: [],
        ...question,
      },
      patience(),
    )
  const found = async (question: Partial<ProviderQuestion>) => {
    const answer = await ask(question)
    if (!answer.ok) throw new Error(answer.problem.detail)
    return answer.value.records as Row[]
  }
  return { pool, open, ask, found }
}

export const is = (element: string, comparison: Comparison, value: Scalar | readonly Scalar[]): Condition => ({
  element,
  is: comparison,
  value,
})

/** Any condition that is made of such leaves. */
export function conditionsOf(leaf: fc.Arbitrary<Condition>): fc.Arbitrary<Condition> {
  return fc.letrec<{ conditions: Condition }>((tie) => ({
    conditions: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.record({ and: fc.array(tie('conditions'), { maxLength: 3 }) }),
      fc.record({ or: fc.array(tie('conditions'), { maxLength: 3 }) }),
      fc.record({ not: tie('conditions') }),
    ),
  })).conditions
}

export function leafOf(element: string, comparisons: Comparison[], values: Scalar[]): fc.Arbitrary<Condition> {
  return fc.constantFrom(...comparisons).chain((comparison) => {
    const value = comparison === 'in' ? fc.subarray(values) : fc.constantFrom(...values)
    return value.map((one) => is(element, comparison, one))
  })
}
