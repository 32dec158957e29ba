import type { LocalText } from '../../kernel/nouns.ts'

/** The sentences of a notice, in words that need no lawyer. */
export const noticeWords = {
  title: {
    en: 'How data about you are shared: {title}',
    sw: 'Jinsi data zako zinavyoshirikiwa: {title}',
    fr: 'Comment vos données sont partagées : {title}',
  },
  who: { en: 'Who', sw: 'Nani', fr: 'Qui' },
  shares: {
    en: '{provider} gives data about you to {consumer}.',
    sw: '{provider} huipa {consumer} data kukuhusu.',
    fr: '{provider} transmet des données vous concernant à {consumer}.',
  },
  officer: {
    en: 'Data protection officer of {member}: {office}, {address}.',
    sw: 'Afisa wa ulinzi wa data wa {member}: {office}, {address}.',
    fr: 'Délégué à la protection des données de {member} : {office}, {address}.',
  },
  what: { en: 'What', sw: 'Nini', fr: 'Quoi' },
  field: { en: '{element}: {form}', sw: '{element}: {form}', fr: '{element} : {form}' },
  why: { en: 'Why', sw: 'Kwa nini', fr: 'Pourquoi' },
  purpose: { en: '{label}: {definition}', sw: '{label}: {definition}', fr: '{label} : {definition}' },
  law: { en: 'By which law', sw: 'Kwa sheria gani', fr: 'En vertu de quelle loi' },
  basis: {
    en: 'The ground is {ground}: {act}, {section}.',
    sw: 'Msingi ni {ground}: {act}, {section}.',
    fr: 'Le fondement est {ground} : {act}, {section}.',
  },
  required: {
    en: 'The law provides for it; your agreement is not asked for.',
    sw: 'Sheria inaruhusu; ridhaa yako haiombwi.',
    fr: 'La loi le prévoit ; votre accord n’est pas demandé.',
  },
  withdraw: {
    en: 'It happens only if you consent. You may take your consent back at any time.',
    sw: 'Hufanyika tu ukitoa ridhaa. Unaweza kuiondoa wakati wowote.',
    fr: 'Cela n’a lieu que si vous y consentez. Vous pouvez retirer votre consentement à tout moment.',
  },
  howLong: { en: 'How long', sw: 'Kwa muda gani', fr: 'Combien de temps' },
  kept: {
    en: '{consumer} keeps them for {period} from {start}, then {ends}.',
    sw: '{consumer} huzihifadhi kwa {period} tangu {start}, kisha {ends}.',
    fr: '{consumer} les conserve {period} à compter de {start}, puis {ends}.',
  },
  keptThese: {
    en: '{elements}: {consumer} keeps them for {period} from {start}, then {ends}.',
    sw: '{elements}: {consumer} huzihifadhi kwa {period} tangu {start}, kisha {ends}.',
    fr: '{elements} : {consumer} les conserve {period} à compter de {start}, puis {ends}.',
  },
  notSaid: {
    en: 'The agreement does not say.',
    sw: 'Mkataba hausemi.',
    fr: 'L’accord ne le dit pas.',
  },
  further: { en: 'Who else', sw: 'Nani mwingine', fr: 'Qui d’autre' },
  onward: {
    en: '{consumer} may pass them on to {members}.',
    sw: '{consumer} inaweza kuzipeleka kwa {members}.',
    fr: '{consumer} peut les transmettre à {members}.',
  },
  noOnward: {
    en: 'They are not passed on to others.',
    sw: 'Hazipelekwi kwa wengine.',
    fr: 'Elles ne sont pas transmises à d’autres.',
  },
  abroad: {
    en: 'They go abroad, to {countries}.',
    sw: 'Huenda nje ya nchi, {countries}.',
    fr: 'Elles vont à l’étranger : {countries}.',
  },
  inCountry: {
    en: 'They stay in the country.',
    sw: 'Hubaki ndani ya nchi.',
    fr: 'Elles restent dans le pays.',
  },
  automated: {
    en: 'A machine prepares a decision about you; a human looks at it before it holds.',
    sw: 'Mashine huandaa uamuzi kukuhusu; binadamu huuangalia kabla haujawa na nguvu.',
    fr: 'Une machine prépare une décision vous concernant ; un humain l’examine avant qu’elle ne vaille.',
  },
  automatedAlone: {
    en: 'A machine decides about you; you may ask that a human decides anew.',
    sw: 'Mashine huamua kukuhusu; unaweza kuomba binadamu aamue upya.',
    fr: 'Une machine décide à votre sujet ; vous pouvez demander qu’un humain décide à nouveau.',
  },
  rights: { en: 'Your rights', sw: 'Haki zako', fr: 'Vos droits' },
  youMay: {
    en: 'You may see who asked what about you, have it corrected or erased, object, have its use restricted, and take it with you. Somebody whom you choose may do so for you.',
    sw: 'Unaweza kuona nani aliuliza nini kukuhusu, kuomba kusahihishwa au kufutwa, kupinga, kuomba matumizi yazuiwe, na kuichukua. Unayemchagua anaweza kufanya hivyo kwa niaba yako.',
    fr: 'Vous pouvez voir qui a demandé quoi à votre sujet, faire corriger ou effacer, vous opposer, faire limiter l’usage, et emporter vos données. Une personne de votre choix peut le faire pour vous.',
  },
  corrections: {
    en: 'A correction is told to everyone who received the value.',
    sw: 'Sahihisho huambiwa kila aliyepokea thamani.',
    fr: 'Une correction est annoncée à tous ceux qui ont reçu la valeur.',
  },
  ask: {
    en: 'Ask {office}, {address}.',
    sw: 'Uliza {office}, {address}.',
    fr: 'Adressez-vous à {office}, {address}.',
  },
  madeFrom: {
    en: 'Made from version {version} of the agreement {agreement}. Its hash: {hash}',
    sw: 'Imetokana na toleo {version} la mkataba {agreement}. Heshi yake: {hash}',
    fr: 'Tiré de la version {version} de l’accord {agreement}. Son empreinte : {hash}',
  },
} satisfies Record<string, LocalText>
