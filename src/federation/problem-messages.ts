import type { ProblemMessages } from '../kernel/problem-messages.ts'

/** What the federation's problems are called in Swahili and French; those of the token endpoint stay as RFC 6749 has them. */
export const problemMessages: ProblemMessages = {
  'federation.sign-in-refused': {
    sw: {
      message: 'jina au nenosiri si sahihi, au akaunti hairuhusiwi kutumika',
      fix: 'Hakiki vyote viwili; kama ni sahihi, muulize msimamizi wa taasisi yako.',
    },
    fr: {
      message: 'le nom ou le mot de passe est faux, ou le compte ne peut être utilisé',
      fix: 'Vérifiez les deux ; s’ils sont justes, adressez-vous à l’administrateur de votre organisme.',
    },
  },
  'federation.too-many-attempts': {
    sw: { message: 'kuingia kumeshindikana mara nyingi mno', fix: 'Subiri sekunde {seconds}, kisha ujaribu tena.' },
    fr: { message: 'la connexion a échoué trop souvent', fix: 'Attendez {seconds} secondes, puis réessayez.' },
  },
  'federation.sign-in-busy': {
    sw: { message: 'watu wengi wanaingia kwa wakati huu', fix: 'Jaribu tena baada ya sekunde chache.' },
    fr: { message: 'beaucoup de personnes se connectent en ce moment', fix: 'Réessayez dans quelques secondes.' },
  },
  'federation.no-demo': {
    sw: {
      message: 'nodi hii haiendeshi nchi ya majaribio',
      fix: 'Ingia kwa akaunti uliyopewa na msimamizi wako.',
    },
    fr: {
      message: 'ce nœud ne fait pas tourner le pays de démonstration',
      fix: 'Connectez-vous avec le compte que votre administrateur vous a donné.',
    },
  },
  'federation.cross-site-request': {
    sw: {
      message: 'ombi linabadilisha kitu, na halionyeshi kuwa linatoka kwenye konsoli',
      fix: 'Tuma kichwa X-Kiungo-Request: 1.',
    },
    fr: {
      message: 'la requête modifie quelque chose et ne montre pas qu’elle vient de la console',
      fix: 'Envoyez l’en-tête X-Kiungo-Request: 1.',
    },
  },
  'federation.token-refused': {
    sw: {
      message: 'tokeni ya ufikiaji si halali, au si halali tena',
      fix: 'Pata mpya kwa POST /oauth2/client/token na uitume kama Authorization: Bearer <token>.',
    },
    fr: {
      message: 'le jeton d’accès n’est pas valable, ou ne l’est plus',
      fix: 'Obtenez-en un nouveau par POST /oauth2/client/token et envoyez-le comme Authorization: Bearer <token>.',
    },
  },
  'federation.client-suspended': {
    sw: {
      message: 'mteja au mwanachama wake amesimamishwa au ameondolewa',
      fix: 'Muulize msimamizi wa nodi hii kwa nini, na uombe arejeshwe.',
    },
    fr: {
      message: 'le client ou son membre est suspendu ou a été retiré',
      fix: 'Demandez pourquoi à l’exploitant de ce nœud, et faites-le rétablir.',
    },
  },
  'federation.system-unknown': {
    sw: { message: 'hakuna mfumo {system}', fix: 'GET /v1/systems huorodhesha mifumo iliyopo.' },
    fr: { message: 'il n’y a pas de système {system}', fix: 'GET /v1/systems donne la liste des systèmes.' },
  },
}
