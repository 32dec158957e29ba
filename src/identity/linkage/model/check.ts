import { Check, Errors, Pointer } from 'typebox/value'
import type { Problem } from '../../../kernel/problem.ts'
import { fail, ok, type Result } from '../../../kernel/result.ts'
import { bitsOf } from '../compare/levels.ts'
import { type Column, columnsOf, columnsOfCondition } from './columns.ts'
import { type Alternatives, type Comparison, type Condition, LinkageModel } from './schema.ts'

/** More columns than this in blocking rules do not fit the line of a record that the kernel compares at once. */
export const maxBlockingColumns = 16
/** Of the code that holds the level of every comparison. */
export const maxPatternBits = 31

/** What is wrong at one place; `variant` names its sentence in other languages. */
interface Fault extends Required<Pick<Problem, 'pointer' | 'variant' | 'message' | 'fix'>> {
  readonly params: NonNullable<Problem['params']>
}

/** The model, when it is one that can be run; otherwise the first of its faults, where it is and how to mend it. */
export function checkModel(candidate: unknown): Result<LinkageModel> {
  const fault = faultsOfModel(candidate)[0]
  return fault === undefined ? ok(candidate as LinkageModel) : fail(fault)
}

/** More than a person mends at once are not told. */
const maxFaults = 50

/** All that keeps a model from being run, place by place; of a document of another shape, where its shape is wrong. */
export function faultsOfModel(candidate: unknown): Problem[] {
  const faults = Check(LinkageModel, candidate) ? faultsOf(candidate) : shapeFaults(candidate)
  return faults.slice(0, maxFaults).map(problemOf)
}

/** By the keyword of JSON Schema that is not met. */
const shapeVariants: Readonly<Record<string, keyof typeof shapeWords>> = {
  ...{ minItems: 'too-few', minLength: 'too-few', maxItems: 'too-many', maxLength: 'too-many' },
  ...{ minimum: 'out-of-range', maximum: 'out-of-range', exclusiveMinimum: 'out-of-range', pattern: 'pattern' },
}

const shapeWords = {
  'too-few': ['something is missing at', 'Fill it in'],
  'too-many': ['there is too much, or it is too long, at', 'Shorten it'],
  'out-of-range': ['the number is out of its bounds at', 'Correct the number'],
  pattern: ['the name is not written so at', 'Use small letters, digits and hyphens, and begin with a letter'],
  malformed: [
    'the linkage model is not well formed at',
    'Correct that place; the shape is LinkageModel of the API description',
  ],
} as const

function shapeFaults(candidate: unknown): Fault[] {
  const seen = new Set<string>()
  return Errors(LinkageModel, candidate).flatMap(({ instancePath: pointer, keyword, message }): Fault[] => {
    if (seen.has(pointer)) return []
    seen.add(pointer)
    const empty = Pointer.Get(candidate, pointer) === ''
    const variant = empty ? 'too-few' : (shapeVariants[keyword] ?? 'malformed')
    const [says, fix] = shapeWords[variant]
    const why = variant === 'malformed' ? `: ${message}` : ''
    const at = pointer === '' ? 'its root' : pointer
    return [{ pointer, variant, message: `${says} ${at}${why}`, fix, params: { at: pointer === '' ? '/' : pointer } }]
  })
}

/** What is wrong with the fields and the blocking rules of a draft whose comparisons are not written yet. */
export function faultsOfBlocking(draft: Pick<LinkageModel, 'fields' | 'blocking'>): Problem[] {
  const columns = new Map(columnsOf(draft.fields).map((column) => [column.name, column]))
  return [...twice('fields', draft.fields), ...ruleFaults(draft, columns)].map(problemOf)
}

const problemOf = (fault: Fault): Problem => ({ code: 'identity.model-invalid', status: 422, ...fault })

function faultsOf(model: LinkageModel): Fault[] {
  const columns = new Map(columnsOf(model.fields).map((column) => [column.name, column]))
  return [
    ...twice('fields', model.fields),
    ...twice('comparisons', model.comparisons),
    ...model.comparisons.flatMap((comparison, i) => comparisonFaults(model, comparison, i, columns)),
    ...ruleFaults(model, columns),
    ...unknownColumns(columns, model.constraints.rosters, '/constraints/rosters'),
    ...tooManyLevels(model),
    ...thresholdFaults(model),
    ...parameterFaults(model),
  ]
}

function twice(where: string, items: readonly { readonly id: string }[]): Fault[] {
  return items.flatMap(({ id }, at) => {
    if (items.findIndex((other) => other.id === id) === at) return []
    const message = `/${where}/${at}: ${id} is there twice`
    return [
      { pointer: `/${where}/${at}/id`, variant: 'twice', message, fix: 'Give each its own id', params: { name: id } },
    ]
  })
}

function unknownColumns(known: ReadonlyMap<string, Column>, used: readonly string[], where: string): Fault[] {
  const unknown = used.find((name) => !known.has(name))
  if (unknown === undefined) return []
  const field = unknown.split('.')[0] ?? ''
  const ofField = [...known.keys()].filter((name) => name.startsWith(`${field}.`))
  const message = `${where} names ${unknown}, which no field yields`
  return [
    ofField.length > 0
      ? {
          ...{ pointer: where, variant: 'unknown-column', message, fix: `Use one of ${ofField.join(', ')}` },
          params: { column: unknown, known: ofField.join(', ') },
        }
      : {
          ...{
            pointer: where,
            variant: 'unknown-field',
            message,
            fix: `Declare the field ${field}, or correct its name`,
          },
          params: { column: unknown, field },
        },
  ]
}

interface PlacedCondition {
  readonly pointer: string
  readonly condition: Condition
}

/** The conditions of alternatives with the place of each. */
const placed = (alternatives: Alternatives, where: string): PlacedCondition[] =>
  alternatives.flatMap((all, a) => all.map((condition, c) => ({ pointer: `${where}/${a}/${c}`, condition })))

function comparisonFaults(
  model: LinkageModel,
  comparison: Comparison,
  index: number,
  columns: ReadonlyMap<string, Column>,
): Fault[] {
  const where = `/comparisons/${index}`
  const ofNull = placed(comparison.nullWhen ?? [], `${where}/nullWhen`)
  const conditions = [
    ...ofNull,
    ...comparison.levels.flatMap(({ when }, level) => placed(when, `${where}/levels/${level}/when`)),
  ]
  return [
    ...twice(`comparisons/${index}/levels`, comparison.levels),
    ...unknownColumns(columns, comparison.needs, `${where}/needs`),
    ...comparison.levels.flatMap(({ frequencies }, level) =>
      unknownColumns(columns, frequencies === undefined ? [] : [frequencies], `${where}/levels/${level}/frequencies`),
    ),
    ...ofNull.flatMap(({ pointer, condition }) => textCondition(condition, pointer)),
    ...conditions.flatMap(({ pointer, condition }) => {
      const unknown = unknownColumns(columns, columnsOfCondition(condition), pointer)
      return unknown.length > 0 ? unknown : unfitCondition(condition, columns, pointer)
    }),
    ...dependsFaults(model, comparison, index),
  ]
}

function textCondition({ test }: Condition, pointer: string): Fault[] {
  if (test !== 'similar' && test !== 'edits') return []
  const message = `${pointer} compares texts, which is done last, for the pairs that are left`
  const fix = 'Use equal, different, within, either or crosswise there'
  return [{ pointer, variant: 'null-texts', message, fix, params: {} }]
}

function dependsFaults({ comparisons }: LinkageModel, { id, dependsOn }: Comparison, index: number): Fault[] {
  if (dependsOn === undefined || comparisons.slice(0, index).some((one) => one.id === dependsOn)) return []
  const pointer = `/comparisons/${index}/dependsOn`
  const message = `${pointer}: ${id} depends on ${dependsOn}, which is not a comparison before it`
  const params = { parent: dependsOn, comparison: id }
  return [{ pointer, variant: 'depends', message, fix: `Put ${dependsOn} before ${id}`, params }]
}

/** Tests that need texts, numbers or flags, on columns that hold something else. */
function unfitCondition(condition: Condition, columns: ReadonlyMap<string, Column>, where: string): Fault[] {
  const [first, second] = columnsOfCondition(condition).map((name) => columns.get(name)!)
  const coding = first!.coding
  const fitting =
    condition.test === 'similar' || condition.test === 'edits'
      ? coding === 'dictionary'
      : condition.test === 'within'
        ? coding === 'number' || coding === 'day'
        : condition.test === 'either'
          ? coding === 'flag'
          : condition.test !== 'crosswise' || (second!.coding === coding && second!.domain === first!.domain)
  if (fitting) return []
  const names = columnsOfCondition(condition).join(' and ')
  const message = `${where} tests ${names} with "${condition.test}", for which their values are of the wrong sort`
  const fix =
    'similar and edits need texts, within needs numbers or days, either needs a flag, crosswise two columns of one sort'
  return [{ pointer: where, variant: `unfit-${condition.test}`, message, fix, params: { column: names } }]
}

function ruleFaults(
  { blocking: { rules } }: Pick<LinkageModel, 'blocking'>,
  known: ReadonlyMap<string, Column>,
): Fault[] {
  const used = new Set(rules.flatMap(({ columns }) => columns)).size
  const faults = [
    ...twice('blocking/rules', rules),
    ...rules.flatMap(({ columns }, i) => unknownColumns(known, columns, `/blocking/rules/${i}/columns`)),
  ]
  if (used <= maxBlockingColumns) return faults
  const message = `The blocking rules use ${used} columns; ${maxBlockingColumns} fit`
  const fix = 'Drop a rule, or block on columns that other rules use too'
  const params = { used, fit: maxBlockingColumns }
  return [...faults, { pointer: '/blocking/rules', variant: 'blocking-columns', message, fix, params }]
}

function tooManyLevels({ comparisons }: LinkageModel): Fault[] {
  const used = comparisons.reduce((sum, comparison) => sum + bitsOf(comparison), 0)
  if (used <= maxPatternBits) return []
  const message = `The levels of all comparisons need ${used} bits; ${maxPatternBits} fit`
  const params = { used, fit: maxPatternBits }
  return [{ pointer: '/comparisons', variant: 'pattern-bits', message, fix: 'Drop a level or a comparison', params }]
}

function thresholdFaults({ thresholds: { link, review } }: LinkageModel): Fault[] {
  if (review <= link) return []
  const message = `/thresholds: review (${review}) is above link (${link})`
  const fix = 'Review pairs that are weaker than those that are linked'
  return [{ pointer: '/thresholds/review', variant: 'thresholds', message, fix, params: { review, link } }]
}

/** Trained numbers must be of these comparisons: those of another model would be read as if they were ours. */
function parameterFaults({ parameters, comparisons }: LinkageModel): Fault[] {
  if (parameters === undefined) return []
  const pointer = '/parameters/comparisons'
  const fix = 'Train the model again'
  if (parameters.comparisons.map(({ id }) => id).join() !== comparisons.map(({ id }) => id).join()) {
    const message = 'The parameters are of other comparisons than the model has'
    return [{ pointer, variant: 'parameters', message, fix, params: {} }]
  }
  return comparisons.flatMap((comparison, i) => {
    const parent = comparisons.find(({ id }) => id === comparison.dependsOn)
    const rows = parent === undefined ? 1 : parent.levels.length + 2
    const { match, household, unrelated } = parameters.comparisons[i]!
    const whole = [match, household, unrelated].every(
      (table) =>
        table.length === rows &&
        table.every((row) => row.length === comparison.levels.length + 1 && Math.abs(sum(row) - 1) < 1e-6),
    )
    if (whole) return []
    const message = `${pointer}/${i}: the probabilities of ${comparison.id} do not fit its levels, or do not sum to 1`
    return [
      { pointer: `${pointer}/${i}`, variant: 'probabilities', message, fix, params: { comparison: comparison.id } },
    ]
  })
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
