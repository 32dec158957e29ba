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
  'identity.run-not-done': {
    sw: {
      message: 'uunganishaji haujapata kitu bado, au haukufika mwisho',
      fix: 'Subiri hadi hali yake iwe `done`, au taja mwingine.',
    },
    fr: {
      message: 'le rapprochement n’a encore rien trouvé, ou n’est pas allé à son terme',
      fix: 'Attendez que son état soit `done`, ou nommez-en un autre.',
    },
  },
  'identity.run-files-gone': {
    sw: {
      message: 'yaliyopatikana na uunganishaji huu hayako tena katika folda ya data ya nodi hii',
      fix: 'Anzisha uunganishaji tena; hesabu zake bado zinaonyeshwa.',
    },
    fr: {
      message: 'ce que le rapprochement a trouvé n’est plus dans le dossier de données de ce nœud',
      fix: 'Relancez-le ; ses comptes restent affichés.',
    },
  },
  'identity.run-cannot-go-on': {
    sw: {
      message:
        'uunganishaji hauwezi kuendelea: unafanya kazi, umekwisha vizuri, ulikataliwa kwa sababu ya faili, au ulikwisha zaidi ya siku moja iliyopita',
      fix: 'Anzisha mwingine (POST /v1/identity/runs).',
    },
    fr: {
      message:
        'le rapprochement ne peut pas reprendre : il est en cours, s’est bien terminé, a été refusé pour ses fichiers ou a pris fin il y a plus d’un jour',
      fix: 'Lancez-en un autre (POST /v1/identity/runs).',
    },
  },
  'identity.run-broke-off': {
    sw: {
      message: 'uunganishaji ulikatika tena na tena',
      fix: 'Angalia kumbukumbu za seva, kisha uendelee nao (POST /v1/identity/runs/:id/go-on).',
    },
    fr: {
      message: 'le rapprochement s’est interrompu à plusieurs reprises',
      fix: 'Voyez le journal du serveur, puis reprenez-le (POST /v1/identity/runs/:id/go-on).',
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
