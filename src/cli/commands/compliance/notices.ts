import type { IndirectNotice } from '../../../compliance/notices/timer.ts'
import { done, withApi } from '../../calling.ts'
import type { Command } from '../../command.ts'
import { callerOptions } from '../../credentials.ts'
import { table } from '../../output.ts'
import { heading, overdueWord } from './words.ts'

export const complianceNotices: Command = {
  name: 'compliance notices',
  about: {
    en: 'list how many people are still to be told that data about them were received, and until when',
    sw: 'orodhesha watu wangapi bado hawajaambiwa kuwa data zao zilipokelewa, na mwisho wa muda',
    fr: 'lister combien de personnes restent à informer que leurs données ont été reçues, et jusqu’à quand',
  },
  options: callerOptions,
  examples: ['kiungo compliance notices', 'kiungo compliance notices --json'],
  run: (invocation) =>
    withApi(invocation, async (api) => {
      const { output } = invocation
      const answer = await api.get('/v1/indirect-notices')
      if (!answer.ok) return answer
      const { waiting } = answer.value as { waiting: IndirectNotice[] }
      const headings = [heading.agreement, heading.member, heading.persons, heading.due, heading.law]
      const rows = waiting.map((one) => [
        ...[one.agreement, one.member, output.number(one.persons)],
        one.overdue ? `${one.due?.day}, ${output.say(overdueWord)}` : (one.due?.day ?? ''),
        one.due === undefined ? '' : `${one.due.act}, ${one.due.section}`,
      ])
      const document = answer.value
      output.result(
        document,
        table(
          headings.map((one) => output.say(one)),
          rows,
        ),
      )
      return done
    }),
}
