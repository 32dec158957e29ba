import { fill, type Language } from '../../kernel/language.ts'
import type { LocalText } from '../../kernel/nouns.ts'
import { csv } from '../csv.ts'
import type { Register, RegisterEntry } from './schema.ts'

interface Column {
  readonly heading: LocalText
  readonly cell: (entry: RegisterEntry, language: Language) => string | number
}

const list = (words: readonly string[]): string => words.join('; ')

const kept: LocalText = {
  en: '{period} from {from}, then {action}',
  sw: '{period} tangu {from}, kisha {action}',
  fr: '{period} à compter de {from}, puis {action}',
}

const columns: readonly Column[] = [
  {
    heading: { en: 'Processing', sw: 'Uchakataji', fr: 'Traitement' },
    cell: ({ title }, language) => title[language],
  },
  {
    heading: { en: 'Agreement', sw: 'Mkataba', fr: 'Accord' },
    cell: ({ agreement }) => `${agreement.id} ${agreement.version}`,
  },
  {
    heading: { en: 'Controllers', sw: 'Wadhibiti', fr: 'Responsables' },
    cell: ({ controllers }, language) =>
      list(
        controllers.map(({ name, role, registration }) =>
          [name[language], role, registration].filter(Boolean).join(', '),
        ),
      ),
  },
  {
    heading: {
      en: 'Data protection officers',
      sw: 'Maafisa wa ulinzi wa data',
      fr: 'Délégués à la protection des données',
    },
    cell: ({ controllers }) =>
      list(
        controllers.flatMap(({ dataProtectionOfficer: officer }) =>
          officer === undefined ? [] : `${officer.office}, ${officer.address}`,
        ),
      ),
  },
  {
    heading: { en: 'Purposes', sw: 'Madhumuni', fr: 'Finalités' },
    cell: ({ purposes }, language) => list(purposes.map(({ label }) => label[language])),
  },
  {
    heading: { en: 'Law', sw: 'Sheria', fr: 'Loi' },
    cell: ({ legalBasis }) => `${legalBasis.act}, ${legalBasis.section}`,
  },
  {
    heading: { en: 'Persons concerned', sw: 'Watu wanaohusika', fr: 'Personnes concernées' },
    cell: ({ dataSubjects }) => list(dataSubjects),
  },
  {
    heading: { en: 'Data and form', sw: 'Data na umbo', fr: 'Données et forme' },
    cell: ({ data }) => list(data.map(({ element, release }) => `${element} (${release})`)),
  },
  { heading: { en: 'Recipients', sw: 'Wapokeaji', fr: 'Destinataires' }, cell: ({ recipients }) => list(recipients) },
  {
    heading: { en: 'Abroad', sw: 'Nje ya nchi', fr: 'À l’étranger' },
    cell: ({ transfer }) => (transfer === undefined ? '' : `${list(transfer.countries)} (${transfer.mechanism})`),
  },
  {
    heading: { en: 'Kept', sw: 'Muda wa kuhifadhi', fr: 'Conservation' },
    cell: ({ retention }, language) =>
      list(retention.map(({ period, from, action }) => fill(kept[language], { period, from, action }))),
  },
  {
    heading: { en: 'Security', sw: 'Usalama', fr: 'Sécurité' },
    cell: ({ security }) => (security === undefined ? '' : `${security.transport}, ${security.baseline}`),
  },
  {
    heading: { en: 'Not said in the agreement', sw: 'Haijasemwa katika mkataba', fr: 'Non dit dans l’accord' },
    cell: ({ gaps }) => list(gaps),
  },
  {
    heading: { en: 'Exchanges answered', sw: 'Mabadilishano yaliyojibiwa', fr: 'Échanges répondus' },
    cell: ({ exchanges }) => exchanges.answered,
  },
  {
    heading: { en: 'Exchanges refused', sw: 'Mabadilishano yaliyokataliwa', fr: 'Échanges refusés' },
    cell: ({ exchanges }) => exchanges.refused,
  },
  {
    heading: { en: 'Persons asked about', sw: 'Watu walioulizwa', fr: 'Personnes interrogées' },
    cell: ({ exchanges }) => exchanges.persons,
  },
]

export const registerCsv = ({ entries }: Register, language: Language): string =>
  csv(
    columns.map(({ heading }) => heading[language]),
    entries.map((entry) => columns.map(({ cell }) => cell(entry, language))),
  )
