import type { ProblemMessages } from '../kernel/problem-messages.ts'
import { draftMessages } from './drafts/problem-messages.ts'
import { mappingMessages } from './mapping/problem-messages.ts'
import { measureMessages } from './measures/problem-messages.ts'
import { modelMessages } from './models/problem-messages.ts'
import { peopleMessages } from './people/problem-messages.ts'
import { reviewMessages } from './review/problem-messages.ts'
import { runMessages } from './runs/problem-messages.ts'

/** What the problems of this room are called in Swahili and French. */
export const problemMessages: ProblemMessages = {
  ...draftMessages,
  ...mappingMessages,
  ...measureMessages,
  ...modelMessages,
  ...peopleMessages,
  ...reviewMessages,
  ...runMessages,
  'identity.spark-missing': {
    sw: {
      message: 'programu ya Apache Spark haikupatikana: hakuna spark-sql katika SPARK_HOME wala katika PATH',
      fix: 'Sakinisha Spark 4 pamoja na Java 17, kisha uweke SPARK_HOME.',
    },
    fr: {
      message: 'le moteur Apache Spark est introuvable : pas de spark-sql sous SPARK_HOME ni dans PATH',
      fix: 'Installez Spark 4 et Java 17, puis renseignez SPARK_HOME.',
    },
  },
  'identity.spark-failed': {
    sw: {
      message: 'kazi ya Spark haikumalizika: {reason}',
      fix: 'Soma {log} katika folda ya kazi hii, rekebisha chanzo (mipangilio, kumbukumbu, diski, Java), kisha uanze tena.',
    },
    fr: {
      message: 'le moteur Spark n’est pas allé au bout : {reason}',
      fix: 'Lisez {log} dans le dossier du traitement, corrigez la cause (réglages, mémoire, disque, Java), puis relancez.',
    },
  },
  'identity.spark-killed': {
    sw: {
      message: 'kazi ya Spark ilisimamishwa kutoka nje ({by})',
      fix: 'Anza tena: rekodi zilizotayarishwa zimehifadhiwa. Kama hakuna aliyeisimamisha, kumbukumbu ya mashine iliisha; soma {log}.',
    },
    fr: {
      message: 'le moteur Spark a été arrêté de l’extérieur ({by})',
      fix: 'Relancez : les enregistrements préparés sont gardés. Si personne ne l’a arrêté, la mémoire a manqué ; lisez {log}.',
    },
  },
  'identity.model-not-signed': {
    sw: {
      message: 'mpango wa kuunganisha rekodi haujasainiwa kama ulivyo sasa',
      fix: 'Mwenye mamlaka ausaini mpango kama ulivyo sasa.',
    },
    fr: {
      message: 'le modèle de rapprochement n’est pas signé tel qu’il est',
      fix: 'Faites signer le modèle actuel par une personne habilitée.',
    },
  },
  'identity.nickname-in-two-lines': {
    sw: {
      message: 'jina moja la kifupi liko katika mistari miwili',
      fix: 'Liache katika mstari mmoja, au liondoe katika yote miwili kama ni kifupi cha majina mawili.',
    },
    fr: {
      message: 'un même diminutif figure sur deux lignes',
      fix: 'Gardez-le sur une seule ligne, ou ôtez-le des deux s’il abrège deux prénoms.',
    },
  },
  'identity.source-columns-missing': {
    sw: {
      message: 'chanzo {source} hakina safu {columns}; kina {has}',
      fix: 'Sahihisha ulinganisho wa safu, au faili.',
    },
    fr: {
      message: 'la source {source} n’a pas la colonne {columns} ; elle a {has}',
      fix: 'Corrigez la correspondance des colonnes, ou le fichier.',
    },
  },
  'identity.source-column-twice': {
    sw: {
      message: 'chanzo {source} kina safu mbili zenye jina {column}',
      fix: 'Ipe kila safu jina lake katika mstari wa vichwa.',
    },
    fr: {
      message: 'la source {source} a deux colonnes nommées {column}',
      fix: 'Donnez à chaque colonne son propre nom dans la ligne d’en-tête.',
    },
  },
  'identity.source-empty': {
    sw: {
      message: 'chanzo {source} hakina rekodi',
      fix: 'Tuma faili tena; chanzo kisicho na rekodi kingetenganisha kila aliyemo.',
    },
    fr: {
      message: 'la source {source} est vide',
      fix: 'Renvoyez le fichier ; une source vide délierait toutes les personnes qui y sont.',
    },
  },
  'identity.source-encoding': {
    sw: {
      message: 'chanzo {source} si {encoding} kuanzia mstari {line}',
      fix: 'Sema usimbaji wake (`encoding`), au ihifadhi kama UTF-8.',
    },
    fr: {
      message: 'la source {source} n’est pas en {encoding} à partir de la ligne {line}',
      fix: 'Indiquez son encodage (`encoding`), ou enregistrez-la en UTF-8.',
    },
  },
  'identity.source-row-unreadable': {
    sw: {
      message:
        'chanzo {source} hakisomeki katika mstari {line}: una thamani zaidi au pungufu, au alama ya nukuu haijafungwa',
      fix: 'Sahihisha mstari; thamani yenye kitenganishi iwe ndani ya alama za nukuu (RFC 4180).',
    },
    fr: {
      message:
        'la source {source} est illisible à la ligne {line} : trop ou trop peu de valeurs, ou un guillemet non fermé',
      fix: 'Corrigez la ligne ; une valeur qui contient le séparateur se met entre guillemets (RFC 4180).',
    },
  },
  'identity.source-unreadable': {
    sw: { message: 'chanzo {source} hakisomeki', fix: 'Kagua njia na aina ya faili.' },
    fr: { message: 'la source {source} est illisible', fix: 'Vérifiez le chemin et le type du fichier.' },
  },
  'identity.source-ids-missing': {
    sw: {
      message: 'chanzo {source} kina rekodi {rows} zisizo na kitambulisho, ya kwanza safu ya {first}',
      fix: 'Taja safu inayotofautisha rekodi (`recordId`), au ijaze.',
    },
    fr: {
      message: 'la source {source} a {rows} enregistrements sans identifiant, le premier à la ligne {first}',
      fix: 'Nommez la colonne qui distingue les enregistrements (`recordId`), ou remplissez-la.',
    },
  },
  'identity.source-ids-twice': {
    sw: {
      message: 'chanzo {source} kina vitambulisho {ids} zaidi ya mara moja, cha kwanza katika safu {rows}',
      fix: 'Ondoa safu zilizorudiwa, au taja safu inayotofautisha rekodi (`recordId`).',
    },
    fr: {
      message: 'la source {source} a {ids} identifiants répétés, le premier aux lignes {rows}',
      fix: 'Retirez les lignes répétées, ou nommez la colonne qui distingue les enregistrements (`recordId`).',
    },
  },
  'identity.source-too-large': {
    sw: { message: 'chanzo {source} ni kikubwa kuliko {bound}', fix: 'Kigawe katika vyanzo kadhaa.' },
    fr: { message: 'la source {source} dépasse {bound}', fix: 'Répartissez-la en plusieurs sources.' },
  },
  'identity.nothing-to-compare': {
    sw: {
      message: 'hakuna safu ya faili inayoweza kulinganishwa: kila moja ni tupu, ileile au haitambuliki',
      fix: 'Sema maana ya safu (`kinds`), au tuma faili inayotaja watu.',
    },
    fr: {
      message: 'aucune colonne du fichier ne peut être comparée : chacune est vide, constante ou non reconnue',
      fix: 'Dites ce que signifient les colonnes (`kinds`), ou envoyez un fichier qui nomme des personnes.',
    },
  },
}
