import type { ProblemMessages } from '../kernel/problem-messages.ts'
import { lifecycleMessages } from './lifecycle/problem-messages.ts'

/** What the agreements' problems are called in Swahili and French. */
export const problemMessages: ProblemMessages = {
  ...lifecycleMessages,
  'agreements.rule-pack-faulty': {
    sw: {
      message: 'kifurushi cha sheria {pack} kina kasoro {count}; ya kwanza: {what}',
      fix: 'Irekebishe; `kiungo law check` huorodhesha kasoro zote.',
    },
    fr: {
      message: 'le paquet de règles {pack} a {count} défaut(s) ; le premier : {what}',
      fix: 'Corrigez-le ; `kiungo law check` donne la liste de tous les défauts.',
    },
  },
  'agreements.rule-pack-not-later': {
    sw: {
      message: 'kifurushi cha sheria {pack} kiko kwenye toleo {latest}, na {version} si la baadaye',
      fix: 'Kipe kifurushi kilichosahihishwa namba ya toleo la baadaye.',
    },
    fr: {
      message: 'le paquet de règles {pack} en est à la version {latest}, et {version} n’est pas postérieure',
      fix: 'Donnez au paquet corrigé un numéro de version postérieur.',
    },
  },
  'agreements.rule-pack-unknown': {
    sw: { message: 'hakuna kifurushi cha sheria {pack}', fix: 'GET /v1/law/packs huorodhesha vifurushi vilivyopo.' },
    fr: { message: 'il n’y a pas de paquet de règles {pack}', fix: 'GET /v1/law/packs donne la liste des paquets.' },
  },
  'agreements.not-found': {
    sw: { message: 'hakuna makubaliano {agreement}', fix: 'GET /v1/agreements huorodhesha makubaliano yaliyopo.' },
    fr: { message: 'il n’y a pas d’accord {agreement}', fix: 'GET /v1/agreements donne la liste des accords.' },
  },
  'agreements.odrl-says-other': {
    sw: {
      message: 'kanuni za sera hii si zile ambazo mkataba wenye masharti yake ungekuwa nazo',
      fix: 'Ondoa kanuni na masharti ambayo mkataba hauna kifungu chake, au yaandike katika vifungu vyake.',
    },
    fr: {
      message: 'les règles de cette politique ne sont pas celles qu’aurait un accord avec ses termes',
      fix: 'Retirez les règles et contraintes pour lesquelles un accord n’a pas de clause, ou écrivez-les dans ses clauses.',
    },
  },
  'agreements.odrl-unreadable': {
    sw: {
      message: 'hii si sera ya wasifu wetu: {why}',
      fix: 'Tuma sera kama GET /v1/agreements/:id/odrl inavyoitoa, muktadha wake ukiwa ndani ya hati.',
    },
    fr: {
      message: 'ce n’est pas une politique de notre profil : {why}',
      fix: 'Envoyez une politique telle que GET /v1/agreements/:id/odrl la donne, avec son contexte dans le document.',
    },
  },
  'agreements.service-unknown': {
    sw: { message: 'hakuna huduma {service}', fix: 'GET /v1/systems huorodhesha huduma zilizopo.' },
    fr: { message: 'il n’y a pas de service {service}', fix: 'GET /v1/systems donne la liste des services.' },
  },
  'agreements.not-a-pdf': {
    sw: { message: 'faili si PDF', fix: 'Tuma PDF ya mkataba kama ilivyosainiwa.' },
    fr: { message: 'le fichier n’est pas un PDF', fix: 'Envoyez le PDF de l’accord tel qu’il a été signé.' },
  },
  'agreements.document-unmarked': {
    sw: {
      message: 'faili halisemi limetokana na mkataba upi',
      fix: 'Tuma PDF yenyewe, si picha au chapa yake; au linganisha heshi iliyo chini ya kurasa kwa mkono.',
    },
    fr: {
      message: 'le fichier ne dit pas de quel accord il est tiré',
      fix: 'Envoyez le PDF lui-même, non une numérisation ; ou comparez à la main l’empreinte en pied de page.',
    },
  },
  'agreements.document-ambiguous': {
    sw: {
      message: 'faili linataja zaidi ya toleo moja la mkataba',
      fix: 'Usilitegemee: uliza upande wa pili faili waliosaini.',
    },
    fr: {
      message: 'le fichier nomme plus d’une version d’un accord',
      fix: 'Ne vous y fiez pas : demandez à l’autre partie le fichier qu’elle a signé.',
    },
  },
  'agreements.document-not-stored': {
    sw: {
      message: 'hakuna toleo {version} la mkataba {agreement} hapa',
      fix: 'Uliza nodi ambayo mkataba umehifadhiwa.',
    },
    fr: {
      message: 'il n’y a pas ici de version {version} de l’accord {agreement}',
      fix: 'Demandez au nœud où l’accord est conservé.',
    },
  },
}
