import type { Register } from '../../../compliance/register/schema.ts'
import { done, text, withApi } from '../../calling.ts'
import type { Command } from '../../command.ts'
import { callerOptions } from '../../credentials.ts'
import { table } from '../../output.ts'
import { heading } from './words.ts'

export const complianceRegister: Command = {
  name: 'compliance register',
  about: {
    en: 'show the register of processing, derived from agreements and counts of exchanges',
    sw: 'onyesha rejista ya uchakataji, inayotokana na mikataba na hesabu za mabadilishano',
    fr: 'montrer le registre des traitements, tiré des accords et du nombre d’échanges',
  },
  options: [
    {
      name: 'member',
      type: 'string',
      value: 'ID',
      about: { en: 'of one member only', sw: 'ya mwanachama mmoja tu', fr: 'd’un seul membre' },
    },
    ...callerOptions,
  ],
  examples: ['kiungo compliance register --member nsps', 'kiungo compliance register --json'],
  run: (invocation) =>
    withApi(invocation, async (api) => {
      const { options, output } = invocation
      const member = text(options.member)
      const query = member === undefined ? '' : `?member=${encodeURIComponent(member)}`
      const answer = await api.get(`/v1/register-of-processing${query}`)
      if (!answer.ok) return answer
      const { entries } = answer.value as Register
      const { agreement, processing, recipients, answered, gaps } = heading
      const rows = entries.map((one) => [
        `${one.agreement.id} ${one.agreement.version}`,
        output.say(one.title),
        one.recipients.join(' '),
        output.number(one.exchanges.answered),
        one.gaps.join(' '),
      ])
      const headings = [agreement, processing, recipients, answered, gaps].map((one) => output.say(one))
      output.result(answer.value, table(headings, rows))
      return done
    }),
}
