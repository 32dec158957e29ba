import type { ProblemMessages } from '../../kernel/problem-messages.ts'

/** Of runs and files, in Swahili and French. */
export const runMessages: ProblemMessages = {
  'identity.run-unknown': {
    sw: { message: 'hakuna uunganishaji {run}', fix: 'GET /v1/identity/runs huuorodhesha.' },
    fr: { message: 'il n’y a pas de rapprochement {run}', fix: 'GET /v1/identity/runs les liste.' },
  },
  'identity.run-ended': {
    sw: { message: 'uunganishaji umekwisha tayari', fix: 'Anzisha mwingine (POST /v1/identity/runs).' },
    fr: { message: 'le rapprochement est déjà terminé', fix: 'Lancez-en un autre (POST /v1/identity/runs).' },
  },
  'identity.run-broke-off': {
    sw: { message: 'uunganishaji ulikatika tena na tena', fix: 'Angalia kumbukumbu za seva, kisha uanzishe mwingine.' },
    fr: {
      message: 'le rapprochement s’est interrompu à plusieurs reprises',
      fix: 'Voyez le journal du serveur, puis lancez-en un autre.',
    },
  },
  'identity.upload-unknown': {
    sw: { message: 'hakuna faili {upload}', fix: 'Leta faili kwanza (POST /v1/identity/uploads).' },
    fr: {
      message: 'il n’y a pas de fichier {upload}',
      fix: 'Remettez d’abord le fichier (POST /v1/identity/uploads).',
    },
  },
  'identity.too-many-records': {
    sw: { message: 'faili linaloletwa lina rekodi {limit} zisizozidi', fix: 'Ligawanye.' },
    fr: { message: 'un fichier remis a {limit} enregistrements au plus', fix: 'Divisez-le.' },
  },
}
