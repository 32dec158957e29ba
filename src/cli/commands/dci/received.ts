import type { ReceivedList } from '../../../exchange/deliveries/schema.ts'
import type { LocalText } from '../../../kernel/nouns.ts'
import { done, text, withApi } from '../../calling.ts'
import type { Command } from '../../command.ts'
import { callerOptions } from '../../credentials.ts'
import { table } from '../../output.ts'
import { clean } from './print.ts'

const headings: readonly LocalText[] = [
  { en: 'WHEN', sw: 'LINI', fr: 'QUAND' },
  { en: 'PARTNER', sw: 'MSHIRIKA', fr: 'PARTENAIRE' },
  { en: 'WHAT', sw: 'NINI', fr: 'QUOI' },
  { en: 'TRANSACTION', sw: 'MUAMALA', fr: 'TRANSACTION' },
  { en: 'MESSAGE ID', sw: 'KITAMBULISHO CHA UJUMBE', fr: 'IDENTIFIANT DU MESSAGE' },
]

export const dciReceived: Command = {
  name: 'dci received',
  about: {
    en: 'list what partners’ servers sent to this Kiungo: answers to its messages, and notifications',
    sw: 'orodhesha seva za washirika zilichotuma kwa Kiungo hii: majibu ya jumbe zake, na taarifa',
    fr: 'lister ce que les serveurs des partenaires ont envoyé à ce Kiungo : réponses à ses messages, et avis',
  },
  options: [
    {
      name: 'partner',
      type: 'string',
      value: 'ID',
      about: { en: 'only from this partner', sw: 'kutoka kwa mshirika huyu tu', fr: 'seulement de ce partenaire' },
    },
    {
      name: 'transaction',
      type: 'string',
      value: 'ID',
      about: {
        en: 'only with this transaction_id',
        sw: 'zenye transaction_id hii tu',
        fr: 'seulement avec ce transaction_id',
      },
    },
    ...callerOptions,
  ],
  examples: ['kiungo dci received --client nsps-operations --transaction 8d0c'],
  run: (invocation) =>
    withApi(invocation, async (api) => {
      const { options, output } = invocation
      const query = new URLSearchParams()
      for (const name of ['partner', 'transaction'] as const) {
        const value = text(options[name])
        if (value !== undefined) query.set(name, value)
      }
      const answer = await api.get(`/v1/received-messages?${query}`)
      if (!answer.ok) return answer
      const { messages } = answer.value as ReceivedList
      const rows = messages.map(({ receivedAt, partner, operation, transactionId = '', messageId }) =>
        [receivedAt, partner, operation, transactionId, messageId].map(clean),
      )
      output.result(
        answer.value,
        table(
          headings.map((heading) => output.say(heading)),
          rows,
        ),
      )
      return done
    }),
}
