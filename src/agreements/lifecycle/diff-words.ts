import type { Json } from '../../kernel/canonical-json.ts'
import { fill, type Language } from '../../kernel/language.ts'
import type { LocalText } from '../../kernel/nouns.ts'
import type { Agreement } from '../schema.ts'
import type { Change } from './diff.ts'

/** What a reader calls each clause. */
const clauseNames: Readonly<Record<Exclude<keyof Agreement, 'version' | 'previous'>, LocalText>> = {
  id: { en: 'Agreement', sw: 'Makubaliano', fr: 'Accord' },
  title: { en: 'Title', sw: 'Kichwa', fr: 'Intitulé' },
  provider: { en: 'Provider', sw: 'Mtoaji', fr: 'Fournisseur' },
  consumer: { en: 'Consumer', sw: 'Mpokeaji', fr: 'Destinataire' },
  purposes: { en: 'Purposes', sw: 'Madhumuni', fr: 'Finalités' },
  legalBasis: { en: 'Legal basis', sw: 'Msingi wa kisheria', fr: 'Base juridique' },
  services: { en: 'Data', sw: 'Data', fr: 'Données' },
  validFrom: { en: 'Begins on', sw: 'Huanza', fr: 'Début' },
  validUntil: { en: 'Ends on', sw: 'Huisha', fr: 'Fin' },
  volume: { en: 'Volume', sw: 'Kiasi', fr: 'Volume' },
  obligations: { en: 'Obligations', sw: 'Wajibu', fr: 'Obligations' },
  tier: { en: 'Tier', sw: 'Ngazi', fr: 'Niveau' },
  under: { en: 'Framework', sw: 'Mfumo mkuu', fr: 'Accord-cadre' },
  parties: { en: 'Parties', sw: 'Pande husika', fr: 'Parties' },
  partyBases: { en: 'Grounds of each party', sw: 'Misingi ya kila upande', fr: 'Bases de chaque partie' },
  subjects: { en: 'Persons concerned', sw: 'Watu wanaohusika', fr: 'Personnes concernées' },
  dictionaryVersion: { en: 'Version of the dictionary', sw: 'Toleo la kamusi', fr: 'Version du dictionnaire' },
  conditions: { en: 'Conditions of use', sw: 'Masharti ya matumizi', fr: 'Conditions d’utilisation' },
  onward: { en: 'Onward sharing', sw: 'Kushirikisha wengine', fr: 'Transmission ultérieure' },
  automatedDecision: { en: 'Automated decisions', sw: 'Maamuzi ya kiotomatiki', fr: 'Décisions automatisées' },
  retention: { en: 'Retention', sw: 'Muda wa kuhifadhi', fr: 'Conservation' },
  derivedData: { en: 'Derived data', sw: 'Data zinazotokana', fr: 'Données dérivées' },
  security: { en: 'Security', sw: 'Usalama', fr: 'Sécurité' },
  transfer: { en: 'Transfer abroad', sw: 'Kuhamishia nje ya nchi', fr: 'Transfert à l’étranger' },
  impactAssessment: { en: 'Impact assessment', sw: 'Tathmini ya athari', fr: 'Analyse d’impact' },
  notices: { en: 'Notices', sw: 'Taarifa kwa umma', fr: 'Information des personnes' },
  rights: { en: 'Rights of the persons', sw: 'Haki za watu', fr: 'Droits des personnes' },
  quality: { en: 'Quality', sw: 'Ubora', fr: 'Qualité' },
  serviceLevel: { en: 'Service level', sw: 'Kiwango cha huduma', fr: 'Niveau de service' },
  breach: { en: 'Breach', sw: 'Uvunjaji wa usalama', fr: 'Violation de données' },
  audit: { en: 'Audit', sw: 'Ukaguzi', fr: 'Audit' },
  cost: { en: 'Cost', sw: 'Gharama', fr: 'Coût' },
  words: {
    en: 'Liability, disputes, ownership, law',
    sw: 'Dhima, migogoro, umiliki, sheria',
    fr: 'Responsabilité, différends, propriété, droit',
  },
  review: { en: 'Review', sw: 'Mapitio', fr: 'Révision' },
}

const sentences: Readonly<Record<Change['kind'], LocalText>> = {
  added: {
    en: '{place}: now says “{after}”; it said nothing.',
    sw: '{place}: sasa inasema “{after}”; haikusema kitu.',
    fr: '{place} : dit désormais « {after} » ; rien auparavant.',
  },
  removed: {
    en: '{place}: no longer says “{before}”.',
    sw: '{place}: haisemi tena “{before}”.',
    fr: '{place} : ne dit plus « {before} ».',
  },
  changed: {
    en: '{place}: says “{after}” instead of “{before}”.',
    sw: '{place}: inasema “{after}” badala ya “{before}”.',
    fr: '{place} : dit « {after} » au lieu de « {before} ».',
  },
}

const yes: LocalText = { en: 'yes', sw: 'ndiyo', fr: 'oui' }
const no: LocalText = { en: 'no', sw: 'hapana', fr: 'non' }

/** One sentence for a change: where it is, what it says now and what it said. */
export function changeWords({ path, clause, of, kind, before, after }: Change, language: Language): string {
  const name = (clauseNames as Readonly<Record<string, LocalText>>)[clause]?.[language] ?? clause
  // What is left of the path once places in lists are taken out: the member's name in the document.
  const member = path
    .split('/')
    .slice(2)
    .filter((part) => !/^\d+$/.test(part))
  const place = [name, ...of, ...member.slice(-1)].join(', ')
  const said = { before: valueWords(before ?? null, language), after: valueWords(after ?? null, language) }
  return fill(sentences[kind][language], { place, ...said })
}

function valueWords(value: Json, language: Language): string {
  if (typeof value === 'boolean') return (value ? yes : no)[language]
  if (typeof value !== 'object' || value === null) return String(value ?? '–')
  if (Array.isArray(value)) return value.map((item) => valueWords(item, language)).join(', ')
  const tree = value as { readonly [key: string]: Json }
  const inLanguage = tree[language]
  if (typeof inLanguage === 'string') return inLanguage
  return Object.entries(tree)
    .map(([key, member]) => `${key}: ${valueWords(member, language)}`)
    .join('; ')
}
