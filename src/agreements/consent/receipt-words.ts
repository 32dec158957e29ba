import type { LocalText } from '../../kernel/nouns.ts'
import type { Channel, ConsentMode, ConsentStatus, Giving } from './schema.ts'

/** What the receipt says to the person; sentences, not codes. */
export const receiptWords = {
  kind: { en: 'Receipt of consent', sw: 'Stakabadhi ya ridhaa', fr: 'Reçu de consentement' },
  what: { en: 'What may be received', sw: 'Kinachoweza kupokewa', fr: 'Ce qui peut être reçu' },
  proof: { en: 'How it was given', sw: 'Jinsi ilivyotolewa', fr: 'Comment il a été donné' },
  verify: { en: 'To verify it', sw: 'Kuihakiki', fr: 'Pour le vérifier' },
  howToVerify: {
    en: 'The receipt in JSON is verified without us: kiungo consents verify, with the key that is published at /v1/consent-key.',
    sw: 'Stakabadhi ya JSON huthibitishwa bila sisi: kiungo consents verify, kwa ufunguo unaochapishwa kwenye /v1/consent-key.',
    fr: 'Le reçu en JSON se vérifie sans nous : kiungo consents verify, avec la clé publiée à /v1/consent-key.',
  },
  controllers: { en: 'Who may receive', sw: 'Nani anaweza kupokea', fr: 'Qui peut recevoir' },
  providers: { en: 'From whom', sw: 'Kutoka kwa nani', fr: 'De qui' },
  anyProvider: {
    en: 'whoever has agreed with the receiver to give it',
    sw: 'yeyote aliyekubaliana na mpokeaji kutoa',
    fr: 'quiconque a convenu avec le destinataire de les donner',
  },
  valid: { en: 'Holds', sw: 'Inatumika', fr: 'Vaut' },
  from: { en: 'from {from}', sw: 'kuanzia {from}', fr: 'à partir du {from}' },
  between: { en: 'from {from} to {until}', sw: 'kuanzia {from} hadi {until}', fr: 'du {from} au {until}' },
  notice: { en: 'Notice that was given', sw: 'Taarifa iliyotolewa', fr: 'Avis donné' },
  retention: { en: 'Kept for', sw: 'Huhifadhiwa kwa', fr: 'Conservé' },
  storage: { en: 'Kept in (countries)', sw: 'Huhifadhiwa katika (nchi)', fr: 'Conservé en (pays)' },
  withdrawal: { en: 'To take it back', sw: 'Kuibatilisha', fr: 'Pour le retirer' },
  purpose: { en: 'For', sw: 'Kwa ajili ya', fr: 'Pour' },
  elements: { en: 'Data', sw: 'Data', fr: 'Données' },
  use: { en: 'Use', sw: 'Matumizi', fr: 'Usage' },
  by: { en: 'Given by', sw: 'Imetolewa na', fr: 'Donné par' },
  channel: { en: 'Through', sw: 'Kupitia', fr: 'Par' },
  at: { en: 'Said at', sw: 'Ilisemwa', fr: 'Dit le' },
  recorded: { en: 'Recorded at, by', sw: 'Ilirekodiwa, na', fr: 'Enregistré le, par' },
  withdrawn: { en: 'Taken back at', sw: 'Ilibatilishwa', fr: 'Retiré le' },
  id: { en: 'Number', sw: 'Namba', fr: 'Numéro' },
  hash: { en: 'Hash (SHA-256)', sw: 'Alama (SHA-256)', fr: 'Empreinte (SHA-256)' },
  signature: { en: 'Signature of the node', sw: 'Saini ya nodi', fr: 'Signature du nœud' },
  tampered: {
    en: 'This record does not verify: it opens nothing. Tell the office that gave it to you.',
    sw: 'Rekodi hii haithibitiki: haifungui chochote. Iambie ofisi iliyokupa.',
    fr: 'Cet enregistrement ne se vérifie pas : il n’ouvre rien. Dites-le au bureau qui vous l’a remis.',
  },
} satisfies Record<string, LocalText>

export const statusWords: Readonly<Record<ConsentStatus, LocalText>> = {
  given: { en: 'You said yes', sw: 'Ulikubali', fr: 'Vous avez dit oui' },
  refused: { en: 'You said no', sw: 'Ulikataa', fr: 'Vous avez dit non' },
  withdrawn: { en: 'You took it back', sw: 'Uliibatilisha', fr: 'Vous l’avez retiré' },
}

export const modeWords: Readonly<Record<ConsentMode, LocalText>> = {
  view: { en: 'to be looked at', sw: 'kutazamwa', fr: 'à consulter' },
  store: { en: 'to be kept', sw: 'kuhifadhiwa', fr: 'à conserver' },
  query: { en: 'to be asked about', sw: 'kuulizwa', fr: 'à interroger' },
  stream: { en: 'to be told as it happens', sw: 'kuarifiwa inapotokea', fr: 'à signaler au fur et à mesure' },
}

export const frequencyWords: Readonly<Record<'consent' | 'day' | 'month', LocalText>> = {
  consent: { en: '{times} in all', sw: '{times} kwa jumla', fr: '{times} en tout' },
  day: { en: '{times} a day', sw: '{times} kwa siku', fr: '{times} par jour' },
  month: { en: '{times} a month', sw: '{times} kwa mwezi', fr: '{times} par mois' },
}

export const byWords: Readonly<Record<Giving['by'], LocalText>> = {
  subject: { en: 'yourself', sw: 'wewe mwenyewe', fr: 'vous-même' },
  guardian: { en: 'your guardian', sw: 'mlezi wako', fr: 'votre tuteur' },
  delegate: { en: 'your delegate', sw: 'mwakilishi wako', fr: 'votre représentant' },
}

export const channelWords: Readonly<Record<Channel, LocalText>> = {
  online: { en: 'the Internet', sw: 'mtandao', fr: 'Internet' },
  office: { en: 'an office', sw: 'ofisi', fr: 'un bureau' },
  'home-visit': { en: 'a visit at home', sw: 'ziara nyumbani', fr: 'une visite à domicile' },
  paper: { en: 'paper', sw: 'karatasi', fr: 'papier' },
  telephone: { en: 'telephone', sw: 'simu', fr: 'téléphone' },
  ussd: { en: 'USSD', sw: 'USSD', fr: 'USSD' },
}
