import type { ListedPack } from '../../../agreements/law/routes.ts'
import type { LocalText } from '../../../kernel/nouns.ts'
import { done, withApi } from '../../calling.ts'
import type { Command } from '../../command.ts'
import { callerOptions } from '../../credentials.ts'
import { readRulePack } from '../../rule-pack-file.ts'
import { packFile } from './check.ts'

const imported: LocalText = {
  en: '{pack} is in force ({rules} rules, {clocks} clocks).',
  sw: '{pack} inatumika (kanuni {rules}, saa {clocks}).',
  fr: '{pack} est en vigueur ({rules} règles, {clocks} délais).',
}

export const lawImport: Command = {
  name: 'law import',
  about: {
    en: 'put a later version of a rule pack in force, at once and for all nodes',
    sw: 'anza kutumia toleo la baadaye la kifurushi cha sheria, mara moja na kwa nodi zote',
    fr: 'mettre en vigueur une version postérieure d’un paquet de règles, aussitôt et pour tous les nœuds',
  },
  positionals: [packFile],
  options: callerOptions,
  examples: ['kiungo law import ke-dpa.yaml --client nsps-operations'],
  async run(invocation) {
    const { positionals, output } = invocation
    const value = await readRulePack(positionals[0] ?? '')
    if (!value.ok) return value
    return withApi(invocation, async (api) => {
      const answer = await api.post('/v1/law/packs', value.value)
      if (!answer.ok) return answer
      const { pack } = answer.value as { pack: ListedPack }
      const { id, version, rules, clocks } = pack
      output.result(answer.value, [output.say(imported, { pack: `${id}@${version}`, rules, clocks })])
      return done
    })
  },
}
