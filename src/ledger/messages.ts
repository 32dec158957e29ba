import type { LocalText } from '../kernel/nouns.ts'

/** Why a check of a receipt failed or was skipped, as a person reads it in the console and on the command line. */
export const receiptMessages = {
  'receipt.malformed': {
    en: 'this is not a receipt: parts are missing, surplus or of the wrong form',
    sw: 'hii si stakabadhi: sehemu zimekosekana, zimezidi au zina umbo lisilo sahihi',
    fr: 'ce n’est pas un reçu : des parties manquent, sont en trop ou n’ont pas la bonne forme',
  },
  'receipt.not-checked': {
    en: 'not checked, as it is not a receipt',
    sw: 'haikukaguliwa, kwa kuwa si stakabadhi',
    fr: 'non vérifié, car ce n’est pas un reçu',
  },
  'receipt.entry-not-canonical': {
    en: 'the entry is not written in its one canonical form, or is no entry of a ledger',
    sw: 'ingizo halijaandikwa kwa umbo lake rasmi la pekee, au si ingizo la leja',
    fr: 'l’écriture n’est pas sous sa seule forme canonique, ou n’est pas une écriture de registre',
  },
  'receipt.checkpoint-malformed': {
    en: 'the checkpoint cannot be read',
    sw: 'kituo cha ukaguzi hakisomeki',
    fr: 'le point de contrôle est illisible',
  },
  'receipt.other-tree': {
    en: 'the checkpoint is of another size than the receipt says',
    sw: 'kituo cha ukaguzi ni cha ukubwa tofauti na uliotajwa kwenye stakabadhi',
    fr: 'le point de contrôle a une autre taille que ne le dit le reçu',
  },
  'receipt.not-in-tree': {
    en: 'the entry is not in the ledger of this checkpoint: it was changed, or never written there',
    sw: 'ingizo halimo kwenye leja ya kituo hiki cha ukaguzi: limebadilishwa, au halikuandikwa humo kamwe',
    fr: 'l’écriture ne figure pas au registre de ce point de contrôle : elle a été modifiée, ou n’y fut jamais inscrite',
  },
  'receipt.key-malformed': {
    en: 'the key in the receipt is not the key of a log',
    sw: 'ufunguo ulio kwenye stakabadhi si ufunguo wa leja',
    fr: 'la clé contenue dans le reçu n’est pas celle d’un registre',
  },
  'receipt.other-log': {
    en: 'the checkpoint is of another ledger than the key',
    sw: 'kituo cha ukaguzi ni cha leja tofauti na ya ufunguo',
    fr: 'le point de contrôle est d’un autre registre que la clé',
  },
  'receipt.signature-invalid': {
    en: 'the signature of the checkpoint does not fit: it was changed, or another key signed it',
    sw: 'saini ya kituo cha ukaguzi hailingani: kimebadilishwa, au kimetiwa saini kwa ufunguo mwingine',
    fr: 'la signature du point de contrôle ne correspond pas : il a été modifié, ou signé par une autre clé',
  },
  'receipt.no-trusted-key': {
    en: 'no key was given to hold it against',
    sw: 'hakuna ufunguo uliotolewa wa kulinganisha nao',
    fr: 'aucune clé n’a été donnée pour comparaison',
  },
  'receipt.key-not-trusted': {
    en: 'another key signed it than the one you trust',
    sw: 'ilitiwa saini kwa ufunguo tofauti na unaouamini',
    fr: 'il est signé par une autre clé que celle à laquelle vous faites confiance',
  },
  'receipt.nothing-opened': {
    en: 'the receipt shows no values',
    sw: 'stakabadhi haionyeshi thamani zozote',
    fr: 'le reçu ne montre aucune valeur',
  },
  'receipt.opening-does-not-fit': {
    en: 'a value shown is not the one that was committed to: it was changed',
    sw: 'thamani iliyoonyeshwa si ile iliyofungwa kwenye ingizo: imebadilishwa',
    fr: 'une valeur montrée n’est pas celle qui fut engagée : elle a été modifiée',
  },
} satisfies Record<string, LocalText>

export type ReceiptCode = keyof typeof receiptMessages
