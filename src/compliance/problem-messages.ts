import type { ProblemMessages } from '../kernel/problem-messages.ts'
import { assessmentProblemMessages } from './assessments/problem-messages.ts'
import { breachProblemMessages } from './breaches/problem-messages.ts'
import { noticeProblemMessages } from './notices/problem-messages.ts'
import { retentionProblemMessages } from './retention/problem-messages.ts'
import { transferProblemMessages } from './transfers/problem-messages.ts'

const correct = { sw: 'Sahihisha mahali hapo, kisha utume tena.', fr: 'Corrigez à cet endroit et renvoyez.' }

const faulty = (sw: string, fr: string): ProblemMessages[string] => ({
  sw: { message: sw, fix: correct.sw },
  fr: { message: fr, fix: correct.fr },
})

/** What the problems of this room are called in Swahili and French. */
export const problemMessages: ProblemMessages = {
  ...assessmentProblemMessages,
  ...breachProblemMessages,
  ...noticeProblemMessages,
  ...retentionProblemMessages,
  ...transferProblemMessages,
  'rights.faulty:in-the-future': faulty(
    'wakati wa kupokelewa kwa ombi uko katika siku zijazo',
    'la réception de la demande est dans le futur',
  ),
  'rights.faulty:no-element': faulty(
    'ombi linataja kipengele kisicho katika kamusi',
    'la demande nomme un élément qui n’est pas dans le dictionnaire',
  ),
  'rights.faulty:no-purpose': faulty(
    'dhumuni la ombi halimo katika orodha ya madhumuni',
    'la finalité de la demande n’est pas dans la liste des finalités',
  ),
  'rights.faulty:not-represented': faulty(
    'uwakilishi uliotajwa haumsemei mtu huyu leo',
    'la représentation indiquée ne parle pas pour cette personne aujourd’hui',
  ),
  'rights.faulty:for-others-only': faulty(
    'uwakilishi ni wa anayemsemea mwingine',
    'la représentation est pour qui parle au nom d’un autre',
  ),
  'rights.unknown': {
    sw: {
      message: 'hakuna kesi {case} kwa mwanachama huyu',
      fix: 'GET /v1/rights/cases huorodhesha kesi unazoweza kuona.',
    },
    fr: {
      message: 'il n’y a pas de dossier {case} chez ce membre',
      fix: 'GET /v1/rights/cases donne les dossiers que vous pouvez voir.',
    },
  },
  'rights.not-now': {
    sw: {
      message: 'kesi yenye hali {status} haiwezi kuchukua hatua {step}',
      fix: 'Isome kesi: received, verified, in-progress, kisha done au refused.',
    },
    fr: {
      message: 'un dossier {status} ne peut pas franchir l’étape {step}',
      fix: 'Lisez le dossier : received, verified, in-progress, puis done ou refused.',
    },
  },
  'rights.not-for-kind': {
    sw: {
      message: 'kesi ya {kind} haina hatua {step}',
      fix: 'Toa data katika access na portability, sambaza katika rectification na erasure, ondoa kizuizi katika objection na restriction.',
    },
    fr: {
      message: 'un dossier de {kind} n’a pas d’étape {step}',
      fix: 'Communiquez pour access et portability, propagez pour rectification et erasure, levez pour objection et restriction.',
    },
  },
  'rights.changed-meanwhile': {
    sw: { message: 'kesi ilibadilishwa na mwingine wakati huohuo', fix: 'Isome tena, kisha uamue upya.' },
    fr: { message: 'le dossier a été modifié par un autre au même moment', fix: 'Relisez-le et décidez à nouveau.' },
  },
  'rights.no-extension': {
    sw: {
      message: 'sheria haitoi muda zaidi hapa, au umeshatumika, au muda umekwisha',
      fix: 'Jibu ombi kwa wakati wake, au likatae kwa sababu yake.',
    },
    fr: {
      message: 'la loi n’accorde pas ici de délai supplémentaire, ou il a déjà servi, ou le délai est passé',
      fix: 'Répondez à temps, ou refusez avec le motif.',
    },
  },
  'rights.nothing-disclosed': {
    sw: {
      message: 'mtu bado hajapewa data',
      fix: 'Mpe (POST /v1/rights/cases/:id/disclose), kisha funga kesi.',
    },
    fr: {
      message: 'la personne n’a pas encore reçu les données',
      fix: 'Communiquez-les (POST /v1/rights/cases/:id/disclose), puis fermez le dossier.',
    },
  },
  'rights.not-propagated': {
    sw: {
      message: 'waliopokea thamani bado hawajaambiwa',
      fix: 'Waambie (POST /v1/rights/cases/:id/propagate), kisha funga kesi.',
    },
    fr: {
      message: 'ceux qui ont reçu la valeur n’ont pas encore été informés',
      fix: 'Informez-les (POST /v1/rights/cases/:id/propagate), puis fermez le dossier.',
    },
  },
  'rights.not-acknowledged': {
    sw: {
      message: 'baadhi ya waliopokea thamani hawajathibitisha: {members}',
      fix: 'Wasubiri, au funga kesi kwa rejeleo la sababu.',
    },
    fr: {
      message: 'tous les destinataires n’ont pas confirmé : {members}',
      fix: 'Attendez-les, ou fermez le dossier avec la référence du motif.',
    },
  },
  'rights.notice-unknown': {
    sw: {
      message: 'hakuna taarifa {notice} kwa mwanachama wako inayosubiri uthibitisho',
      fix: 'GET /v1/corrections huorodhesha zinazosubiri.',
    },
    fr: {
      message: 'il n’y a pas d’avis {notice} à votre membre en attente de confirmation',
      fix: 'GET /v1/corrections donne ceux qui attendent.',
    },
  },
}
