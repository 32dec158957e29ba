import type { KeptModel } from '../../../../identity/models/schema.ts'
import type { LocalText } from '../../../../kernel/nouns.ts'
import { done, withApi } from '../../../calling.ts'
import type { Command } from '../../../command.ts'
import { callerOptions } from '../../../credentials.ts'
import { table } from '../../../output.ts'
import { heading } from '../words.ts'

const model: LocalText = { en: 'MODEL', sw: 'MPANGO', fr: 'MODÈLE' }
const by: LocalText = { en: 'KEPT BY', sw: 'MHIFADHI', fr: 'GARDÉ PAR' }
const standing = {
  live: { en: 'in use', sw: 'unatumika', fr: 'en service' },
  proposed: { en: 'proposed', sw: 'umependekezwa', fr: 'proposé' },
  trained: { en: 'trained', sw: 'umefunzwa', fr: 'entraîné' },
  untrained: { en: 'not trained', sw: 'haujafunzwa', fr: 'non entraîné' },
} satisfies Record<string, LocalText>

export const standingOf = ({ live, uses, trained }: KeptModel): LocalText => {
  if (live) return standing.live
  if (uses.some(({ state }) => state === 'proposed')) return standing.proposed
  return trained ? standing.trained : standing.untrained
}

export const linkModel: Command = {
  name: 'link model',
  about: {
    en: 'list linkage models in their versions, and the one in use',
    sw: 'orodhesha mipango ya kuunganisha na matoleo yake, na unaotumika',
    fr: 'lister les modèles de rapprochement, leurs versions et celui en service',
  },
  options: callerOptions,
  examples: ['kiungo link model', 'kiungo link model --json'],
  run: (invocation) =>
    withApi(invocation, async (api) => {
      const { output } = invocation
      const answer = await api.get('/v1/identity/models')
      if (!answer.ok) return answer
      const { models } = answer.value as { models: KeptModel[] }
      const { id, version, state } = heading
      output.result(
        answer.value,
        table(
          [model, version, state, by, id].map((word) => output.say(word)),
          models.map((one) => [
            ...[one.model.id, String(one.model.version), output.say(standingOf(one)), one.account, one.digest],
          ]),
        ),
      )
      return done
    }),
}
