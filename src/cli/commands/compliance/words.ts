import type { LocalText } from '../../../kernel/nouns.ts'

/** Headings of the lists of duties. */
export const heading = {
  id: { en: 'ID', sw: 'KITAMBULISHO', fr: 'ID' },
  kind: { en: 'KIND', sw: 'AINA', fr: 'NATURE' },
  member: { en: 'MEMBER', sw: 'MWANACHAMA', fr: 'MEMBRE' },
  status: { en: 'STATUS', sw: 'HALI', fr: 'ÉTAT' },
  due: { en: 'DUE', sw: 'MWISHO', fr: 'ÉCHÉANCE' },
  law: { en: 'LAW', sw: 'SHERIA', fr: 'LOI' },
  provider: { en: 'PROVIDER', sw: 'MTOAJI', fr: 'FOURNISSEUR' },
  told: { en: 'TOLD', sw: 'ILIAMBIWA', fr: 'INFORMÉ' },
  elements: { en: 'ELEMENTS', sw: 'VIPENGELE', fr: 'ÉLÉMENTS' },
  agreement: { en: 'AGREEMENT', sw: 'MKATABA', fr: 'ACCORD' },
  processing: { en: 'PROCESSING', sw: 'UCHAKATAJI', fr: 'TRAITEMENT' },
  recipients: { en: 'RECIPIENTS', sw: 'WAPOKEAJI', fr: 'DESTINATAIRES' },
  answered: { en: 'ANSWERED', sw: 'YALIYOJIBIWA', fr: 'RÉPONDUS' },
  gaps: { en: 'NOT SAID', sw: 'HAIJASEMWA', fr: 'NON DIT' },
  risk: { en: 'REMAINING RISK', sw: 'HATARI INAYOBAKI', fr: 'RISQUE RÉSIDUEL' },
  start: { en: 'NOT BEFORE', sw: 'SI KABLA YA', fr: 'PAS AVANT' },
  again: { en: 'TO ASSESS AGAIN', sw: 'KUTATHMINIWA TENA', fr: 'À RÉANALYSER' },
  persons: { en: 'PERSONS', sw: 'WATU', fr: 'PERSONNES' },
  rule: { en: 'RULE', sw: 'KANUNI', fr: 'RÈGLE' },
  state: { en: 'STATE', sw: 'HALI', fr: 'ÉTAT' },
  hold: { en: 'HOLD UNTIL', sw: 'KUHIFADHI HADI', fr: 'À CONSERVER JUSQU’AU' },
  prove: { en: 'PROVE UNTIL', sw: 'KUTHIBITISHA HADI', fr: 'À PROUVER JUSQU’AU' },
  countries: { en: 'COUNTRIES', sw: 'NCHI', fr: 'PAYS' },
  assessment: { en: 'ASSESSMENT', sw: 'TATHMINI', fr: 'ANALYSE' },
  faults: { en: 'WHAT IS WRONG', sw: 'KASORO', fr: 'DÉFAUTS' },
} satisfies Record<string, LocalText>

export const overdueWord: LocalText = { en: 'overdue', sw: 'imechelewa', fr: 'en retard' }
