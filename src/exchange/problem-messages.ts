import type { ProblemMessages } from '../kernel/problem-messages.ts'

/** What the exchange's problems are called in Swahili and French; protocols answer in their own form and in English. */
export const problemMessages: ProblemMessages = {
  'exchange.message-id-reused': {
    sw: {
      message: 'kitambulisho hiki cha ujumbe kilitumika awali kwa mwili mwingine',
      fix: 'Kipe kila ujumbe mpya kitambulisho chake; rudia kitambulisho ili kutuma tena ujumbe uleule tu.',
    },
    fr: {
      message: 'cet identifiant de message a déjà servi avec un autre corps',
      fix: 'Donnez à chaque message le sien ; ne répétez un identifiant que pour renvoyer le même message.',
    },
  },
  'exchange.answer-expired': {
    sw: {
      message: 'ujumbe huu ulijibiwa awali, na jibu halijahifadhiwa tena',
      fix: 'Uliza tena kwa kitambulisho kipya cha ujumbe.',
    },
    fr: {
      message: 'ce message a déjà reçu sa réponse, qui n’est plus conservée',
      fix: 'Redemandez avec un nouvel identifiant de message.',
    },
  },
  'exchange.unknown-service': {
    sw: { message: 'hakuna huduma {service}', fix: 'Tazama GET /v1/systems kwa huduma zilizopo.' },
    fr: { message: 'il n’y a pas de service {service}', fix: 'Voyez GET /v1/systems pour les services qui existent.' },
  },
  'exchange.malformed-purpose': {
    sw: {
      message: 'kusudi si kitambulisho kilichomo katika orodha ya makusudi',
      fix: 'Tazama GET /v1/purposes; kitambulisho ni maneno ya herufi ndogo yenye vistari.',
    },
    fr: {
      message: 'la finalité n’est pas un identifiant de la liste des finalités',
      fix: 'Voyez GET /v1/purposes ; un identifiant est fait de mots en minuscules reliés par des traits d’union.',
    },
  },
  'exchange.no-sources': {
    sw: {
      message: 'hakuna makubaliano yanayotumika yanayoiruhusu taasisi yako kuuliza mfumo wowote kwa kusudi hili',
      fix: 'Tazama GET /v1/questions/options kwa yanayoweza kuulizwa, au GET /v1/agreements kwa yaliyokwisha muda.',
    },
    fr: {
      message: 'aucun accord en vigueur ne permet à votre organisme d’interroger un système pour cette finalité',
      fix: 'Voyez GET /v1/questions/options pour ce qui peut être demandé, ou GET /v1/agreements pour ce qui a expiré.',
    },
  },
  'exchange.no-subject': {
    sw: {
      message: 'utafutaji hautaji jina wala namba ya kitambulisho cha taifa',
      fix: 'Toa angalau kimoja kati ya name na nationalId.',
    },
    fr: {
      message: 'la recherche ne donne ni nom ni identifiant national',
      fix: 'Donnez au moins l’un de name et nationalId.',
    },
  },
  'exchange.unknown-exchange': {
    sw: {
      message: 'hakuna mabadilishano hayo kati ya yale unayoweza kuona',
      fix: 'Hakiki namba; taasisi huona mabadilishano iliyouliza au kujibu.',
    },
    fr: {
      message: 'cet échange n’est pas parmi ceux que vous pouvez voir',
      fix: 'Vérifiez l’identifiant ; un organisme voit les échanges qu’il a demandés ou auxquels il a répondu.',
    },
  },
  'exchange.unknown-cursor': {
    sw: {
      message: 'kielekezi si kimoja kilichotolewa na jibu la awali',
      fix: 'Acha kielekezi ili kuanza kutoka mabadilishano mapya zaidi.',
    },
    fr: {
      message: 'le curseur n’est pas de ceux qu’une réponse a donnés',
      fix: 'Omettez le curseur pour partir de l’échange le plus récent.',
    },
  },
  'exchange.overloaded': {
    sw: { message: 'zaidi ya ujumbe {limit} unashughulikiwa', fix: 'Tuma tena baada ya sekunde chache.' },
    fr: { message: 'plus de {limit} messages sont en cours', fix: 'Renvoyez dans quelques secondes.' },
  },
}
