import { useTranslation } from 'react-i18next'
import type { Retention } from '../../../../../src/agreements/clauses/use.ts'
import { useFormat } from '../../../parts/format.ts'
import { useNames } from '../../../parts/names.ts'

const units = { D: 'day', W: 'week', M: 'month', Y: 'year' } as const
type Unit = keyof typeof units

/** `P90D` in words of the reader. */
export function usePeriod(): (period: string) => string {
  const { locale } = useFormat()
  return (period) => {
    const unit = units[period.slice(-1) as Unit]
    const value = Number(period.slice(1, -1))
    if (unit === undefined || Number.isNaN(value)) return period
    return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value)
  }
}

/** A rule of retention as a sentence. */
export function useKept(): (rule: Retention) => string {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const period = usePeriod()
  return (rule) => {
    const sentence = t('retention.rule', {
      period: period(rule.period),
      from: t(`retentionStarts.${rule.from}`),
      action: t(`retentionActions.${rule.action}`),
    })
    return rule.elements === undefined ? sentence : `${format.list(rule.elements.map(names.element))}: ${sentence}`
  }
}
