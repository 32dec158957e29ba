import type { ProblemMessages } from '../../kernel/problem-messages.ts'
import type { TruthFault } from './problems.ts'

const mend = { sw: 'Sahihisha mstari na utume faili tena.', fr: 'Corrigez la ligne et renvoyez le fichier.' }

const lines: Readonly<Record<TruthFault, { readonly sw: string; readonly fr: string }>> = {
  values: {
    sw: 'mstari {line} wa ukweli una thamani zaidi au pungufu kuliko kichwa',
    fr: 'la ligne {line} de la vérité a plus ou moins de valeurs que l’en-tête',
  },
  empty: {
    sw: 'mstari {line} wa ukweli una thamani tupu',
    fr: 'la ligne {line} de la vérité a une valeur vide',
  },
  twice: {
    sw: 'mstari {line} wa ukweli unataja rekodi au jozi iliyokwisha kutajwa',
    fr: 'la ligne {line} de la vérité nomme un enregistrement ou une paire déjà vus',
  },
  same: {
    sw: 'mstari {line} wa ukweli hausemi yes wala no katika safu same',
    fr: 'la ligne {line} de la vérité ne dit ni yes ni no dans la colonne same',
  },
  'pair-of-itself': {
    sw: 'mstari {line} wa ukweli unataja rekodi moja kama jozi',
    fr: 'la ligne {line} de la vérité nomme un seul enregistrement comme paire',
  },
  unreadable: {
    sw: 'mstari {line} wa ukweli hausomeki kama CSV ya UTF-8',
    fr: 'la ligne {line} de la vérité ne se lit pas comme du CSV en UTF-8',
  },
}

/** Of comparing and evaluating runs, in Swahili and French. */
export const measureMessages: ProblemMessages = {
  'identity.no-run-of-model': {
    sw: {
      message: 'hakuna uunganishaji uliokamilika uliotumia mpango {model}',
      fix: 'Anzisha mmoja (POST /v1/identity/runs), au taja uunganishaji.',
    },
    fr: {
      message: 'aucun rapprochement terminé n’a utilisé le modèle {model}',
      fix: 'Lancez-en un (POST /v1/identity/runs), ou nommez un rapprochement.',
    },
  },
  'identity.run-too-large-to-compare': {
    sw: {
      message: 'uunganishaji wa rekodi zaidi ya {limit} haulinganishwi wala kupimwa na seva',
      fix: 'Linganisha mbili juu ya sehemu ya rekodi.',
    },
    fr: {
      message: 'les rapprochements de plus de {limit} enregistrements ne sont ni comparés ni évalués par le serveur',
      fix: 'Comparez-en deux sur une partie des enregistrements.',
    },
  },
  'identity.measure-given-up': {
    sw: {
      message: 'hakuna aliyeendelea kusubiri kipimo, na kimeachwa',
      fix: 'Uliza tena, na usubiri jibu.',
    },
    fr: {
      message: 'plus personne n’attendait la mesure, et elle a été abandonnée',
      fix: 'Redemandez-la, et attendez la réponse.',
    },
  },
  'identity.truth-header': {
    sw: {
      message: 'mstari wa 1 wa ukweli hautaji safu za watu wala za jozi',
      fix: 'Andika source,record,person (na hadi safu tano za makundi), au source,record,other_source,other_record,same.',
    },
    fr: {
      message: 'la ligne 1 de la vérité ne nomme ni les colonnes de personnes ni celles de paires',
      fix: 'Écrivez source,record,person (et jusqu’à cinq colonnes de groupes), ou source,record,other_source,other_record,same.',
    },
  },
  'identity.truth-groups': {
    sw: {
      message: 'safu ya {column} ya ukweli ina makundi zaidi ya {limit}',
      fix: 'Panga kwa kinachoshirikiwa na wengi, kama mkoa au umri.',
    },
    fr: {
      message: 'la colonne {column} de la vérité a plus de {limit} groupes',
      fix: 'Groupez par ce que beaucoup partagent, comme une région ou une tranche d’âge.',
    },
  },
  ...Object.fromEntries(
    Object.entries(lines).map(([fault, { sw, fr }]) => [
      `identity.truth-line:${fault}`,
      { sw: { message: sw, fix: mend.sw }, fr: { message: fr, fix: mend.fr } },
    ]),
  ),
  'identity.truth-too-long': {
    sw: { message: 'ukweli una mistari zaidi ya {limit}', fix: 'Tuma sehemu yake.' },
    fr: { message: 'la vérité a plus de {limit} lignes', fix: 'Envoyez-en une partie.' },
  },
  'identity.truth-of-other-records': {
    sw: {
      message: 'rekodi au jozi zinazotajwa na ukweli, uunganishaji hauijui hata moja',
      fix: 'Andika vyanzo na rekodi kama uunganishaji ulivyo nazo, au taja mwingine.',
    },
    fr: {
      message: 'des enregistrements ou paires que nomme la vérité, le rapprochement n’en connaît aucun',
      fix: 'Écrivez sources et enregistrements comme le rapprochement les a, ou nommez-en un autre.',
    },
  },
  'identity.nothing-decided': {
    sw: {
      message: 'wasimamizi hawajaamua lolote bado kuhusu rekodi za uunganishaji huu',
      fix: 'Amueni jozi kadhaa za foleni kwanza, au tuma faili la ukweli.',
    },
    fr: {
      message: 'les gestionnaires n’ont encore rien décidé sur les enregistrements de ce rapprochement',
      fix: 'Décidez d’abord quelques paires de la file, ou envoyez un fichier de vérité.',
    },
  },
}
