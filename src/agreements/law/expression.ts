import Type from 'typebox'
import { isIsoDate } from '../../kernel/dates.ts'
import { operators } from './operators.ts'
import { factShape, nameOf, type Shape } from './shape.ts'
import type { Frame, Run } from './values.ts'

/**
 * The language in which rules of law are written: JSON, closed, and always at an end.
 *
 * A number, a yes or no, and a text stand for themselves; a text that begins with `$` is a fact (`$agreement.dpia.approvedAt`);
 * a list holds such literals; an object is one operator with its operands (`{ le: [$agreement.breach.noticeHours, 72] }`).
 */
export type Expression =
  | string
  | number
  | boolean
  | readonly (string | number | boolean)[]
  | { readonly [operator: string]: unknown }

/** The outer shape only: what an operator takes is checked by `compileExpression`, which says what is wrong and where. */
export const ExpressionSchema = Type.Unsafe<Expression>(
  Type.Union(
    [
      Type.String({ maxLength: 200 }),
      Type.Number(),
      Type.Boolean(),
      Type.Array(Type.Union([Type.String({ maxLength: 200 }), Type.Number(), Type.Boolean()]), { maxItems: 100 }),
      Type.Record(Type.String({ maxLength: 20 }), Type.Unknown(), { maxProperties: 3 }),
    ],
    { description: 'an expression of the language of rules: see docs/guides/rule-packs.md' },
  ),
)

export const expressionLimits = { nodes: 200, depth: 12, loops: 2, textLength: 200, listItems: 100 } as const

/** What is wrong in an expression: where (JSON Pointer), what, and how to mend it. */
export interface ExpressionFault {
  readonly pointer: string
  readonly message: string
  readonly fix: string
}

/** An expression that was understood. */
export interface Compiled {
  readonly shape: Shape
  readonly run: Run
  /** Facts that it reads, for whoever explains a verdict. */
  readonly facts: readonly string[]
}

/** What an operator uses to understand its operands. */
export interface Compiler {
  compile(operand: unknown, at: string): Typed | undefined
  /** Compiles with `name` standing for one item of the list. */
  withItem<T>(name: string, item: Shape, at: string, work: (slot: number) => T): T | undefined
  fault(at: string, message: string, fix: string): undefined
}

export interface Typed {
  readonly shape: Shape
  readonly run: Run
  /** A value that stands in the text itself. */
  readonly literal?: unknown
  /** A fact's name, where it is nothing but a fact. */
  readonly fact?: string
}

interface Scope {
  readonly name: string
  readonly shape: Shape
  readonly slot: number
}

/** Either a function for the expression, or all that is wrong with it. Never throws, whatever it is given. */
export function compileExpression(
  expression: unknown,
): { readonly compiled: Compiled } | { readonly faults: readonly ExpressionFault[] } {
  const faults: ExpressionFault[] = []
  const facts = new Set<string>()
  const scopes: Scope[] = []
  let nodes = 0
  let depth = 0

  const compiler: Compiler = {
    fault(pointer, message, fix) {
      if (faults.length < 20) faults.push({ pointer, message, fix })
      return undefined
    },
    compile(operand, at) {
      nodes += 1
      if (nodes > expressionLimits.nodes) {
        if (nodes === expressionLimits.nodes + 1) compiler.fault(at, ...tooLong)
        return undefined
      }
      if (depth >= expressionLimits.depth) return compiler.fault(at, ...tooDeep)
      depth += 1
      try {
        return understand(operand, at)
      } finally {
        depth -= 1
      }
    },
    withItem(name, shape, at, work) {
      if (!/^[a-z][A-Za-z]{0,30}$/.test(name)) return compiler.fault(at, ...badName)
      if (scopes.some((scope) => scope.name === name) || rootFacts.has(name)) {
        return compiler.fault(at, `the name ${name} is taken`, 'Give the item another name.')
      }
      if (scopes.length >= expressionLimits.loops) return compiler.fault(at, ...tooManyLoops)
      scopes.push({ name, shape, slot: scopes.length })
      try {
        return work(scopes.length - 1)
      } finally {
        scopes.pop()
      }
    },
  }

  function understand(operand: unknown, at: string): Typed | undefined {
    if (typeof operand === 'string' && operand.startsWith('$')) return fact(operand.slice(1), at)
    if (Array.isArray(operand)) return list(operand, at)
    if (typeof operand === 'object' && operand !== null) return operation(operand as Record<string, unknown>, at)
    return literal(operand, at)
  }

  function literal(value: unknown, at: string): Typed | undefined {
    const shape = shapeOfLiteral(value)
    if (shape === undefined) return compiler.fault(at, ...notAnExpression)
    return { shape, run: () => value, literal: value }
  }

  function list(values: readonly unknown[], at: string): Typed | undefined {
    if (values.length > expressionLimits.listItems) {
      return compiler.fault(at, `holds more than ${expressionLimits.listItems} items`, 'Shorten the list.')
    }
    const shapes = values.map(shapeOfLiteral)
    const [first] = shapes
    if (values.length === 0 || shapes.some((shape) => shape?.kind !== first?.kind) || first === undefined) {
      return compiler.fault(at, 'is not a list of values of one kind', 'Write texts, numbers or days, at least one.')
    }
    if (values.some((value) => typeof value === 'string' && value.startsWith('$'))) {
      return compiler.fault(at, 'holds a fact', 'A list holds values that stand for themselves; compare facts by `or`.')
    }
    const held = new Set(values)
    return { shape: { kind: 'list', of: first }, run: () => values, literal: held }
  }

  function fact(path: string, at: string): Typed | undefined {
    const [head = '', ...rest] = path.split('.')
    const scope = scopes.find(({ name }) => name === head)
    const names = scope === undefined ? [head, ...rest] : rest
    let shape: Shape = scope?.shape ?? factShape
    for (const name of names) {
      const found: Shape | undefined = shape.kind === 'record' ? shape.fields.get(name) : undefined
      if (found === undefined) {
        const known =
          shape.kind === 'record'
            ? `Use one of: ${[...shape.fields.keys()].join(', ')}.`
            : 'Look into a list by all, any or count.'
        return compiler.fault(at, `there is no fact ${path}`, known)
      }
      shape = found
    }
    if (scope === undefined) facts.add(path)
    return { shape, run: reader(names, scope?.slot), fact: path }
  }

  function operation(operand: Record<string, unknown>, at: string): Typed | undefined {
    const names = Object.keys(operand)
    const found = names.filter((name) => Object.hasOwn(operators, name))
    const [name] = found
    if (name === undefined) {
      const known = Object.keys(operators).join(', ')
      return compiler.fault(
        at,
        `there is no operator ${names.slice(0, 3).join(', ').slice(0, 60)}`,
        `Use one of: ${known}.`,
      )
    }
    const operator = operators[name as keyof typeof operators]
    const strange = names.filter((other) => other !== name && !operator.also.includes(other))
    if (strange.length > 0) {
      return compiler.fault(
        at,
        `${name} does not take ${strange[0]?.slice(0, 60)}`,
        'One operator in each pair of braces.',
      )
    }
    return operator.understand(operand, `${at}/${name}`, compiler, at)
  }

  const typed = compiler.compile(expression, '')
  if (typed === undefined || faults.length > 0) return { faults }
  return { compiled: { shape: typed.shape, run: typed.run, facts: [...facts] } }
}

/** As `compileExpression`, for one that must answer yes or no. */
export function compileCondition(expression: unknown): ReturnType<typeof compileExpression> {
  const outcome = compileExpression(expression)
  if ('faults' in outcome || outcome.compiled.shape.kind === 'boolean') return outcome
  const message = `gives a ${nameOf(outcome.compiled.shape)}, not a yes or no`
  return { faults: [{ pointer: '', message, fix: 'Compare it with something.' }] }
}

const rootFacts = new Set(factShape.kind === 'record' ? factShape.fields.keys() : [])

function shapeOfLiteral(value: unknown): Shape | undefined {
  if (typeof value === 'boolean') return { kind: 'boolean' }
  if (typeof value === 'number' && Number.isFinite(value)) return { kind: 'number' }
  if (typeof value !== 'string' || value.length > expressionLimits.textLength) return undefined
  return isIsoDate(value) ? { kind: 'day' } : { kind: 'text' }
}

/** Reads a fact; whatever lies in the way is no fact. */
function reader(names: readonly string[], slot: number | undefined): Run {
  const [first, second, ...deeper] = names
  const start = (frame: Frame): unknown => (slot === undefined ? frame.facts : frame.items[slot])
  if (first === undefined) return (frame) => known(start(frame))
  if (second === undefined) return (frame) => known(part(start(frame), first))
  if (deeper.length === 0) return (frame) => known(part(part(start(frame), first), second))
  return (frame) => known(deeper.reduce<unknown>(part, part(part(start(frame), first), second)))
}

const part = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined

const known = (value: unknown): unknown => value ?? undefined

const tooLong = [`has more than ${expressionLimits.nodes} parts`, 'Split the rule in two.'] as const
const tooDeep = [`is nested deeper than ${expressionLimits.depth}`, 'Split the rule in two.'] as const
const tooManyLoops = [
  `looks into lists inside lists deeper than ${expressionLimits.loops}`,
  'Split the rule in two.',
] as const
const badName = ['the name of an item is one word of letters', 'Write for instance `as: party`.'] as const
const notAnExpression = [
  'is not a value, a fact or an operator',
  `Write a number, true or false, or a text of at most ${expressionLimits.textLength} characters.`,
] as const
