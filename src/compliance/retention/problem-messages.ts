import type { ProblemMessages } from '../../kernel/problem-messages.ts'

const faulty = (sw: string, fr: string): ProblemMessages[string] => ({
  sw: { message: `tamko katika {pointer} ${sw}`, fix: 'Sahihisha mahali hapo, litie sahihi upya, kisha ulitume tena.' },
  fr: { message: `la déclaration à {pointer} ${fr}`, fix: 'Corrigez à cet endroit, signez à nouveau et renvoyez-la.' },
})

/** What the problems of retention are called in Swahili and French. */
export const retentionProblemMessages: ProblemMessages = {
  'retention.faulty:not-the-holder': faulty(
    'si mwanachama anayeshikilia alichopokea chini ya mkataba',
    'n’est pas le membre qui détient ce qu’il a reçu en vertu de l’accord',
  ),
  'retention.faulty:no-rule': faulty(
    'si kanuni ya uhifadhi ya mkataba',
    'n’est pas une règle de conservation de l’accord',
  ),
  'retention.faulty:other-action': faulty('si kile ambacho kanuni inataka', 'n’est pas ce que la règle demande'),
  'retention.faulty:in-the-future': faulty('iko katika siku zijazo', 'est dans le futur'),
  'retention.faulty:wrong-day': faulty(
    'iko katika siku zijazo, au kabla ya siku inayoisemea',
    'est dans le futur, ou avant le jour dont elle parle',
  ),
  'retention.signature-wrong': {
    sw: {
      message: 'sahihi si ya tamko hili kwa ufunguo wa akaunti ya mwanachama wako',
      fix: 'Tia sahihi umbo rasmi (RFC 8785) la tamko kwa ufunguo uliosajiliwa.',
    },
    fr: {
      message: 'la signature n’est pas celle de cette déclaration par une clé d’un compte de votre membre',
      fix: 'Signez la forme canonique (RFC 8785) de la déclaration avec une clé enregistrée.',
    },
  },
  'retention.no-agreement': {
    sw: { message: 'hakuna mkataba {agreement}', fix: 'GET /v1/retention huorodhesha wajibu na mikataba yake.' },
    fr: {
      message: 'il n’y a pas d’accord {agreement}',
      fix: 'GET /v1/retention donne les obligations et leurs accords.',
    },
  },
}
