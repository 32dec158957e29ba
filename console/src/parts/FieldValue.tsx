import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AgreedField, ReleaseForm } from '../../../src/agreements/schema.ts'
import type { Element } from '../../../src/semantics/schema.ts'
import { type Format, useFormat } from './format.ts'
import { type Names, useNames } from './names.ts'
import { Records } from './Records.tsx'

interface FieldValueProps {
  readonly element: string
  readonly value: unknown
  readonly form?: ReleaseForm | undefined
  /** As agreed: for yes/no it carries the question that was answered. */
  readonly agreed?: AgreedField | undefined
  readonly masked?: boolean
  /** For records inside the record: the forms and fields of the whole answer. */
  readonly answer?: ReleasedAnswer | undefined
  /** The record it stands in, which may name the currency of its amounts. */
  readonly record?: Readonly<Record<string, unknown>> | undefined
}

/** What says how the values of an answer are to be read. */
export interface ReleasedAnswer {
  readonly forms: Readonly<Record<string, ReleaseForm>>
  readonly fields: readonly AgreedField[]
}

const mask = '••••••'

/** A released value as its type and its form say: a code by its label, a day as a day, a band as from–to. */
export function FieldValue(props: FieldValueProps) {
  const { element, value, form = 'raw', agreed, masked = false, answer, record } = props
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  if (masked) {
    return (
      <Text span className="k-masked" title={t('ask.masked')} aria-label={t('ask.masked')} role="img">
        {mask}
      </Text>
    )
  }
  if (value === null || value === undefined)
    return (
      <Text c="dimmed" span>
        {t('value.none')}
      </Text>
    )
  if (form === 'yes-no') return <YesNo value={value === true} field={agreed} />
  if (form === 'band')
    return <Band value={value} unit={names.elementOf(element)?.unit} currency={currencyBeside(element, record)} />
  if (form === 'pseudonym' || form === 'hash') {
    return (
      <span className="k-code" title={t(`value.${form}Explained`)}>
        {String(value)}
      </span>
    )
  }
  if (form === 'count')
    return <span title={t('value.countExplained')}>{format.quantity(Number(value), undefined)}</span>
  if (Array.isArray(value)) return <Records records={value as readonly Record<string, unknown>[]} answer={answer} />
  return (
    <span className={identifierClass(names.elementOf(element))}>
      {plainText(value, names.elementOf(element), {
        names,
        format,
        yes: t('value.yes'),
        no: t('value.no'),
        currency: currencyBeside(element, record),
      })}
    </span>
  )
}

/** `payment.currency` says what `payment.amount` is in. */
function currencyBeside(element: string, record: FieldValueProps['record']): string | undefined {
  const named = record?.[`${element.split('.')[0]}.currency`]
  return typeof named === 'string' ? named : undefined
}

const identifierClass = (element: Element | undefined): string =>
  element?.type === 'identifier' ? 'k-code k-wrap' : 'k-wrap'

interface Words {
  readonly names: Names
  readonly format: Format
  readonly yes: string
  readonly no: string
  /** Of an amount, where its record names one. */
  readonly currency?: string | undefined
}

export function plainText(value: unknown, element: Element | undefined, words: Words): string {
  const { names, format } = words
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (element?.type === 'date') return format.day(String(value))
  if (element?.type === 'instant') return format.instant(String(value))
  if (element?.type === 'code' && element.codeList !== undefined) return names.code(element.codeList, String(value))
  // A year is a name, not a quantity: 2025, never 2,025.
  if (typeof value === 'number')
    return element?.unit === 'year' ? String(value) : format.quantity(value, element?.unit, words.currency)
  return String(value)
}

function YesNo({ value, field }: { value: boolean; field: AgreedField | undefined }) {
  const { t } = useTranslation()
  const question = usePredicateText()(field)
  return (
    <span className="k-wrap">
      <strong>{value ? t('value.yes') : t('value.no')}</strong>
      {question === undefined ? null : (
        <Text span c="dimmed" fz="sm">
          {' '}
          · {question}
        </Text>
      )}
    </span>
  )
}

/** What a yes or no answers, e.g. "at least 60 years old"; nothing where the field itself is the question. */
export function usePredicateText(): (field: AgreedField | undefined) => string | undefined {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  return (field) => {
    const predicate = field?.predicate
    if (field === undefined || predicate === undefined) return undefined
    const words = { names, format, yes: t('value.yes'), no: t('value.no') }
    const show = (value: unknown) => plainText(value, names.elementOf(field.element), words)
    if (predicate.test === 'equals' && predicate.value === true) return undefined
    switch (predicate.test) {
      case 'is-present':
        return t('predicate.isPresent')
      case 'equals':
        return t('predicate.equals', { value: show(predicate.value) })
      case 'at-least':
        return t('predicate.atLeast', { value: show(predicate.value) })
      case 'at-most':
        return t('predicate.atMost', { value: show(predicate.value) })
      case 'age-at-least':
        return t('predicate.ageAtLeast', { years: predicate.years })
      case 'matches-question':
        return t('predicate.matchesQuestion')
    }
  }
}

interface BandProps {
  readonly value: unknown
  readonly unit: string | undefined
  readonly currency: string | undefined
}

function Band({ value, unit, currency }: BandProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { from, to } = (typeof value === 'object' ? value : {}) as { from?: number | null; to?: number | null }
  const lower = typeof from === 'number' ? format.quantity(from, unit, currency) : undefined
  const upper = typeof to === 'number' ? format.quantity(to, unit, currency) : undefined
  if (lower === undefined && upper === undefined) return <span>{String(value)}</span>
  if (lower === undefined) return <span>{t('value.below', { to: upper })}</span>
  if (upper === undefined) return <span>{t('value.from', { from: lower })}</span>
  return <span>{t('value.band', { from: lower, to: upper })}</span>
}
