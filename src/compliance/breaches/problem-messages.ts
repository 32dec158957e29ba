import type { ProblemMessages } from '../../kernel/problem-messages.ts'

const faulty = (sw: string, fr: string): ProblemMessages[string] => ({
  sw: { message: `uvunjaji katika {pointer} ${sw}`, fix: 'Sahihisha mahali hapo, kisha utume tena.' },
  fr: { message: `la violation à {pointer} ${fr}`, fix: 'Corrigez à cet endroit et renvoyez.' },
})

/** What the problems of breaches are called in Swahili and French. */
export const breachProblemMessages: ProblemMessages = {
  'breach.faulty:no-time': faulty('si wakati unaoweza kuhesabiwa', 'n’est pas un moment avec lequel on puisse compter'),
  'breach.faulty:in-the-future': faulty('uko katika siku zijazo', 'est dans le futur'),
  'breach.faulty:after-notice': faulty('ni baada ya kugunduliwa', 'est postérieure au moment où elle a été constatée'),
  'breach.faulty:before-notice': faulty(
    'ni kabla ya uvunjaji kugunduliwa',
    'est antérieure au moment où la violation a été constatée',
  ),
  'breach.faulty:before-begin': faulty('unaisha kabla ya kuanza', 'finit avant de commencer'),
  'breach.faulty:no-element': faulty('si kipengele cha kamusi', 'n’est pas un élément du dictionnaire'),
  'breach.faulty:holds-a-number': faulty(
    'una nambari ndefu, inayoweza kuwa ya mtu',
    'contient un long numéro, qui peut être celui d’une personne',
  ),
  'breach.faulty:no-recipient': faulty(
    'hakutaji anayepaswa kuambiwa uvunjaji huu',
    'ne nomme personne qui doive être informé de cette violation',
  ),
  'breach.faulty:oneself': faulty('unamtaja mwanachama mwenyewe', 'nomme le membre lui-même'),
  'breach.unknown': {
    sw: {
      message: 'hakuna uvunjaji {breach} unaoweza kuuona',
      fix: 'GET /v1/breaches huorodhesha ule wa mwanachama wako, na ule alioambiwa.',
    },
    fr: {
      message: 'il n’y a pas de violation {breach} que vous puissiez voir',
      fix: 'GET /v1/breaches donne celles de votre membre, et celles dont il a été informé.',
    },
  },
  'breach.no-agreement': {
    sw: {
      message: 'mwanachama wako si mhusika wa mkataba {agreement}',
      fix: 'Taja mikataba ambayo mwanachama wako hutoa au hupokea.',
    },
    fr: {
      message: 'votre membre n’est partie à aucun accord {agreement}',
      fix: 'Nommez des accords dans lesquels votre membre donne ou reçoit.',
    },
  },
  'breach.no-member': {
    sw: { message: 'hakuna mwanachama {member}', fix: 'GET /v1/members huwaorodhesha.' },
    fr: { message: 'il n’y a pas de membre {member}', fix: 'GET /v1/members en donne la liste.' },
  },
  'breach.not-now': {
    sw: {
      message: 'uvunjaji wenye hali {status} hauwezi kuchukua hatua hii',
      fix: 'Ulio wazi hurekebishwa na kuwasilishwa, uliowasilishwa hutathminiwa au hurudishwa, uliotathminiwa hufungwa.',
    },
    fr: {
      message: 'une violation {status} ne peut pas franchir cette étape',
      fix: 'Une violation ouverte se révise et se soumet, soumise elle s’évalue ou se renvoie, évaluée elle se clôt.',
    },
  },
  'breach.own': {
    sw: {
      message: 'aliyewasilisha uvunjaji hautathmini',
      fix: 'Afisa mwingine wa ulinzi wa data autathmini.',
    },
    fr: {
      message: 'qui a soumis une violation ne l’évalue pas',
      fix: 'Faites-la évaluer par un autre délégué à la protection des données.',
    },
  },
  'breach.late-without-reason': {
    sw: {
      message: '{to} aliambiwa muda ukiwa umekwisha, na hakuna sababu iliyotolewa',
      fix: 'Eleza katika lateBecause kwa nini ilichelewa: sheria inataka hivyo.',
    },
    fr: {
      message: '{to} a été informé hors délai, sans motif',
      fix: 'Dites dans lateBecause pourquoi c’était tardif : la loi le demande.',
    },
  },
  'breach.told-before': {
    sw: {
      message: 'imeshaandikwa kwamba {to} aliambiwa',
      fix: 'Usome uvunjaji: kilichoandikwa hubaki.',
    },
    fr: {
      message: 'il est déjà inscrit que {to} a été informé',
      fix: 'Relisez la violation : ce qui est inscrit reste.',
    },
  },
  'breach.not-told': {
    sw: {
      message: 'si wote wanaopaswa kuambiwa wameambiwa: {waiting}',
      fix: 'Waambie na uandike (POST /v1/breaches/:id/told), kisha ufunge uvunjaji.',
    },
    fr: {
      message: 'tous ceux qui doivent être informés ne l’ont pas été : {waiting}',
      fix: 'Informez-les et inscrivez-le (POST /v1/breaches/:id/told), puis clôturez la violation.',
    },
  },
  'breach.changed-meanwhile': {
    sw: {
      message: 'uvunjaji ulibadilishwa na mwingine wakati huohuo',
      fix: 'Usome tena, kisha uamue upya.',
    },
    fr: {
      message: 'la violation a été modifiée par un autre au même moment',
      fix: 'Relisez-la et décidez à nouveau.',
    },
  },
}
