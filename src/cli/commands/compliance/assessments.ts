import type { ShownAssessment } from '../../../compliance/assessments/schema.ts'
import { done, text, withApi } from '../../calling.ts'
import type { Command } from '../../command.ts'
import { callerOptions } from '../../credentials.ts'
import { table } from '../../output.ts'
import { heading } from './words.ts'

export const complianceAssessments: Command = {
  name: 'compliance assessments',
  about: {
    en: 'list the impact assessments, the risk that remains, and what the agreement has outgrown',
    sw: 'orodhesha tathmini za athari, hatari inayobaki, na yale ambayo mkataba umeyapita',
    fr: 'lister les analyses d’impact, le risque qui demeure, et ce que l’accord a dépassé',
  },
  options: [
    {
      name: 'agreement',
      type: 'string',
      value: 'ID',
      about: { en: 'of one agreement only', sw: 'za mkataba mmoja tu', fr: 'd’un seul accord' },
    },
    ...callerOptions,
  ],
  examples: ['kiungo compliance assessments', 'kiungo compliance assessments --json'],
  run: (invocation) =>
    withApi(invocation, async (api) => {
      const { options, output } = invocation
      const agreement = text(options.agreement)
      const query = agreement === undefined ? '' : `?agreement=${encodeURIComponent(agreement)}`
      const answer = await api.get(`/v1/assessments${query}`)
      if (!answer.ok) return answer
      const { assessments } = answer.value as { assessments: ShownAssessment[] }
      const headings = [heading.id, heading.agreement, heading.status, heading.risk, heading.start, heading.again]
      const rows = assessments.map((one) => [
        ...[one.id, one.agreement, one.status, one.level],
        ...[one.clause?.earliestStart ?? '', one.rerun.join(' ')],
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
