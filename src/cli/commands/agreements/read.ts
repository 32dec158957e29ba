import type { AgreementStanding } from '../../../agreements/lifecycle/schema.ts'
import type { Agreement } from '../../../agreements/schema.ts'
import { done, withApi } from '../../calling.ts'
import type { Command } from '../../command.ts'
import { callerOptions } from '../../credentials.ts'
import { agreementId, type History, historyTable } from './words.ts'

export const agreementShow: Command = {
  name: 'agreements show',
  about: {
    en: 'show one agreement in the version that applies, and how it stands',
    sw: 'onyesha makubaliano katika toleo linalotumika, na hali yake',
    fr: 'montrer un accord dans la version applicable, et son état',
  },
  positionals: [agreementId],
  options: callerOptions,
  examples: ['kiungo agreements show nida-dss-identity'],
  run: (invocation) =>
    withApi(invocation, async (api) => {
      const { output, positionals } = invocation
      const answer = await api.get(`/v1/agreements/${positionals[0]}`)
      if (!answer.ok) return answer
      const { agreement, hash, standing } = answer.value as {
        agreement: Agreement
        hash: string
        standing: AgreementStanding
      }
      output.result(answer.value, [
        `${agreement.id} ${agreement.version}: ${output.say(agreement.title)}`,
        `${agreement.provider} → ${agreement.consumer}, ${agreement.validFrom} – ${agreement.validUntil}`,
        `${standing.status}, ${standing.since}`,
        hash,
      ])
      return done
    }),
}

export const agreementHistory: Command = {
  name: 'agreements history',
  about: {
    en: 'show what happened with an agreement: versions, steps, signatures',
    sw: 'onyesha yaliyotokea kwa makubaliano: matoleo, hatua, saini',
    fr: 'montrer l’histoire d’un accord : versions, étapes, signatures',
  },
  positionals: [agreementId],
  options: callerOptions,
  examples: ['kiungo agreements history nida-dss-identity'],
  run: (invocation) =>
    withApi(invocation, async (api) => {
      const { output, positionals } = invocation
      const answer = await api.get(`/v1/agreements/${positionals[0]}/history`)
      if (!answer.ok) return answer
      output.result(answer.value, historyTable(answer.value as History, output))
      return done
    }),
}

const version = (name: string, en: string, sw: string, fr: string) => ({ name, about: { en, sw, fr }, required: true })

export const agreementDiff: Command = {
  name: 'agreements diff',
  about: {
    en: 'say in words what changed between two versions',
    sw: 'eleza kwa maneno kilichobadilika kati ya matoleo mawili',
    fr: 'dire en mots ce qui a changé entre deux versions',
  },
  positionals: [
    agreementId,
    version('FROM', 'the version before', 'toleo la awali', 'la version d’avant'),
    version('TO', 'the version after', 'toleo la baadaye', 'la version d’après'),
  ],
  options: callerOptions,
  examples: ['kiungo agreements diff nida-dss-identity 2 3'],
  run: (invocation) =>
    withApi(invocation, async (api) => {
      const { output, positionals } = invocation
      const [id = '', from = '', to = ''] = positionals
      const answer = await api.get(`/v1/agreements/${id}/diff?${new URLSearchParams({ from, to })}`)
      if (!answer.ok) return answer
      const { changes } = answer.value as { changes: { sentence: string }[] }
      output.result(
        answer.value,
        changes.map(({ sentence }) => sentence),
      )
      return done
    }),
}
