import { useTranslation } from 'react-i18next'
import type { LocalText } from '../../../src/kernel/nouns.ts'
import { currentLanguage } from '../i18n.ts'

/** Picks the reader's language from a text that the country's data carry. */
export function useLocal(): (text: LocalText | undefined) => string {
  useTranslation()
  const language = currentLanguage()
  return (text) => text?.[language] ?? ''
}
