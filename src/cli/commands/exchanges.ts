import type { ExchangeSummary } from '../../exchange/schema.ts'
import { done, withApi } from '../calling.ts'
import type { Command, OptionDeclaration } from '../command.ts'
import { callerOptions } from '../credentials.ts'
import { table } from '../output.ts'

const filters: readonly OptionDeclaration[] = [
  {
    name: 'status',
    type: 'string',
    value: 'STATUS',
    about: {
      en: 'only those answered, no-record, refused, unavailable or invalid',
      sw: 'zile tu answered, no-record, refused, unavailable au invalid',
      fr: 'seulement answered, no-record, refused, unavailable ou invalid',
    },
  },
  {
    name: 'agreement',
    type: 'string',
    value: 'ID',
    about: { en: 'only under this agreement', sw: 'chini ya mkataba huu tu', fr: 'seulement sous cet accord' },
  },
  {
    name: 'limit',
    type: 'integer',
    value: 'N',
    about: { en: 'how many at most, 1 to 200', sw: 'idadi ya juu, 1 hadi 200', fr: 'combien au plus, de 1 à 200' },
    default: '20',
  },
]

export const exchanges: Command = {
  name: 'exchanges',
  about: {
    en: 'list the latest exchanges: who asked whom, and what came of it',
    sw: 'orodhesha mabadilishano ya karibuni: nani alimuuliza nani, na matokeo yake',
    fr: 'lister les derniers échanges : qui a interrogé qui, et le résultat',
  },
  options: [...filters, ...callerOptions],
  examples: ['kiungo exchanges', 'kiungo exchanges --status refused --limit 5'],
  run: (invocation) =>
    withApi(invocation, async (api) => {
      const { options, output } = invocation
      const query = new URLSearchParams({ limit: String(options.limit ?? 20) })
      if (typeof options.status === 'string') query.set('status', options.status)
      if (typeof options.agreement === 'string') query.set('agreement', options.agreement)
      const answer = await api.get(`/v1/exchanges?${query}`)
      if (!answer.ok) return answer
      const { exchanges: found } = answer.value as { exchanges: ExchangeSummary[] }
      const headings = [
        { en: 'WHEN', sw: 'LINI', fr: 'QUAND' },
        { en: 'CONSUMER', sw: 'MPOKEAJI', fr: 'CONSOMMATEUR' },
        { en: 'SERVICE', sw: 'HUDUMA', fr: 'SERVICE' },
        { en: 'PURPOSE', sw: 'MADHUMUNI', fr: 'FINALITÉ' },
        { en: 'STATUS', sw: 'HALI', fr: 'ÉTAT' },
        { en: 'MS', sw: 'MS', fr: 'MS' },
        { en: 'ID', sw: 'KITAMBULISHO', fr: 'ID' },
      ].map((text) => output.say(text))
      const rows = found.map((x) => [
        output.instant(x.at),
        x.consumer,
        x.service,
        x.purpose,
        x.refusedAt === undefined ? x.status : `${x.status} ${x.refusedAt}`,
        output.number(Math.round(x.durationMs)),
        x.id,
      ])
      output.result(answer.value, table(headings, rows))
      return done
    }),
}
