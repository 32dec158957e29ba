import { useTranslation } from 'react-i18next'
import type { Words } from '../../../src/agreements/messages.ts'
import type { Reason } from '../../../src/agreements/schema.ts'
import { wordsOf } from '../../../src/exchange/messages.ts'
import { currentLanguage } from '../i18n.ts'
import { type Format, useFormat } from './format.ts'
import { type Names, useNames } from './names.ts'

const dayPattern = /^\d{4}-\d{2}-\d{2}$/

/** The sentence of a reason, with names and days in the reader's language in place of ids and ISO dates. */
export function useReason(): (reason: Reason) => Words {
  useTranslation()
  const names = useNames()
  const format = useFormat()
  return (reason) =>
    wordsOf({ ...reason, params: readable(reason.params, names, format) }, currentLanguage()) ?? {
      message: reason.code,
    }
}

/** What a reason says in general, whoever it was about: its values are left open. */
export function useReasonKind(): (code: string) => string {
  useTranslation()
  return (code) => withOpenValues(wordsOf({ code, params: {} }, currentLanguage()).message)
}

/** Values that are not known are left open. */
export const withOpenValues = (sentence: string): string => sentence.replaceAll(/\{[a-zA-Z]+\}/g, '…')

function readable(params: Reason['params'], names: Names, format: Format): Reason['params'] {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'number' ? value : read(name, value)]),
  )

  function read(name: string, value: string): string {
    if (dayPattern.test(value)) return format.day(value)
    if (['consumer', 'provider', 'member'].includes(name)) return names.member(value)
    if (['purpose', 'broader'].includes(name)) return names.purpose(value)
    if (name === 'agreement') return names.agreement(value)
    if (name === 'service') return names.service(value)
    if (name === 'system') return names.system(value)
    return names.within(value)
  }
}
