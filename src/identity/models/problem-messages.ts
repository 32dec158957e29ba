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
}
