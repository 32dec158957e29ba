import type { LocalText } from './kernel/nouns.ts'

/** What the start tells of its progress. */
export const progressWords = {
  database: { en: 'Database', sw: 'Hifadhidata', fr: 'Base de données' },
  country: { en: 'Country: {country}', sw: 'Nchi: {country}', fr: 'Pays : {country}' },
  people: {
    en: 'Making the people: {done} of {of}',
    sw: 'Kuunda watu: {done} kati ya {of}',
    fr: 'Création des personnes : {done} sur {of}',
  },
  declarations: {
    en: 'Declaring members, systems and agreements',
    sw: 'Kutangaza wanachama, mifumo na mikataba',
    fr: 'Déclaration des membres, systèmes et accords',
  },
  registry: {
    en: 'Loading the registries: {done} of {of}',
    sw: 'Kupakia sajili: {done} kati ya {of}',
    fr: 'Chargement des registres : {done} sur {of}',
  },
  agencies: { en: 'Agencies’ systems', sw: 'Mifumo ya mashirika', fr: 'Systèmes des organismes' },
} satisfies Record<string, LocalText>
