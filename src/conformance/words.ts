import type { LocalText } from '../kernel/nouns.ts'

/** Headings of a report; what the checks say is in the words of the standard, in English. */
export const reportWords = {
  title: { en: 'Conformance report', sw: 'Ripoti ya ulinganifu', fr: 'Rapport de conformité' },
  server: { en: 'Server', sw: 'Seva', fr: 'Serveur' },
  registry: { en: 'Registry', sw: 'Rejista', fr: 'Registre' },
  edition: { en: 'Standard', sw: 'Kiwango', fr: 'Norme' },
  at: { en: 'Checked on', sw: 'Ilikaguliwa tarehe', fr: 'Vérifié le' },
  tool: { en: 'Checked with', sw: 'Ilikaguliwa kwa', fr: 'Vérifié avec' },
  id: { en: 'Number of the report', sw: 'Namba ya ripoti', fr: 'Numéro du rapport' },
  conforms: { en: 'Conforms', sw: 'Inalingana', fr: 'Conforme' },
  conformsNot: { en: 'Does not conform', sw: 'Hailingani', fr: 'Non conforme' },
  passed: { en: 'passed', sw: 'imefaulu', fr: 'réussi' },
  failed: { en: 'FAILED', sw: 'IMESHINDWA', fr: 'ÉCHEC' },
  skipped: { en: 'not checked', sw: 'haikukaguliwa', fr: 'non vérifié' },
  must: { en: 'must', sw: 'lazima', fr: 'exigé' },
  should: { en: 'should', sw: 'inapendekezwa', fr: 'recommandé' },
  check: { en: 'Check', sw: 'Ukaguzi', fr: 'Vérification' },
  result: { en: 'Result', sw: 'Matokeo', fr: 'Résultat' },
  level: { en: 'Level', sw: 'Kiwango', fr: 'Niveau' },
  rests: { en: 'What it rests on', sw: 'Msingi wake', fr: 'Ce qui la fonde' },
  summary: {
    en: '{passed} checks passed, {failed} failed, {skipped} were not made.',
    sw: 'Kaguzi {passed} zimefaulu, {failed} zimeshindwa, {skipped} hazikufanyika.',
    fr: '{passed} vérifications réussies, {failed} en échec, {skipped} non faites.',
  },
  verdict: {
    en: 'A server conforms when no check of the level "must" failed. Checks that were not made say nothing about it.',
    sw: 'Seva inalingana iwapo hakuna ukaguzi wa kiwango cha "lazima" ulioshindwa. Kaguzi ambazo hazikufanyika hazisemi lolote.',
    fr: 'Un serveur est conforme quand aucune vérification du niveau « exigé » n’échoue. Celles qui n’ont pas été faites n’en disent rien.',
  },
  failures: { en: 'What failed', sw: 'Kilichoshindwa', fr: 'Ce qui échoue' },
  noFailures: { en: 'Nothing failed.', sw: 'Hakuna kilichoshindwa.', fr: 'Rien n’échoue.' },
} satisfies Record<string, LocalText>
