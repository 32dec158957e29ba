import { comparesText, elseLevel, nullLevel, type TextCondition } from '../../compare/levels.ts'
import { columnsOfComparison } from '../../model/columns.ts'
import type { Alternatives, Comparison, Condition } from '../../model/schema.ts'
import type { Lines } from './lines.ts'
import type { Places } from './source.ts'

/** Added to a level of which a text condition was taken as met, without comparing the texts. */
export const atBest = 16

/** How texts are compared: not at all and taken as alike, by their signatures, or letter by letter. */
export const modesText = `
const ASSUMED: u32 = 0
const LIKELY: u32 = 1
const EXACT: u32 = 2`

/** Conditions of the model as AssemblyScript, over the two records of a pair. */
export interface ConditionText {
  any(alternatives: Alternatives): string
  /** A value of one of the two records. */
  value(side: 'a' | 'b', column: string): string
  /** Of the value of the first record. */
  rarity(column: string): string
  /** The signature of one of the texts of a domain. */
  signature(domain: string, code: string): string
  /** Whether two texts may be alike and differ, by their signatures; equal ones where that is not known of the line. */
  mayBeAlike(condition: TextCondition): string
  /** How many columns a comparison reads that are not in the line. */
  readsRest(comparison: Comparison): number
}

const decimal = (number: number): string => (Number.isInteger(number) ? `${number}.0` : String(number))

export const restReader =
  ({ rest }: Pick<Lines, 'rest'>) =>
  (comparison: Comparison): number =>
    new Set(columnsOfComparison(comparison).filter((column) => rest.some(({ name }) => name === column))).size

export function conditionText({ line, rest, texts, coarser }: Lines, places: Places): ConditionText {
  const domains = new Map([...line, ...rest].map(({ name, domain = '' }) => [name, domain]))
  const signature = (side: 'a' | 'b', column: string): string =>
    `load<u32>(r${side}, ${(rest.length + texts.findIndex(({ name }) => name === column)) * 4})`
  const lane = (column: string): number => line.findIndex(({ name }) => name === column)

  const value = (side: 'a' | 'b', column: string): string =>
    lane(column) >= 0
      ? `load<i32>(p${side}, ${lane(column) * 4})`
      : `load<i32>(r${side}, ${rest.findIndex(({ name }) => name === column) * 4})`

  /** What lies outside the line is read only where a coarser column in it agrees. */
  const equal = (column: string): string => {
    const same = (name: string) => `${value('a', name)} == ${value('b', name)}`
    const first = lane(column) >= 0 ? undefined : coarser.get(column)?.[0]
    return first === undefined ? same(column) : `${same(first)} && ${same(column)}`
  }

  const signatures = (column: string) => `${signature('a', column)}, ${signature('b', column)}`
  const textsOf = (domain: string): string => {
    const at = places.text(domain)
    return `load<u32>(${at}), load<u32>(${at + 4}), load<u32>(${at + 8})`
  }

  const likely = (condition: TextCondition): string => {
    if (condition.test === 'edits') return `mayBeEdited(${signatures(condition.column)}, ${condition.atMost})`
    const { atLeast } = condition
    return `mayBeSimilar(${signatures(condition.column)}, ${decimal(atLeast)})`
  }

  const one = (condition: Condition): string => {
    if (condition.test === 'equal') return equal(condition.column)
    if (condition.test === 'crosswise') {
      const [first = '', second = ''] = condition.columns
      return `(${value('a', first)} == ${value('b', second)} || ${value('a', second)} == ${value('b', first)})`
    }
    const x = value('a', condition.column)
    const y = value('b', condition.column)
    const both = `${x} > 0 && ${y} > 0`
    const words = `${textsOf(domains.get(condition.column) ?? '')}, ${x}, ${y}`
    switch (condition.test) {
      case 'different':
        return `(${both} && ${x} != ${y})`
      case 'within':
        return `(${both} && abs(${x} - ${y}) <= ${condition.atMost})`
      case 'either':
        return `(${x} > 0 || ${y} > 0)`
      case 'similar':
        return `(${both} && (${x} == ${y} || mode == ASSUMED || (${likely(condition)} && (mode == LIKELY || jaroWinkler(${words}) >= ${decimal(condition.atLeast)}))))`
      case 'edits':
        return `(${both} && (${x} == ${y} || mode == ASSUMED || (${likely(condition)} && (mode == LIKELY || withinEdits(${words}, ${condition.atMost})))))`
    }
  }
  return {
    any: (alternatives) => alternatives.map((conditions) => `(${conditions.map(one).join(' && ')})`).join(' || '),
    value,
    rarity: (column) => `<f64>load<f32>(load<u32>(${places.rarity(column)}) + (<usize>${value('a', column)} << 2))`,
    signature: (domain, code) => `load<u32>(load<u32>(${places.text(domain) + 12}) + (<usize>max(0, ${code}) << 2))`,
    mayBeAlike: (condition) => {
      const [x, y] = [value('a', condition.column), value('b', condition.column)]
      const differ = lane(condition.column) >= 0 ? ` && ${x} != ${y}` : ''
      return `(${x} > 0 && ${y} > 0${differ} && ${likely(condition)})`
    },
    readsRest: restReader({ rest }),
  }
}

/** The level of a comparison, and the rarity of the value on which the two agree. */
export function levelFunctions(comparison: Comparison, i: number, { any, value, rarity }: ConditionText): string {
  const missing = comparison.needs.map((column) => `${value('a', column)} < 0 || ${value('b', column)} < 0`)
  const silent = comparison.nullWhen === undefined ? [] : [`  if (${any(comparison.nullWhen)}) return ${nullLevel}`]
  const levels = comparison.levels.map(({ when }, at) => {
    const level = at + 1
    return `  if (${any(when)}) return ${comparesText(when) ? `mode == EXACT ? ${level} : ${level + atBest}` : level}`
  })
  const rare = comparison.levels.flatMap(({ frequencies }, at) =>
    frequencies === undefined ? [] : [`  if (level == ${at + 1}) return ${rarity(frequencies)}`],
  )
  return `
function level${i}(pa: usize, pb: usize, ra: usize, rb: usize, mode: u32): u32 {
  if (${missing.join(' || ')}) return ${nullLevel}
${[...silent, ...levels].join('\n')}
  return ${elseLevel(comparison)}
}
function rarity${i}(level: u32, pa: usize, ra: usize): f64 {
${rare.join('\n')}
  return 0
}`
}
