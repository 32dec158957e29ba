import type { LocalText } from './kernel/nouns.ts'

/** What the start tells of its progress. */
export const progressWords = {
  database: { en: 'Database', sw: 'Hifadhidata', fr: 'Base de données' },
  country: { en: 'Country: {country}', sw: 'Nchi: {country}', fr: 'Pays : {country}' },
  step: { en: '  {step}: {done} of {of}', sw: '  {step}: {done} kati ya {of}', fr: '  {step} : {done} sur {of}' },
  agencies: { en: 'Agencies’ systems', sw: 'Mifumo ya mashirika', fr: 'Systèmes des organismes' },
} satisfies Record<string, LocalText>
