import { wordsOf as agreementWords, type Message, type Words } from '../agreements/messages.ts'
import type { Reason } from '../agreements/schema.ts'
import { fill, type Language } from '../kernel/language.ts'
import type { LocalText } from '../kernel/nouns.ts'

const tryAgain: LocalText = {
  en: 'Ask again later with a new message id; the page Systems shows when it is back.',
  sw: 'Uliza tena baadaye kwa kitambulisho kipya cha ujumbe; ukurasa wa Mifumo utaonyesha utakaporudi.',
  fr: 'Redemandez plus tard avec un nouvel identifiant de message ; la page Systèmes montre son retour.',
}

const tellOperator: LocalText = {
  en: 'Tell the operator of Kiungo the number of this exchange.',
  sw: 'Mwambie msimamizi wa Kiungo nambari ya mabadilishano haya.',
  fr: 'Communiquez le numéro de cet échange à l’exploitant de Kiungo.',
}

/** Why a question has no answer, where it is not an agreement that says so. */
export const messages = {
  'exchange.cannot-ask': {
    says: {
      en: 'The service {service} can only be asked with other identifiers: {needs}.',
      sw: 'Huduma {service} inaweza kuulizwa tu kwa vitambulisho vingine: {needs}.',
      fr: 'Le service {service} ne peut être interrogé qu’avec d’autres identifiants : {needs}.',
    },
    fix: {
      en: 'Give all identifiers of one of these sets.',
      sw: 'Toa vitambulisho vyote vya mojawapo ya seti hizi.',
      fr: 'Donnez tous les identifiants de l’un de ces ensembles.',
    },
  },
  'exchange.condition-not-supported': {
    says: {
      en: 'The service {service} takes equalities only, not comparisons, alternatives or negations.',
      sw: 'Huduma {service} inakubali usawa tu, si ulinganisho, mbadala wala ukanushaji.',
      fr: 'Le service {service} n’accepte que des égalités, ni comparaisons, ni alternatives, ni négations.',
    },
    fix: {
      en: 'Ask by an identifier of the person.',
      sw: 'Uliza kwa kitambulisho cha mtu.',
      fr: 'Interrogez par un identifiant de la personne.',
    },
  },
  'exchange.condition-refused': {
    says: {
      en: 'The service {service} cannot be asked with this condition.',
      sw: 'Huduma {service} haiwezi kuulizwa kwa sharti hili.',
      fr: 'Le service {service} ne peut être interrogé avec cette condition.',
    },
    fix: {
      en: 'Ask by other elements of its records, with values in the form of the dictionary.',
      sw: 'Uliza kwa vipengele vingine vya rekodi zake, kwa thamani za muundo wa kamusi.',
      fr: 'Interrogez par d’autres éléments de ses enregistrements, avec des valeurs conformes au dictionnaire.',
    },
  },
  'exchange.cannot-translate': {
    says: {
      en: 'The value of {element} cannot be put into the terms of the service {service}.',
      sw: 'Thamani ya {element} haiwezi kutafsiriwa kwa lugha ya huduma {service}.',
      fr: 'La valeur de {element} ne peut être exprimée dans les termes du service {service}.',
    },
    fix: {
      en: 'Check its form against the dictionary.',
      sw: 'Linganisha muundo wake na kamusi.',
      fr: 'Vérifiez sa forme dans le dictionnaire.',
    },
  },
  'exchange.sort-not-agreed': {
    says: {
      en: 'Records may not be ordered by {elements}: their order would disclose what is not agreed.',
      sw: 'Rekodi haziwezi kupangwa kwa {elements}: mpangilio ungefichua yasiyokubaliwa.',
      fr: 'Les enregistrements ne peuvent être triés par {elements} : leur ordre divulguerait ce qui n’est pas convenu.',
    },
    fix: {
      en: 'Order by an element that is released or asked by.',
      sw: 'Panga kwa kipengele kinachotolewa au kinachotumika kuuliza.',
      fr: 'Triez par un élément communiqué ou servant à interroger.',
    },
  },
  'exchange.system-suspended': {
    says: {
      en: 'The system {system} is suspended.',
      sw: 'Mfumo {system} umesimamishwa.',
      fr: 'Le système {system} est suspendu.',
    },
    fix: {
      en: 'Its agency must put it back into service.',
      sw: 'Wakala wake lazima aurejeshe kazini.',
      fr: 'Son agence doit le remettre en service.',
    },
  },
  'exchange.provider-unavailable': {
    says: {
      en: 'The system {system} cannot be reached now.',
      sw: 'Mfumo {system} haupatikani kwa sasa.',
      fr: 'Le système {system} est injoignable pour le moment.',
    },
    fix: tryAgain,
  },
  'exchange.provider-timeout': {
    says: {
      en: 'The system {system} did not answer in time.',
      sw: 'Mfumo {system} haukujibu kwa wakati.',
      fr: 'Le système {system} n’a pas répondu à temps.',
    },
    fix: tryAgain,
  },
  'exchange.provider-rate-limited': {
    says: {
      en: 'The system {system} takes no more questions for now.',
      sw: 'Mfumo {system} haupokei maswali zaidi kwa sasa.',
      fr: 'Le système {system} n’accepte plus de questions pour l’instant.',
    },
    fix: tryAgain,
  },
  'exchange.provider-busy': {
    says: {
      en: 'Too many questions are waiting for the system {system}.',
      sw: 'Maswali mengi mno yanasubiri mfumo {system}.',
      fr: 'Trop de questions attendent le système {system}.',
    },
    fix: tryAgain,
  },
  'exchange.provider-refused': {
    says: {
      en: 'The system {system} refused Kiungo’s question.',
      sw: 'Mfumo {system} ulikataa swali la Kiungo.',
      fr: 'Le système {system} a refusé la question de Kiungo.',
    },
    fix: tellOperator,
  },
  'exchange.identifier-malformed': {
    says: {
      en: 'The system {system} says that nobody can have this identifier: it is not well-formed.',
      sw: 'Mfumo {system} unasema hakuna anayeweza kuwa na kitambulisho hiki: muundo wake si sahihi.',
      fr: 'Le système {system} indique que personne ne peut avoir cet identifiant : sa forme est incorrecte.',
    },
    fix: {
      en: 'Check it for a slip of the pen.',
      sw: 'Kagua kama kuna kosa la kuandika.',
      fr: 'Vérifiez qu’il ne contient pas de faute de frappe.',
    },
  },
  'exchange.identifier-ambiguous': {
    says: {
      en: 'By this identifier {system} cannot tell whom you mean: it may be several people’s. Nothing is said of any of them.',
      sw: 'Kwa kitambulisho hiki {system} haiwezi kujua unamaanisha nani: huenda ni cha watu kadhaa. Hakuna kinachosemwa juu yao.',
      fr: 'Avec cet identifiant, {system} ne peut dire de qui il s’agit : plusieurs personnes peuvent l’avoir. Rien n’est dit d’elles.',
    },
    fix: {
      en: 'Ask by another identifier, or have a steward look at who has it.',
      sw: 'Uliza kwa kitambulisho kingine, au msimamizi aangalie ni cha nani.',
      fr: 'Interrogez par un autre identifiant, ou faites examiner par un gestionnaire à qui il appartient.',
    },
  },
  'exchange.provider-nonsense': {
    says: {
      en: 'The system {system} gave an answer that cannot be understood, so none of it is passed on.',
      sw: 'Mfumo {system} ulitoa jibu lisiloeleweka, kwa hiyo hakuna kilichopitishwa.',
      fr: 'Le système {system} a donné une réponse incompréhensible ; rien n’en est transmis.',
    },
    fix: tellOperator,
  },
  'exchange.fault': {
    says: {
      en: 'Kiungo itself failed on the exchange {exchange}, so nothing was released.',
      sw: 'Kiungo chenyewe kilishindwa katika mabadilishano {exchange}, kwa hiyo hakuna kilichotolewa.',
      fr: 'Kiungo lui-même a échoué sur l’échange {exchange} ; rien n’a été communiqué.',
    },
    fix: tellOperator,
  },
} satisfies Record<string, Message>

const isOurs = (code: string): code is keyof typeof messages => Object.hasOwn(messages, code)

/** The reason in the reader's language, whether an agreement or the exchange gave it. */
export function wordsOf(reason: Reason, language: Language): Words {
  if (!isOurs(reason.code)) return agreementWords(reason, language) ?? { message: reason.code }
  const { says, fix } = messages[reason.code]
  return { message: fill(says[language], reason.params), fix: fill(fix[language], reason.params) }
}
