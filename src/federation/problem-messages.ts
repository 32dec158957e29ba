import type { ProblemMessages } from '../kernel/problem-messages.ts'

/** What the federation's problems are called in Swahili and French; those of the token endpoint stay as RFC 6749 has them. */
export const problemMessages: ProblemMessages = {
  'federation.client-unknown': {
    sw: { message: 'hakuna mteja {client}', fix: 'GET /v1/clients huorodhesha wateja waliopo.' },
    fr: { message: 'il n’y a pas de client {client}', fix: 'GET /v1/clients liste les clients existants.' },
  },
  'federation.too-many-keys': {
    sw: {
      message: 'mteja {client} tayari ana funguo {most}',
      fix: 'Futa ufunguo asiotumia tena.',
    },
    fr: {
      message: 'le client {client} a déjà {most} clés',
      fix: 'Révoquez une clé dont il ne se sert plus.',
    },
  },
  'federation.key-unknown': {
    sw: { message: 'mteja {client} hana ufunguo huo', fix: 'GET /v1/clients huonyesha alama za funguo zake.' },
    fr: {
      message: 'le client {client} n’a pas cette clé',
      fix: 'GET /v1/clients donne les empreintes de ses clés.',
    },
  },
  'federation.key-revoked': {
    sw: {
      message: 'ufunguo ulifutwa, na ufunguo uliofutwa haukubaliwi tena',
      fix: 'Mteja atengeneze jozi mpya ya funguo, na usajili sehemu yake ya wazi.',
    },
    fr: {
      message: 'la clé a été révoquée, et une clé révoquée n’est plus acceptée',
      fix: 'Faites faire une nouvelle paire de clés par le client, et enregistrez sa partie publique.',
    },
  },
  'federation.faulty-key:private': {
    sw: {
      message: 'ufunguo una sehemu yake ya siri',
      fix: 'Jozi mpya ya funguo itengenezwe, na usajili sehemu yake ya wazi tu.',
    },
    fr: {
      message: 'la clé contient sa partie privée',
      fix: 'Faites faire une nouvelle paire de clés, et enregistrez sa partie publique seule.',
    },
  },
  'federation.faulty-key:unreadable': {
    sw: { message: 'ufunguo hausomeki', fix: 'Toa ufunguo wa wazi kama RFC 7517 inavyouandika.' },
    fr: { message: 'la clé est illisible', fix: 'Donnez une clé publique comme l’écrit RFC 7517.' },
  },
  'federation.faulty-key:algorithm': {
    sw: {
      message: 'ufunguo haulingani na algoriti yake',
      fix: 'Toa ufunguo wa Ed25519 kwa EdDSA, wa P-256 kwa ES256 au wa RSA kwa RS256.',
    },
    fr: {
      message: 'la clé ne va pas avec son algorithme',
      fix: 'Donnez une clé Ed25519 pour EdDSA, P-256 pour ES256 ou RSA pour RS256.',
    },
  },
  'federation.faulty-key:use': {
    sw: { message: 'ufunguo unasema kwamba si wa kusainia', fix: 'Toa ufunguo wa matumizi sig.' },
    fr: { message: 'la clé dit qu’elle n’est pas pour signer', fix: 'Donnez une clé pour l’usage sig.' },
  },
  'federation.faulty-key:weak': {
    sw: {
      message: 'saini za ufunguo huu hazithibitishi kitu',
      fix: 'Toa ufunguo wa RSA wa biti 2048 hadi 4096 wenye kipeo 65537, au ufunguo mpya wa Ed25519.',
    },
    fr: {
      message: 'les signatures de cette clé ne prouvent rien',
      fix: 'Donnez une clé RSA de 2048 à 4096 bits d’exposant 65537, ou une clé Ed25519 nouvellement faite.',
    },
  },
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
  'federation.faulty-partner:no-client': {
    sw: {
      message: 'hakuna mteja {client}',
      fix: 'Sajili mteja kwanza: mshirika ni kilichokubaliwa kuhusu jumbe zake.',
    },
    fr: {
      message: 'il n’y a pas de client {client}',
      fix: 'Enregistrez d’abord le client : un partenaire est ce qui est convenu de ses messages.',
    },
  },
  'federation.faulty-partner:client-taken': {
    sw: { message: 'mteja tayari ni mshirika {partner}', fix: 'Badilisha mshirika huyo, au taja mteja mwingine.' },
    fr: {
      message: 'le client est déjà le partenaire {partner}',
      fix: 'Modifiez ce partenaire, ou indiquez un autre client.',
    },
  },
  'federation.faulty-partner:sender-taken': {
    sw: {
      message: 'kitambulisho cha mtumaji ni cha mshirika {partner} tayari',
      fix: 'Kitambulisho huonyesha ujumbe ni wa nani: chagua kisichotumiwa na mshirika mwingine.',
    },
    fr: {
      message: 'l’identifiant d’expéditeur est déjà celui du partenaire {partner}',
      fix: 'Il dit de qui vient un message : choisissez-en un qu’aucun autre partenaire n’utilise.',
    },
  },
  'federation.faulty-partner:any-port': {
    sw: {
      message: 'mlango wowote wa mwenyeji unaweza kuitwa katika mtandao binafsi tu',
      fix: 'Taja mlango, au weka privateNetwork.',
    },
    fr: {
      message: 'tout port d’un hôte ne peut être appelé que dans un réseau privé',
      fix: 'Indiquez le port, ou activez privateNetwork.',
    },
  },
  'federation.faulty-partner:no-url': {
    sw: { message: 'anwani si URL inayoweza kuitwa', fix: 'Toa anwani ya http au https bila utambulisho na kipande.' },
    fr: {
      message: 'l’adresse n’est pas une URL qui puisse être appelée',
      fix: 'Donnez une adresse http ou https sans identifiants ni fragment.',
    },
  },
  'federation.faulty-partner:http': {
    sw: { message: 'http ni kwa mitandao binafsi tu', fix: 'Toa anwani ya https, au weka privateNetwork.' },
    fr: { message: 'http est réservé aux réseaux privés', fix: 'Donnez une adresse https, ou activez privateNetwork.' },
  },
  'federation.faulty-partner:other-host': {
    sw: {
      message: 'mwenyeji {host} si miongoni mwa wenyeji wa mshirika',
      fix: 'Mwongeze kwenye hosts, au toa anwani ya mmoja wao.',
    },
    fr: {
      message: 'l’hôte {host} n’est pas l’un des hôtes du partenaire',
      fix: 'Ajoutez-le à hosts, ou donnez une adresse de l’un d’eux.',
    },
  },
  'federation.faulty-partner:private-key': {
    sw: { message: 'ufunguo una sehemu yake ya siri', fix: 'Mshirika atengeneze mpya, na atume sehemu ya wazi tu.' },
    fr: {
      message: 'la clé contient sa partie privée',
      fix: 'Faites-en faire une nouvelle par le partenaire, et envoyez la partie publique seule.',
    },
  },
  'federation.faulty-partner:encryption-key': {
    sw: {
      message: 'jumbe haziwezi kusimbwa kwa ufunguo huu',
      fix: 'Toa ufunguo wa RSA wa biti 2048 hadi 4096, au wa EC au X25519, wa matumizi enc.',
    },
    fr: {
      message: 'les messages ne peuvent être chiffrés avec cette clé',
      fix: 'Donnez une clé RSA de 2048 à 4096 bits, ou une clé EC ou X25519, pour l’usage enc.',
    },
  },
  'federation.faulty-partner:no-key': {
    sw: { message: 'hakuna ufunguo wa kusimbia', fix: 'Toa encryption.key, au jwksUrl yenye ufunguo wa matumizi enc.' },
    fr: {
      message: 'il n’y a pas de clé pour chiffrer',
      fix: 'Donnez encryption.key, ou une jwksUrl avec une clé pour l’usage enc.',
    },
  },
  'federation.partner-unknown': {
    sw: { message: 'hakuna mshirika {partner}', fix: 'GET /v1/partners huorodhesha washirika waliopo.' },
    fr: { message: 'il n’y a pas de partenaire {partner}', fix: 'GET /v1/partners donne la liste des partenaires.' },
  },
  'federation.partner-changed-meanwhile': {
    sw: {
      message:
        'mshirika {partner} hakuweza kuhifadhiwa: mteja wake au kitambulisho cha mtumaji kimechukuliwa wakati huo',
      fix: 'Tazama washirika tena, kisha ujaribu mara nyingine.',
    },
    fr: {
      message:
        'le partenaire {partner} n’a pu être enregistré : son client ou un identifiant d’expéditeur a été pris entre-temps',
      fix: 'Regardez de nouveau les partenaires, puis réessayez.',
    },
  },
}
