import type { LocalText } from '../../kernel/nouns.ts'
import type { BreachContent, BreachStatus } from './schema.ts'

/** The sentences of the notification. */
export const words = {
  kind: {
    en: 'Notification of a personal data breach',
    sw: 'Taarifa ya uvunjaji wa data binafsi',
    fr: 'Notification d’une violation de données à caractère personnel',
  },
  title: { en: 'Breach at {member}', sw: 'Uvunjaji katika {member}', fr: 'Violation auprès de {member}' },
  to: { en: 'To', sw: 'Kwa', fr: 'À' },
  authority: {
    en: 'the data protection authority',
    sw: 'mamlaka ya ulinzi wa data',
    fr: 'l’autorité de protection des données',
  },
  persons: { en: 'the people concerned', sw: 'watu wanaohusika', fr: 'les personnes concernées' },
  identifier: { en: 'Breach', sw: 'Uvunjaji', fr: 'Violation' },
  status: { en: 'Standing', sw: 'Hali', fr: 'État' },
  contact: { en: 'Contact', sw: 'Mawasiliano', fr: 'Contact' },
  contactOf: { en: '{office}, {address}', sw: '{office}, {address}', fr: '{office}, {address}' },
  dueUntil: { en: 'To be told before', sw: 'Kuambiwa kabla ya', fr: 'À informer avant' },
  known: { en: 'How it became known', sw: 'Ilivyojulikana', fr: 'Comment elle a été constatée' },
  noticedAt: {
    en: 'It was noticed on {at}.',
    sw: 'Uligunduliwa {at}.',
    fr: 'Elle a été constatée le {at}.',
  },
  happened: { en: 'What happened', sw: 'Kilichotokea', fr: 'Ce qui s’est passé' },
  nature: { en: 'Data were {natures}.', sw: 'Data {natures}.', fr: 'Des données ont été {natures}.' },
  cause: { en: 'Cause: {cause}.', sw: 'Chanzo: {cause}.', fr: 'Cause : {cause}.' },
  between: {
    en: 'It happened between {from} and {to}.',
    sw: 'Ulitokea kati ya {from} na {to}.',
    fr: 'Elle a eu lieu entre le {from} et le {to}.',
  },
  since: {
    en: 'It began on {from}; its end is not known.',
    sw: 'Ulianza {from}; mwisho wake haujulikani.',
    fr: 'Elle a commencé le {from} ; sa fin n’est pas connue.',
  },
  whenUnknown: {
    en: 'When it happened is not known yet.',
    sw: 'Haijajulikana bado ulitokea lini.',
    fr: 'On ne sait pas encore quand elle a eu lieu.',
  },
  about: { en: 'Whom and what it concerns', sw: 'Unahusu nani na nini', fr: 'Qui et quoi elle concerne' },
  persons_: {
    en: 'About {count} people are concerned.',
    sw: 'Unahusu takriban watu {count}.',
    fr: 'Environ {count} personnes sont concernées.',
  },
  personsUnknown: {
    en: 'How many people are concerned is not known yet.',
    sw: 'Haijajulikana bado ni watu wangapi wanaohusika.',
    fr: 'On ne sait pas encore combien de personnes sont concernées.',
  },
  vulnerable: {
    en: 'Among them are children or others who need special protection.',
    sw: 'Miongoni mwao kuna watoto au wengine wanaohitaji ulinzi maalumu.',
    fr: 'Parmi elles figurent des enfants ou d’autres personnes à protéger particulièrement.',
  },
  elements: { en: 'Kinds of data:', sw: 'Aina za data:', fr: 'Catégories de données :' },
  unintelligible: {
    en: 'Whoever has the data cannot read them: they are encrypted, and the key is safe.',
    sw: 'Mwenye data hawezi kuzisoma: zimesimbwa, na ufunguo uko salama.',
    fr: 'Qui détient les données ne peut pas les lire : elles sont chiffrées et la clé est sûre.',
  },
  intelligible: {
    en: 'The data can be read by whoever has them.',
    sw: 'Data zinaweza kusomwa na aliye nazo.',
    fr: 'Les données peuvent être lues par qui les détient.',
  },
  exchanges: { en: 'Exchanges concerned', sw: 'Mabadilishano yanayohusika', fr: 'Échanges concernés' },
  noExchanges: {
    en: 'No exchanges under agreements are known to be concerned.',
    sw: 'Hakuna mabadilishano chini ya mikataba yanayojulikana kuhusika.',
    fr: 'Aucun échange au titre d’un accord n’est connu comme concerné.',
  },
  foundInLedger: {
    en: 'The ledger has these exchanges from {from} to {to}. It holds no personal data; anyone may verify it.',
    sw: 'Leja ina mabadilishano haya kuanzia {from} hadi {to}. Haina data binafsi; yeyote anaweza kuithibitisha.',
    fr: 'Le registre des échanges contient ceux-ci, du {from} au {to}. Il ne contient aucune donnée personnelle ; chacun peut le vérifier.',
  },
  agreement: { en: 'Agreement', sw: 'Mkataba', fr: 'Accord' },
  parties: { en: 'From, to', sw: 'Kutoka, kwenda', fr: 'De, vers' },
  counted: { en: 'Exchanges; people', sw: 'Mabadilishano; watu', fr: 'Échanges ; personnes' },
  entries: { en: 'Entries of the ledger', sw: 'Maingizo ya leja', fr: 'Écritures du registre' },
  risk: { en: 'Consequences and risk', sw: 'Madhara na hatari', fr: 'Conséquences et risque' },
  riskIs: {
    en: 'Risk to people: {risk}. {reasons}',
    sw: 'Hatari kwa watu: {risk}. {reasons}',
    fr: 'Risque pour les personnes : {risk}. {reasons}',
  },
  measures: { en: 'What was done', sw: 'Yaliyofanyika', fr: 'Mesures prises' },
  told: { en: 'Who is told', sw: 'Wanaoambiwa', fr: 'Qui est informé' },
  recipient: { en: 'Who', sw: 'Nani', fr: 'Qui' },
  until: { en: 'Until', sw: 'Hadi', fr: 'Avant' },
  how: { en: 'How it stands', sw: 'Hali ilivyo', fr: 'État' },
  toldAt: { en: 'told on {at}, {reference}', sw: 'aliambiwa {at}, {reference}', fr: 'informé le {at}, {reference}' },
  toldLate: {
    en: 'told late, on {at}, {reference}: {reason}',
    sw: 'aliambiwa kwa kuchelewa, {at}, {reference}: {reason}',
    fr: 'informé tardivement, le {at}, {reference} : {reason}',
  },
  notToldYet: { en: 'not told yet', sw: 'hajaambiwa bado', fr: 'pas encore informé' },
  notRequired: { en: 'need not be told', sw: 'hahitaji kuambiwa', fr: 'n’a pas à être informé' },
  withoutDelay: { en: 'without delay ({law})', sw: 'bila kuchelewa ({law})', fr: 'sans retard ({law})' },
  byLaw: { en: '{at} ({law})', sw: '{at} ({law})', fr: '{at} ({law})' },
  byAgreement: {
    en: '{at} ({agreement}; {office}, {address})',
    sw: '{at} ({agreement}; {office}, {address})',
    fr: '{at} ({agreement} ; {office}, {address})',
  },
  noTime: { en: 'no time is set', sw: 'hakuna muda uliowekwa', fr: 'aucun délai fixé' },
  chronology: { en: 'Chronology', sw: 'Mtiririko wa matukio', fr: 'Chronologie' },
  stepAt: { en: '{at}: {step}', sw: '{at}: {step}', fr: '{at} : {step}' },
  signature: { en: 'For the controller', sw: 'Kwa niaba ya mdhibiti', fr: 'Pour le responsable du traitement' },
  signatureText: {
    en: 'Made from the register of breaches, revision {revision}, hash {hash}.',
    sw: 'Imetokana na rejista ya uvunjaji, marekebisho {revision}, heshi {hash}.',
    fr: 'Tiré du registre des violations, révision {revision}, empreinte {hash}.',
  },
  name: { en: 'Name', sw: 'Jina', fr: 'Nom' },
  office: { en: 'Office', sw: 'Cheo', fr: 'Fonction' },
  sign: { en: 'Signature', sw: 'Saini', fr: 'Signature' },
  date: { en: 'Date', sw: 'Tarehe', fr: 'Date' },
  footer: {
    en: 'Breach {id}, revision {revision}',
    sw: 'Uvunjaji {id}, marekebisho {revision}',
    fr: 'Violation {id}, révision {revision}',
  },
} satisfies Record<string, LocalText>

export const statusWords: Readonly<Record<BreachStatus, LocalText>> = {
  open: {
    en: 'provisional: not yet assessed by a second officer',
    sw: 'ya muda: haijatathminiwa na afisa wa pili',
    fr: 'provisoire : pas encore évaluée par un second agent',
  },
  submitted: {
    en: 'provisional: waits for a second officer’s assessment',
    sw: 'ya muda: inasubiri tathmini ya afisa wa pili',
    fr: 'provisoire : en attente de l’évaluation d’un second agent',
  },
  assessed: {
    en: 'assessed by a second officer',
    sw: 'imetathminiwa na afisa wa pili',
    fr: 'évaluée par un second agent',
  },
  closed: { en: 'closed', sw: 'imefungwa', fr: 'close' },
}

export const natureWords: Readonly<Record<BreachContent['natures'][number], LocalText>> = {
  disclosed: { en: 'disclosed', sw: 'zilifichuliwa', fr: 'divulguées' },
  altered: { en: 'altered', sw: 'zilibadilishwa', fr: 'altérées' },
  unavailable: { en: 'lost or out of reach', sw: 'zilipotea au hazikupatikana', fr: 'perdues ou inaccessibles' },
}

export const causeWords: Readonly<Record<BreachContent['cause'], LocalText>> = {
  'lost-or-stolen': {
    en: 'a device or paper was lost or stolen',
    sw: 'kifaa au karatasi ilipotea au kuibwa',
    fr: 'un appareil ou un document a été perdu ou volé',
  },
  'wrong-recipient': {
    en: 'sent to somebody who should not have it',
    sw: 'ilitumwa kwa asiyepaswa kuipata',
    fr: 'envoi à un mauvais destinataire',
  },
  'unauthorised-use': {
    en: 'used by somebody who was not allowed to',
    sw: 'ilitumiwa na asiyeruhusiwa',
    fr: 'usage par une personne non autorisée',
  },
  intrusion: {
    en: 'an intrusion or malicious software',
    sw: 'uvamizi au programu hasidi',
    fr: 'une intrusion ou un logiciel malveillant',
  },
  published: { en: 'made public by mistake', sw: 'ilichapishwa kwa makosa', fr: 'publication par erreur' },
  destroyed: { en: 'destroyed or deleted', sw: 'iliharibiwa au kufutwa', fr: 'destruction ou effacement' },
  other: { en: 'another', sw: 'kingine', fr: 'autre' },
}

export const riskWords: Readonly<Record<BreachContent['risk'], LocalText>> = {
  unlikely: { en: 'unlikely to harm them', sw: 'haielekei kuwadhuru', fr: 'préjudice peu probable' },
  likely: { en: 'likely to harm them', sw: 'inaelekea kuwadhuru', fr: 'préjudice probable' },
  high: { en: 'high', sw: 'kubwa', fr: 'élevé' },
}

export const stepWords = {
  record: { en: 'recorded', sw: 'ulirekodiwa', fr: 'consignée' },
  revise: { en: 'written anew', sw: 'uliandikwa upya', fr: 'réécrite' },
  submit: { en: 'submitted for assessment', sw: 'uliwasilishwa kwa tathmini', fr: 'soumise à évaluation' },
  assess: {
    en: 'assessed by a second officer',
    sw: 'ulitathminiwa na afisa wa pili',
    fr: 'évaluée par un second agent',
  },
  'send-back': { en: 'sent back', sw: 'ulirudishwa', fr: 'renvoyée' },
  tell: { en: 'somebody was told', sw: 'kuna aliyeambiwa', fr: 'une information a été donnée' },
  close: { en: 'closed', sw: 'ulifungwa', fr: 'close' },
} satisfies Record<string, LocalText>
