import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
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
  /** Short name of the zone that instants are shown in. */
  readonly zone: string
  readonly number: (value: number) => string
  readonly percent: (share: number) => string
  readonly duration: (ms: number) => string
  readonly list: (items: readonly string[]) => string
}

export function useFormat(): Format {
  useTranslation()
  const language = currentLanguage()
  return useMemo(() => formatFor(locales[language]), [language])
}

export function formatFor(locale: string): Format {
  const dayFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  const instantFormat = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  })
  const momentFormat = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
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
    zone: zoneName(instantFormat),
    number: (value) => numberFormat.format(value),
    percent: (share) => percentFormat.format(share),
    duration: (ms) =>
      ms >= secondMs ? seconds.format(ms / secondMs) : (ms < 10 ? milliseconds : wholeMilliseconds).format(ms),
    list: (items) => listFormat.format(items),
  }
}

const zoneName = (shown: Intl.DateTimeFormat): string =>
  shown.formatToParts(new Date()).find(({ type }) => type === 'timeZoneName')?.value ?? ''

/** A date that cannot be read is shown as it came. */
function guarded(iso: string, show: (date: Date) => string): string {
  const date = new Date(iso)
  return Number.isNaN(date.getTime()) ? iso : show(date)
}
