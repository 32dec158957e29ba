import { fill, type Language } from '../../kernel/language.ts'
import type { LocalText } from '../../kernel/nouns.ts'
import type { Element } from '../../semantics/schema.ts'
import type { Period } from '../clauses/use.ts'
import type { AgreementSignature } from '../lifecycle/schema.ts'
import type { Purpose } from '../schema.ts'
import { quoted } from './document.ts'

/** What the text needs beside the object: the names of what it refers to by id. An unknown id stands for itself. */
export interface ContractContext {
  readonly language: Language
  readonly hash: string
  readonly signatures: readonly Pick<AgreementSignature, 'member' | 'account' | 'kid' | 'day'>[]
  readonly members: ReadonlyMap<string, LocalText>
  readonly services: ReadonlyMap<string, LocalText>
  readonly elements: ReadonlyMap<string, Pick<Element, 'label' | 'definition' | 'classification'>>
  readonly purposes: ReadonlyMap<string, Pick<Purpose, 'label' | 'definition'>>
}

/** Puts what the object says into the reader's language. */
export interface Writer {
  readonly context: ContractContext
  /** One of our own sentences, filled. */
  say(text: LocalText, params?: Readonly<Record<string, string | number>>): string
  /** What the parties wrote, in the reader's language. */
  own(text: LocalText): string
  member(id: string): string
  service(id: string): string
  element(id: string): string
  purpose(id: string): string
  list(parts: readonly string[]): string
  day(day: string): string
  /** By ISO 8601: Monday is 1. */
  weekday(day: number): string
  number(value: number): string
  period(period: Period): string
  unit(value: number, unit: 'day' | 'hour' | 'month' | 'millisecond' | 'percent'): string
  country(code: string): string
  /** An amount as written, with the decimal sign of the language. */
  amount(decimal: string): string
}

/** English as it is written in the countries that use it by law: the day before the month. */
const locales = { en: 'en-GB', sw: 'sw', fr: 'fr' } as const satisfies Record<Language, string>

/** French numbers are written with a narrow space that the typefaces of the contract lack: a box would stand in its place. */
const printable = (number: string): string => number.replaceAll('\u202f', '\u00a0')

const periodUnits = { D: 'day', W: 'week', M: 'month', Y: 'year' } as const

export function createWriter(context: ContractContext): Writer {
  const { language } = context
  const locale = locales[language]
  // An object may hold any number; none of its digits may be lost.
  const numbers = new Intl.NumberFormat(locale, { maximumSignificantDigits: 21 })
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  const weekdays = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' })
  const countries = new Intl.DisplayNames(locale, { type: 'region' })
  const decimalSign = numbers.formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.'
  const measure = (value: number, unit: string): string =>
    printable(
      new Intl.NumberFormat(locale, {
        ...{ style: 'unit', unit, unitDisplay: 'long', maximumSignificantDigits: 21 },
      }).format(value),
    )
  const named = (label: LocalText | undefined, id: string): string =>
    quoted(label === undefined ? id : `${label[language]} (${id})`)
  return {
    context,
    say: (text, params = {}) =>
      fill(
        text[language],
        Object.fromEntries(
          Object.entries(params).map(([name, value]) => [
            name,
            typeof value === 'number' ? printable(numbers.format(value)) : value,
          ]),
        ),
      ),
    own: (text) => quoted(text[language]),
    member: (id) => named(context.members.get(id), id),
    service: (id) => named(context.services.get(id), id),
    element: (id) => named(context.elements.get(id)?.label, id),
    purpose: (id) => named(context.purposes.get(id)?.label, id),
    list: (parts) => lists.format(parts),
    day: (day) => {
      const date = new Date(`${day}T00:00:00Z`)
      if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day) return day
      // French counts the first day of a month: 1er.
      return language === 'fr' ? days.format(date).replace(/^1 /, '1er ') : days.format(date)
    },
    // 1 January 2024 was a Monday.
    weekday: (day) => weekdays.format(new Date(Date.UTC(2024, 0, day))),
    number: (value) => printable(numbers.format(value)),
    period: (period) => measure(Number(period.slice(1, -1)), periodUnits[period.slice(-1) as keyof typeof periodUnits]),
    unit: measure,
    country: (code) => `${countries.of(code) ?? code} (${code})`,
    amount: (decimal) => decimal.replace('.', decimalSign),
  }
}
