import type { MeasureUnderWay } from '../../../identity/measures/schema.ts'
import type { LocalText } from '../../../kernel/nouns.ts'
import type { Output } from '../../output.ts'

export const progressText: LocalText = {
  en: '{stage} {percent} %',
  sw: '{stage} {percent} %',
  fr: '{stage} {percent} %',
}

type MeasureStep = NonNullable<MeasureUnderWay['step']>

/** Of a comparison or an evaluation. */
export const measureStepText = {
  records: { en: 'reading records', sw: 'inasoma rekodi', fr: 'lecture des enregistrements' },
  pairs: { en: 'reading pairs', sw: 'inasoma jozi', fr: 'lecture des paires' },
  clusters: { en: 'looking who is who', sw: 'inaangalia nani ni nani', fr: 'recherche de qui est qui' },
  examples: { en: 'looking for examples', sw: 'inatafuta mifano', fr: 'recherche d’exemples' },
} satisfies Record<MeasureStep, LocalText>

export const waitingText: LocalText = {
  en: 'another measure comes first',
  sw: 'kipimo kingine kinatangulia',
  fr: 'une autre mesure passe d’abord',
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

/** A weight with its sign: +3.3. */
export const bitsText = ({ language }: Output, value: number): string =>
  new Intl.NumberFormat(language, { signDisplay: 'exceptZero', maximumFractionDigits: 1 }).format(value)

export const householdsText: LocalText = {
  en: 'Households: {rosters}; {same} are another one again, {part} lie within another, {some} have some members in common.',
  sw: 'Kaya: {rosters}; {same} ni kaya nyingine tena, {part} zimo ndani ya nyingine, {some} zina wanakaya wa pamoja.',
  fr: 'Ménages : {rosters} ; {same} en sont un autre à nouveau, {part} sont dans un autre, {some} ont des membres communs.',
}

export const modelWaitsText: LocalText = {
  en: 'Its model waits for another person to confirm it: kiungo link model confirm {digest}',
  sw: 'Mpango wake unasubiri uthibitisho wa mtu mwingine: kiungo link model confirm {digest}',
  fr: 'Son modèle attend la confirmation d’une autre personne : kiungo link model confirm {digest}',
}

export const comparing = {
  first: { en: 'FIRST', sw: 'WA KWANZA', fr: 'PREMIER' },
  second: { en: 'SECOND', sw: 'WA PILI', fr: 'SECOND' },
  run: { en: 'run', sw: 'uunganishaji', fr: 'rapprochement' },
  model: { en: 'model', sw: 'mpango', fr: 'modèle' },
  records: { en: 'records', sw: 'rekodi', fr: 'enregistrements' },
  link: { en: 'linked from (bits)', sw: 'huunganishwa kuanzia (biti)', fr: 'lié à partir de (bits)' },
  review: { en: 'shown to a person from (bits)', sw: 'huonyeshwa mtu kuanzia (biti)', fr: 'montré à partir de (bits)' },
  linked: { en: 'linked pairs', sw: 'jozi zilizounganishwa', fr: 'paires liées' },
  shown: { en: 'pairs for a person', sw: 'jozi za kuangaliwa na mtu', fr: 'paires à examiner' },
  several: {
    en: 'people of several records',
    sw: 'watu wa rekodi kadhaa',
    fr: 'personnes à plusieurs enregistrements',
  },
  both: { en: 'IN BOTH', sw: 'KWA ZOTE', fr: 'DANS LES DEUX' },
  onlyFirst: { en: 'ONLY FIRST', sw: 'WA KWANZA TU', fr: 'PREMIER SEUL' },
  onlySecond: { en: 'ONLY SECOND', sw: 'WA PILI TU', fr: 'SECOND SEUL' },
  agreement: {
    en: 'They agree on {share} % of the pairs that either links.',
    sw: 'Zinakubaliana juu ya {share} % ya jozi ambazo moja inaunganisha.',
    fr: 'Ils s’accordent sur {share} % des paires que l’un des deux lie.',
  },
  change: { en: 'GROUPS OF RECORDS', sw: 'MAKUNDI YA REKODI', fr: 'GROUPES D’ENREGISTREMENTS' },
  groups: { en: 'GROUPS', sw: 'MAKUNDI', fr: 'GROUPES' },
  pairsOfFirst: { en: 'PAIRS OF FIRST', sw: 'JOZI ZA KWANZA', fr: 'PAIRES DU PREMIER' },
  pairsOfSecond: { en: 'PAIRS OF SECOND', sw: 'JOZI ZA PILI', fr: 'PAIRES DU SECOND' },
  linkedBy: { en: 'LINKED BY', sw: 'IMEUNGANISHWA NA', fr: 'LIÉE PAR' },
  bitsInFirst: { en: 'BITS IN FIRST', sw: 'BITI, WA KWANZA', fr: 'BITS, PREMIER' },
  bitsInSecond: { en: 'BITS IN SECOND', sw: 'BITI, WA PILI', fr: 'BITS, SECOND' },
} satisfies Record<string, LocalText>

export const clusterChange = {
  same: { en: 'the same in both', sw: 'yale yale kwa zote', fr: 'les mêmes dans les deux' },
  split: { en: 'split by the second', sw: 'yaliyogawanywa na wa pili', fr: 'divisés par le second' },
  merged: { en: 'merged by the second', sw: 'yaliyounganishwa na wa pili', fr: 'réunis par le second' },
  moved: { en: 'divided otherwise', sw: 'yaliyogawanywa vingine', fr: 'divisés autrement' },
} satisfies Record<string, LocalText>

export const evaluating = {
  precision: { en: 'PRECISION', sw: 'USAHIHI', fr: 'PRÉCISION' },
  recall: { en: 'RECALL', sw: 'UKAMILIFU', fr: 'RAPPEL' },
  asLinked: { en: 'as linked', sw: 'ilivyounganishwa', fr: 'tel que lié' },
  at: { en: 'at {bits} bits', sw: 'kwa biti {bits}', fr: 'à {bits} bits' },
  best: { en: 'best,', sw: 'bora,', fr: 'au mieux,' },
  expected: { en: 'as the model expects', sw: 'mpango unavyotarajia', fr: 'selon le modèle' },
  counts: {
    en: 'Pairs: {right} right, {wrong} wrong, {missed} missed.',
    sw: 'Jozi: {right} sahihi, {wrong} makosa, {missed} zilizokosekana.',
    fr: 'Paires : {right} justes, {wrong} fausses, {missed} manquées.',
  },
  calibration: {
    en: 'What the model says is {error} from what was found, on average (calibration).',
    sw: 'Mpango unachosema kinatofautiana kwa {error} na kilichopatikana, kwa wastani.',
    fr: 'Ce que dit le modèle s’écarte en moyenne de {error} de ce qui fut trouvé (étalonnage).',
  },
  group: { en: 'GROUP', sw: 'KUNDI', fr: 'GROUPE' },
  records: { en: 'RECORDS', sw: 'REKODI', fr: 'ENREGISTREMENTS' },
  finding: { en: 'FINDING', sw: 'TOKEO', fr: 'CONSTAT' },
} satisfies Record<string, LocalText>

export const basisText = {
  people: {
    en: 'By the truth about {known} of {given} records; {judged} pairs count.',
    sw: 'Kwa ukweli kuhusu rekodi {known} kati ya {given}; jozi {judged} zinahesabiwa.',
    fr: 'Selon la vérité sur {known} enregistrements sur {given} ; {judged} paires comptent.',
  },
  pairs: {
    en: 'By {known} of {given} judged pairs. Only these are counted.',
    sw: 'Kwa jozi {known} kati ya {given} zilizoamuliwa. Hizi tu zinahesabiwa.',
    fr: 'Selon {known} paires jugées sur {given}. Elles seules comptent.',
  },
  decisions: {
    en: 'By {known} of {given} pairs that stewards decided. What no run has found is not among them: recall looks better than it is.',
    sw: 'Kwa jozi {known} kati ya {given} zilizoamuliwa na wasimamizi. Zisizopatikana hazimo: ukamilifu unaonekana bora kuliko ulivyo.',
    fr: 'Selon {known} paires sur {given} décidées par les gestionnaires. Celles que rien n’a trouvées n’y sont pas : le rappel paraît meilleur qu’il n’est.',
  },
} satisfies Record<string, LocalText>

export const findingText = {
  'misses-more': { en: 'misses more', sw: 'hukosa zaidi', fr: 'en manque plus' },
  'errs-more': { en: 'errs more', sw: 'hukosea zaidi', fr: 'se trompe plus' },
} satisfies Record<string, LocalText>
