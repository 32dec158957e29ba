import type { ProblemMessages } from '../../kernel/problem-messages.ts'

/** Of the identity map, in Swahili and French. */
export const mappingMessages: ProblemMessages = {
  'identity.no-roster': {
    sw: {
      message: '{source} si chanzo ambacho orodha yake imepangwa; vilivyopo ni: {sources}',
      fix: 'Leta faili kwa jina la mojawapo, au ukitangaze katika linkage/identifiers.yaml ya nchi.',
    },
    fr: {
      message: '{source} n’est pas une source dont la liste est rapprochée ; ce sont : {sources}',
      fix: 'Remettez le fichier sous l’un de ces noms, ou déclarez-la dans linkage/identifiers.yaml du pays.',
    },
  },
  'identity.no-map-service': {
    sw: {
      message: 'hakuna huduma ya nchi hii inayoeleza mtu ana vitambulisho gani',
      fix: 'Itangaze katika systems.yaml ya nchi, kwa kiunganishi identity na operation.answer identifiers.',
    },
    fr: {
      message: 'aucun service de ce pays n’indique quels identifiants une personne possède',
      fix: 'Déclarez-en un dans systems.yaml du pays, avec le connecteur identity et operation.answer identifiers.',
    },
  },
}
