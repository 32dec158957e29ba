import type { CorrectionNotice, ShownCase } from '../../../compliance/rights/schema.ts'
import { done, withApi } from '../../calling.ts'
import type { Command } from '../../command.ts'
import { callerOptions } from '../../credentials.ts'
import { table } from '../../output.ts'
import { heading, overdueWord } from './words.ts'

export const complianceRights: Command = {
  name: 'compliance rights',
  about: {
    en: 'list the cases of persons who use their rights, with when they are due',
    sw: 'orodhesha kesi za watu wanaotumia haki zao, na mwisho wa muda wake',
    fr: 'lister les dossiers des personnes qui exercent leurs droits, avec leur échéance',
  },
  options: [
    {
      name: 'overdue',
      type: 'boolean',
      about: {
        en: 'only those open after their time, the longest first',
        sw: 'zile tu zilizopita muda wake, za muda mrefu kwanza',
        fr: 'seulement ceux hors délai, les plus anciens d’abord',
      },
    },
    ...callerOptions,
  ],
  examples: ['kiungo compliance rights', 'kiungo compliance rights --overdue --json'],
  run: (invocation) =>
    withApi(invocation, async (api) => {
      const { options, output } = invocation
      const answer = await api.get(`/v1/rights/cases?limit=200${options.overdue === true ? '&overdue=true' : ''}`)
      if (!answer.ok) return answer
      const { cases } = answer.value as { cases: ShownCase[] }
      const { id, kind, member, status, due, law } = heading
      const rows = cases.map((one) => [
        one.id,
        one.kind,
        one.member,
        one.overdue ? `${one.status}, ${output.say(overdueWord)}` : one.status,
        one.due?.day ?? '',
        one.due === undefined ? '' : `${one.due.act}, ${one.due.section}`,
      ])
      output.result(
        answer.value,
        table(
          [id, kind, member, status, due, law].map((text) => output.say(text)),
          rows,
        ),
      )
      return done
    }),
}

export const complianceCorrections: Command = {
  name: 'compliance corrections',
  about: {
    en: 'list the corrections and erasures that your agency was told of and has not acknowledged',
    sw: 'orodhesha masahihisho na ufutaji ambao taasisi yako iliambiwa na haijathibitisha',
    fr: 'lister les corrections et effacements annoncés à votre organisme et non confirmés',
  },
  options: callerOptions,
  examples: ['kiungo compliance corrections'],
  run: (invocation) =>
    withApi(invocation, async (api) => {
      const { output } = invocation
      const answer = await api.get('/v1/corrections')
      if (!answer.ok) return answer
      const { corrections } = answer.value as { corrections: CorrectionNotice[] }
      const { id, kind, provider, told, elements } = heading
      const rows = corrections.map((one) => [
        ...[one.id, one.kind, one.provider, output.instant(one.toldAt), one.elements.join(' ')],
      ])
      output.result(
        answer.value,
        table(
          [id, kind, provider, told, elements].map((text) => output.say(text)),
          rows,
        ),
      )
      return done
    }),
}
