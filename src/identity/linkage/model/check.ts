import { Check, Errors } from 'typebox/value'
import type { Problem } from '../../../kernel/problem.ts'
import { fail, ok, type Result } from '../../../kernel/result.ts'
import { type Column, columnsOf, columnsOfComparison, columnsOfCondition } from './columns.ts'
import { type Comparison, type Condition, LinkageModel } from './schema.ts'

/** More columns than this in blocking rules do not fit the line of a record that the kernel compares at once. */
export const maxBlockingColumns = 16
/** Of the code that holds the level of every comparison. */
export const maxPatternBits = 31

/** Bits that hold the level of a comparison: 0 is null, then its levels, last `else`. */
export const bitsOf = ({ levels }: Pick<Comparison, 'levels'>): number => Math.ceil(Math.log2(levels.length + 2))

interface Fault {
  readonly pointer: string
  readonly message: string
  readonly fix: string
}

/** The model, when it is one that can be run; otherwise the first of its faults, where it is and how to mend it. */
export function checkModel(candidate: unknown): Result<LinkageModel> {
  if (!Check(LinkageModel, candidate)) {
    const first = Errors(LinkageModel, candidate)[0]
    const pointer = first?.instancePath ?? ''
    return fail(
      problem({
        pointer,
        message: `The linkage model is not well formed at ${pointer === '' ? 'its root' : pointer}: ${first?.message ?? 'unknown fault'}`,
        fix: 'Correct that place; the shape is LinkageModel of the API description',
      }),
    )
  }
  const fault = faultsOf(candidate)[0]
  return fault === undefined ? ok(candidate) : fail(problem(fault))
}

const problem = ({ pointer, message, fix }: Fault): Problem => ({
  code: 'identity.model-invalid',
  status: 422,
  message,
  fix,
  pointer,
})

function faultsOf(model: LinkageModel): Fault[] {
  const columns = new Map(columnsOf(model.fields).map((column) => [column.name, column]))
  return [
    ...twice('fields', model.fields),
    ...twice('comparisons', model.comparisons),
    ...twice('blocking/rules', model.blocking.rules),
    ...model.comparisons.flatMap((comparison, i) => comparisonFaults(model, comparison, i, columns)),
    ...model.blocking.rules.flatMap((rule, i) => unknownColumns(columns, rule.columns, `/blocking/rules/${i}/columns`)),
    ...unknownColumns(columns, model.constraints.rosters, '/constraints/rosters'),
    ...tooWide(model),
    ...thresholdFaults(model),
    ...parameterFaults(model),
  ]
}

function twice(where: string, items: readonly { readonly id: string }[]): Fault[] {
  const at = items.findIndex(({ id }, i) => items.findIndex((other) => other.id === id) < i)
  if (at < 0) return []
  const message = `/${where}/${at}: ${items[at]?.id} is there twice`
  return [{ pointer: `/${where}/${at}/id`, message, fix: 'Give each its own id' }]
}

function unknownColumns(known: ReadonlyMap<string, Column>, used: readonly string[], where: string): Fault[] {
  const unknown = used.find((name) => !known.has(name))
  if (unknown === undefined) return []
  const field = unknown.split('.')[0]
  const ofField = [...known.keys()].filter((name) => name.startsWith(`${field}.`))
  return [
    {
      pointer: where,
      message: `${where} names ${unknown}, which no field yields`,
      fix: ofField.length > 0 ? `Use one of ${ofField.join(', ')}` : `Declare the field ${field}, or correct its name`,
    },
  ]
}

function comparisonFaults(
  model: LinkageModel,
  comparison: Comparison,
  index: number,
  columns: ReadonlyMap<string, Column>,
): Fault[] {
  const where = `/comparisons/${index}`
  const unknown = unknownColumns(columns, columnsOfComparison(comparison), where)
  if (unknown.length > 0) return unknown
  const conditions = [...(comparison.nullWhen ?? []), ...comparison.levels.flatMap(({ when }) => when)].flat()
  const texts = (comparison.nullWhen ?? []).flat().some(({ test }) => test === 'similar' || test === 'edits')
  if (texts) {
    const message = `${where}/nullWhen compares texts, which is done last, for the pairs that are left`
    return [{ pointer: `${where}/nullWhen`, message, fix: 'Use equal, different, within, either or crosswise there' }]
  }
  const unfit = conditions.flatMap((condition) => unfitCondition(condition, columns, where))
  const parent = comparison.dependsOn
  if (parent === undefined || model.comparisons.slice(0, index).some(({ id }) => id === parent)) return unfit
  const message = `${where} depends on ${parent}, which is not a comparison before it`
  return [...unfit, { pointer: `${where}/dependsOn`, message, fix: `Put ${parent} before ${comparison.id}` }]
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
  return [{ pointer: where, message, fix }]
}

function tooWide({ blocking, comparisons }: LinkageModel): Fault[] {
  const keys = new Set(blocking.rules.flatMap(({ columns }) => columns))
  const bits = comparisons.reduce((sum, comparison) => sum + bitsOf(comparison), 0)
  return [
    ...(keys.size <= maxBlockingColumns
      ? []
      : [
          {
            pointer: '/blocking/rules',
            message: `The blocking rules use ${keys.size} columns; ${maxBlockingColumns} fit`,
            fix: 'Drop a rule, or block on columns that other rules use too',
          },
        ]),
    ...(bits <= maxPatternBits
      ? []
      : [
          {
            pointer: '/comparisons',
            message: `The levels of all comparisons need ${bits} bits; ${maxPatternBits} fit`,
            fix: 'Drop a level or a comparison',
          },
        ]),
  ]
}

function thresholdFaults({ thresholds: { link, review } }: LinkageModel): Fault[] {
  if (review <= link) return []
  const message = `/thresholds: review (${review}) is above link (${link})`
  return [{ pointer: '/thresholds/review', message, fix: 'Review pairs that are weaker than those that are linked' }]
}

/** Trained numbers must be of these comparisons: those of another model would be read as if they were ours. */
function parameterFaults({ parameters, comparisons }: LinkageModel): Fault[] {
  if (parameters === undefined) return []
  const pointer = '/parameters/comparisons'
  const fix = 'Train the model again'
  if (parameters.comparisons.map(({ id }) => id).join() !== comparisons.map(({ id }) => id).join()) {
    return [{ pointer, message: 'The parameters are of other comparisons than the model has', fix }]
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
    return [{ pointer: `${pointer}/${i}`, message, fix }]
  })
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
