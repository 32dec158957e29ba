import { daysBetween, shiftDays, shiftMonths, shiftWorkingDays } from './calendar.ts'
import type { Compiler, Typed } from './expression.ts'
import { nameOf, type Shape } from './shape.ts'
import { allOf, anyOf, eachItem, type Frame, isDay, type Run } from './values.ts'

type Operand = Readonly<Record<string, unknown>>

interface Operator {
  /** Keys beside its own. */
  readonly also: readonly string[]
  /** `at` is the place of its operands, `whole` that of the operation. */
  understand(operand: Operand, at: string, compiler: Compiler, whole: string): Typed | undefined
}

const boolean: Shape = { kind: 'boolean' }

/** All operands understood and each of the kind that is wanted, or undefined. */
function operandsOf(
  name: string,
  wanted: readonly Shape['kind'][],
  operand: Operand,
  at: string,
  compiler: Compiler,
): Typed[] | undefined {
  const given = operand[name]
  if (!Array.isArray(given) || given.length !== wanted.length) {
    return compiler.fault(at, `${name} takes ${wanted.length} operands`, `Write { ${name}: [${wanted.join(', ')}] }.`)
  }
  const typed = given.map((one, i) => compiler.compile(one, `${at}/${i}`))
  const wrong = typed.findIndex((one, i) => one !== undefined && one.shape.kind !== wanted[i])
  if (wrong !== -1) {
    const found = nameOf(typed[wrong]?.shape ?? boolean)
    return compiler.fault(
      `${at}/${wrong}`,
      `is a ${found}, and ${name} takes a ${wanted[wrong]} there`,
      'Correct the operand.',
    )
  }
  return typed.every((one) => one !== undefined) ? (typed as Typed[]) : undefined
}

/** `and`, `or`: two operands or more, each a yes or no. */
const junction = (name: 'and' | 'or'): Operator => ({
  also: [],
  understand(operand, at, compiler) {
    const given = operand[name]
    if (!Array.isArray(given) || given.length < 2) {
      return compiler.fault(at, `${name} takes two conditions or more`, `Write { ${name}: [ …, … ] }.`)
    }
    const typed = operandsOf(
      name,
      given.map(() => 'boolean' as const),
      operand,
      at,
      compiler,
    )
    if (typed === undefined) return undefined
    const runs = typed.map(({ run }) => run)
    return { shape: boolean, run: name === 'and' ? allOf(runs) : anyOf(runs) }
  },
})

const not: Operator = {
  also: [],
  understand({ not: operand }, at, compiler) {
    const typed = compiler.compile(operand, at)
    if (typed === undefined) return undefined
    if (typed.shape.kind !== 'boolean') return compiler.fault(at, 'not takes a condition', 'Compare it with something.')
    const { run } = typed
    return { shape: boolean, run: negated(run) }
  },
}

const negated =
  (run: Run): Run =>
  (frame) => {
    const value = run(frame)
    return typeof value === 'boolean' ? !value : undefined
  }

const scalars: readonly Shape['kind'][] = ['boolean', 'number', 'text', 'day']

/** A word that an enumerated fact can never have is a slip of the pen. */
function impossibleWord(a: Typed, b: Shape, compiler: Compiler, at: string): boolean {
  if (b.kind !== 'text' || b.words === undefined || a.literal === undefined) return false
  const words = a.literal instanceof Set ? [...a.literal] : [a.literal]
  const strange = words.find((word) => !b.words?.includes(String(word)))
  if (strange === undefined) return false
  compiler.fault(at, `${strange} is not a word of that fact`, `Use one of: ${b.words.join(', ')}.`)
  return true
}

const comparable = (a: Shape, b: Shape): boolean => a.kind === b.kind && scalars.includes(a.kind)

const equality = (name: 'eq' | 'ne'): Operator => ({
  also: [],
  understand(operand, at, compiler) {
    const pair = pairOf(name, operand, at, compiler)
    if (pair === undefined) return undefined
    const [a, b] = pair
    if (!comparable(a.shape, b.shape)) {
      return compiler.fault(
        at,
        `compares a ${nameOf(a.shape)} with a ${nameOf(b.shape)}`,
        'Compare values of one kind.',
      )
    }
    if (impossibleWord(a, b.shape, compiler, `${at}/0`) || impossibleWord(b, a.shape, compiler, `${at}/1`))
      return undefined
    const equal = compared(a.run, b.run, (x, y) => x === y)
    return { shape: boolean, run: name === 'eq' ? equal : negated(equal) }
  },
})

const order = (
  name: 'lt' | 'le' | 'gt' | 'ge',
  holds: (a: number | string, b: number | string) => boolean,
): Operator => ({
  also: [],
  understand(operand, at, compiler) {
    const pair = pairOf(name, operand, at, compiler)
    if (pair === undefined) return undefined
    const [a, b] = pair
    if (!comparable(a.shape, b.shape) || (a.shape.kind !== 'number' && a.shape.kind !== 'day')) {
      return compiler.fault(
        at,
        `compares a ${nameOf(a.shape)} with a ${nameOf(b.shape)}`,
        'Compare two numbers or two days.',
      )
    }
    return { shape: boolean, run: compared(a.run, b.run, (x, y) => holds(x as number, y as number)) }
  },
})

function pairOf(name: string, operand: Operand, at: string, compiler: Compiler): [Typed, Typed] | undefined {
  const given = operand[name]
  if (!Array.isArray(given) || given.length !== 2) {
    return compiler.fault(at, `${name} takes 2 operands`, `Write { ${name}: [a, b] }.`)
  }
  const [a, b] = [compiler.compile(given[0], `${at}/0`), compiler.compile(given[1], `${at}/1`)]
  return a === undefined || b === undefined ? undefined : [a, b]
}

/** Of like with like only; days compare as text, and what claims to be one and is not is unknown. */
const compared =
  (left: Run, right: Run, holds: (a: unknown, b: unknown) => boolean): Run =>
  (frame) => {
    const [a, b] = [left(frame), right(frame)]
    if (a === undefined || b === undefined || typeof a !== typeof b || typeof a === 'object') return undefined
    return holds(a, b)
  }

/** `in: [value, list]`, and the other way about `contains: [list, value]`, where the value may be a list, all of which it must hold. */
const membership = (name: 'in' | 'contains'): Operator => ({
  also: [],
  understand(operand, at, compiler) {
    const pair = pairOf(name, operand, at, compiler)
    if (pair === undefined) return undefined
    const [list, value] = name === 'in' ? [pair[1], pair[0]] : pair
    const wanted = name === 'contains' && value.shape.kind === 'list' ? value.shape.of : value.shape
    if (list.shape.kind !== 'list' || !comparable(list.shape.of, wanted)) {
      const form = name === 'in' ? '{ in: [value, list] }' : '{ contains: [list, value or list] }'
      return compiler.fault(
        at,
        `looks for a ${nameOf(value.shape)} in a ${nameOf(list.shape)}`,
        `Write ${form}, of one kind.`,
      )
    }
    const slips = impossibleWord(list, wanted, compiler, at) || impossibleWord(value, list.shape.of, compiler, at)
    return slips ? undefined : { shape: boolean, run: holding(list, value.run) }
  },
})

function holding(list: Typed, value: Run): Run {
  // A list that stands in the rule is looked up, not walked.
  if (list.literal instanceof Set) {
    const held = list.literal as ReadonlySet<unknown>
    return (frame) => within(value(frame), (one) => held.has(one))
  }
  return (frame) => {
    const held = list.run(frame)
    return Array.isArray(held) ? within(value(frame), (one) => held.includes(one)) : undefined
  }
}

function within(value: unknown, has: (one: unknown) => boolean): boolean | undefined {
  if (value === undefined) return undefined
  return Array.isArray(value) ? value.every(has) : has(value)
}

const exists: Operator = {
  also: [],
  understand({ exists: operand }, at, compiler) {
    const typed = compiler.compile(operand, at)
    if (typed === undefined) return undefined
    if (typed.fact === undefined) return compiler.fault(at, 'exists takes a fact', 'Write { exists: $… }.')
    const { run } = typed
    return { shape: boolean, run: (frame) => isThere(run(frame)) }
  },
}

/** Known, and neither a blank text nor an empty list. */
function isThere(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== ''
  return Array.isArray(value) ? value.length > 0 : value !== undefined
}

/** Whether a purpose is, or is part of, one of those named. Of what is outside the scheme only itself is known. */
const isA: Operator = {
  also: [],
  understand(operand, at, compiler) {
    const pair = pairOf('isA', operand, at, compiler)
    if (pair === undefined) return undefined
    const [narrow, broad] = pair
    const kinds = [narrow.shape, broad.shape.kind === 'list' ? broad.shape.of : broad.shape]
    if (kinds.some(({ kind }) => kind !== 'text')) {
      return compiler.fault(at, 'isA compares purposes', 'Write { isA: [purpose, purpose or list of them] }.')
    }
    return {
      shape: boolean,
      run(frame) {
        const [purpose, wanted] = [narrow.run(frame), broad.run(frame)]
        if (typeof purpose !== 'string' || wanted === undefined) return undefined
        const named = (one: string): boolean => (Array.isArray(wanted) ? wanted.includes(one) : wanted === one)
        return named(purpose) || frame.broader.get(purpose)?.some(named)
      },
    }
  },
}

/** `daysBetween: [from, to]`, negative when `to` lies before. */
const between: Operator = {
  also: [],
  understand(operand, at, compiler) {
    const [from, to] = operandsOf('daysBetween', ['day', 'day'], operand, at, compiler) ?? []
    if (from === undefined || to === undefined) return undefined
    return {
      shape: { kind: 'number' },
      run(frame) {
        const [a, b] = [from.run(frame), to.run(frame)]
        return isDay(a) && isDay(b) ? daysBetween(a, b) : undefined
      },
    }
  },
}

const shift = (name: string, move: (day: string, by: number, frame: Frame) => string | undefined): Operator => ({
  also: [],
  understand(operand, at, compiler) {
    const [from, by] = operandsOf(name, ['day', 'number'], operand, at, compiler) ?? []
    if (from === undefined || by === undefined) return undefined
    return {
      shape: { kind: 'day' },
      run(frame) {
        const [day, number] = [from.run(frame), by.run(frame)]
        return isDay(day) && typeof number === 'number' ? move(day, number, frame) : undefined
      },
    }
  },
})

/** `{ all: $agreement.parties, as: party, is: condition }`, and so `any` and `count`. */
const loop = (
  name: 'all' | 'any' | 'count',
  shape: Shape,
  start: (list: Run, is: Run, slot: number) => Run,
): Operator => ({
  also: ['as', 'is'],
  understand(operand, at, compiler, whole) {
    const list = compiler.compile(operand[name], at)
    if (list === undefined) return undefined
    if (list.shape.kind !== 'list') return compiler.fault(at, `${name} takes a list`, 'Name a fact that is a list.')
    const { of } = list.shape
    const { as = 'item', is = name === 'count' ? true : undefined } = operand
    if (is === undefined)
      return compiler.fault(whole, `${name} says of no condition`, 'Add `as: item` and `is: condition`.')
    return compiler.withItem(typeof as === 'string' ? as : '', of, `${whole}/as`, (slot) => {
      const condition = compiler.compile(is, `${whole}/is`)
      if (condition === undefined) return undefined
      if (condition.shape.kind !== 'boolean')
        return compiler.fault(`${whole}/is`, 'is no condition', 'Compare it with something.')
      return { shape, run: start(list.run, condition.run, slot) }
    })
  },
})

/** Stops at the first item that settles it; an item that is unknown leaves it open. */
const settledBy =
  (settling: boolean) =>
  (list: Run, is: Run, slot: number): Run =>
  (frame) => {
    let answer: boolean | undefined = !settling
    const walked = eachItem(frame, list(frame), slot, () => {
      const value = is(frame)
      if (value === settling) answer = settling
      else if (typeof value !== 'boolean') answer = undefined
      return value !== settling
    })
    return walked ? answer : undefined
  }

const counted =
  (list: Run, is: Run, slot: number): Run =>
  (frame) => {
    let count: number | undefined = 0
    const walked = eachItem(frame, list(frame), slot, () => {
      const value = is(frame)
      if (typeof value !== 'boolean') count = undefined
      else if (value && count !== undefined) count += 1
      return count !== undefined
    })
    return walked ? count : undefined
  }

export const operators = {
  and: junction('and'),
  or: junction('or'),
  not,
  eq: equality('eq'),
  ne: equality('ne'),
  lt: order('lt', (a, b) => a < b),
  le: order('le', (a, b) => a <= b),
  gt: order('gt', (a, b) => a > b),
  ge: order('ge', (a, b) => a >= b),
  in: membership('in'),
  contains: membership('contains'),
  exists,
  isA,
  daysBetween: between,
  addDays: shift('addDays', shiftDays),
  addWorkingDays: shift('addWorkingDays', (day, by, { calendar }) => shiftWorkingDays(day, by, calendar)),
  addMonths: shift('addMonths', shiftMonths),
  all: loop('all', boolean, settledBy(false)),
  any: loop('any', boolean, settledBy(true)),
  count: loop('count', { kind: 'number' }, counted),
} satisfies Record<string, Operator>
