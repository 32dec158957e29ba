import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { countryQuery } from '../api/queries.ts'
import { currentLanguage } from '../i18n.ts'

/** English of the region: day before month. */
const locales = { en: 'en-GB', sw: 'sw-KE', fr: 'fr' } as const
const secondMs = 1_000

export interface Format {
  readonly locale: string
  /** A calendar day: no zone is applied to it. */
  readonly day: (isoDate: string) => string
  /** An instant, with the zone it is shown in. */
  readonly instant: (iso: string) => string
  /** An instant in a column whose head names the zone. */
  readonly moment: (iso: string) => string
  /** An instant as people say it: in 4 minutes, yesterday. */
  readonly relative: (iso: string, now?: number) => string
  /** A time of day of the country's own clock, `07:05`. */
  readonly clock: (hour: number, minute: number) => string
  /** Name of a day of the week; 1 is Sunday, as in a Quartz expression. */
  readonly weekday: (day: number) => string
  /** IANA name of the country's zone; the reader's own where the country names none. */
  readonly timeZone: string
  /** Short name of the zone that instants are shown in. */
  readonly zone: string
  /** The calendar day that it is now in the country. */
  readonly today: () => string
  readonly number: (value: number) => string
  /** A number of the dictionary's unit; an amount of money is in the country's currency unless another is named. */
  readonly quantity: (value: number, unit: string | undefined, currency?: string) => string
  readonly percent: (share: number) => string
  readonly duration: (ms: number) => string
  readonly list: (items: readonly string[]) => string
}

export function useFormat(): Format {
  useTranslation()
  const language = currentLanguage()
  const { data: country } = useQuery(countryQuery)
  return useMemo(
    () => formatFor(locales[language], { timeZone: country?.timeZone, currency: country?.currency.code }),
    [language, country],
  )
}

/** Whose zone and currency values are shown in; without one the reader's zone, and amounts without a currency. */
export interface Place {
  readonly timeZone: string | undefined
  readonly currency: string | undefined
}

export function formatFor(locale: string, { timeZone, currency: ownCurrency }: Place): Format {
  const dayFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  const instantFormat = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZone,
    timeZoneName: 'short',
  })
  const momentFormat = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZone,
  })
  const relativeFormat = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const clockFormat = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' })
  const weekdayFormat = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  // ISO 8601 is what the Swedes write.
  const dayOfToday = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone })
  const numberFormat = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
  const percentFormat = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const listFormat = new Intl.ListFormat(locale, { type: 'conjunction' })
  const unit = (name: string, digits: number) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, maximumFractionDigits: digits, unitDisplay: 'short' })
  const milliseconds = unit('millisecond', 2)
  const wholeMilliseconds = unit('millisecond', 0)
  const seconds = unit('second', 1)
  return {
    locale,
    day: (isoDate) => {
      const date = new Date(`${isoDate.slice(0, 10)}T00:00:00Z`)
      return Number.isNaN(date.getTime()) ? isoDate : dayFormat.format(date)
    },
    instant: (iso) => guarded(iso, (date) => instantFormat.format(date)),
    moment: (iso) => guarded(iso, (date) => momentFormat.format(date)),
    relative: (iso, now = Date.now()) => guarded(iso, (date) => relativeTo(relativeFormat, date.getTime() - now)),
    clock: (hour, minute) => clockFormat.format(new Date(Date.UTC(2000, 0, 1, hour, minute))),
    weekday: (day) => weekdayFormat.format(new Date(Date.UTC(2000, 0, 1 + day))),
    timeZone: instantFormat.resolvedOptions().timeZone,
    zone: zoneName(instantFormat),
    today: () => dayOfToday.format(new Date()),
    number: (value) => numberFormat.format(value),
    quantity: (value, unit, currency = ownCurrency) =>
      unit === 'currency' && currency !== undefined && /^[A-Z]{3}$/.test(currency)
        ? moneyFormat(locale, currency).format(value)
        : numberFormat.format(value),
    percent: (share) => percentFormat.format(share),
    duration: (ms) =>
      ms >= secondMs ? seconds.format(ms / secondMs) : (ms < 10 ? milliseconds : wholeMilliseconds).format(ms),
    list: (items) => listFormat.format(items),
  }
}

const moneyFormat = (locale: string, currency: string): Intl.NumberFormat =>
  new Intl.NumberFormat(locale, { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' })

const zoneName = (shown: Intl.DateTimeFormat): string =>
  shown.formatToParts(new Date()).find(({ type }) => type === 'timeZoneName')?.value ?? ''

const steps: readonly (readonly [unit: 'second' | 'minute' | 'hour' | 'day' | 'month' | 'year', ms: number])[] = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', secondMs],
]

/** In the largest unit that fits: 90 minutes are an hour, not "in 90 minutes". */
function relativeTo(format: Intl.RelativeTimeFormat, differenceMs: number): string {
  const [unit, ms] = steps.find(([, length]) => Math.abs(differenceMs) >= length) ?? (['second', secondMs] as const)
  return format.format(Math.trunc(differenceMs / ms), unit)
}

/** A date that cannot be read is shown as it came. */
function guarded(iso: string, show: (date: Date) => string): string {
  const date = new Date(iso)
  return Number.isNaN(date.getTime()) ? iso : show(date)
}
