import type { ProblemMessages } from '../../kernel/problem-messages.ts'

export const problemMessages: ProblemMessages = {
  'exchange.already-subscribed': {
    sw: {
      message: 'tayari kuna ujisajili {subscription} wa jambo lilelile',
      fix: 'Utumie, au usitishe kabla ya kujisajili tena.',
    },
    fr: {
      message: 'l’abonnement {subscription} porte déjà sur la même chose',
      fix: 'Utilisez-le, ou mettez-y fin avant de vous abonner de nouveau.',
    },
  },
  'exchange.subscription-refused': {
    sw: {
      message: 'hakuna makubaliano yanayoruhusu ujisajili huu ({reason}, lango {gate})',
      fix: 'Tazama GET /v1/agreements kwa yaliyokubaliwa.',
    },
    fr: {
      message: 'aucun accord ne permet cet abonnement ({reason}, contrôle {gate})',
      fix: 'Voyez GET /v1/agreements pour ce qui est convenu.',
    },
  },
  'exchange.no-events': {
    sw: {
      message: 'hakuna anayetoa habari za mabadiliko ya huduma {service}',
      fix: 'Jisajili kwa huduma ya sajili za Kiungo, au iulize hii mara kwa mara.',
    },
    fr: {
      message: 'personne n’annonce les changements du service {service}',
      fix: 'Abonnez-vous à un service des registres que tient Kiungo, ou interrogez celui-ci de temps à autre.',
    },
  },
  'exchange.frequency-not-understood': {
    sw: {
      message: 'marudio si wakati wa cron utakaofika',
      fix: 'Uandike kama Quartz, mfano "0 0 6 * * ?", au hourly, daily, weekly, monthly.',
    },
    fr: {
      message: 'la fréquence n’est pas une heure de cron à venir',
      fix: 'Écrivez-la comme Quartz, par exemple "0 0 6 * * ?", ou hourly, daily, weekly, monthly.',
    },
  },
  'exchange.subscription-over': {
    sw: { message: 'ujisajili ungeisha kabla ya kuanza', fix: 'Toa mwisho ulio baada ya mwanzo na baada ya sasa.' },
    fr: {
      message: 'l’abonnement finirait avant de commencer',
      fix: 'Donnez une fin postérieure au début et à maintenant.',
    },
  },
  'exchange.filter-too-large': {
    sw: {
      message: 'kichujio kina baiti {limit} kwa JSON kwa wingi',
      fix: 'Linganisha thamani chache, au jisajili mara kadhaa.',
    },
    fr: {
      message: 'un filtre a au plus {limit} octets en JSON',
      fix: 'Comparez moins de valeurs, ou abonnez-vous plusieurs fois.',
    },
  },
  'exchange.too-many-subscriptions': {
    sw: { message: 'mfumo una jisajili {limit} kwa wakati mmoja kwa wingi', fix: 'Sitisha zile zisizohitajika tena.' },
    fr: {
      message: 'un système a au plus {limit} abonnements à la fois',
      fix: 'Mettez fin à ceux qui ne servent plus.',
    },
  },
  'exchange.unknown-subscription': {
    sw: {
      message: 'hakuna ujisajili kama huu kati ya unaoruhusiwa kuuona',
      fix: 'Kagua msimbo; wakala huona jisajili za mifumo yake.',
    },
    fr: {
      message: 'il n’y a pas d’abonnement de ce code parmi ceux que vous pouvez voir',
      fix: 'Vérifiez le code ; une agence voit les abonnements de ses systèmes.',
    },
  },
  'exchange.subscription-ended': {
    sw: { message: 'ujisajili huu umekwisha', fix: 'Jisajili tena; yaliyotokea kabla hayataelezwa tena.' },
    fr: {
      message: 'cet abonnement a pris fin',
      fix: 'Abonnez-vous de nouveau ; ce qui s’est passé avant ne sera plus annoncé.',
    },
  },
}
