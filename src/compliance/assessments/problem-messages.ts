import type { ProblemMessages } from '../../kernel/problem-messages.ts'

const faulty = (sw: string, fr: string): ProblemMessages[string] => ({
  sw: { message: `tathmini katika {pointer} ${sw}`, fix: 'Sahihisha mahali hapo, kisha uitume tena.' },
  fr: { message: `l’analyse à {pointer} ${fr}`, fix: 'Corrigez à cet endroit et renvoyez-la.' },
})

/** What the problems of impact assessments are called in Swahili and French. */
export const assessmentProblemMessages: ProblemMessages = {
  'assessment.faulty:agreement-shows-it': faulty(
    'imejibiwa hapana, na mkataba unaonyesha kuwa ni ndiyo',
    'répond non, et l’accord montre que c’est le cas',
  ),
  'assessment.faulty:needed': faulty(
    'inasema haihitajiki, na swali moja la orodha limejibiwa ndiyo',
    'dit qu’aucune n’est nécessaire, et une question de la liste est répondue par oui',
  ),
  'assessment.faulty:no-risk': faulty('haitaji hatari yoyote', 'ne nomme aucun risque'),
  'assessment.faulty:grows': faulty('ni kubwa kuliko kabla ya hatua', 'est plus grand qu’avant les mesures'),
  'assessment.faulty:without-measure': faulty(
    'ni ndogo kuliko kabla, na hakuna hatua iliyotajwa',
    'est plus petit qu’avant, et aucune mesure n’est nommée',
  ),
  'assessment.faulty:no-day': faulty('si siku ya kalenda', 'n’est pas un jour du calendrier'),
  'assessment.faulty:in-the-future': faulty('iko katika siku zijazo', 'est dans le futur'),
  'assessment.unknown': {
    sw: {
      message: 'hakuna tathmini {assessment} ya mkataba wa mwanachama wako',
      fix: 'GET /v1/assessments huziorodhesha.',
    },
    fr: {
      message: 'il n’y a pas d’analyse {assessment} d’un accord de votre membre',
      fix: 'GET /v1/assessments les donne.',
    },
  },
  'assessment.no-agreement': {
    sw: {
      message: 'mwanachama wako si mhusika wa mkataba {agreement}',
      fix: 'Taja mkataba ambao mwanachama wako hutoa au hupokea.',
    },
    fr: {
      message: 'votre membre n’est pas partie à un accord {agreement}',
      fix: 'Nommez un accord où votre membre fournit ou reçoit.',
    },
  },
  'assessment.not-now': {
    sw: {
      message: 'tathmini yenye hali {status} haiwezi kuchukua hatua hii',
      fix: 'Rasimu na zilizokataliwa huandikwa upya na kuwasilishwa, zilizowasilishwa huamuliwa, zilizoidhinishwa huripotiwa.',
    },
    fr: {
      message: 'une analyse {status} ne peut pas franchir cette étape',
      fix: 'Brouillons et analyses rejetées se révisent et se soumettent, les soumises se décident, les approuvées se remettent.',
    },
  },
  'assessment.own': {
    sw: {
      message: 'aliyewasilisha tathmini haiamui',
      fix: 'Afisa mwingine wa ulinzi wa data aamue.',
    },
    fr: {
      message: 'qui a soumis une analyse ne la décide pas',
      fix: 'Faites décider un autre délégué à la protection des données.',
    },
  },
  'assessment.needs-consultation': {
    sw: {
      message: 'hatari ya juu inabaki: mamlaka lazima iulizwe kwanza (GDPR kifungu 36)',
      fix: 'Taja rejeleo la mashauriano, au kataa tathmini.',
    },
    fr: {
      message: 'un risque élevé demeure : l’autorité doit d’abord être consultée (RGPD, article 36)',
      fix: 'Indiquez la référence de la consultation, ou rejetez l’analyse.',
    },
  },
  'assessment.changed-meanwhile': {
    sw: { message: 'tathmini ilibadilishwa na mwingine wakati huohuo', fix: 'Isome tena, kisha uamue upya.' },
    fr: { message: 'l’analyse a été modifiée par un autre au même moment', fix: 'Relisez-la et décidez à nouveau.' },
  },
}
