import type { ProblemMessages } from '../../kernel/problem-messages.ts'

/** Of the queue, in Swahili and French. */
export const reviewMessages: ProblemMessages = {
  'identity.proposal-unknown': {
    sw: { message: 'hakuna pendekezo {proposal}', fix: 'GET /v1/identity/proposals huorodhesha yanayosubiri.' },
    fr: {
      message: 'il n’y a pas de proposition {proposal}',
      fix: 'GET /v1/identity/proposals liste celles qui attendent.',
    },
  },
  'identity.proposal-changed': {
    sw: {
      message: 'msimamizi mwingine alikuwa kwenye jozi hii wakati huo huo, au imeamuliwa',
      fix: 'Isome jozi tena: yaliyosemwa au kuamuliwa yapo.',
    },
    fr: {
      message: 'un autre gestionnaire était sur cette paire entre-temps, ou elle est décidée',
      fix: 'Relisez la paire : ce qui a été dit ou décidé y est.',
    },
  },
  'identity.claimed': {
    sw: { message: 'msimamizi mwingine anashughulikia jozi hii hadi {until}', fix: 'Chukua inayofuata, au subiri.' },
    fr: {
      message: 'un autre gestionnaire a cette paire en main jusqu’à {until}',
      fix: 'Prenez la suivante, ou attendez jusque-là.',
    },
  },
  'identity.own-opinion': {
    sw: { message: 'umeshasema maoni yako kuhusu jozi hii; inasubiri mwingine', fix: 'Chukua inayofuata.' },
    fr: {
      message: 'vous avez dit ce que vous pensez de cette paire ; elle attend quelqu’un d’autre',
      fix: 'Prenez la suivante.',
    },
  },
  'identity.queue-empty': {
    sw: {
      message: 'hakuna jozi ya eneo lako inayokusubiri',
      fix: 'Anzisha uunganishaji (POST /v1/identity/runs), au rudi rekodi zikibadilika.',
    },
    fr: {
      message: 'aucune paire de votre zone ne vous attend',
      fix: 'Lancez un rapprochement (POST /v1/identity/runs), ou revenez quand des enregistrements auront changé.',
    },
  },
  'identity.bulk-unknown': {
    sw: { message: 'hakuna uamuzi wa pamoja {bulk}', fix: 'GET /v1/identity/bulk huyaorodhesha.' },
    fr: { message: 'il n’y a pas de décision groupée {bulk}', fix: 'GET /v1/identity/bulk les liste.' },
  },
  'identity.bulk-changed': {
    sw: { message: 'uamuzi wa pamoja umethibitishwa au kukataliwa wakati huo huo', fix: 'Usome tena.' },
    fr: { message: 'la décision groupée a été confirmée ou refusée entre-temps', fix: 'Relisez-la.' },
  },
  'identity.own-bulk': {
    sw: {
      message: 'uamuzi wa pamoja huthibitishwa na msimamizi mwingine kuliko aliyeuweka',
      fix: 'Mwombe msimamizi mwingine auangalie.',
    },
    fr: {
      message: 'une décision groupée est confirmée par un autre gestionnaire que celui qui l’a posée',
      fix: 'Demandez à un autre gestionnaire de la voir.',
    },
  },
  'identity.bulk-not-open': {
    sw: { message: 'si jozi zote hizi zinazosubiri maoni ya kwanza: {proposals}', fix: 'Ziache nje.' },
    fr: {
      message: 'ces paires n’attendent pas toutes un premier avis : {proposals}',
      fix: 'Laissez-les de côté.',
    },
  },
  'identity.no-model': {
    sw: {
      message: 'bado hakuna mpango wa kuunganisha uliofunzwa unaotumika',
      fix: 'Anzisha uunganishaji wa rejista (POST /v1/identity/runs), na mtu mwingine athibitishe mpango unaopendekezwa (kwenye dashibodi, au kiungo link model confirm).',
    },
    fr: {
      message: 'aucun modèle de rapprochement entraîné n’est encore en service',
      fix: 'Lancez un rapprochement du registre (POST /v1/identity/runs), et qu’une autre personne confirme le modèle qu’il propose (dans la console, ou kiungo link model confirm).',
    },
  },
}
