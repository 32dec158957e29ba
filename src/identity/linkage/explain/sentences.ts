import { fill, type Language } from '../../../kernel/language.ts'
import { elseLevel } from '../compare/levels.ts'
import type { TrainedModel } from '../compare/weights.ts'
import type { Alternatives, Comparison, Condition, LinkageModel } from '../model/schema.ts'
import type { ComparisonEvidence, PairEvidence } from './evidence.ts'
import { type Agreement, agreementWords, fieldWords, pairWords, rarityWords } from './words.ts'

/** What a comparison says, in words: no value of a person is in them. */
export interface SaidEvidence {
  readonly comparison: string
  /** "same mother’s name, rare: 3 of 28,915 records have it" */
  readonly says: string
  /** The counts behind the weight. */
  readonly because: string
  readonly bits: number
}

export interface SaidPair {
  readonly summary: string
  readonly kin: string
  /** In the order of how much each moves the weight, for or against. */
  readonly evidence: readonly SaidEvidence[]
  readonly note: string
}

export function sayPair(model: TrainedModel, evidence: PairEvidence, language: Language): SaidPair {
  const { weight, kinWeight, probability } = evidence
  const number = (value: number) => formatNumber(value, language, 1)
  return {
    summary: fill(pairWords.weight[language], {
      weight: number(weight),
      probability: formatShare(probability, language),
    }),
    kin: fill(pairWords.kin[language], { weight: number(kinWeight) }),
    evidence: evidence.comparisons
      .map((one) => sayComparison(model, one, language))
      .sort((a, b) => Math.abs(b.bits) - Math.abs(a.bits)),
    note: pairWords.notAVerdict[language],
  }
}

function sayComparison(model: TrainedModel, evidence: ComparisonEvidence, language: Language): SaidEvidence {
  const comparison = model.comparisons.find(({ id }) => id === evidence.comparison)!
  const { match, household, unrelated } = evidence.seen
  const share = (of: { readonly share: number }) => formatShare(of.share, language)
  const says = [sayLevel(model, comparison, evidence.level, language), ...sayRarity(evidence, language)].join(', ')
  return {
    comparison: evidence.comparison,
    says,
    because:
      evidence.level === 'missing'
        ? ''
        : fill(pairWords.seen[language], {
            match: share(match),
            household: share(household),
            unrelated: share(unrelated),
          }),
    bits: evidence.moves,
  }
}

/** What it means to be at a level, from its conditions: a model's own names for its levels have no translations. */
export function sayLevel(
  model: Pick<LinkageModel, 'fields'>,
  comparison: Comparison,
  level: string,
  language: Language,
): string {
  const field = fieldName(model, comparison, language)
  const at = comparison.levels.findIndex(({ id }) => id === level)
  const { agreement, most } =
    at >= 0 && at + 1 < elseLevel(comparison)
      ? agreementOf(comparison.levels[at]!.when)
      : { agreement: level === 'missing' ? ('missing' as const) : ('different' as const), most: 0 }
  return fill(agreementWords[agreement][language], { field, most })
}

/** The field that the comparison is about: that of what it needs. */
function fieldName(model: Pick<LinkageModel, 'fields'>, comparison: Comparison, language: Language): string {
  const id = comparison.needs[0]?.split('.')[0]
  const kind = model.fields.find((field) => field.id === id)?.kind
  const named = kind === undefined || kind === 'text' ? undefined : fieldWords[kind][language]
  return named ?? comparison.id
}

const partOf = (column: string): string => column.split('.')[1] ?? ''

/** The least that the level promises; where alternatives differ in kind, only that two values partly agree. */
function agreementOf(when: Alternatives): { readonly agreement: Agreement; readonly most: number } {
  const each = when.map(ofConditions)
  const first = each[0]!
  if (each.length === 1) return first
  const onDates = when
    .flat()
    .every((condition) => 'column' in condition && /^(?:year|month|day)$/.test(partOf(condition.column)))
  return { agreement: onDates ? 'twoParts' : 'partly', most: first.most }
}

function ofConditions(conditions: readonly Condition[]): { readonly agreement: Agreement; readonly most: number } {
  const [first] = conditions
  const tests = new Set(conditions.map(({ test }) => test))
  if (first === undefined) return { agreement: 'partly', most: 0 }
  if (first.test === 'crosswise') return { agreement: 'dayMonth', most: 0 }
  if (first.test === 'similar') return { agreement: 'similar', most: 0 }
  if (first.test === 'edits') return { agreement: 'edits', most: first.atMost }
  if (first.test === 'within') return withinOf(first)
  if (tests.has('either')) return { agreement: 'estimated', most: 0 }
  if (tests.has('different') && partOf(first.column) === 'sorted') return { agreement: 'reordered', most: 0 }
  return { agreement: equalityOf(partOf(first.column)), most: 0 }
}

function withinOf({ column, atMost }: Extract<Condition, { test: 'within' }>): ReturnType<typeof ofConditions> {
  if (partOf(column) !== 'year') return { agreement: 'withinDays', most: atMost }
  return { agreement: atMost === 1 ? 'withinYear' : 'withinYears', most: atMost }
}

function equalityOf(part: string): Agreement {
  switch (part) {
    case 'canonical':
      return 'variant'
    case 'phonetic':
    case 'first':
      return 'sound'
    case 'sorted':
      return 'sameWords'
    case 'year':
      return 'year'
    case 'l1':
    case 'l2':
    case 'l3':
    case 'l4':
      return part
    default:
      return 'same'
  }
}

/** Bits of rarity from which a value is called rare, or common. */
const tellingBits = 2

function sayRarity({ value, rarity }: ComparisonEvidence, language: Language): string[] {
  if (value === undefined) return []
  const word = rarity >= tellingBits ? 'rare' : rarity <= -tellingBits ? 'common' : 'usual'
  const of = { records: formatNumber(value.records, language), of: formatNumber(value.of, language) }
  return [fill(rarityWords[word][language], of)]
}

export const formatNumber = (value: number, language: Language, decimals = 0): string =>
  value.toLocaleString(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals })

/** A share as a percentage that never says 0 % or 100 % of what is neither. */
export function formatShare(share: number, language: Language): string {
  const percent = share * 100
  const far = percent > 0 && percent < 0.01 ? '< 0.01' : percent < 100 && percent > 99.99 ? '> 99.99' : undefined
  const decimals = percent < 1 || percent > 99 ? 2 : 1
  const told = far?.replace('.', decimalSign(language)) ?? formatNumber(percent, language, decimals)
  return `${told} %`
}

const decimalSign = (language: Language): string => (language === 'fr' ? ',' : '.')
