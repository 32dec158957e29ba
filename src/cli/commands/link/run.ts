import { setTimeout as sleep } from 'node:timers/promises'
import type { KeptModel } from '../../../identity/models/schema.ts'
import type { Run } from '../../../identity/runs/schema.ts'
import { ok } from '../../../kernel/result.ts'
import type { Api } from '../../api.ts'
import { done, withApi } from '../../calling.ts'
import { type Command, exitCodes } from '../../command.ts'
import { callerOptions } from '../../credentials.ts'
import { type Output, table } from '../../output.ts'
import { heading, householdsText, modelWaitsText, progressText } from './words.ts'

const lookEveryMs = 500

export const linkRun: Command = {
  name: 'link run',
  about: {
    en: 'link the records of the registry, show how far it is, and put its pairs into the review queue',
    sw: 'unganisha rekodi za rejista, onyesha maendeleo, na weka jozi kwenye foleni ya mapitio',
    fr: 'rapprocher les enregistrements du registre, montrer l’avancement et mettre les paires en file de revue',
  },
  options: [
    {
      name: 'model',
      type: 'string',
      value: 'DIGEST',
      about: {
        en: 'linkage model (otherwise the one in use)',
        sw: 'mpango wa kuunganisha (vinginevyo unaotumika)',
        fr: 'modèle de rapprochement (sinon celui en service)',
      },
    },
    {
      name: 'retrain',
      type: 'boolean',
      about: {
        en: 'train the model anew, with what stewards have decided',
        sw: 'fundisha mpango upya, kwa yaliyoamuliwa na wasimamizi',
        fr: 'entraîner à nouveau le modèle, avec les décisions des gestionnaires',
      },
    },
    ...callerOptions,
  ],
  examples: ['kiungo link run', 'kiungo link run --retrain --json'],
  run: (invocation) =>
    withApi(invocation, async (api) => {
      const { options, output } = invocation
      const started = await api.post('/v1/identity/runs', {
        sources: [{ registry: 'person' }],
        ...(typeof options.model === 'string' ? { model: options.model } : {}),
        ...(options.retrain === true ? { retrain: true } : {}),
      })
      if (!started.ok) return started
      for (let shown = ''; ; await sleep(lookEveryMs)) {
        const answer = await api.get(`/v1/identity/runs/${(started.value as Run).id}`)
        if (!answer.ok) return answer
        const run = answer.value as Run
        const { stage, percent } = run.progress
        const text = output.say(progressText, { stage, percent })
        if (text !== shown) output.progress(text)
        shown = text
        if (run.endedAt === undefined) continue
        const { found = 0, fresh = 0 } = run.proposals ?? {}
        const row = [run.id, run.state, output.number(found), output.number(fresh), run.fault?.message ?? '']
        const { id, state, pairs, fresh: isNew, fault } = heading
        const heads = [id, state, pairs, isNew, fault].map((word) => output.say(word))
        const waits = await modelWaits(run, api, output)
        output.result(run, [...table(heads, [row]), ...householdLines(run, output), ...waits])
        return run.state === 'done' ? done : ok(exitCodes.failed)
      }
    }),
}

/** Its model is for another person to confirm: which, and how. */
async function modelWaits({ trained }: Run, api: Api, { say }: Output): Promise<string[]> {
  if (trained === undefined) return []
  const answer = await api.get(`/v1/identity/models/${trained}`)
  const isAsked = answer.ok && (answer.value as KeptModel).uses.some(({ state }) => state === 'proposed')
  return isAsked ? [say(modelWaitsText, { digest: trained })] : []
}

/** What became of households over splits and merges; nothing where no source has any. */
function householdLines({ report }: Run, { say, number }: Output): string[] {
  if (report?.households === undefined) return []
  const { rosters, links } = report.households
  const counts = { same: number(links.same), part: number(links['part-of']), some: number(links['some-members']) }
  return [say(householdsText, { rosters: number(rosters), ...counts })]
}
