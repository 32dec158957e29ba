import type { KeptModel } from '../../../identity/models/schema.ts'
import { done, withApi } from '../../calling.ts'
import type { Command } from '../../command.ts'
import { callerOptions } from '../../credentials.ts'
import { table } from '../../output.ts'
import { heading } from './words.ts'

export const linkModel: Command = {
  name: 'link model',
  about: {
    en: 'list linkage models in their versions, or put one into use',
    sw: 'orodhesha mipango ya kuunganisha na matoleo yake, au anza kutumia mmoja',
    fr: 'lister les modèles de rapprochement et leurs versions, ou en mettre un en service',
  },
  options: [
    {
      name: 'use',
      type: 'string',
      value: 'DIGEST',
      about: {
        en: 'match records by this model as they come',
        sw: 'linganisha rekodi zinapokuja kwa mpango huu',
        fr: 'rapprocher par ce modèle les enregistrements qui arrivent',
      },
    },
    ...callerOptions,
  ],
  examples: ['kiungo link model', 'kiungo link model --json'],
  run: (invocation) =>
    withApi(invocation, async (api) => {
      const { options, output } = invocation
      if (typeof options.use === 'string') {
        const used = await api.post(`/v1/identity/models/${options.use}/use`, undefined)
        if (!used.ok) return used
      }
      const answer = await api.get('/v1/identity/models')
      if (!answer.ok) return answer
      const { models } = answer.value as { models: KeptModel[] }
      const { id, version, use } = heading
      output.result(
        answer.value,
        table(
          [{ en: 'MODEL', sw: 'MPANGO', fr: 'MODÈLE' }, version, use, id].map((word) => output.say(word)),
          models.map((one) => [one.model.id, String(one.model.version), one.live ? '*' : '', one.digest]),
        ),
      )
      return done
    }),
}
