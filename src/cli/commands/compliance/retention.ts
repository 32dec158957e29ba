import type { RetentionDuty } from '../../../compliance/retention/schema.ts'
import { done, text, withApi } from '../../calling.ts'
import type { Command } from '../../command.ts'
import { callerOptions } from '../../credentials.ts'
import { table } from '../../output.ts'
import { heading } from './words.ts'

export const complianceRetention: Command = {
  name: 'compliance retention',
  about: {
    en: 'list how long what was received is held, and whether its deletion was proven in time',
    sw: 'orodhesha muda wa kuhifadhi kilichopokelewa, na kama ufutaji ulithibitishwa kwa wakati',
    fr: 'lister la durée de conservation de ce qui a été reçu, et si l’effacement a été prouvé à temps',
  },
  options: [
    {
      name: 'state',
      type: 'string',
      value: 'STATE',
      about: {
        en: 'only those that are nothing-held, running, due, overdue or not-reckoned',
        sw: 'zile tu zenye hali nothing-held, running, due, overdue au not-reckoned',
        fr: 'seulement celles dont l’état est nothing-held, running, due, overdue ou not-reckoned',
      },
    },
    ...callerOptions,
  ],
  examples: ['kiungo compliance retention --state overdue', 'kiungo compliance retention --json'],
  run: (invocation) =>
    withApi(invocation, async (api) => {
      const { options, output } = invocation
      const state = text(options.state)
      const answer = await api.get(`/v1/retention${state === undefined ? '' : `?state=${encodeURIComponent(state)}`}`)
      if (!answer.ok) return answer
      const { duties } = answer.value as { duties: RetentionDuty[] }
      const headings = [heading.agreement, heading.member, heading.rule, heading.state, heading.hold, heading.prove]
      const rows = duties.map((one) => [
        ...[one.agreement, one.member, one.rule, one.state, one.holdUntil ?? '', one.proveUntil ?? ''],
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
