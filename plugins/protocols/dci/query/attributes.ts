import type { Scalar } from '../../../../src/exchange/plugin.ts'
import { fail, ok, type Result } from '../../../../src/kernel/result.ts'
import { scalarText } from '../door/leniencies.ts'
import { type AttributeKind, attributeNames, type Names, type RecordKind } from './names.ts'

export interface Attribute {
  readonly element: string
  readonly kind: AttributeKind
}

/**
 * The element that an attribute or an identifier type of the standard stands for. Dotted paths are looked up whole, then
 * without their first steps (`demographic_info.person.sex`, `spdci:UIN`, `farm_details.animal_production.type`).
 */
export function attributeOf(record: RecordKind, name: string): Attribute | undefined {
  const names: Names = attributeNames[record]
  const steps = name.toLowerCase().split(/[.:]/)
  for (let from = 0; from < steps.length; from++) {
    const key = steps.slice(from).join('.')
    const found = Object.hasOwn(names, key) ? names[key] : undefined
    if (found !== undefined) return { element: found[0], kind: found[1] }
  }
  return undefined
}

const attributeLengthLimit = 100

export const attributeText = (name: unknown): string =>
  typeof name === 'string' ? name.trim().slice(0, attributeLengthLimit) : ''

/** An attribute as a fault may repeat it: what is no name could be anything, an identity number as well. */
export function nameable(name: unknown): string {
  const text = attributeText(name)
  return /^[A-Za-z_@][\w.:@-]*$/.test(text) && !/\d{4}/.test(text) ? `"${text}"` : 'whose name is none'
}

/** What the standard calls an element, for sentences about it. */
export const attributeNameOf = (record: RecordKind, element: string): string | undefined =>
  Object.entries(attributeNames[record]).find(([, [of]]) => of === element)?.[0]

const sexes = new Map([
  ['m', 'male'],
  ['male', 'male'],
  ['f', 'female'],
  ['female', 'female'],
])

/** DCI MaritalStatusEnum, and the words that partners send for its codes. */
const maritalStatuses = new Map([
  ['s', 'single'],
  ['single', 'single'],
  ['u', 'single'],
  ['unmarried', 'single'],
  ['m', 'married'],
  ['married', 'married'],
  ['w', 'widowed'],
  ['widowed', 'widowed'],
  ['d', 'divorced'],
  ['divorced', 'divorced'],
  ['l', 'separated'],
  ['separated', 'separated'],
])

export const isOrdered = (kind: AttributeKind): boolean => kind === 'number' || kind === 'date'

/** A value of the message as one of the element, or what it should have been. */
export function valueFor(kind: AttributeKind, value: unknown): Result<Scalar, string> {
  const text = scalarText(value)
  if (text === undefined || text === '') return fail('a text or a number')
  switch (kind) {
    case 'text':
      return ok(text)
    case 'number':
      return /^-?\d{1,12}(\.\d{1,6})?$/.test(text) ? ok(Number(text)) : fail('a number')
    case 'date':
      return /^\d{4}-\d{2}-\d{2}/.test(text) ? ok(text.slice(0, 10)) : fail('a date, YYYY-MM-DD')
    case 'boolean':
      return flags.has(text.toLowerCase()) ? ok(flags.get(text.toLowerCase()) === true) : fail('yes or no')
    case 'code':
      return ok(text)
    case 'sex':
      return coded(sexes, text)
    case 'marital-status':
      return coded(maritalStatuses, text)
  }
}

const flags = new Map([
  ['true', true],
  ['yes', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['0', false],
])

function coded(codes: ReadonlyMap<string, string>, text: string): Result<Scalar, string> {
  const code = codes.get(text.toLowerCase())
  return code === undefined ? fail(`one of ${[...codes.keys()].join(', ')}`) : ok(code)
}
