import type { LocalText } from '../../kernel/nouns.ts'

/**
 * What makes an assessment necessary (GDPR article 35(3) and the guidelines on it; General Regulations of Kenya, reg. 49).
 * A platform that joins sources always meets several: that none is needed is what must be justified.
 */
export const triggers = {
  'automated-decisions': {
    en: 'Are decisions with a serious effect on people made without a human?',
    sw: 'Je, maamuzi yenye athari kubwa kwa watu hufanywa bila binadamu?',
    fr: 'Des décisions aux effets importants sur les personnes sont-elles prises sans intervention humaine ?',
  },
  'another-purpose': {
    en: 'Are data of many people used for another purpose than they were collected for?',
    sw: 'Je, data za watu wengi hutumika kwa dhumuni tofauti na lile zilizokusanyiwa?',
    fr: 'Les données de nombreuses personnes servent-elles à une autre finalité que celle de leur collecte ?',
  },
  'biometric-or-genetic': {
    en: 'Are biometric or genetic data used?',
    sw: 'Je, data za kibayometriki au za kijenetiki hutumika?',
    fr: 'Des données biométriques ou génétiques sont-elles utilisées ?',
  },
  'raised-risk': {
    en: 'Has a change raised the risk for people?',
    sw: 'Je, mabadiliko yameongeza hatari kwa watu?',
    fr: 'Un changement a-t-il accru le risque pour les personnes ?',
  },
  'sensitive-or-vulnerable': {
    en: 'Are sensitive data, or data of children or vulnerable groups, used?',
    sw: 'Je, data nyeti, au data za watoto au makundi hatarishi, hutumika?',
    fr: 'Des données sensibles, ou d’enfants ou de groupes vulnérables, sont-elles utilisées ?',
  },
  'linked-sources': {
    en: 'Are data of different sources combined or linked?',
    sw: 'Je, data za vyanzo tofauti huunganishwa?',
    fr: 'Des données de sources différentes sont-elles combinées ou reliées ?',
  },
  'large-scale': {
    en: 'Are data used on a large scale?',
    sw: 'Je, data hutumika kwa kiwango kikubwa?',
    fr: 'Les données sont-elles utilisées à grande échelle ?',
  },
  'public-monitoring': {
    en: 'Are places open to the public watched systematically?',
    sw: 'Je, maeneo ya umma hufuatiliwa kwa utaratibu?',
    fr: 'Des lieux ouverts au public sont-ils surveillés systématiquement ?',
  },
  'new-technology': {
    en: 'Is technology used in a new way?',
    sw: 'Je, teknolojia hutumika kwa njia mpya?',
    fr: 'Une technologie est-elle utilisée de façon nouvelle ?',
  },
  'prevents-a-right': {
    en: 'Can it keep people from a right, a service or a contract?',
    sw: 'Je, inaweza kuwazuia watu wasipate haki, huduma au mkataba?',
    fr: 'Cela peut-il priver des personnes d’un droit, d’un service ou d’un contrat ?',
  },
} satisfies Record<string, LocalText>
export type Trigger = keyof typeof triggers
export const triggerIds = Object.keys(triggers) as Trigger[]

/** What an assessment describes (GDPR article 35(7)(a), (b) and 35(9)). */
export const questions = {
  description: {
    en: 'What is done with the data, by whom, for what?',
    sw: 'Data hufanyiwa nini, na nani, kwa ajili gani?',
    fr: 'Que fait-on des données, qui le fait, et pourquoi ?',
  },
  necessity: {
    en: 'Why is each field needed, and why would less not do?',
    sw: 'Kwa nini kila sehemu inahitajika, na kwa nini kidogo zaidi hakitoshi?',
    fr: 'Pourquoi chaque champ est-il nécessaire, et pourquoi moins ne suffirait-il pas ?',
  },
  views: {
    en: 'What did the people concerned, or those who speak for them, say? If they were not asked, why?',
    sw: 'Watu wanaohusika, au wanaowasemea, walisema nini? Kama hawakuulizwa, kwa nini?',
    fr: 'Qu’ont dit les personnes concernées ou leurs représentants ? Si on ne les a pas consultés, pourquoi ?',
  },
} satisfies Record<string, LocalText>

/** The four steps of likelihood and severity, after the method of the French authority (CNIL). */
export const scale = {
  1: { en: 'negligible', sw: 'ndogo sana', fr: 'négligeable' },
  2: { en: 'limited', sw: 'ndogo', fr: 'limitée' },
  3: { en: 'significant', sw: 'kubwa', fr: 'importante' },
  4: { en: 'maximum', sw: 'kubwa kabisa', fr: 'maximale' },
} satisfies Record<number, LocalText>

export const levels = {
  low: { en: 'low', sw: 'ya chini', fr: 'faible' },
  medium: { en: 'medium', sw: 'ya kati', fr: 'moyen' },
  high: { en: 'high', sw: 'ya juu', fr: 'élevé' },
} satisfies Record<string, LocalText>
