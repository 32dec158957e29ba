import Type, { type Static } from 'typebox'
import type {
  Condition,
  Connector,
  ConnectorContext,
  OpenConnector,
  ProviderAnswer,
  ProviderFailure,
  ProviderQuestion,
} from '../../exchange/plugin.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { databaseFailure } from '../../registry/failure.ts'
import type { IdentifierMap } from './declared.ts'
import { type AskedBy, personElement } from './facts.ts'
import type { Mapped, OnePerson } from './rules.ts'
import type { IdentityMapping } from './service.ts'

/** JSON Schema of a service's `operation`: which identifiers somebody has, or who knows them. */
export const IdentityOperation = Type.Object(
  { answer: Type.Enum(['identifiers', 'known']) },
  { additionalProperties: false },
)
type Operation = Static<typeof IdentityOperation>

/** The room as a system among systems: it is asked, decided on, cut down and proved like any agency's. */
export function identityConnector(mapping: IdentityMapping): Connector {
  return { kind: 'identity', settings: IdentityOperation, open: (context) => openIdentity(mapping, context) }
}

function openIdentity(mapping: IdentityMapping, { operation, now }: ConnectorContext): OpenConnector {
  const { answer } = operation as Operation
  return {
    async ask(question, signal) {
      const asked = identifiersOf(question.condition)
      const [first, ...others] = asked
      if (first === undefined) return fail({ kind: 'refused', detail: 'there is no identifier to ask by' })
      const found = await reading(signal, () => mapping.of(first))
      if (!found.ok) return found
      const person = found.value
      const asOf = now().toISOString()
      const none: ProviderAnswer = { records: [], total: 0, asOf }
      // What is not there is said only where it is known: of who may be another, neither yes nor no.
      if (person.standing === 'ambiguous' || (answer === 'known' && isUndecided(person))) {
        return fail({ kind: 'ambiguous', detail: 'more than one person may have the identifier' })
      }
      if (person.standing === 'unknown' || !others.every((one) => has(person, one))) return ok(none)
      const record =
        answer === 'known' ? knownTo(person, question, mapping.map) : recordOf(person, question, mapping.map)
      // Who is told of a change hears nothing of people of whom nothing is agreed.
      if (record === undefined) return ok(none)
      return ok({ records: [record], total: 1, asOf, about: numbersOf(person) })
    },
    check: (signal) =>
      reading(signal, async () => {
        await mapping.reachable()
        return true as const
      }),
    // The pool is the process's own and is closed by it.
    close: async () => {},
  }
}

async function reading<T>(signal: AbortSignal, read: () => Promise<T>): Promise<Result<T, ProviderFailure>> {
  try {
    return ok(await read())
  } catch (error) {
    return fail(
      signal.aborted ? { kind: 'timeout', detail: 'the identity map did not answer in time' } : databaseFailure(error),
    )
  }
}

const isUndecided = (person: Mapped): boolean => person.standing === 'one-person' && person.undecided

/** Equalities that must all hold, as the service takes no others. */
function identifiersOf(condition: Condition): AskedBy[] {
  if ('and' in condition) return condition.and.flatMap(identifiersOf)
  return 'element' in condition && condition.is === 'eq'
    ? [{ element: condition.element, value: String(condition.value) }]
    : []
}

const has = ({ identifiers, entity }: OnePerson, { element, value }: AskedBy): boolean =>
  element === personElement
    ? entity === value
    : identifiers.some((one) => one.element === element && one.value === value)

/** Of all sources: whoever has stopped the disclosure of one of their numbers has stopped this answer. */
const numbersOf = ({ identifiers }: OnePerson): string[] =>
  identifiers.flatMap(({ element, value }) => (element === 'person.national-id' ? [value] : []))

/** `person.national-id` → `person_national_id`. */
const wireName = (element: string): string => element.replaceAll(/[.-]/g, '_')

/** Identifiers of the agreed types only: one that is left out must not even show that it is there. */
function recordOf(
  person: OnePerson,
  { elements, condition }: ProviderQuestion,
  map: IdentifierMap,
): object | undefined {
  const agreed = new Set(elements)
  const identifiers = person.identifiers.filter(({ element }) => agreed.has(element))
  const asked = identifiersOf(condition)
  if (identifiers.length === 0 && asked.some(({ element }) => element === personElement)) return undefined
  const declared = new Map(map.identifiers.map((one) => [one.element, one]))
  return {
    person: person.entity ?? null,
    identifiers: identifiers.map(({ element, value, level, by: { basis, weight }, since }) => ({
      ...{ type: declared.get(element)?.type, system: declared.get(element)?.system },
      ...{ [wireName(element)]: value, level, basis, since, weight: weight ?? null },
    })),
  }
}

function knownTo({ records }: OnePerson, { elements }: ProviderQuestion, { known }: IdentifierMap): object {
  const sources = new Set(records.map(({ source }) => source))
  const programmes = new Set(records.flatMap((record) => record.programmes))
  const agreed = known.filter(({ element }) => elements.includes(element))
  return Object.fromEntries(
    agreed.map((one) => [
      wireName(one.element),
      one.programmes.some((programme) => programmes.has(programme)) ||
        one.sources.some((source) => sources.has(source)),
    ]),
  )
}
