import type { ProblemMessages } from '../../kernel/problem-messages.ts'

/** What the problems of the lifecycle are called in Swahili and French. */
export const lifecycleMessages: ProblemMessages = {
  'agreements.key-withdrawn': {
    sw: {
      message: 'ufunguo {kid} umeondolewa, na hakuna jipya linalotiwa saini nao',
      fix: 'Tengeneza jozi mpya ya funguo, usajili ule wa umma, kisha utie saini nao.',
    },
    fr: {
      message: 'la clé {kid} a été retirée, et rien de nouveau n’est signé avec elle',
      fix: 'Créez une nouvelle paire de clés, enregistrez la clé publique et signez avec elle.',
    },
  },
  'agreements.key-unknown': {
    sw: { message: 'mtu huyu hana ufunguo {kid}', fix: 'GET /v1/signing-keys huorodhesha funguo zako.' },
    fr: { message: 'cette personne n’a pas de clé {kid}', fix: 'GET /v1/signing-keys donne la liste de vos clés.' },
  },
  'agreements.own-draft': {
    sw: {
      message: 'aliyeandika toleo hili la makubaliano {agreement} halipitii kisheria',
      fix: 'Mwombe afisa mwingine wa sheria wa mojawapo ya pande.',
    },
    fr: {
      message: 'qui a rédigé cette version de l’accord {agreement} ne la revoit pas en droit',
      fix: 'Demandez à un autre juriste d’une des parties.',
    },
  },
  'agreements.assessment-outgrown': {
    sw: {
      message: 'makubaliano {agreement} yanafanya zaidi ya yaliyotathminiwa na {assessment}: {parts}',
      fix: 'Fanya tathmini upya kwa toleo hili na liidhinishwe, au lirudishe toleo lipunguzwe.',
    },
    fr: {
      message: 'l’accord {agreement} fait plus que ce que couvre son analyse d’impact {assessment} : {parts}',
      fix: 'Faites refaire et approuver l’analyse pour cette version, ou renvoyez-la pour qu’elle soit restreinte.',
    },
  },
  'agreements.faulty-agreement': {
    sw: { message: 'makubaliano {agreement} yana kosa mahali {pointer}', fix: 'Rekebisha hati mahali hapo.' },
    fr: {
      message: 'l’accord {agreement} a une faute à l’endroit {pointer}',
      fix: 'Corrigez le document à cet endroit.',
    },
  },
  'agreements.draft-refused': {
    sw: { message: 'rasimu ya {agreement} inataja kisichopo mahali {pointer}', fix: 'Rekebisha hati mahali hapo.' },
    fr: {
      message: 'le projet de {agreement} nomme à l’endroit {pointer} ce qui n’existe pas',
      fix: 'Corrigez le document à cet endroit.',
    },
  },
  'agreements.version-taken': {
    sw: {
      message: 'toleo {version} la makubaliano {agreement} lipo na maandishi mengine, na toleo halibadiliki',
      fix: 'Yape maandishi mapya namba ya toleo inayofuata.',
    },
    fr: {
      message:
        'la version {version} de l’accord {agreement} existe avec un autre texte, et une version ne change jamais',
      fix: 'Donnez au nouveau texte le numéro de version suivant.',
    },
  },
  'agreements.version-too-old': {
    sw: {
      message: 'makubaliano {agreement} yana toleo jipya kuliko {version}',
      fix: 'Yape maandishi mapya namba ya toleo inayofuata.',
    },
    fr: {
      message: 'l’accord {agreement} a une version plus récente que {version}',
      fix: 'Donnez au nouveau texte le numéro de version suivant.',
    },
  },
  'agreements.version-unknown': {
    sw: {
      message: 'hakuna toleo {version} la makubaliano {agreement}',
      fix: 'GET /v1/agreements huorodhesha makubaliano yaliyopo.',
    },
    fr: {
      message: 'il n’y a pas de version {version} d’un accord {agreement}',
      fix: 'GET /v1/agreements donne la liste des accords.',
    },
  },
  'agreements.not-a-party': {
    sw: {
      message: 'pande husika pekee ndizo zinazoweza kufanya hivi kwa makubaliano {agreement}',
      fix: 'Muulize afisa wa mtoaji au mpokeaji.',
    },
    fr: {
      message: 'seules ses parties peuvent faire cela avec l’accord {agreement}',
      fix: 'Adressez-vous à un agent du fournisseur ou du destinataire.',
    },
  },
  'agreements.not-the-regulator': {
    sw: { message: 'mdhibiti pekee ndiye anayetoa na kuondoa amri', fix: 'Iulize mamlaka ya ulinzi wa data.' },
    fr: {
      message: 'seul le régulateur rend et lève des ordonnances',
      fix: 'Adressez-vous à l’autorité de protection des données.',
    },
  },
  'agreements.reason-missing': {
    sw: { message: 'hatua {step} inahitaji sababu', fix: 'Eleza sababu katika `reason`.' },
    fr: { message: 'l’étape {step} demande un motif', fix: 'Donnez le motif dans `reason`.' },
  },
  'agreements.step-not-possible': {
    sw: {
      message: 'hatua {step} haiwezi kuchukuliwa wakati toleo liko katika hali {status}',
      fix: 'GET /v1/agreements/:id/history huonyesha hali yake.',
    },
    fr: {
      message: 'l’étape {step} est impossible tant que la version est à l’état {status}',
      fix: 'GET /v1/agreements/:id/history montre où elle en est.',
    },
  },
  'agreements.assessment-missing': {
    sw: {
      message: 'makubaliano {agreement} hayataji tathmini ya athari iliyoidhinishwa wala sababu ya kutoihitaji',
      fix: 'Yarudishe; toleo jipya litaje mojawapo.',
    },
    fr: {
      message: 'l’accord {agreement} ne nomme ni analyse d’impact approuvée ni motif d’en être dispensé',
      fix: 'Renvoyez-le ; une nouvelle version doit nommer l’une ou l’autre.',
    },
  },
  'agreements.not-in-its-dates': {
    sw: { message: 'makubaliano {agreement} hayako ndani ya tarehe zake leo', fix: 'Yaanzishe ndani ya tarehe zake.' },
    fr: { message: 'l’accord {agreement} n’est pas dans ses dates aujourd’hui', fix: 'Activez-le dans ses dates.' },
  },
  'agreements.not-over': {
    sw: { message: 'makubaliano {agreement} bado hayajaisha', fix: 'Yavunje ili kuyamaliza mapema.' },
    fr: { message: 'l’accord {agreement} n’est pas terminé', fix: 'Résiliez-le pour y mettre fin plus tôt.' },
  },
  'agreements.no-mandate': {
    sw: {
      message: 'makubaliano {agreement} hayampi mwenye ufunguo huu mamlaka ya kutia saini kwa niaba ya {member} leo',
      fix: 'Mtia saini aliyetajwa lazima atie saini kwa ufunguo uliosajiliwa kwa akaunti yake.',
    },
    fr: {
      message: 'l’accord {agreement} ne donne à personne ayant cette clé mandat de signer pour {member} aujourd’hui',
      fix: 'Le signataire désigné doit signer avec une clé enregistrée pour son compte.',
    },
  },
  'agreements.signature-invalid': {
    sw: {
      message: 'saini hailingani na toleo hili la makubaliano {agreement}',
      fix: 'Tia saini umbo rasmi (RFC 8785) la toleo kama lilivyotolewa, kwa JWS iliyotengwa.',
    },
    fr: {
      message: 'la signature ne correspond pas à cette version de l’accord {agreement}',
      fix: 'Signez la forme canonique (RFC 8785) de la version telle que servie, en JWS détachée.',
    },
  },
  'agreements.changed-meanwhile': {
    sw: {
      message: 'mtu mwingine amefanya jambo kwa makubaliano {agreement} wakati huu',
      fix: 'Angalia historia yake na ujaribu tena.',
    },
    fr: {
      message: 'quelqu’un d’autre vient d’agir sur l’accord {agreement}',
      fix: 'Regardez son historique et réessayez.',
    },
  },
  'agreements.key-not-personal': {
    sw: { message: 'ufunguo wa kutia saini makubaliano ni wa mtu, si wa programu', fix: 'Ingia kama mtia saini.' },
    fr: {
      message: 'une clé pour signer les accords est celle d’une personne, et un client n’en est pas une',
      fix: 'Connectez-vous comme signataire.',
    },
  },
  'agreements.key-refused': {
    sw: {
      message: 'ufunguo huu si wa Ed25519, au umesajiliwa kwa mtu mwingine',
      fix: 'Tengeneza jozi mpya ya funguo na usajili ufunguo wa umma.',
    },
    fr: {
      message: 'cette clé n’est pas une clé Ed25519, ou est enregistrée pour une autre personne',
      fix: 'Créez une nouvelle paire de clés et enregistrez la clé publique.',
    },
  },
}
