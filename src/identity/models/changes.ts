/** What one model does differently from another, in words and in numbers; pure. */
import { canonicalJson } from '../../kernel/canonical-json.ts'
import { fill, type Language } from '../../kernel/language.ts'
import { isTrained } from '../linkage/compare/weights.ts'
import { type LevelBar, levelBars } from '../linkage/explain/charts.ts'
import { formatNumber } from '../linkage/explain/sentences.ts'
import { fieldWords } from '../linkage/explain/words.ts'
import type { Comparison, Field, LinkageModel } from '../linkage/model/schema.ts'
import { changeMessages } from './messages.ts'
import type { LevelChange, ModelChange } from './schema.ts'

type Code = keyof typeof changeMessages
type Params = Readonly<Record<string, string | number>>

/** One change before it has words. */
interface Change {
  readonly area: ModelChange['area']
  readonly code: Code
  readonly params: Params
}

export function changesBetween(before: LinkageModel, now: LinkageModel, language: Language): ModelChange[] {
  return [
    ...fieldChanges(before, now, language),
    ...comparisonChanges(before, now),
    ...blockingChanges(before, now, language),
    ...thresholdChanges(before, now, language),
    ...constraintChanges(before, now),
    ...trainingChanges(before, now, language),
  ].map(({ area, code, params }) => ({ area, code, text: fill(changeMessages[code][language], params) }))
}

/** Whatever order their keys have: a model that was kept comes back in another. */
const same = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null)

interface Paired<T> {
  readonly added: readonly T[]
  readonly removed: readonly T[]
  readonly both: readonly (readonly [before: T, now: T])[]
}

function paired<T extends { readonly id: string }>(before: readonly T[], now: readonly T[]): Paired<T> {
  const find = (items: readonly T[], id: string) => items.find((one) => one.id === id)
  return {
    added: now.filter(({ id }) => find(before, id) === undefined),
    removed: before.filter(({ id }) => find(now, id) === undefined),
    both: now.flatMap((one) => {
      const other = find(before, one.id)
      return other === undefined ? [] : [[other, one] as const]
    }),
  }
}

/** Whether what both have stands in another order. */
function moved<T extends { readonly id: string }>({ both }: Paired<T>, before: readonly T[]): boolean {
  const places = both.map(([{ id }]) => before.findIndex((one) => one.id === id))
  return places.some((place, i) => i > 0 && place < places[i - 1]!)
}

function fieldChanges(before: LinkageModel, now: LinkageModel, language: Language): Change[] {
  const { added, removed, both } = paired(before.fields, now.fields)
  const kind = (field: Field) => fieldWords[field.kind][language]
  const change = (code: Code, params: Params): Change => ({ area: 'fields', code, params })
  return [
    ...added.map((field) =>
      change('field-added', { field: field.id, kind: kind(field), from: field.from.join(' + ') }),
    ),
    ...removed.map((field) => change('field-removed', { field: field.id })),
    ...both.flatMap(([was, is]) => [
      ...(was.kind === is.kind ? [] : [change('field-kind', { field: is.id, from: kind(was), to: kind(is) })]),
      ...(same(was.from, is.from)
        ? []
        : [change('field-from', { field: is.id, from: was.from.join(' + '), to: is.from.join(' + ') })]),
    ]),
  ]
}

function comparisonChanges(before: LinkageModel, now: LinkageModel): Change[] {
  const pairs = paired(before.comparisons, now.comparisons)
  return [
    ...pairs.added.map(({ id, levels }) => of('comparison-added', { comparison: id, levels: levels.length })),
    ...pairs.removed.map(({ id }) => of('comparison-removed', { comparison: id })),
    ...(moved(pairs, before.comparisons) ? [of('comparisons-moved', {})] : []),
    ...pairs.both.flatMap(([was, is]) => oneComparison(was, is)),
  ]
}

const of = (code: Code, params: Params): Change => ({ area: 'comparisons', code, params })

function oneComparison(was: Comparison, is: Comparison): Change[] {
  const comparison = is.id
  const levels = paired(was.levels, is.levels)
  const changes = [
    ...levels.added.map(({ id: level }) => of('level-added', { comparison, level })),
    ...levels.removed.map(({ id: level }) => of('level-removed', { comparison, level })),
    ...(moved(levels, was.levels) ? [of('levels-moved', { comparison })] : []),
    ...levels.both.flatMap(([before, now]) => [
      ...(same(before.when, now.when) ? [] : [of('level-changed', { comparison, level: now.id })]),
      ...(before.frequencies === now.frequencies
        ? []
        : now.frequencies === undefined
          ? [of('frequencies-off', { comparison, level: now.id })]
          : [of('frequencies-on', { comparison, level: now.id, column: now.frequencies })]),
    ]),
  ]
  if (!same(was.needs, is.needs)) changes.push(of('needs-changed', { comparison, to: is.needs.join(', ') }))
  if (!same(was.nullWhen, is.nullWhen)) changes.push(of('null-changed', { comparison }))
  if (was.dependsOn === is.dependsOn) return changes
  const depends = is.dependsOn === undefined
  return [
    ...changes,
    depends ? of('depends-off', { comparison }) : of('depends-on', { comparison, parent: is.dependsOn! }),
  ]
}

function blockingChanges(before: LinkageModel, now: LinkageModel, language: Language): Change[] {
  const rules = ({ blocking }: LinkageModel) =>
    new Map(blocking.rules.map(({ columns }) => [columns.toSorted().join(' + '), columns.join(' + ')]))
  const [was, is] = [rules(before), rules(now)]
  const change = (code: Code, params: Params): Change => ({ area: 'blocking', code, params })
  const [from, to] = [before.blocking.maxPairsPerBlock, now.blocking.maxPairsPerBlock]
  return [
    ...[...is].filter(([key]) => !was.has(key)).map(([, columns]) => change('rule-added', { columns })),
    ...[...was].filter(([key]) => !is.has(key)).map(([, columns]) => change('rule-removed', { columns })),
    ...(from === to
      ? []
      : [change('block-bound', { from: formatNumber(from, language), to: formatNumber(to, language) })]),
  ]
}

function thresholdChanges(before: LinkageModel, now: LinkageModel, language: Language): Change[] {
  const bits = (value: number) => formatNumber(value, language, 1)
  return (['link', 'review', 'kin'] as const).flatMap((name) => {
    const [from, to] = [before.thresholds[name], now.thresholds[name]]
    if (from === to) return []
    return [{ area: 'thresholds', code: `threshold-${name}`, params: { from: bits(from), to: bits(to) } } as const]
  })
}

function constraintChanges(before: LinkageModel, now: LinkageModel): Change[] {
  const change = (code: Code, params: Params): Change => ({ area: 'constraints', code, params })
  const [was, is] = [before.constraints, now.constraints]
  const lacks = (list: readonly string[]) => (item: string) => !list.includes(item)
  return [
    ...is.uniqueSources.filter(lacks(was.uniqueSources)).map((source) => change('unique-added', { source })),
    ...was.uniqueSources.filter(lacks(is.uniqueSources)).map((source) => change('unique-removed', { source })),
    ...is.rosters.filter(lacks(was.rosters)).map((column) => change('roster-added', { column })),
    ...was.rosters.filter(lacks(is.rosters)).map((column) => change('roster-removed', { column })),
  ]
}

function trainingChanges(before: LinkageModel, now: LinkageModel, language: Language): Change[] {
  const change = (code: Code, params: Params): Change[] => [{ area: 'training', code, params }]
  const number = (value: number) => formatNumber(Math.round(value), language)
  const [was, is] = [before.parameters, now.parameters]
  if (same(was, is)) return []
  if (is === undefined) return change('untrained', {})
  const figures = { records: number(is.records), match: number(is.pairs.match) }
  if (was === undefined) return change('trained', figures)
  return change('retrained', { ...figures, before: number(was.records), matchBefore: number(was.pairs.match) })
}

/** Below this many bits, and this share, a number is the same for whoever reads it. */
const leastBits = 0.005
const leastShare = 0.00005

/** How m, u and the weight of each level moved, where both models have the level. */
export function levelChanges(before: LinkageModel, now: LinkageModel): LevelChange[] {
  if (!isTrained(before) || !isTrained(now)) return []
  const keyOf = ({ comparison, given, level }: LevelBar) => [comparison, given ?? '', level].join('/')
  const was = new Map(levelBars(before).map((bar) => [keyOf(bar), bar]))
  return levelBars(now)
    .flatMap((bar): LevelChange[] => {
      const old = was.get(keyOf(bar))
      if (old === undefined) return []
      const between = (part: 'match' | 'household' | 'unrelated') => ({ from: old[part], to: bar[part] })
      return [
        {
          ...{ comparison: bar.comparison, level: bar.level },
          ...(bar.given === undefined ? {} : { given: bar.given }),
          ...{ match: between('match'), household: between('household'), unrelated: between('unrelated') },
          weight: { from: old.againstUnrelated, to: bar.againstUnrelated },
        },
      ]
    })
    .filter(({ match, household, unrelated, weight }) => {
      const far = ({ from, to }: { from: number; to: number }, least: number) => Math.abs(to - from) > least
      return far(weight, leastBits) || [match, household, unrelated].some((share) => far(share, leastShare))
    })
    .sort((a, b) => Math.abs(b.weight.to - b.weight.from) - Math.abs(a.weight.to - a.weight.from))
}
