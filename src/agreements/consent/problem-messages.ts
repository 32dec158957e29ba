import type { ProblemMessages } from '../../kernel/problem-messages.ts'

/** What the problems of consents are called in Swahili and French. */
export const consentProblemMessages: ProblemMessages = {
  'consent.faulty:no-day': {
    sw: {
      message: 'ridhaa katika {pointer} si siku ya kalenda',
      fix: 'Sahihisha rekodi mahali hapo, kisha uitume tena.',
    },
    fr: {
      message: 'le consentement à {pointer} n’est pas un jour du calendrier',
      fix: 'Corrigez l’enregistrement à cet endroit et renvoyez-le.',
    },
  },
  'consent.faulty:ends-before-it-begins': {
    sw: {
      message: 'ridhaa katika {pointer} iko kabla ya validFrom',
      fix: 'Sahihisha rekodi mahali hapo, kisha uitume tena.',
    },
    fr: {
      message: 'le consentement à {pointer} précède validFrom',
      fix: 'Corrigez l’enregistrement à cet endroit et renvoyez-le.',
    },
  },
  'consent.faulty:no-member': {
    sw: { message: 'ridhaa katika {pointer} si mwanachama', fix: 'Sahihisha rekodi mahali hapo, kisha uitume tena.' },
    fr: {
      message: 'le consentement à {pointer} n’est pas un membre',
      fix: 'Corrigez l’enregistrement à cet endroit et renvoyez-le.',
    },
  },
  'consent.faulty:no-purpose': {
    sw: {
      message: 'ridhaa katika {pointer} haimo katika orodha ya madhumuni',
      fix: 'Sahihisha rekodi mahali hapo, kisha uitume tena.',
    },
    fr: {
      message: 'le consentement à {pointer} n’est pas dans la liste des finalités',
      fix: 'Corrigez l’enregistrement à cet endroit et renvoyez-le.',
    },
  },
  'consent.faulty:twice': {
    sw: { message: 'ridhaa katika {pointer} imo tayari', fix: 'Sahihisha rekodi mahali hapo, kisha uitume tena.' },
    fr: {
      message: 'le consentement à {pointer} s’y trouve déjà',
      fix: 'Corrigez l’enregistrement à cet endroit et renvoyez-le.',
    },
  },
  'consent.faulty:no-element': {
    sw: {
      message: 'ridhaa katika {pointer} haimo katika kamusi',
      fix: 'Sahihisha rekodi mahali hapo, kisha uitume tena.',
    },
    fr: {
      message: 'le consentement à {pointer} n’est pas dans le dictionnaire',
      fix: 'Corrigez l’enregistrement à cet endroit et renvoyez-le.',
    },
  },
  'consent.faulty:in-the-future': {
    sw: {
      message: 'ridhaa katika {pointer} iko katika siku zijazo',
      fix: 'Sahihisha rekodi mahali hapo, kisha uitume tena.',
    },
    fr: {
      message: 'le consentement à {pointer} est dans le futur',
      fix: 'Corrigez l’enregistrement à cet endroit et renvoyez-le.',
    },
  },
  'consent.faulty:online-only': {
    sw: {
      message: 'ridhaa katika {pointer} inathibitisha mtandaoni pekee',
      fix: 'Sahihisha rekodi mahali hapo, kisha uitume tena.',
    },
    fr: {
      message: 'le consentement à {pointer} ne prouve quelque chose qu’en ligne',
      fix: 'Corrigez l’enregistrement à cet endroit et renvoyez-le.',
    },
  },
  'consent.faulty:witness-missing': {
    sw: {
      message: 'ridhaa katika {pointer} inakosekana: alama ya kidole inahitaji shahidi',
      fix: 'Sahihisha rekodi mahali hapo, kisha uitume tena.',
    },
    fr: {
      message: 'le consentement à {pointer} manque : une empreinte exige un témoin',
      fix: 'Corrigez l’enregistrement à cet endroit et renvoyez-le.',
    },
  },
  'consent.faulty:for-others-only': {
    sw: {
      message: 'ridhaa katika {pointer} ni ya anayemsemea mwingine',
      fix: 'Sahihisha rekodi mahali hapo, kisha uitume tena.',
    },
    fr: {
      message: 'le consentement à {pointer} est pour qui parle au nom d’un autre',
      fix: 'Corrigez l’enregistrement à cet endroit et renvoyez-le.',
    },
  },
  'consent.unknown': {
    sw: { message: 'hakuna ridhaa {consent}', fix: 'POST /v1/consents/find huorodhesha ridhaa za mtu.' },
    fr: { message: 'il n’y a pas de consentement {consent}', fix: 'POST /v1/consents/find donne ceux d’une personne.' },
  },
  'consent.final': {
    sw: {
      message: 'hali ya ridhaa {consent} ni {status}, na ni iliyotolewa tu inayoweza kuondolewa',
      fix: 'Rekodi ridhaa nyingine ikiwa mtu sasa anaitoa.',
    },
    fr: {
      message: 'le consentement {consent} est {status}, et seul un consentement donné peut être retiré',
      fix: 'Enregistrez un autre consentement si la personne le donne maintenant.',
    },
  },
  'consent.changed-meanwhile': {
    sw: { message: 'ridhaa ilibadilishwa na mwingine wakati huohuo', fix: 'Isome tena, kisha uamue upya.' },
    fr: {
      message: 'le consentement a été modifié par un autre au même moment',
      fix: 'Relisez-le et décidez à nouveau.',
    },
  },
  'consent.representation-missing': {
    sw: {
      message: 'hakuna uwakilishi wa mtu huyu unaotumika leo uliotajwa',
      fix: 'Rekodi anayemsemea mtu pamoja na uthibitisho (POST /v1/representations), kisha uutaje.',
    },
    fr: {
      message: 'aucune représentation de cette personne valable aujourd’hui n’est indiquée',
      fix: 'Enregistrez qui parle pour la personne, avec la preuve (POST /v1/representations), et indiquez-la.',
    },
  },
  'consent.representation-not-for': {
    sw: {
      message: 'uwakilishi hauhusu dhumuni {purpose}',
      fix: 'Ondoa dhumuni hilo, au rekodi uwakilishi unaolihusu.',
    },
    fr: {
      message: 'la représentation ne couvre pas la finalité {purpose}',
      fix: 'Retirez cette finalité, ou enregistrez une représentation qui la couvre.',
    },
  },
  'consent.child': {
    sw: {
      message: 'mtu huyu ni mtoto, ambaye mzazi au mlezi ndiye hutoa ridhaa',
      fix: 'Rekodi mzazi au mlezi kuwa mwakilishi, naye atoe ridhaa.',
    },
    fr: {
      message: 'la personne est un enfant, pour qui un parent ou tuteur consent',
      fix: 'Enregistrez le parent ou le tuteur comme représentant, et faites-le consentir.',
    },
  },
  'consent.representation-unknown': {
    sw: {
      message: 'hakuna uwakilishi {representation} unaoendelea kutumika',
      fix: 'POST /v1/representations/find huorodhesha uwakilishi wa mtu.',
    },
    fr: {
      message: 'il n’y a pas de représentation {representation} encore valable',
      fix: 'POST /v1/representations/find donne celles d’une personne.',
    },
  },
}
