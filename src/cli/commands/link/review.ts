import type { Proposal } from '../../../identity/review/schema.ts'
import { done, withApi } from '../../calling.ts'
import type { Command } from '../../command.ts'
import { callerOptions } from '../../credentials.ts'
import { table } from '../../output.ts'
import { heading } from './words.ts'

export const linkReview: Command = {
  name: 'link review',
  about: {
    en: 'list the pairs that wait for a steward, the most pressing first; no names',
    sw: 'orodhesha jozi zinazomsubiri msimamizi, za dharura kwanza; bila majina',
    fr: 'lister les paires qui attendent un gestionnaire, les plus pressantes d’abord ; sans noms',
  },
  options: [
    {
      name: 'limit',
      type: 'integer',
      value: 'N',
      about: { en: 'how many at most, 1 to 200', sw: 'idadi ya juu, 1 hadi 200', fr: 'combien au plus, de 1 à 200' },
      default: '20',
    },
    ...callerOptions,
  ],
  examples: ['kiungo link review', 'kiungo link review --limit 5 --json'],
  run: (invocation) =>
    withApi(invocation, async (api) => {
      const { options, output } = invocation
      const answer = await api.get(`/v1/identity/proposals?limit=${Number(options.limit ?? 20)}`)
      if (!answer.ok) return answer
      const { proposals } = answer.value as { proposals: Proposal[] }
      const { id, first, second, weight, priority, areas, state } = heading
      output.result(
        answer.value,
        table(
          [id, first, second, weight, priority, areas, state].map((word) => output.say(word)),
          proposals.map((one) => [
            ...[one.id, `${one.first.source} ${one.first.record}`, `${one.second.source} ${one.second.record}`],
            ...[one.weight.toFixed(1), one.priority.toFixed(2), one.areas.join(' '), one.state],
          ]),
        ),
      )
      return done
    }),
}
