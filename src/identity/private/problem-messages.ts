import type { ProblemMessages } from '../../kernel/problem-messages.ts'
import type { FileFault, OverlapFault, ProjectFault, RunFault } from './problems.ts'

type Variants<Fault extends string> = Readonly<Record<Fault, readonly [sw: string, fr: string]>>
type Fixes<Fault extends string> = Variants<Fault>

const projectFaults: Variants<ProjectFault> = {
  shape: ['haina umbo sahihi: {detail}', 'n’a pas la bonne forme : {detail}'],
  'one-party': ['inamtaja mwanachama yuleyule mara mbili', 'nomme deux fois le même membre'],
  'zone-is-party': [
    'ni mmoja wa wamiliki wa data; eneo la ulinganishaji halina data yake',
    'est l’un des deux propriétaires ; la zone ne détient aucune donnée',
  ],
  'one-key': ['ni ufunguo unaotumiwa na wawili kati ya watatu', 'est une clé que deux des trois utilisent'],
  'field-twice': ['ni kitambulisho cha sehemu mbili', 'est l’identifiant de deux champs'],
  'too-many-fields': ['inataka sehemu nyingi kuliko zilizopo', 'demande plus de champs qu’il n’y en a'],
  epsilon: ['haitokani na flip; ni {detail}', 'ne découle pas de flip ; c’est {detail}'],
  'no-day': ['si siku ya kalenda', 'n’est pas un jour du calendrier'],
  'no-field': ['inataja sehemu isiyotangazwa: {detail}', 'nomme un champ qui n’est pas déclaré : {detail}'],
}

const encodeAgain = ['Mwombe mmiliki asimbe upya.', 'Demandez au propriétaire d’encoder à nouveau.'] as const
const copyAgain = [
  'Nakili tena faili zima kutoka kwa mmiliki.',
  'Recopiez le fichier entier depuis son propriétaire.',
] as const

const fileFaults: Variants<FileFault> = {
  'no-header': ['halina kichwa cha usimbaji', 'n’a pas d’en-tête d’encodages'],
  'no-trailer': ['limekatika kabla ya mwisho wake', 'est tronqué avant sa dernière ligne'],
  'bad-record': ['lina rekodi yenye kasoro', 'a un enregistrement mal formé'],
  'id-twice': ['lina kitambulisho mara mbili', 'a deux fois le même identifiant'],
  'wrong-count': [
    'lina idadi nyingine ya rekodi kuliko inavyosema',
    'contient un autre nombre d’enregistrements qu’il ne dit',
  ],
  'too-many': [
    'lina rekodi nyingi kuliko mradi unavyoruhusu',
    'contient plus d’enregistrements que le projet ne permet',
  ],
  altered: ['limebadilishwa baada ya kuandikwa', 'a été modifié après son écriture'],
  'not-signed': ['halijasainiwa kwa ufunguo ambao mradi unautaja', 'n’est pas signé par la clé que le projet nomme'],
  'other-project': ['ni la mradi mwingine', 'est d’un autre projet'],
  'not-a-party': ['ni la mwanachama asiye mshiriki wa mradi', 'est d’un membre qui n’est pas partie au projet'],
  'same-party': ['ni la mshiriki yuleyule kama faili lingine', 'est de la même partie que l’autre fichier'],
  'other-key': [
    'limesimbwa kwa siri nyingine au toleo lingine la programu',
    'a été encodé avec un autre secret ou une autre version',
  ],
  unreadable: ['halisomeki', 'est illisible'],
}

const fileFixes: Fixes<FileFault> = {
  'no-header': [
    'Taja faili lililoandikwa na `kiungo private encode`.',
    'Nommez un fichier écrit par `kiungo private encode`.',
  ],
  'no-trailer': copyAgain,
  'bad-record': encodeAgain,
  'id-twice': encodeAgain,
  'wrong-count': copyAgain,
  'too-many': [
    'Tangaza mradi wenye kikomo kikubwa zaidi, au rekodi chache.',
    'Déclarez un projet avec une limite plus haute, ou moins d’enregistrements.',
  ],
  altered: copyAgain,
  'not-signed': ['Mshiriki huyo asimbe kwa ufunguo wake mwenyewe.', 'Que cette partie encode avec sa propre clé.'],
  'other-project': [
    'Linganisha muhtasari kwa `kiungo private check`.',
    'Comparez les empreintes avec `kiungo private check`.',
  ],
  'not-a-party': ['Chukua mafaili ya washiriki wawili tu.', 'Ne prenez que les fichiers des deux parties.'],
  'same-party': ['Chukua faili moja la kila mshiriki.', 'Prenez un fichier de chaque partie.'],
  'other-key': [
    'Wote wawili watumie siri ileile na toleo lilelile, kisha wasimbe upya.',
    'Que les deux prennent le même secret et la même version, puis encodent à nouveau.',
  ],
  unreadable: ['Angalia njia na haki zako.', 'Vérifiez le chemin et vos droits.'],
}

const overlapFaults: Variants<OverlapFault> = {
  'not-a-message': ['si ujumbe wa hatua hii ya kuhesabu', 'n’est pas un message de cette étape du comptage'],
  'not-a-count': ['linaomba zaidi ya hesabu, au linarudia kitu', 'demande plus qu’un nombre, ou répète un élément'],
  'other-question': ['linajibu swali lingine', 'répond à une autre question'],
  'not-declared': ['haitangazi kitambulisho cha kuhesabu', 'ne déclare pas d’identifiant pour compter'],
}

const overlapFixes: Fixes<OverlapFault> = {
  'not-a-message': ['Fuata ask, answer na count kwa zamu.', 'Prenez ask, answer et count dans l’ordre.'],
  'not-a-count': [
    'Mshiriki huyo atumie `kiungo private overlap ask`.',
    'Que cette partie utilise `kiungo private overlap ask`.',
  ],
  'other-question': [
    'Chukua jibu la swali la mwisho, au uliza tena.',
    'Prenez la réponse à la dernière question, ou demandez à nouveau.',
  ],
  'not-declared': ['Ongeza `overlap` katika mradi mpya.', 'Ajoutez `overlap` dans un nouveau projet.'],
}

function variants<Fault extends string>(
  code: string,
  before: string,
  faults: Variants<Fault>,
  fixes: Fixes<Fault>,
): ProblemMessages {
  return Object.fromEntries(
    (Object.keys(faults) as Fault[]).map((fault) => [
      `${code}:${fault}`,
      {
        sw: { message: `${before} ${faults[fault][0]}`, fix: fixes[fault][0] },
        fr: { message: `${before} ${faults[fault][1]}`, fix: fixes[fault][1] },
      },
    ]),
  )
}

const correct = [
  'Sahihisha mahali hapo, kisha wote watatu wachukue tangazo jipya.',
  'Corrigez à cet endroit ; les trois prennent ensuite la nouvelle déclaration.',
] as const
const sameFix = Object.fromEntries(Object.keys(projectFaults).map((fault) => [fault, correct])) as Fixes<ProjectFault>

const runFaults: Variants<RunFault> = {
  'not-a-party': ['mwitaji si wa mshiriki anayeruhusiwa', 'l’appelant n’est d’aucune partie autorisée'],
  'not-the-zone': [
    'eneo la mradi tu ndilo hulinganisha na kuthibitisha',
    'seule la zone du projet compare et certifie',
  ],
  'no-agreement': [
    'hakuna makubaliano yanayotumika kati ya washiriki kwa dhumuni hili',
    'aucun accord en vigueur entre les parties ne couvre le projet et sa finalité',
  ],
  'no-run': [
    'hakuna mzunguko wa kulinganisha wenye kitambulisho hiki',
    'il n’y a pas d’exécution de rapprochement de cet identifiant',
  ],
  'not-certified': [
    'tamko si la mzunguko huu, au halijasainiwa na eneo',
    'la déclaration n’est pas de cette exécution ou n’est pas signée par la zone',
  ],
  certified: ['mzunguko tayari una cheti chake', 'l’exécution a déjà son certificat'],
}
const runFixes: Fixes<RunFault> = {
  'not-a-party': ['Mteja wa mshiriki aliyetajwa afanye hivyo.', 'Un client de la partie nommée le fait.'],
  'not-the-zone': ['Ita kama mteja wa mwanachama wa eneo.', 'Appelez comme client du membre de la zone.'],
  'no-agreement': [
    'Fanya makubaliano yatumike, au taja sahihi katika tangazo jipya.',
    'Mettez l’accord en vigueur, ou nommez le bon dans une nouvelle déclaration.',
  ],
  'no-run': [
    'GET /v1/private-linkage/projects huorodhesha mizunguko.',
    'GET /v1/private-linkage/projects liste les exécutions.',
  ],
  'not-certified': [
    'Tuma cheti kama `kiungo private match` ilivyokiandika.',
    'Envoyez le certificat tel que `kiungo private match` l’a écrit.',
  ],
  certified: ['Hakuna la kufanya.', 'Il n’y a rien à faire.'],
}
const runRefusals = Object.fromEntries(
  (Object.keys(runFaults) as RunFault[]).map((fault) => [
    `identity.private-run-refused:${fault}`,
    {
      sw: { message: runFaults[fault][0], fix: runFixes[fault][0] },
      fr: { message: runFaults[fault][1], fix: runFixes[fault][1] },
    },
  ]),
)

/** What the problems of private linkage are called in Swahili and French. */
export const privateProblemMessages: ProblemMessages = {
  ...variants('identity.private-project-faulty', '{pointer}', projectFaults, sameFix),
  ...variants('identity.private-file-refused', '{file}', fileFaults, fileFixes),
  ...runRefusals,
  ...variants('identity.private-overlap-refused', '{file}', overlapFaults, overlapFixes),
  'identity.private-project-over': {
    sw: { message: 'mradi uliisha tarehe {day}', fix: 'Tangaza mradi mpya wenye siri mpya.' },
    fr: { message: 'le projet a pris fin le {day}', fix: 'Déclarez un nouveau projet avec un nouveau secret.' },
  },
  'identity.private-no-project': {
    sw: { message: 'hakuna mradi wenye muhtasari huu', fix: 'Afisa wa ulinzi wa data wa mshiriki ausajili kwanza.' },
    fr: {
      message: 'il n’y a pas de projet de cette empreinte',
      fix: 'Un délégué à la protection des données d’une partie l’enregistre d’abord.',
    },
  },
  'identity.private-runs-used-up': {
    sw: {
      message: 'mradi umetumia mizunguko yake {runs} ya aina hii',
      fix: 'Tangaza mradi mpya, baada ya kufikiri kwa nini.',
    },
    fr: {
      message: 'le projet a eu ses {runs} exécutions de cette sorte',
      fix: 'Déclarez un nouveau projet, en pensant au pourquoi.',
    },
  },
  'identity.private-too-many-pairs': {
    sw: {
      message: 'jozi {pairs} zingelinganishwa; kikomo ni {limit}',
      fix: 'Tangaza njia ya kugawa inayotoa jozi chache.',
    },
    fr: {
      message: '{pairs} paires seraient comparées ; la limite est {limit}',
      fix: 'Déclarez un découpage qui en donne moins.',
    },
  },
  'identity.private-not-the-zone': {
    sw: {
      message: 'ufunguo si wa eneo ambalo mradi unalitaja',
      fix: 'Linganisha kwa ufunguo wa eneo la ulinganishaji.',
    },
    fr: {
      message: 'la clé n’est pas celle de la zone que le projet nomme',
      fix: 'Comparez avec la clé de la zone de rapprochement.',
    },
  },
  'identity.private-not-the-party': {
    sw: { message: 'ufunguo si wa mshiriki wa mradi', fix: 'Tumia ufunguo wa mwanachama wako uliotajwa katika mradi.' },
    fr: {
      message: 'la clé n’est pas celle d’une partie au projet',
      fix: 'Utilisez la clé de votre membre que la déclaration nomme.',
    },
  },
  'identity.private-psi-refused': {
    sw: {
      message: 'ujumbe wa mshiriki mwingine si wa makutano ya faragha',
      fix: 'Mwombe auandae tena kwa toleo lilelile la Kiungo.',
    },
    fr: {
      message: 'le message de l’autre partie n’est pas d’une intersection privée',
      fix: 'Demandez-lui de le refaire avec la même version de Kiungo.',
    },
  },
  'identity.private-set-too-small': {
    sw: {
      message: 'seti ya vitambulisho {size} ni ndogo mno; angalau {least}',
      fix: 'Hesabu seti kubwa zaidi; swali kuhusu watu wachache hupitia mabadilishano.',
    },
    fr: {
      message: 'un ensemble de {size} identifiants est trop petit ; il en faut {least}',
      fix: 'Comptez de plus grands ensembles ; pour quelques personnes, passez par un échange.',
    },
  },
  'identity.private-set-too-large': {
    sw: {
      message: 'seti ya vitambulisho {size} ni kubwa mno kwa mara moja ({limit})',
      fix: 'Hesabu kwa eneo au kwa mwaka wa kuzaliwa.',
    },
    fr: {
      message: 'un ensemble de {size} identifiants est trop grand en une fois ({limit})',
      fix: 'Comptez par région ou par année de naissance.',
    },
  },
}
