import { fail, ok, type Result } from '../../kernel/result.ts'
import type { Value } from '../schema.ts'
import type { KnownElement } from '../vocabulary.ts'
import { readDate, writeDate } from './dates.ts'
import type { ValueTransform, Wire } from './spec.ts'

export type Scalar = string | number | boolean

/** A value between the source's form and the dictionary's. `undefined` means: this cannot be put into the other. */
export interface Translator {
  readonly read: (source: unknown) => Value | undefined
  readonly write: (value: Scalar) => unknown
  /** Whether a value that could not be read is a code that nobody paired, rather than of a wrong type. */
  readonly isCodeLike: (source: unknown) => boolean
  readonly codes?: Readonly<Record<string, string>>
}

const never = (): boolean => false

export function compileTransform(rule: ValueTransform, known: KnownElement): Result<Translator, string> {
  switch (rule.as) {
    case 'plain':
      return plain(rule.wire ?? 'text', known)
    case 'date':
      return known.element.type === 'date'
        ? ok({
            read: readDate(rule.format),
            write: (value) => whenText(value, writeDate(rule.format)),
            isCodeLike: never,
          })
        : fail(`${known.element.id} is not a date`)
    case 'month':
      return ok({ read: readMonth, write: (value) => String(value).replace('-', ''), isCodeLike: never })
    case 'code':
      return codes(rule, known)
    case 'number':
      return number(rule, known)
    case 'boolean':
      return booleans(rule, known)
    case 'phone':
      return ok({
        read: (source) => readPhone(asText(source, rule.wire ?? 'text'), rule.callingCode),
        write: (value) => whenText(value, (text) => writePhone(text, rule.callingCode, rule.write ?? 'international')),
        isCodeLike: never,
      })
  }
}

const whenText = (value: Scalar, write: (text: string) => unknown): unknown =>
  typeof value === 'string' ? write(value) : undefined

/** The source's value as text, if its type is the one agreed: a number where text was promised is not read. */
export function asText(source: unknown, wire: Wire): string | undefined {
  if (typeof source === 'string') return wire === 'number' ? undefined : trimmed(source)
  if (typeof source === 'number' && wire !== 'text' && Number.isFinite(source)) return String(source)
  return undefined
}

const trimmed = (text: string): string => (/^\s|\s$/.test(text) ? text.trim() : text)

function plain(wire: Wire, known: KnownElement): Result<Translator, string> {
  const { type, id } = known.element
  if (type === 'records') return fail(`${id} holds records: it needs \`as: records\``)
  if (type === 'integer' || type === 'decimal' || type === 'boolean') {
    const wanted = type === 'boolean' ? 'boolean' : 'number'
    return ok({
      read: (source) => (typeof source === wanted ? (source as number | boolean) : undefined),
      write: (value) => value,
      isCodeLike: never,
    })
  }
  return ok({
    read: (source) => asText(source, wire),
    write: (value) => (wire === 'number' ? toNumber(value) : value),
    isCodeLike: type === 'code' ? (source) => asText(source, wire) !== undefined : never,
  })
}

/** Undefined when the digits would change on the way (leading zeros, more than a double holds). */
function toNumber(value: Scalar): number | undefined {
  const read = Number(value)
  return String(read) === String(value) ? read : undefined
}

function readMonth(source: unknown): string | undefined {
  const parts = typeof source === 'string' ? /^(\d{4})(0[1-9]|1[0-2])$/.exec(source) : null
  return parts === null ? undefined : `${parts[1]}-${parts[2]}`
}

type CodeRule = Extract<ValueTransform, { as: 'code' }>

function codes(rule: CodeRule, known: KnownElement): Result<Translator, string> {
  const pairs = rule.codes === 'dci' ? dciPairs(known) : Object.entries(rule.codes)
  const wrong = pairs.find(([, code]) => !known.admits(code))
  if (pairs.length === 0) return fail(`no code of ${known.element.codeList ?? known.element.id} has a DCI code`)
  if (wrong !== undefined) return fail(`"${wrong[1]}" is not a value of ${known.element.id}`)
  const wire = rule.wire ?? 'text'
  const inward = new Map<string, string>()
  const outward = new Map<string, string>()
  for (const [theirs, ours] of pairs) {
    // The first pair is the one written: several of their codes may mean one of ours, and the other way for DCI.
    if (!inward.has(theirs)) inward.set(theirs, ours)
    if (!outward.has(ours)) outward.set(ours, theirs)
  }
  return ok({
    read: (source) => {
      const text = asText(source, wire)
      return text === undefined ? undefined : inward.get(text)
    },
    write: (value) => {
      const theirs = outward.get(String(value))
      return theirs !== undefined && wire === 'number' ? toNumber(theirs) : theirs
    },
    isCodeLike: (source) => asText(source, wire) !== undefined,
    codes: Object.fromEntries(pairs),
  })
}

const dciPairs = (known: KnownElement): [string, string][] =>
  [...(known.codes?.values() ?? [])].flatMap((code) => (code.dci === undefined ? [] : [[code.dci, code.code]]))

type NumberRule = Extract<ValueTransform, { as: 'number' }>

const grouped = {
  ',': /^-?\d{1,3}(,\d{3})*(\.\d+)?$/,
  ' ': /^-?\d{1,3}([ \u00a0]\d{3})*(\.\d+)?$/,
  '.': /^-?\d{1,3}(\.\d{3})*(,\d+)?$/,
}
const ungrouped = /^-?\d{1,15}(\.\d{1,6})?$/

function number(rule: NumberRule, known: KnownElement): Result<Translator, string> {
  const { type, id } = known.element
  if (type !== 'integer' && type !== 'decimal') return fail(`${id} is not a number`)
  const unit = 10 ** (rule.scale ?? 0)
  const wire = rule.wire ?? 'text'
  const parse = numberParser(rule.thousands)
  return ok({
    read: (source) => {
      if (typeof source === 'number') return wire === 'text' || !Number.isFinite(source) ? undefined : source / unit
      const digits = wire === 'number' || typeof source !== 'string' ? undefined : parse(source.trim())
      return digits === undefined ? undefined : digits / unit
    },
    write: (value) => {
      if (typeof value !== 'number') return undefined
      const scaled = rule.scale === undefined ? value : Math.round(value * unit)
      if (scaled / unit !== value) return undefined
      return wire === 'number' ? scaled : writeNumber(scaled, rule)
    },
    isCodeLike: never,
  })
}

function numberParser(separator: ',' | '.' | ' ' | undefined): (text: string) => number | undefined {
  if (separator === undefined) return (text) => (ungrouped.test(text) ? Number(text) : undefined)
  const shape = grouped[separator]
  const decimalComma = separator === '.'
  return (text) => {
    if (text.length > 24 || !(shape.test(text) || (!decimalComma && ungrouped.test(text)))) return undefined
    const plainDigits = decimalComma ? text.replaceAll('.', '').replace(',', '.') : text.replaceAll(/[, \u00a0]/g, '')
    return Number(plainDigits)
  }
}

function writeNumber(value: number, rule: NumberRule): string | undefined {
  if (rule.thousands === undefined) return ungrouped.test(String(value)) ? String(value) : undefined
  const [whole = '', fraction] = String(value).split('.')
  const point = rule.thousands === '.' ? ',' : '.'
  return whole.replaceAll(/\B(?=(\d{3})+$)/g, rule.thousands) + (fraction === undefined ? '' : point + fraction)
}

type BooleanRule = Extract<ValueTransform, { as: 'boolean' }>

function booleans(rule: BooleanRule, known: KnownElement): Result<Translator, string> {
  if (known.element.type !== 'boolean') return fail(`${known.element.id} is not a boolean`)
  const yes = new Set<unknown>(rule.yes)
  const no = new Set<unknown>(rule.no)
  return ok({
    read: (source) => {
      const word = typeof source === 'string' ? trimmed(source) : source
      return yes.has(word) ? true : no.has(word) ? false : undefined
    },
    write: (value) => (value === true ? rule.yes[0] : value === false ? rule.no[0] : undefined),
    isCodeLike: (source) => [...yes, ...no].some((word) => typeof word === typeof source),
  })
}

/** National with trunk 0 (or its 0 lost by a spreadsheet), or international; nine digits after the calling code. */
function readPhone(text: string | undefined, callingCode: string): string | undefined {
  const digits = text?.replaceAll(/[ ()-]/g, '')
  if (digits === undefined) return undefined
  if (/^\+[1-9]\d{6,14}$/.test(digits)) return digits
  const national = /^0?([1-9]\d{8})$/.exec(digits)
  return national === null ? undefined : callingCode + national[1]
}

function writePhone(text: string, callingCode: string, form: 'national' | 'international'): string {
  return form === 'national' && text.startsWith(callingCode) ? `0${text.slice(callingCode.length)}` : text
}
