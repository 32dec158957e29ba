import type { Explanation } from '../../../identity/review/schema.ts'
import { done, withApi } from '../../calling.ts'
import type { Command } from '../../command.ts'
import { callerOptions } from '../../credentials.ts'
import { table } from '../../output.ts'
import { heading } from './words.ts'

export const linkExplain: Command = {
  name: 'link explain',
  about: {
    en: 'say why a pair may be one person: each comparison in words, and by how many bits it counts',
    sw: 'eleza kwa nini jozi huenda ni mtu mmoja: kila ulinganisho kwa maneno, na biti zake',
    fr: 'dire pourquoi une paire peut être une seule personne : chaque comparaison en mots et en bits',
  },
  positionals: [
    {
      name: 'PAIR',
      about: { en: 'id of the pair', sw: 'kitambulisho cha jozi', fr: 'id de la paire' },
      required: true,
    },
  ],
  options: callerOptions,
  examples: ['kiungo link explain lp-01m8b8270vekvy6140s70srbtd'],
  run: (invocation) =>
    withApi(invocation, async (api) => {
      const { output, positionals } = invocation
      const answer = await api.get(`/v1/identity/proposals/${encodeURIComponent(positionals[0] ?? '')}/explanation`)
      if (!answer.ok) return answer
      const explanation = answer.value as Explanation
      const { weight, says } = heading
      const lines = explanation.evidence.map((one) => [one.moves.toFixed(1), one.says, one.because])
      const rows = table([output.say(weight), output.say(says), ''], lines)
      output.result(explanation, [explanation.summary, explanation.kin, '', ...rows, '', explanation.note])
      return done
    }),
}
