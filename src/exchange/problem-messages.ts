import type { ProblemMessages } from '../kernel/problem-messages.ts'
import { problemMessages as ofSubscriptions } from './subscriptions/problem-messages.ts'

/** What the exchange's problems are called in Swahili and French; protocols answer in their own form and in English. */
export const problemMessages: ProblemMessages = {
  ...ofSubscriptions,
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
  'exchange.service-acts': {
    sw: {
      message: '{service} hufanya inachoambiwa, na haiulizwi kama swali',
      fix: 'Tumia operesheni ya itifaki iliyowekwa kwa ajili hiyo; ruhusa yake ni nyingine.',
    },
    fr: {
      message: '{service} fait ce qu’on lui dit, et ne s’interroge pas',
      fix: 'Utilisez l’opération du protocole prévue pour cela ; sa permission est autre.',
    },
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
  'exchange.draft-of-others': {
    sw: {
      message: 'rasimu ni ya wanachama wengine wawili, na huruhusiwi kuona mabadilishano yao',
      fix: 'Mmoja wa wahusika, au mkaguzi, aijaribu.',
    },
    fr: {
      message: 'le projet lie deux autres membres, et vous ne pouvez voir leurs échanges',
      fix: 'Faites-le essayer par l’une des parties ou par un auditeur.',
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
  'exchange.message-unknown': {
    sw: {
      message: 'hakuna ombi lililopokelewa lenye kitambulisho hiki unaloweza kuona',
      fix: 'GET /v1/accepted-messages huorodhesha yanayofanyiwa kazi au yaliyoachwa.',
    },
    fr: {
      message: 'il n’y a pas de demande acceptée avec cet identifiant que vous puissiez voir',
      fix: 'GET /v1/accepted-messages liste celles qui sont en cours ou abandonnées.',
    },
  },
  'exchange.message-not-given-up': {
    sw: {
      message: 'ombi halikuachwa, au halihifadhiwi tena',
      fix: 'Tazama orodha tena: lililoachwa na bado limehifadhiwa pekee linaweza kuanzishwa upya.',
    },
    fr: {
      message: 'la demande n’a pas été abandonnée, ou n’est plus conservée',
      fix: 'Regardez de nouveau la liste : seule une demande abandonnée et encore conservée peut être reprise.',
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
  'exchange.callback-refused': {
    sw: {
      message: 'anwani ya jibu la baadaye si ile inayoruhusiwa kuitwa',
      fix: 'Tumia https na seva iliyosajiliwa kwa mfumo wako; mwombe msimamizi wa nodi hii asajili nyingine.',
    },
    fr: {
      message: 'l’adresse de rappel n’est pas de celles qui peuvent être appelées',
      fix: 'Utilisez https et un hôte enregistré pour votre système ; demandez à l’exploitant de ce nœud d’en enregistrer un autre.',
    },
  },
  'exchange.unknown-delivery': {
    sw: {
      message: 'hakuna uwasilishaji kama huo kati ya ule unaoweza kuuona',
      fix: 'Hakiki kitambulisho; taasisi huona ujumbe unaopelekwa kwake.',
    },
    fr: {
      message: 'il n’y a pas de telle remise parmi celles que vous pouvez voir',
      fix: 'Vérifiez l’identifiant ; un organisme voit les remises qui lui sont destinées.',
    },
  },
  'exchange.delivery-waiting': {
    sw: {
      message: 'uwasilishaji huu bado unasubiri jaribio lake lijalo',
      fix: 'Subiri hadi uwasilishwe au uachwe.',
    },
    fr: {
      message: 'cette remise attend encore sa prochaine tentative',
      fix: 'Attendez qu’elle soit faite ou abandonnée.',
    },
  },
  'exchange.delivery-expired': {
    sw: {
      message: 'ujumbe wa uwasilishaji huu haujahifadhiwa tena',
      fix: 'Mpokeaji aulize hali ya ombi lake, au atume ombi tena.',
    },
    fr: {
      message: 'le message de cette remise n’est plus conservé',
      fix: 'Que le destinataire demande l’état de sa requête, ou renvoie la requête.',
    },
  },
}
