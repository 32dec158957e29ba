import type { TransferStanding } from '../../../compliance/transfers/schema.ts'
import { done, withApi } from '../../calling.ts'
import type { Command } from '../../command.ts'
import { callerOptions } from '../../credentials.ts'
import { table } from '../../output.ts'
import { heading } from './words.ts'

export const complianceTransfers: Command = {
  name: 'compliance transfers',
  about: {
    en: 'list the agreements under which data go abroad, and what is wrong with their assessment',
    sw: 'orodhesha mikataba ambayo data huenda nje ya nchi, na kasoro za tathmini yake',
    fr: 'lister les accords par lesquels des données vont à l’étranger, et les défauts de leur analyse',
  },
  options: callerOptions,
  examples: ['kiungo compliance transfers', 'kiungo compliance transfers --json'],
  run: (invocation) =>
    withApi(invocation, async (api) => {
      const { output } = invocation
      const answer = await api.get('/v1/transfers')
      if (!answer.ok) return answer
      const { transfers } = answer.value as { transfers: TransferStanding[] }
      const headings = [heading.agreement, heading.countries, heading.assessment, heading.faults]
      const rows = transfers.map(({ agreement, transfer, faults }) => [
        ...[agreement, transfer.countries.join(' '), transfer.assessment ?? '', faults.join(' ')],
      ])
      output.result(
        answer.value,
        table(
          headings.map((one) => output.say(one)),
          rows,
        ),
      )
      return done
    }),
}
