import type { LocalText } from '../../../kernel/nouns.ts'
import type { FieldKind } from '../model/schema.ts'

/** What a field is called in the middle of a sentence. */
export const fieldWords = {
  'given-names': { en: 'given name', sw: 'jina la kwanza', fr: 'prénom' },
  'family-name': { en: 'family name', sw: 'jina la ukoo', fr: 'nom de famille' },
  'full-name': { en: 'name', sw: 'jina', fr: 'nom' },
  'mother-name': { en: 'mother’s name', sw: 'jina la mama', fr: 'nom de la mère' },
  'date-of-birth': { en: 'birth date', sw: 'tarehe ya kuzaliwa', fr: 'date de naissance' },
  sex: { en: 'sex', sw: 'jinsia', fr: 'sexe' },
  'national-id': { en: 'national number', sw: 'namba ya kitambulisho', fr: 'numéro national' },
  phone: { en: 'telephone', sw: 'simu', fr: 'téléphone' },
  place: { en: 'place', sw: 'mahali', fr: 'lieu' },
  text: { en: 'text', sw: 'maandishi', fr: 'texte' },
  'household-id': { en: 'household', sw: 'kaya', fr: 'ménage' },
} satisfies Record<FieldKind, LocalText>

/** How far two values agree; `{field}` is the field's name. */
export const agreementWords = {
  same: { en: 'same {field}', sw: '{field}: sawa', fr: '{field} identique' },
  variant: {
    en: '{field} in another form (short form or spelling)',
    sw: '{field} kwa umbo lingine (kifupi au tahajia)',
    fr: '{field} sous une autre forme (diminutif ou graphie)',
  },
  sound: { en: '{field} sounds the same', sw: '{field}: matamshi sawa', fr: '{field} de même prononciation' },
  similar: { en: '{field} nearly the same', sw: '{field}: karibu sawa', fr: '{field} presque identique' },
  reordered: {
    en: 'same names in another order',
    sw: 'majina sawa kwa mpangilio mwingine',
    fr: 'mêmes noms dans un autre ordre',
  },
  sameWords: {
    en: '{field}: the same words in another order',
    sw: '{field}: maneno sawa kwa mpangilio mwingine',
    fr: '{field} : les mêmes mots dans un autre ordre',
  },
  edits: {
    en: '{field} differs by {most} character at most',
    sw: '{field} hutofautiana kwa herufi {most} kwa wingi',
    fr: '{field} diffère d’au plus {most} caractère',
  },
  dayMonth: {
    en: 'day and month of birth exchanged',
    sw: 'siku na mwezi wa kuzaliwa vimebadilishana',
    fr: 'jour et mois de naissance intervertis',
  },
  estimated: {
    en: 'same birth year, and one of the dates is an estimate',
    sw: 'mwaka wa kuzaliwa sawa, na tarehe moja ni ya kukadiria',
    fr: 'même année de naissance, et l’une des dates est estimée',
  },
  twoParts: {
    en: 'two of day, month and year of birth are the same',
    sw: 'mbili kati ya siku, mwezi na mwaka wa kuzaliwa ni sawa',
    fr: 'deux des trois, jour, mois et année de naissance, sont identiques',
  },
  year: { en: 'same birth year', sw: 'mwaka wa kuzaliwa sawa', fr: 'même année de naissance' },
  withinYear: {
    en: 'birth year differs by one',
    sw: 'mwaka wa kuzaliwa hutofautiana kwa mmoja',
    fr: 'année de naissance différente d’un an',
  },
  withinYears: {
    en: 'birth year differs by {most} at most',
    sw: 'mwaka wa kuzaliwa hutofautiana kwa {most} kwa wingi',
    fr: 'année de naissance différente d’au plus {most} ans',
  },
  withinDays: {
    en: 'birth dates differ by {most} days at most',
    sw: 'tarehe za kuzaliwa hutofautiana kwa siku {most} kwa wingi',
    fr: 'dates de naissance différentes d’au plus {most} jours',
  },
  l4: { en: 'same village', sw: 'kijiji kimoja', fr: 'même village' },
  l3: { en: 'same ward, another village', sw: 'kata moja, kijiji kingine', fr: 'même canton, autre village' },
  l2: { en: 'same county, another ward', sw: 'kaunti moja, kata nyingine', fr: 'même comté, autre canton' },
  l1: { en: 'same region, another county', sw: 'mkoa mmoja, kaunti nyingine', fr: 'même région, autre comté' },
  partly: { en: '{field} partly agrees', sw: '{field}: sawa kwa sehemu', fr: '{field} : accord partiel' },
  different: { en: 'different {field}', sw: '{field}: tofauti', fr: '{field} différent' },
  missing: {
    en: '{field} not known in one of the two',
    sw: '{field}: haijulikani katika mojawapo',
    fr: '{field} inconnu dans l’un des deux',
  },
} satisfies Record<string, LocalText>

export type Agreement = keyof typeof agreementWords

export const rarityWords = {
  rare: {
    en: 'rare: {records} of {of} records have it',
    sw: 'adimu: rekodi {records} kati ya {of} zinayo',
    fr: 'rare : {records} enregistrements sur {of}',
  },
  usual: {
    en: '{records} of {of} records have it',
    sw: 'rekodi {records} kati ya {of} zinayo',
    fr: '{records} enregistrements sur {of}',
  },
  common: {
    en: 'common: {records} of {of} records have it',
    sw: 'la kawaida: rekodi {records} kati ya {of} zinayo',
    fr: 'courant : {records} enregistrements sur {of}',
  },
} satisfies Record<string, LocalText>

export const pairWords = {
  weight: {
    en: 'Weight {weight} bits: the model takes this to be one person with a probability of {probability}.',
    sw: 'Uzito biti {weight}: mfumo unaona ni mtu mmoja kwa uwezekano wa {probability}.',
    fr: 'Poids {weight} bits : pour le modèle, il s’agit d’une même personne avec une probabilité de {probability}.',
  },
  kin: {
    en: 'Against two people of one household the evidence is {weight} bits.',
    sw: 'Dhidi ya watu wawili wa kaya moja ushahidi ni biti {weight}.',
    fr: 'Contre deux personnes d’un même ménage, l’indice est de {weight} bits.',
  },
  seen: {
    en: 'Of pairs of one person {match} are so, of two in one household {household}, of strangers {unrelated}.',
    sw: 'Kati ya jozi za mtu mmoja {match} ziko hivi, za wawili wa kaya moja {household}, za wasiohusiana {unrelated}.',
    fr: 'C’est le cas de {match} des paires d’une même personne, de {household} des paires d’un ménage, de {unrelated} des autres.',
  },
  notAVerdict: {
    en: 'This is evidence, not a verdict: a person decides.',
    sw: 'Huu ni ushahidi, si uamuzi: mtu ndiye anayeamua.',
    fr: 'C’est un indice, non un verdict : une personne décide.',
  },
} satisfies Record<string, LocalText>
