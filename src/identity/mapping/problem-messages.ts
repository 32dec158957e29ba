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
}
