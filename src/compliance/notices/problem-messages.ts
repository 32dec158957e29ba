import type { ProblemMessages } from '../../kernel/problem-messages.ts'

/** What the problems of notices are called in Swahili and French. */
export const noticeProblemMessages: ProblemMessages = {
  'notice.unknown': {
    sw: { message: 'hakuna mkataba {agreement} unaotumika', fix: 'Angalia anwani katika taarifa uliyopewa.' },
    fr: {
      message: 'il n’y a pas d’accord {agreement} en vigueur',
      fix: 'Vérifiez l’adresse dans l’avis qui vous a été remis.',
    },
  },
  'notice.not-the-receiver': {
    sw: {
      message: 'mwanachama wako hapokei chochote chini ya mkataba {agreement}',
      fix: 'Aliyepokea data ndiye huwaambia watu.',
    },
    fr: {
      message: 'votre membre ne reçoit rien en vertu d’un accord {agreement}',
      fix: 'C’est à qui a reçu les données d’informer les personnes.',
    },
  },
  'notice.in-the-future': {
    sw: { message: 'taarifa imetolewa katika siku zijazo', fix: 'Irekodi inapokuwa imetolewa.' },
    fr: { message: 'l’avis a été donné dans le futur', fix: 'Enregistrez-le une fois donné.' },
  },
}
