import Type, { type Static } from 'typebox'
import type { Condition, ConnectorContext, OpenConnector, ProviderQuestion, Scalar } from '../../exchange/plugin.ts'
import { fail, ok } from '../../kernel/result.ts'
import { databaseFailure } from '../failure.ts'
import type { RegistryActs } from './perform.ts'

/** JSON Schema of the `operation` of a service that acts. */
export const ActOperation = Type.Object(
  {
    act: Type.String(),
    /** The element that names the act: the same one of the same member has one effect. */
    reference: Type.String(),
    /** Which programmes each member runs, and may tell of; absent: any. */
    programmes: Type.Optional(Type.Record(Type.String(), Type.Array(Type.String()))),
  },
  { additionalProperties: false },
)
export type ActOperation = Static<typeof ActOperation>

const done = 'done'
const foreignProgramme = 'foreign-programme'

/**
 * A service that acts: the equalities of its question are the act's values, its answer is what became of it (`outcome`)
 * and the numbers of the records that were made. What is refused is an answer, too: it is evidence like any other.
 */
export function openAct(
  acts: Pick<RegistryActs, 'perform'>,
  { operation, system, now }: ConnectorContext,
): OpenConnector {
  const { act, reference, programmes } = operation as ActOperation
  return {
    async ask({ consumer, condition }: ProviderQuestion) {
      const told = equalitiesOf(condition)
      if (told === undefined) return fail({ kind: 'refused', detail: 'an act is told by equalities only' })
      const { [reference]: name, ...values } = told
      if (name === undefined) return fail({ kind: 'refused', detail: `the act is not named: ${reference} is missing` })
      const answer = (outcome: string, made: Readonly<Record<string, string>> = {}) =>
        ok({ records: [{ outcome, ...inColumns(made) }], total: 1, asOf: now().toISOString() })
      const programme = values['enrolment.programme']
      const runs = programmes === undefined || (programmes[consumer] ?? []).includes(String(programme))
      if (!runs) return answer(foreignProgramme)
      try {
        const acted = await acts.perform({ id: `${system.id}:${consumer}:${name}`, act, values })
        return acted.ok ? answer(done, acted.value.made) : answer(acted.problem.code.replace(/^registry\./, ''))
      } catch (error) {
        return fail(databaseFailure(error))
      }
    },
    check: async () => ok(true),
    close: async () => {},
  }
}

/** `enrolment.id` → `enrolment_id`, as the other services of this registry spell what they answer. */
const inColumns = (made: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(made).map(([element, value]) => [element.replaceAll(/[.-]/g, '_'), value]))

function equalitiesOf(condition: Condition): Readonly<Record<string, Scalar>> | undefined {
  const parts = 'and' in condition ? condition.and : [condition]
  const values: [string, Scalar][] = []
  for (const part of parts) {
    if (!('element' in part) || part.is !== 'eq' || typeof part.value === 'object') return undefined
    values.push([part.element, part.value])
  }
  return Object.fromEntries(values)
}
