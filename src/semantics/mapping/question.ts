import { fail, ok, type Result } from '../../kernel/result.ts'
import type { Vocabulary } from '../vocabulary.ts'
import { type Fault, shapeFaults } from './faults.ts'
import { own } from './path.ts'
import { type QuestionRule, questionKinds } from './spec.ts'
import { compileTransform, type Scalar, type Translator } from './transforms.ts'

export type Params = Readonly<Record<string, Scalar>>
export type ToProvider = (equalities: Readonly<Record<string, Scalar>>) => Result<Params>

interface CompiledQuestion {
  readonly rule: QuestionRule
  readonly transform: Translator
  readonly admits: (value: unknown) => boolean
}

export function compileQuestion(list: readonly unknown[], vocabulary: Vocabulary, faults: Fault[]): ToProvider {
  const byElement = new Map<string, CompiledQuestion>()
  list.forEach((raw, i) => {
    const compiled = compileOne(raw, vocabulary, `/question/${i}`)
    if (!compiled.ok) faults.push(...compiled.problem)
    else if (byElement.has(compiled.value.rule.element)) {
      faults.push({ pointer: `/question/${i}/element`, message: `${compiled.value.rule.element} has a rule already` })
    } else byElement.set(compiled.value.rule.element, compiled.value)
  })
  return (equalities) => ask(byElement, equalities)
}

function compileOne(raw: unknown, vocabulary: Vocabulary, pointer: string): Result<CompiledQuestion, Fault[]> {
  const kind = own(raw, 'as') ?? 'plain'
  if (typeof kind !== 'string' || !Object.hasOwn(questionKinds, kind)) {
    return fail([{ pointer: `${pointer}/as`, message: `must be one of ${Object.keys(questionKinds).join(', ')}` }])
  }
  const rule = { ...(raw as object), as: kind } as QuestionRule
  const wrong = shapeFaults(questionKinds[kind as keyof typeof questionKinds], rule, pointer)
  if (wrong.length > 0) return fail(wrong)
  const known = vocabulary.elements.get(rule.element)
  if (known === undefined) {
    return fail([{ pointer: `${pointer}/element`, message: `the dictionary has no element ${rule.element}` }])
  }
  const transform = compileTransform(rule, known)
  if (!transform.ok) return fail([{ pointer, message: transform.problem }])
  return ok({ rule, transform: transform.value, admits: known.admits })
}

function ask(
  rules: ReadonlyMap<string, CompiledQuestion>,
  equalities: Readonly<Record<string, Scalar>>,
): Result<Params> {
  const params = new Map<string, Scalar>()
  for (const [element, value] of Object.entries(equalities)) {
    const compiled = rules.get(element)
    if (compiled === undefined) return fail(cannotAsk(element, [...rules.keys()]))
    if (!compiled.admits(value)) return fail(invalidValue(element))
    const theirs = compiled.transform.write(value)
    if (!isScalar(theirs)) return fail(invalidValue(element))
    for (const [name, wanted] of [
      [compiled.rule.param, theirs] as const,
      ...Object.entries(compiled.rule.with ?? {}),
    ]) {
      if (params.has(name) && params.get(name) !== wanted) return fail(ambiguous(element))
      params.set(name, wanted)
    }
  }
  return ok(Object.fromEntries(params))
}

const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

const cannotAsk = (element: string, known: readonly string[]) => ({
  code: 'semantics.cannot-ask',
  status: 422,
  message: `The source cannot be asked by ${element}`,
  fix: known.length === 0 ? 'This source cannot be asked.' : `Ask it by ${known.join(' or ')}.`,
  params: { element },
})

const invalidValue = (element: string) => ({
  code: 'semantics.invalid-value',
  status: 422,
  message: `The value sent for ${element} is not one that the dictionary or the source allows`,
  fix: `Look up ${element} in the dictionary (GET /v1/dictionary) for its type, pattern and code list.`,
  params: { element },
})

const ambiguous = (element: string) => ({
  code: 'semantics.one-key-only',
  status: 422,
  message: `The source takes one key at a time, and ${element} is a second one`,
  fix: 'Ask by one of the elements only.',
  params: { element },
})
