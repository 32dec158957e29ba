import type { DraftSource, FieldParts } from '../../../../../../src/identity/drafts/schema.ts'
import type { KeptModel } from '../../../../../../src/identity/models/schema.ts'
import { canonicalJson } from '../../../../../../src/kernel/canonical-json.ts'

export type Model = KeptModel['model']
export type Field = Model['fields'][number]
export type Comparison = Model['comparisons'][number]
export type Level = Comparison['levels'][number]
export type Condition = Level['when'][number][number]
export type Rule = Model['blocking']['rules'][number]

/** What is kept on the device while a model is being written. */
export interface Typed {
  readonly model: Model
  /** On which records its pairs are counted. */
  readonly source: DraftSource
  /** Whose probabilities hold for as long as fields and comparisons are as there. */
  readonly trained?: Model
}

export const registrySource: DraftSource = { registry: 'person' }

/** Where the writing begins: with the numbers of the model, where it has some. */
export const typedOf = (model: Model, source: DraftSource = registrySource): Typed => ({
  ...{ model, source },
  ...(model.parameters === undefined ? {} : { trained: model }),
})

const blocksOfAtMost = 20_000_000

export const blankModel = (): Model => ({
  ...{ id: '', version: 1, fields: [], comparisons: [] },
  blocking: { rules: [], maxPairsPerBlock: blocksOfAtMost },
  thresholds: { link: 1.5, review: -3, kin: 2 },
  constraints: { uniqueSources: [], rosters: [] },
})

/** What another version of the console kept, or somebody brings as a file, is taken where it is a model by its shape. */
export const looksLikeModel = (candidate: unknown): candidate is Model => {
  if (typeof candidate !== 'object' || candidate === null) return false
  const { id, fields, comparisons, blocking, thresholds, constraints } = candidate as Partial<Model>
  return (
    typeof id === 'string' &&
    [fields, comparisons, blocking?.rules, constraints?.uniqueSources, constraints?.rosters].every(Array.isArray) &&
    typeof thresholds === 'object' &&
    (comparisons ?? []).every(({ levels, needs }) => Array.isArray(levels) && Array.isArray(needs)) &&
    (comparisons ?? []).every(({ levels }) =>
      levels.every(({ when }) => Array.isArray(when) && when.every(Array.isArray)),
    )
  )
}

export const fitsTyped = ({ model, source }: Typed): boolean => looksLikeModel(model) && typeof source === 'object'

/** A text as a model, or undefined where it is none. */
export function modelOfText(text: string): Model | undefined {
  try {
    const candidate: unknown = JSON.parse(text)
    return looksLikeModel(candidate) ? candidate : undefined
  } catch {
    return undefined
  }
}

/** Whatever order their keys have: writing here and there changes it. */
const same = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b)

/**
 * Probabilities are of fields and comparisons as they were: where these change they are taken out, and come back when the
 * change is taken back.
 */
export function withItsNumbers(model: Model, base: Model | undefined): Model {
  const { parameters: _, ...bare } = model
  const numbers = base?.parameters
  const fits = base !== undefined && same(base.fields, model.fields) && same(base.comparisons, model.comparisons)
  return fits && numbers !== undefined ? { ...bare, parameters: numbers } : bare
}

/** The item one place up (-1) or down (1); at the end nothing moves. */
export function moved<T>(items: readonly T[], place: number, by: -1 | 1): T[] {
  const to = place + by
  const item = items[place]
  if (item === undefined || to < 0 || to >= items.length) return [...items]
  return items.toSpliced(place, 1).toSpliced(to, 0, item)
}

export function freeName(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted
  let number = 2
  while (taken.includes(`${wanted}-${number}`)) number++
  return `${wanted}-${number}`
}

// ------------------------------------------------------------------------------------------------------------- columns

export interface DraftColumn {
  readonly name: string
  readonly field: string
  readonly coding: FieldParts['parts'][number]['coding']
  readonly domain: string | undefined
}

/** The columns that the fields yield. */
export const columnsOf = (fields: readonly Field[], kinds: readonly FieldParts[]): DraftColumn[] =>
  fields.flatMap(({ id, kind }) =>
    (kinds.find((one) => one.kind === kind)?.parts ?? []).map(({ part, coding, domain }) => ({
      ...{ name: `${id}.${part}`, field: id, coding },
      // Texts and places of unlike fields have nothing to do with each other.
      domain: kind === 'text' || kind === 'place' ? `${id}-${domain}` : domain,
    })),
  )

export const columnsOfCondition = (condition: Condition): readonly string[] =>
  condition.test === 'crosswise' ? condition.columns : [condition.column]

const renamedColumn = (column: string, from: string, to: string): string =>
  column.startsWith(`${from}.`) ? `${to}${column.slice(from.length)}` : column

type Rename = (column: string) => string

function renamedCondition(condition: Condition, rename: Rename): Condition {
  return condition.test === 'crosswise'
    ? { ...condition, columns: condition.columns.map(rename) as typeof condition.columns }
    : { ...condition, column: rename(condition.column) }
}

const renamedAlternatives = (when: Level['when'], rename: Rename): Level['when'] =>
  when.map((all) => all.map((condition) => renamedCondition(condition, rename)))

export function renamedComparison(comparison: Comparison, rename: Rename): Comparison {
  const { nullWhen, levels, needs, ...others } = comparison
  return {
    ...others,
    needs: needs.map(rename),
    ...(nullWhen === undefined ? {} : { nullWhen: renamedAlternatives(nullWhen, rename) }),
    levels: levels.map(({ frequencies, when, ...level }) => ({
      ...level,
      when: renamedAlternatives(when, rename),
      ...(frequencies === undefined ? {} : { frequencies: rename(frequencies) }),
    })),
  }
}

/** A field's new name goes wherever its columns are named. */
export function withFieldNamed(model: Model, place: number, to: string): Model {
  const from = model.fields[place]?.id
  if (from === undefined) return model
  const fields = model.fields.with(place, { ...model.fields[place]!, id: to })
  // Where two fields have one name, whose columns are meant cannot be told: then nothing else follows.
  const others = model.fields.filter((_, i) => i !== place).map(({ id }) => id)
  if (from === '' || others.includes(from) || others.includes(to)) return { ...model, fields }
  const rename: Rename = (column) => renamedColumn(column, from, to)
  return {
    ...{ ...model, fields },
    comparisons: model.comparisons.map((comparison) => renamedComparison(comparison, rename)),
    blocking: {
      ...model.blocking,
      rules: model.blocking.rules.map((rule) => ({ ...rule, columns: rule.columns.map(rename) })),
    },
    constraints: { ...model.constraints, rosters: model.constraints.rosters.map(rename) },
  }
}

export function withComparisonNamed(model: Model, place: number, to: string): Model {
  const from = model.comparisons[place]?.id
  return {
    ...model,
    comparisons: model.comparisons.map((comparison, i) => {
      if (i === place) return { ...comparison, id: to }
      return comparison.dependsOn === from && from !== '' ? { ...comparison, dependsOn: to } : comparison
    }),
  }
}

// ------------------------------------------------------------------------------------------------ comparisons and rules

/** How a field of its kind is usually compared, under the field's own name. */
export function comparisonOf(field: Field, kinds: readonly FieldParts[], taken: readonly string[]): Comparison {
  const id = freeName(field.id, taken)
  const usual = kinds.find(({ kind }) => kind === field.kind)?.comparison
  const exact = `${field.id}.exact`
  if (usual === undefined)
    return { id, needs: [exact], levels: [{ id: 'exact', when: [[{ test: 'equal', column: exact }]] }] }
  return { ...renamedComparison(usual, (column) => renamedColumn(column, 'field', field.id)), id }
}

export const tests = ['equal', 'similar', 'edits', 'within', 'crosswise', 'different', 'either'] as const
export type Test = (typeof tests)[number]

const usualSimilarity = 0.9

/** Columns that a test can be made on. */
export function fitting(test: Test, columns: readonly DraftColumn[]): readonly DraftColumn[] {
  if (test === 'similar' || test === 'edits') return columns.filter(({ coding }) => coding === 'dictionary')
  if (test === 'within') return columns.filter(({ coding }) => coding === 'number' || coding === 'day')
  return test === 'either' ? columns.filter(({ coding }) => coding === 'flag') : columns
}

/** Another test of the same column as far as it fits; otherwise of the first that does. */
export function conditionOf(test: Test, before: Condition | undefined, columns: readonly DraftColumn[]): Condition {
  const fit = fitting(test, columns)
  const was = before === undefined ? undefined : columnsOfCondition(before)[0]
  const column = fit.find(({ name }) => name === was)?.name ?? fit[0]?.name ?? was ?? ''
  switch (test) {
    case 'similar':
      return { test, column, atLeast: usualSimilarity }
    case 'edits':
    case 'within':
      return { test, column, atMost: 1 }
    case 'crosswise': {
      const { coding, domain } = columns.find(({ name }) => name === column) ?? {}
      const other = columns.find((one) => one.name !== column && one.coding === coding && one.domain === domain)
      return { test, columns: [column, other?.name ?? column] }
    }
    default:
      return { test, column }
  }
}

const longestRule = 110

/** Rules are named by what they hold; nobody has to name them. */
export function withRuleColumns(rules: readonly Rule[], place: number, columns: string[]): Rule[] {
  const others = rules.filter((_, i) => i !== place).map(({ id }) => id)
  const words = columns.map((column) => column.replace('.', '-')).join('-and-')
  const id = freeName(`on-${words}`.slice(0, longestRule).replace(/-+$/, ''), others)
  return rules.length > place ? rules.with(place, { id, columns }) : [...rules, { id, columns }]
}
