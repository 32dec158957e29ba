import { comparesText, editsFirst, patternPlaces } from '../../compare/levels.ts'
import type { LinkageModel } from '../../model/schema.ts'
import { walkText } from './kernel-text.ts'
import { atBest, type ConditionText, conditionText, levelFunctions, modesText } from './level-text.ts'
import { bitsThatTell, type Lines, mostTellingBits, slotsAt } from './lines.ts'
import { pairsText } from './pairs-text.ts'
import { similarityText } from './similarity-text.ts'
import { isExact, stepsPerBit } from './slots.ts'

/** Where the model's own tables lie, as the source names them: filled by `memory.ts` before the kernel is opened. */
export interface Places {
  /** Address of the words that tell of the texts of a domain: where offsets and code points lie, width, signatures, count. */
  text(domain: string): number
  /** Address of the word that tells where the rarity of a column's values lies, 32-bit floats by code. */
  rarity(column: string): number
}

/** Rows of a comparison in the table of weights: its levels, and the same with "at best" where a text was not yet compared. */
export const weightRows = 32
/** Against unrelated, and against household: two 64-bit floats. */
export const weightRowBytes = 16
/** After those rows: the most that the comparison can say, by the bits of the mask that tell of it. */
export const weightStride = (weightRows + (1 << mostTellingBits)) * weightRowBytes

/** The kernel of a model, in AssemblyScript. */
export function kernelSource(model: LinkageModel, lines: Lines, places: Places): string {
  const bit = (column: string): number => lines.line.findIndex(({ name }) => name === column)
  const text = conditionText(lines, places)
  return [
    `const REST: usize = ${lines.restBytes}\nconst SLOTS: usize = ${slotsAt(lines)}`,
    modesText,
    walkText,
    pairsText,
    similarityText,
    rules(model, bit),
    classes(model, lines, bit),
    model.comparisons.map((comparison, i) => levelFunctions(comparison, i, text)).join('\n'),
    completion(lines, text),
    reaches(lines, text),
    patternFunction(model),
    weighFunction(model, lines, text),
  ].join('\n')
}

type Bit = (column: string) => number
type Rule = LinkageModel['blocking']['rules'][number]

/** Which records have a key of a rule, and which masks the rule asks for. */
function rules({ blocking }: LinkageModel, bit: Bit): string {
  const byRule = (call: (index: number) => string, otherwise: string): string =>
    [...blocking.rules.map((_, i) => `  if (rule == ${i}) return ${call(i)}`), `  return ${otherwise}`].join('\n')
  const required = ({ columns }: Rule): number => columns.reduce((mask, column) => mask | (1 << bit(column)), 0)
  return `${blocking.rules.map((rule, i) => keysOf(rule, i, bit)).join('\n')}
function collect(rule: i32, low: u32, high: u32): u32 {
${byRule((i) => `collect${i}(low, high)`, '0')}
}
function tally(rule: i32): u32 {
${byRule((i) => `tally${i}()`, '0')}
}
function requiredOf(rule: i32): u32 {
${byRule((i) => String(required(blocking.rules[i]!)), '0xffffffff')}
}`
}

function keysOf({ columns }: Rule, i: number, bit: Bit): string {
  const loads = columns.map((name, c) => `const v${c} = load<i32>(at, ${bit(name) * 4})`).join('\n    ')
  const missing = columns.map((_, c) => `v${c} < 0`).join(' || ')
  const hash = columns.reduce((h, _, c) => `mixed(${h}, v${c})`, `${i + 1}`)
  const scan = (does: string) => `  for (let i: u32 = 0, at = lines; i < records; i++, at += LINE) {
    ${loads}
    if (${missing}) continue
    const h = finished(${hash})
    ${does}
  }`
  return `
function collect${i}(low: u32, high: u32): u32 {
  let to = entries
${scan(`if (h < low || h > high) continue
    store<u32>(to, i)
    store<u32>(to, h, 4)
    to += 8`)}
  return <u32>((to - entries) >> 3)
}
function tally${i}(): u32 {
${scan(`const slot = counts + (<usize>(h >> (32 - COUNT_BITS)) << 2)
    store<u32>(slot, load<u32>(slot) + 1)`)}
  return 0
}`
}

/** Bits of the comparisons that are silent since the record lacks a value, from the signs of its line. */
function classes({ comparisons }: LinkageModel, { silent, seldomSilent }: Lines, bit: Bit): string {
  const kinds = [...silent.map((i) => [i]), ...(seldomSilent.length > 0 ? [seldomSilent] : [])]
  const bits = kinds.map((of, at) => {
    const lanes = of.flatMap((i) => comparisons[i]!.needs).reduce((mask, column) => mask | (1 << bit(column)), 0)
    return `((signs & ${lanes}) != 0 ? ${1 << at} : 0)`
  })
  return `
// @ts-ignore
@inline
function classOf(signs: u32): u32 {
  return ${bits.length === 0 ? '0' : bits.join(' | ')}
}`
}

/** What follows from a record's own values, beside it: the signatures of its texts, and what their rarity adds at most. */
function completion({ texts, rest, slots }: Lines, text: ConditionText): string {
  const signatures = texts.map(
    ({ name, domain = '' }, at) =>
      `    store<u32>(ra, ${text.signature(domain, text.value('a', name))}, ${(rest.length + at) * 4})`,
  )
  const rarities = slots.map((slot, index) => {
    const own = slot.columns.map((column) => `(${text.value('a', column)} < 0 ? 0.0 : -${text.rarity(column)})`)
    const most = isExact(slots, slot) ? own[0]! : own.reduce((all, one) => `max(${all}, ${one})`, '0.0')
    return `    store<i8>(ra + SLOTS, <i8>max(-128.0, min(127.0, ceil(${most} * ${stepsPerBit}.0))), ${index})`
  })
  return `
export function complete(from: u32, to: u32): void {
  for (let i = from; i < to; i++) {
    const pa = lines + (<usize>i << 6)
    const ra = rest + <usize>i * REST
${[...signatures, ...rarities].join('\n')}
  }
}`
}

/**
 * Whether a pair can reach the threshold, by what `reach.ts` tells of its class and mask: at most while nothing is known of
 * its texts, then with each test of signatures that fails.
 */
function reaches({ tests }: Lines, text: ConditionText): string {
  const bound = (failed: number) => `load<i16>(bounds, ${2 + failed * 2}) + rarity`
  const steps = tests.flatMap((test, at) => [
    `  if (${text.mayBeAlike(test)}) return true`,
    ...(at === tests.length - 1 ? [] : [`  if (${bound(at + 1)} < 0) return false`]),
  ])
  return `
// @ts-ignore
@inline
function reaches(bounds: usize, rarity: i32, pa: usize, pb: usize, ra: usize, rb: usize): bool {
  if (${bound(0)} < 0) return false
  if (${bound(tests.length)} >= 0) return true
${steps.join('\n')}
  return false
}`
}

const hasRarity = ({ levels }: LinkageModel['comparisons'][number]): boolean =>
  levels.some(({ frequencies }) => frequencies !== undefined)

function patternFunction(model: LinkageModel): string {
  const places = patternPlaces(model)
  const each = model.comparisons.map((comparison, i) => [
    `  level = level${i}(pa, pb, ra, rb, EXACT)`,
    `  pattern |= level << ${places[i]!.shift}`,
    ...(hasRarity(comparison) ? [`  rarity += rarity${i}(level, pa, ra)`] : []),
  ])
  return `
function patternOf(pa: usize, pb: usize, ra: usize, rb: usize): u32 {
  let pattern: u32 = 0
  let level: u32 = 0
${each.flat().join('\n')}
  return pattern
}`
}

/**
 * Four looks, and an end as soon as a pair cannot reach the threshold: with what the line tells, taking at its best what it
 * does not; with the signatures of texts; with the columns outside the line; with the letters of texts.
 */
function weighFunction({ comparisons }: LinkageModel, lines: Lines, text: ConditionText): string {
  const places = patternPlaces({ comparisons })
  const all = [...comparisons.keys()]
  const near = all.filter((i) => text.readsRest(comparisons[i]!) === 0)
  const far = all.filter((i) => text.readsRest(comparisons[i]!) > 0)
  const withTexts = all
    .filter((i) => comparisons[i]!.levels.some(({ when }) => comparesText(when)))
    .sort((x, y) => editsFirst(comparisons[x]!, comparisons[y]!))
  const rowsOf = (i: number) => `weights + ${i * weightStride}`
  const rarity = (i: number, indent: string) =>
    hasRarity(comparisons[i]!) ? [`${indent}rarity += rarity${i}(l${i}, pa, ra)`] : []
  const add = (i: number, indent: string) => [
    `${indent}row = ${rowsOf(i)} + (<usize>l${i} << 4)`,
    `${indent}unrelated += load<f64>(row)`,
    `${indent}household += load<f64>(row, 8)`,
    ...rarity(i, indent),
  ]
  const end = (indent: string) => `${indent}if (min(unrelated - rarity, household) < threshold) return`
  const takeBack = (indent: string) => [
    `${indent}unrelated -= load<f64>(row)`,
    `${indent}household -= load<f64>(row, 8)`,
  ]
  const bits = (i: number) =>
    bitsThatTell(comparisons[i]!, lines)
      .map((bit, at) => `(((mask >> ${bit}) & 1) << ${at})`)
      .join(' | ')
  /** At identifiers first: they say most when they differ. */
  const look = (mode: 'LIKELY' | 'EXACT') =>
    (mode === 'LIKELY' ? withTexts.filter((i) => near.includes(i)) : withTexts).flatMap((i) => [
      `  if (l${i} >= ${atBest}) {`,
      `    row = ${rowsOf(i)} + (<usize>l${i} << 4)`,
      ...takeBack('    '),
      `    l${i} = level${i}(pa, pb, ra, rb, ${mode})`,
      ...add(i, '    '),
      end('    '),
      '  }',
    ])
  const looks = [
    ...near.flatMap((i) => [`  l${i} = level${i}(pa, pb, ra, rb, ASSUMED)`, ...add(i, '  ')]),
    ...far.flatMap((i) => [
      `  const best${i} = ${rowsOf(i)} + (<usize>(${bits(i) || '0'}) << 4) + ${weightRows * weightRowBytes}`,
      `  unrelated += load<f64>(best${i})`,
      `  household += load<f64>(best${i}, 8)`,
    ]),
    end('  '),
    ...look('LIKELY'),
    ...far.flatMap((i) => [
      `  row = best${i}`,
      ...takeBack('  '),
      `  l${i} = level${i}(pa, pb, ra, rb, LIKELY)`,
      ...add(i, '  '),
      end('  '),
    ]),
    ...look('EXACT'),
  ]
  return `
function weigh(a: u32, b: u32, pa: usize, pb: usize, ra: usize, rb: usize, mask: u32): void {
  let unrelated = baseUnrelated
  let household = baseHousehold
  rarity = 0
  let row: usize = 0
${comparisons.map((_, i) => `  let l${i}: u32 = 0`).join('\n')}
${looks.join('\n')}
  emit(a, b, ${comparisons.map((_, i) => `(l${i} << ${places[i]!.shift})`).join(' | ')}, rarity)
}`
}
