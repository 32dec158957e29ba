import type { ProblemMessages } from '../../kernel/problem-messages.ts'
import { invalidMessages } from './invalid-messages.ts'

/** What the platform's own problems are called in Swahili and French. */
export const problemMessages: ProblemMessages = {
  ...invalidMessages,
  'platform.unauthenticated': {
    sw: {
      message: 'ombi halisemi nani anaita',
      fix: 'Tuma tokeni ya ufikiaji katika kichwa cha Authorization, au ingia.',
    },
    fr: {
      message: 'la requête ne dit pas qui appelle',
      fix: 'Envoyez un jeton d’accès dans l’en-tête Authorization, ou connectez-vous.',
    },
  },
  'platform.permission-missing': {
    sw: {
      message: 'hili linahitaji ruhusa {permission}, ambayo anayeita hana',
      fix: 'Mwombe msimamizi wa taasisi yako jukumu au upeo ulio na {permission}.',
    },
    fr: {
      message: 'cela demande la permission {permission}, que l’appelant n’a pas',
      fix: 'Demandez à l’administrateur de votre organisme un rôle ou une portée qui comprend {permission}.',
    },
  },
  'platform.unknown-route': {
    sw: {
      message: 'hakuna kitu cha {method} kwenye anwani hii',
      fix: 'Tazama /openapi.json kwa anwani zilizopo.',
    },
    fr: {
      message: 'il n’y a rien pour {method} à cette adresse',
      fix: 'Voyez /openapi.json pour les adresses qui existent.',
    },
  },
  'platform.method-not-allowed': {
    sw: { message: 'anwani hii ipo, lakini si kwa njia hii ya HTTP', fix: 'Tumia mojawapo ya hizi: {allowed}.' },
    fr: {
      message: 'cette adresse existe, mais pas pour cette méthode',
      fix: 'Utilisez l’une de celles-ci : {allowed}.',
    },
  },
  'platform.unsupported-media-type': {
    sw: {
      message: 'mwili wa ombi ni wa aina ambayo anwani hii haipokei',
      fix: 'Tuma Content-Type mojawapo ya hizi: {accepted}.',
    },
    fr: {
      message: 'le corps est d’un type que cette adresse n’accepte pas',
      fix: 'Envoyez l’un de ces Content-Type : {accepted}.',
    },
  },
  'platform.body-too-large': {
    sw: {
      message: 'mwili wa ombi unazidi baiti {limitBytes}',
      fix: 'Tuma kidogo zaidi katika ombi moja, au ligawe kwa kurasa.',
    },
    fr: {
      message: 'le corps dépasse {limitBytes} octets',
      fix: 'Envoyez moins en une requête, ou répartissez sur plusieurs.',
    },
  },
  'platform.overloaded': {
    sw: {
      message: 'maombi yanayoendelea ni mengi kuliko nodi hii inavyoweza kubeba',
      fix: 'Rudia ombi baada ya sekunde zilizotajwa katika Retry-After.',
    },
    fr: {
      message: 'il y a plus de requêtes en cours que ce nœud ne peut en porter',
      fix: 'Répétez la requête après les secondes indiquées dans Retry-After.',
    },
  },
  'platform.request-timeout': {
    sw: {
      message: 'ombi lilichukua muda kuliko ulioruhusiwa, na likaachwa',
      fix: 'Lirudie; likiendelea, uliza kidogo zaidi kwa mara moja au mwambie msimamizi wa mfumo.',
    },
    fr: {
      message: 'la requête a dépassé le temps permis et a été abandonnée',
      fix: 'Répétez-la ; si cela persiste, demandez moins à la fois ou prévenez l’exploitant.',
    },
  },
  'platform.unexpected': {
    sw: {
      message: 'hitilafu imetokea upande wetu',
      fix: 'Mwambie msimamizi wa mfumo namba ya tukio ya jibu hili; kumbukumbu zina maelezo chini yake.',
    },
    fr: {
      message: 'quelque chose s’est mal passé de notre côté',
      fix: 'Communiquez à l’exploitant le numéro d’incident de cette réponse ; le journal en a les détails.',
    },
  },
  'platform.malformed-request': {
    sw: {
      message: 'ombi si HTTP iliyoundwa vizuri kwa anwani hii',
      fix: 'Hakiki anwani, usimbaji wake wa asilimia na Content-Length.',
    },
    fr: {
      message: 'la requête n’est pas du HTTP bien formé pour cette adresse',
      fix: 'Vérifiez l’adresse, son encodage-pourcent et le Content-Length.',
    },
  },
  'platform.malformed-form:repeated-field': {
    sw: { message: 'uga wa fomu umetolewa mara mbili', fix: 'Toa kila uga mara moja.' },
    fr: { message: 'un champ du formulaire est donné deux fois', fix: 'Donnez chaque champ une seule fois.' },
  },
  'platform.malformed-form:too-many-fields': {
    sw: { message: 'fomu ina zaidi ya nyuga {fields}', fix: 'Tuma nyuga chache zaidi.' },
    fr: { message: 'le formulaire a plus de {fields} champs', fix: 'Envoyez moins de champs.' },
  },
  'platform.not-utf8': {
    sw: { message: 'mwili wa ombi si UTF-8', fix: 'Simba maandishi kwa UTF-8.' },
    fr: { message: 'le corps n’est pas en UTF-8', fix: 'Encodez le texte en UTF-8.' },
  },
  'platform.malformed-json:empty': {
    sw: { message: 'mwili wa ombi ni mtupu', fix: 'Tuma mwili wa JSON, au usiweke Content-Type.' },
    fr: { message: 'le corps est vide', fix: 'Envoyez un corps JSON, ou omettez Content-Type.' },
  },
  'platform.malformed-json:too-deep': {
    sw: { message: 'mwili wa ombi una ngazi zaidi ya {levels}', fix: 'Tuma mwili wenye ngazi chache.' },
    fr: { message: 'le corps est imbriqué sur plus de {levels} niveaux', fix: 'Envoyez un corps plus plat.' },
  },
  'platform.malformed-json:fault': {
    sw: {
      message: 'mwili wa ombi si JSON: kosa liko mstari {line}, safu {column}',
      fix: 'Rekebisha JSON mahali hapo.',
    },
    fr: {
      message: 'le corps n’est pas du JSON : faute à la ligne {line}, colonne {column}',
      fix: 'Corrigez le JSON à cet endroit.',
    },
  },
  'platform.malformed-json:key-not-allowed': {
    sw: {
      message: 'mwili wa ombi una ufunguo usioruhusiwa (__proto__, constructor, prototype)',
      fix: 'Uondoe ufunguo huo.',
    },
    fr: {
      message: 'le corps a une clé qui n’est pas permise (__proto__, constructor, prototype)',
      fix: 'Retirez cette clé.',
    },
  },
  'platform.metrics-refused': {
    sw: {
      message: 'vipimo si kwa anayeita huyu',
      fix: 'Visome kutoka nodi yenyewe, au weka metricsAccess kuwa token na utume tokeni ya vipimo.',
    },
    fr: {
      message: 'les mesures ne sont pas pour cet appelant',
      fix: 'Lisez-les depuis le nœud même, ou réglez metricsAccess sur token et envoyez le jeton des mesures.',
    },
  },
  'platform.database-unavailable': {
    sw: {
      message: 'hifadhidata haipatikani kwa sasa',
      fix: 'Rudia ombi baada ya sekunde chache; hakuna kilichofichuliwa wala kuhifadhiwa.',
    },
    fr: {
      message: 'la base de données est injoignable pour le moment',
      fix: 'Répétez la requête dans quelques secondes ; rien n’a été divulgué ni conservé.',
    },
  },
  'platform.database-too-slow': {
    sw: {
      message: 'hifadhidata haikujibu ndani ya muda wake',
      fix: 'Rudia ombi, au uliza kidogo zaidi kwa mara moja.',
    },
    fr: {
      message: 'la base de données n’a pas répondu dans son délai',
      fix: 'Répétez la requête, ou demandez moins à la fois.',
    },
  },
}
