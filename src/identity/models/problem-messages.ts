import type { ProblemMessages } from '../../kernel/problem-messages.ts'

/** Of models, in Swahili and French. */
export const modelMessages: ProblemMessages = {
  'identity.model-unknown': {
    sw: { message: 'hakuna mpango wa kuunganisha {model}', fix: 'GET /v1/identity/models huiorodhesha.' },
    fr: { message: 'il n’y a pas de modèle de rapprochement {model}', fix: 'GET /v1/identity/models les liste.' },
  },
  'identity.model-not-trained': {
    sw: {
      message: 'mpango wa kuunganisha bado hauna uwezekano',
      fix: 'Anzisha uunganishaji nao (POST /v1/identity/runs); hufunzwa njiani.',
    },
    fr: {
      message: 'le modèle de rapprochement n’a pas encore de probabilités',
      fix: 'Lancez un rapprochement avec lui (POST /v1/identity/runs) ; il est entraîné en chemin.',
    },
  },
  'identity.model-not-of-registry': {
    sw: {
      message: 'mpango wa kuunganisha husoma {columns}, ambazo rejista ya watu haina',
      fix: 'Ni mpango wa safu za rejista tu unaoweza kulinganisha rekodi zake zinapokuja; mingine ni ya kuunganisha mafaili.',
    },
    fr: {
      message: 'le modèle de rapprochement lit {columns}, que le registre des personnes n’a pas',
      fix: 'Seul un modèle des colonnes du registre peut rapprocher ses enregistrements à leur arrivée ; les autres servent aux fichiers.',
    },
  },
  'identity.model-proposed': {
    sw: {
      message: 'mpango huu wa kuunganisha umeshapendekezwa, au unatumika',
      fix: 'Mwingine authibitishe (POST /v1/identity/models/:digest/confirm).',
    },
    fr: {
      message: 'ce modèle de rapprochement est déjà proposé, ou en service',
      fix: 'Faites-le confirmer par une autre personne (POST /v1/identity/models/:digest/confirm).',
    },
  },
  'identity.model-not-proposed': {
    sw: {
      message: 'hakuna anayependekeza mpango huu wa kuunganisha utumike (tena)',
      fix: 'Usome upya; upendekeze (POST /v1/identity/models/:digest/use) ikiwa unapaswa kutumika.',
    },
    fr: {
      message: 'personne ne propose (plus) ce modèle de rapprochement',
      fix: 'Relisez-le ; proposez-le (POST /v1/identity/models/:digest/use) s’il doit servir.',
    },
  },
  'identity.own-model': {
    sw: {
      message: 'mpango wa kuunganisha huthibitishwa na mtu mwingine, si aliyeuandika, aliyeufunza wala aliyeupendekeza',
      fix: 'Mwombe mwenzako anayeruhusiwa auangalie.',
    },
    fr: {
      message:
        'un modèle de rapprochement est confirmé par une autre personne que celle qui l’a écrit, entraîné ou proposé',
      fix: 'Demandez à un collègue habilité de l’examiner.',
    },
  },
  'identity.model-in-use-changed': {
    sw: {
      message: 'mpango mwingine wa kuunganisha umeanza kutumika tangu ulipoangalia',
      fix: 'Angalia tena kitakachobadilika, kisha uthibitishe.',
    },
    fr: {
      message: 'un autre modèle de rapprochement est entré en service depuis que vous avez regardé',
      fix: 'Regardez de nouveau ce qui changerait, puis confirmez.',
    },
  },
}
