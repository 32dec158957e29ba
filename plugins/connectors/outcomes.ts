/** What an answer means when its words, not its status, say that there is no record or no answer. Declared, not coded. */
import Type, { type Static } from 'typebox'
import type { ProviderFailure } from '../../src/exchange/plugin.ts'

export const Outcome = Type.Object(
  {
    status: Type.Optional(Type.Integer({ minimum: 200, maximum: 599, description: 'HTTP status; absent means any' })),
    at: Type.Optional(Type.String({ maxLength: 200, description: 'dotted path in the answer' })),
    equals: Type.Optional(
      Type.Array(Type.Union([Type.String(), Type.Number(), Type.Boolean()]), { minItems: 1, maxItems: 20 }),
    ),
    means: Type.Union([
      Type.Literal('no-record'),
      Type.Literal('malformed', { description: 'an identifier that cannot be: a digit too many, a wrong check digit' }),
      Type.Literal('refused'),
      Type.Literal('unavailable'),
      Type.Literal('nonsense'),
    ]),
  },
  { additionalProperties: false },
)
export type Outcome = Static<typeof Outcome>

/** The first outcome that fits; undefined when the answer is an ordinary one. */
export function outcomeOf(outcomes: readonly Outcome[], status: number, answer: unknown): Outcome['means'] | undefined {
  return outcomes.find((outcome) => {
    if (outcome.status !== undefined && outcome.status !== status) return false
    if (outcome.at === undefined) return true
    const found = pick(answer, outcome.at)
    return outcome.equals === undefined ? found !== undefined : outcome.equals.some((value) => value === found)
  })?.means
}

export const failureOf = (means: Exclude<Outcome['means'], 'no-record'>, detail: string): ProviderFailure => ({
  kind: means,
  detail,
})

/** The value at a dotted path; only own members are seen. */
export function pick(value: unknown, path: string): unknown {
  let at = value
  for (const name of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined
    at = (at as Record<string, unknown>)[name]
  }
  return at
}
