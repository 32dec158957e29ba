import type { LocalText } from '../../../kernel/nouns.ts'

export const progressText: LocalText = {
  en: '{stage} {percent} %',
  sw: '{stage} {percent} %',
  fr: '{stage} {percent} %',
}

export const heading = {
  id: { en: 'ID', sw: 'KITAMBULISHO', fr: 'ID' },
  state: { en: 'STATE', sw: 'HALI', fr: 'ÉTAT' },
  pairs: { en: 'PAIRS', sw: 'JOZI', fr: 'PAIRES' },
  fresh: { en: 'NEW', sw: 'MPYA', fr: 'NOUVELLES' },
  fault: { en: 'WHAT IS WRONG', sw: 'KASORO', fr: 'DÉFAUT' },
  first: { en: 'RECORD', sw: 'REKODI', fr: 'ENREGISTREMENT' },
  second: { en: 'AND', sw: 'NA', fr: 'ET' },
  weight: { en: 'BITS', sw: 'BITI', fr: 'BITS' },
  priority: { en: 'PRIORITY', sw: 'KIPAUMBELE', fr: 'PRIORITÉ' },
  areas: { en: 'AREAS', sw: 'MAENEO', fr: 'ZONES' },
  version: { en: 'VERSION', sw: 'TOLEO', fr: 'VERSION' },
  use: { en: 'IN USE', sw: 'UNATUMIKA', fr: 'EN SERVICE' },
  says: { en: 'WHAT IT SAYS', sw: 'INASEMA', fr: 'CE QU’IL DIT' },
} satisfies Record<string, LocalText>
