import { checkPack, packName } from '../../../agreements/law/pack.ts'
import { digestOf } from '../../../kernel/digest.ts'
import type { LocalText } from '../../../kernel/nouns.ts'
import { ok } from '../../../kernel/result.ts'
import { type Command, exitCodes } from '../../command.ts'
import { readRulePack } from '../../rule-pack-file.ts'

const words = {
  sound: {
    en: '{pack} is sound: {rules} rules and {clocks} clocks, and every example comes out as it says.',
    sw: '{pack} ni sahihi: kanuni {rules} na saa {clocks}, na kila mfano unatoka kama unavyosema.',
    fr: '{pack} est en ordre : {rules} règles et {clocks} délais, et chaque exemple donne ce qu’il dit.',
  },
  faulty: {
    en: '{file}: faults found: {count}',
    sw: '{file}: kasoro zilizopatikana: {count}',
    fr: '{file} : défauts trouvés : {count}',
  },
} satisfies Record<string, LocalText>

export const packFile = {
  name: 'FILE',
  about: {
    en: 'rule pack (YAML or JSON)',
    sw: 'kifurushi cha sheria (YAML au JSON)',
    fr: 'paquet de règles (YAML ou JSON)',
  },
  required: true,
} as const

export const lawCheck: Command = {
  name: 'law check',
  about: {
    en: 'check a rule pack: its words, its expressions, and the examples of every row',
    sw: 'kagua kifurushi cha sheria: maneno, masharti na mifano ya kila kanuni',
    fr: 'vérifier un paquet de règles : mots, conditions, et exemples de chaque ligne',
  },
  positionals: [packFile],
  options: [],
  examples: ['kiungo law check countries/kenya/law/ke-dpa.yaml'],
  async run({ positionals: [file = ''], output }) {
    const value = await readRulePack(file)
    if (!value.ok) return value
    const outcome = checkPack(value.value)
    if ('faults' in outcome) {
      const { faults } = outcome
      const lines = faults.map(({ pointer, message, fix }) => `  ${pointer === '' ? '/' : pointer}: ${message}. ${fix}`)
      output.result({ file, faults }, [output.say(words.faulty, { file, count: faults.length }), ...lines])
      return ok(exitCodes.refused)
    }
    const { pack } = outcome
    const [rules, clocks] = [pack.rules.length, pack.clocks.length]
    output.result({ file, pack: packName(pack), hash: digestOf(pack), rules, clocks, faults: [] }, [
      output.say(words.sound, { pack: packName(pack), rules, clocks }),
    ])
    return ok(exitCodes.ok)
  },
}
