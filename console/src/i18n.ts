import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { type Language, languages } from '../../src/kernel/language.ts'
import type english from './locales/en.json'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'console'
    // A key that English does not have is a compile error.
    resources: { console: typeof english }
  }
}

const storageKey = 'kiungo.language'
const load: Record<Language, () => Promise<{ default: object }>> = {
  en: () => import('./locales/en.json'),
  sw: () => import('./locales/sw.json'),
  fr: () => import('./locales/fr.json'),
}

/** Each language in its own words, so that a reader finds theirs on a page they cannot read. */
export const languageNames: Record<Language, string> = { en: 'English', sw: 'Kiswahili', fr: 'Français' }

export function currentLanguage(): Language {
  return languages.find((known) => known === i18next.language) ?? 'en'
}

function preferredLanguage(): Language {
  const wanted = [localStorage.getItem(storageKey), ...navigator.languages].map((tag) => tag?.slice(0, 2))
  return wanted.map((tag) => languages.find((known) => known === tag)).find((found) => found !== undefined) ?? 'en'
}

/** French sets a space before these signs, at which no line may break. */
const unbroken = (texts: object): object =>
  JSON.parse(JSON.stringify(texts).replaceAll(/ (?=[:;?!%»])|(?<=«) /g, '\u00a0')) as object

async function show(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'console')) {
    const { default: texts } = await load[language]()
    i18next.addResourceBundle(language, 'console', language === 'fr' ? unbroken(texts) : texts)
  }
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
  document.documentElement.dir = i18next.dir(language)
}

export async function startLanguages(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: preferredLanguage(),
    fallbackLng: false,
    defaultNS: 'console',
    ns: ['console'],
    resources: {},
    interpolation: { escapeValue: false },
  })
  await show(preferredLanguage())
}

export async function switchLanguage(language: Language): Promise<void> {
  localStorage.setItem(storageKey, language)
  await show(language)
}
