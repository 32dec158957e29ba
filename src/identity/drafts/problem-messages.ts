import type { ProblemMessages } from '../../kernel/problem-messages.ts'

/** Of drafts of linkage models, in Swahili and French. */
export const draftMessages: ProblemMessages = {
  'identity.drafts-busy': {
    sw: {
      message: 'wengine wanajaribu mipango yao ya kuunganisha kwa rekodi sasa hivi',
      fix: 'Jaribu tena baada ya muda mfupi.',
    },
    fr: {
      message: 'd’autres essaient en ce moment leurs modèles de rapprochement sur des enregistrements',
      fix: 'Redemandez dans un instant.',
    },
  },
  'identity.draft-source-empty': {
    sw: { message: 'chanzo hakina rekodi za kuangalia', fix: 'Leta faili lenye rekodi, au pakia rejista kwanza.' },
    fr: {
      message: 'la source n’a aucun enregistrement à examiner',
      fix: 'Remettez un fichier avec des enregistrements, ou chargez d’abord le registre.',
    },
  },
  'identity.model-invalid:twice': {
    sw: { message: 'jina {name} limetumika mara mbili', fix: 'Kila kimoja kiwe na jina lake.' },
    fr: { message: 'le nom {name} sert deux fois', fix: 'Donnez à chacun son propre nom.' },
  },
  'identity.model-invalid:unknown-column': {
    sw: { message: 'hakuna sehemu inayotoa {column}', fix: 'Tumia mojawapo ya {known}.' },
    fr: { message: 'aucun champ ne donne {column}', fix: 'Utilisez l’un de {known}.' },
  },
  'identity.model-invalid:unknown-field': {
    sw: { message: 'hakuna sehemu inayotoa {column}', fix: 'Ongeza sehemu {field}, au rekebisha jina lake.' },
    fr: { message: 'aucun champ ne donne {column}', fix: 'Déclarez le champ {field}, ou corrigez son nom.' },
  },
  'identity.model-invalid:null-texts': {
    sw: {
      message: 'hapa maandishi hayawezi kulinganishwa kwa ufanano: hilo hufanyika mwisho kwa jozi zilizobaki',
      fix: 'Tumia sawa, tofauti, umbali, moja wapo au mkingamo.',
    },
    fr: {
      message:
        'ici des textes ne peuvent être comparés par ressemblance : cela se fait en dernier, pour les paires restantes',
      fix: 'Utilisez égal, différent, écart, dans l’un au moins ou croisé.',
    },
  },
  'identity.model-invalid:unfit-similar': {
    sw: {
      message: '{column} si maandishi, hivyo haiwezi kufanana',
      fix: 'Chagua safu ya maandishi, au jaribio lingine.',
    },
    fr: { message: '{column} n’est pas un texte et ne peut ressembler', fix: 'Choisissez un texte, ou un autre test.' },
  },
  'identity.model-invalid:unfit-edits': {
    sw: {
      message: '{column} si maandishi, hivyo haina herufi za kuhesabu',
      fix: 'Chagua safu ya maandishi, au jaribio lingine.',
    },
    fr: {
      message: '{column} n’est pas un texte dont compter les lettres',
      fix: 'Choisissez un texte, ou un autre test.',
    },
  },
  'identity.model-invalid:unfit-within': {
    sw: { message: '{column} si namba wala tarehe, hivyo haina umbali', fix: 'Chagua mwaka, mwezi, siku au tarehe.' },
    fr: {
      message: '{column} n’est ni un nombre ni une date',
      fix: 'Choisissez une année, un mois, un jour ou une date.',
    },
  },
  'identity.model-invalid:unfit-either': {
    sw: { message: '{column} si alama ya ndiyo au hapana', fix: 'Chagua alama, kama tarehe ya kukadiria.' },
    fr: { message: '{column} n’est pas une marque', fix: 'Choisissez une marque, comme une date estimée.' },
  },
  'identity.model-invalid:unfit-crosswise': {
    sw: { message: '{column} si za aina moja', fix: 'Chagua safu mbili za aina moja, kama tarehe na ile iliyogeuzwa.' },
    fr: {
      message: '{column} ne sont pas de la même sorte',
      fix: 'Choisissez deux colonnes de même sorte, comme une date et son inverse.',
    },
  },
  'identity.model-invalid:depends': {
    sw: {
      message: '{comparison} hutegemea {parent}, ambao hauko kabla yake',
      fix: 'Weka {parent} kabla ya {comparison}.',
    },
    fr: {
      message: '{comparison} dépend de {parent}, qui ne la précède pas',
      fix: 'Placez {parent} avant {comparison}.',
    },
  },
  'identity.model-invalid:blocking-columns': {
    sw: {
      message: 'kanuni za kukutanisha hutumia safu {used}; zinaenea {fit}',
      fix: 'Ondoa kanuni, au tumia safu za kanuni nyingine.',
    },
    fr: {
      message: 'les règles de blocage utilisent {used} colonnes ; {fit} au plus',
      fix: 'Retirez une règle, ou reprenez des colonnes d’autres règles.',
    },
  },
  'identity.model-invalid:pattern-bits': {
    sw: { message: 'viwango vyote vinahitaji biti {used}; zinaenea {fit}', fix: 'Ondoa kiwango au ulinganisho.' },
    fr: {
      message: 'tous les niveaux demandent {used} bits ; {fit} au plus',
      fix: 'Retirez un niveau ou une comparaison.',
    },
  },
  'identity.model-invalid:thresholds': {
    sw: {
      message: 'kizingiti cha mapitio ({review}) kiko juu ya kile cha kuunganisha ({link})',
      fix: 'Pitia jozi dhaifu kuliko zinazounganishwa.',
    },
    fr: {
      message: 'le seuil de revue ({review}) dépasse celui du lien ({link})',
      fix: 'Revoyez des paires plus faibles que celles qui sont liées.',
    },
  },
  'identity.model-invalid:parameters': {
    sw: { message: 'uwezekano ni wa ulinganisho mwingine', fix: 'Fundisha mpango tena.' },
    fr: { message: 'les probabilités sont celles d’autres comparaisons', fix: 'Entraînez de nouveau le modèle.' },
  },
  'identity.model-invalid:probabilities': {
    sw: {
      message: 'uwezekano wa {comparison} hauendani na viwango vyake, au jumla si 1',
      fix: 'Fundisha mpango tena.',
    },
    fr: {
      message: 'les probabilités de {comparison} ne correspondent pas à ses niveaux, ou leur somme n’est pas 1',
      fix: 'Entraînez de nouveau le modèle.',
    },
  },
  'identity.model-invalid:too-few': {
    sw: { message: 'mahali {at} panahitaji kitu zaidi', fix: 'Jaza mahali hapo.' },
    fr: { message: 'il manque quelque chose à {at}', fix: 'Complétez cet endroit.' },
  },
  'identity.model-invalid:too-many': {
    sw: { message: 'mahali {at} pana vingi mno au ni parefu mno', fix: 'Punguza hapo.' },
    fr: { message: 'il y a trop à {at}, ou c’est trop long', fix: 'Réduisez à cet endroit.' },
  },
  'identity.model-invalid:out-of-range': {
    sw: { message: 'namba ya {at} iko nje ya mipaka', fix: 'Rekebisha namba hiyo.' },
    fr: { message: 'le nombre à {at} est hors limites', fix: 'Corrigez ce nombre.' },
  },
  'identity.model-invalid:pattern': {
    sw: {
      message: 'jina la {at} haliandikwi hivyo',
      fix: 'Tumia herufi ndogo, tarakimu na kistari, ukianza na herufi.',
    },
    fr: {
      message: 'le nom à {at} ne s’écrit pas ainsi',
      fix: 'Utilisez minuscules, chiffres et tirets, en commençant par une lettre.',
    },
  },
  'identity.model-invalid:malformed': {
    sw: {
      message: 'mahali {at} pa mpango hapana umbo sahihi',
      fix: 'Rekebisha mahali hapo; umbo ni LinkageModel ya maelezo ya API.',
    },
    fr: {
      message: 'le modèle n’est pas bien formé à {at}',
      fix: 'Corrigez cet endroit ; la forme est LinkageModel de la description de l’API.',
    },
  },
}
