import type { Condition, ProtocolHouse, Scalar } from '../../../../src/exchange/plugin.ts'

/** A condition with the asker's words for codes put into those of the dictionary; what is no code is left for the exchange to refuse. */
export function inCodes(condition: Condition, house: Pick<ProtocolHouse, 'codeOf'>): Condition {
  if ('and' in condition) return { and: condition.and.map((part) => inCodes(part, house)) }
  if ('or' in condition) return { or: condition.or.map((part) => inCodes(part, house)) }
  if ('not' in condition) return { not: inCodes(condition.not, house) }
  const { element, value } = condition
  const code = (word: Scalar): Scalar => (typeof word === 'string' ? house.codeOf(element, word) : undefined) ?? word
  return { ...condition, value: Array.isArray(value) ? value.map(code) : code(value as Scalar) }
}
