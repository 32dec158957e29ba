import type { ProblemMessages } from '../../kernel/problem-messages.ts'

const faulty = (sw: string, fr: string): ProblemMessages[string] => ({
  sw: { message: `tathmini ya uhamishaji katika {pointer} ${sw}`, fix: 'Sahihisha mahali hapo, kisha uitume tena.' },
  fr: { message: `l’analyse du transfert à {pointer} ${fr}`, fix: 'Corrigez à cet endroit et renvoyez-la.' },
})

/** What the problems of transfers are called in Swahili and French. */
export const transferProblemMessages: ProblemMessages = {
  'transfer.faulty:no-past-day': faulty(
    'si siku ya kalenda hadi leo',
    'n’est pas un jour du calendrier jusqu’à aujourd’hui',
  ),
  'transfer.faulty:not-after-review': faulty('si siku baada ya mapitio', 'n’est pas un jour après l’examen'),
  'transfer.of-another': {
    sw: {
      message: 'tathmini ya uhamishaji {assessment} ni ya mwanachama mwingine',
      fix: 'Chagua kitambulisho kingine.',
    },
    fr: { message: 'l’analyse du transfert {assessment} est celle d’un autre membre', fix: 'Choisissez un autre id.' },
  },
  'transfer.changed-meanwhile': {
    sw: {
      message: 'tathmini ya uhamishaji ilibadilishwa na mwingine wakati huohuo',
      fix: 'Isome tena, kisha uamue upya.',
    },
    fr: {
      message: 'l’analyse du transfert a été modifiée par un autre au même moment',
      fix: 'Relisez-la et décidez à nouveau.',
    },
  },
}
