import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import {
  type AskerState,
  answerOverlap,
  askOverlap,
  countOverlap,
  type OverlapResult,
} from '../../../identity/private/overlap/rounds.ts'
import type { CheckedProject } from '../../../identity/private/project.ts'
import type { LocalText } from '../../../kernel/nouns.ts'
import { fail, ok, type Result } from '../../../kernel/result.ts'
import { done, withApi } from '../../calling.ts'
import type { Command, ExitCode, Invocation } from '../../command.ts'
import { callerOptions } from '../../credentials.ts'
import { inOption, keysOption, outOption, ownKeys, projectOption, readProject, readRecords, required } from './files.ts'
import { bookOf } from './match.ts'

const words = {
  asked: {
    en: 'Asked with {count} identifiers. Send the file to the other party; {state} stays with you until its answer is there.',
    sw: 'Limeulizwa kwa vitambulisho {count}. Tuma faili kwa mshiriki mwingine; {state} libaki kwako hadi jibu lifike.',
    fr: 'Demandé avec {count} identifiants. Envoyez le fichier à l’autre partie ; {state} reste chez vous jusqu’à sa réponse.',
  },
  answered: {
    en: 'Answered a question with {theirs} identifiers from {own} of yours, run {run}.',
    sw: 'Limejibiwa swali la vitambulisho {theirs} kutoka {own} vyako, mzunguko {run}.',
    fr: 'Répondu à une question de {theirs} identifiants parmi {own} des vôtres, exécution {run}.',
  },
  count: {
    en: '{count} of your {own} are also among their {theirs}.',
    sw: '{count} kati ya {own} vyako viko pia kati ya {theirs} vyao.',
    fr: '{count} de vos {own} sont aussi parmi leurs {theirs}.',
  },
  'fewer-than': {
    en: 'Fewer than {than} of your {own} are among their {theirs}; smaller counts are not told.',
    sw: 'Chini ya {than} kati ya {own} vyako viko kati ya {theirs} vyao; hesabu ndogo hazielezwi.',
    fr: 'Moins de {than} de vos {own} sont parmi leurs {theirs} ; les petits nombres ne sont pas dits.',
  },
  'all-but-fewer-than': {
    en: 'All but fewer than {than} of the smaller of the two sets ({own}, {theirs}) are in both.',
    sw: 'Zote isipokuwa chini ya {than} za seti ndogo ({own}, {theirs}) ziko katika zote mbili.',
    fr: 'Toutes sauf moins de {than} de la plus petite des deux listes ({own}, {theirs}) sont dans les deux.',
  },
} satisfies Record<string, LocalText>

export const privateOverlap: Command = {
  name: 'private overlap',
  about: {
    en: 'count the persons that two parties both have, without showing any: ask, answer, count',
    sw: 'hesabu watu ambao washiriki wawili wote wanao, bila kumwonyesha yeyote: ask, answer, count',
    fr: 'compter les personnes que deux parties ont en commun, sans en montrer : ask, answer, count',
  },
  positionals: [
    {
      name: 'STEP',
      about: {
        en: 'ask (who wants to know), answer (the other party), count (who asked)',
        sw: 'ask (anayetaka kujua), answer (mshiriki mwingine), count (aliyeuliza)',
        fr: 'ask (qui veut savoir), answer (l’autre partie), count (qui a demandé)',
      },
      required: true,
    },
  ],
  options: [
    ...[projectOption, keysOption, inOption, outOption],
    {
      name: 'message',
      type: 'string',
      value: 'FILE',
      about: {
        en: 'the message of the other party',
        sw: 'ujumbe wa mshiriki mwingine',
        fr: 'le message de l’autre partie',
      },
    },
    {
      name: 'state',
      type: 'string',
      value: 'FILE',
      about: {
        en: 'what the asker keeps between ask and count',
        sw: 'anachohifadhi anayeuliza kati ya ask na count',
        fr: 'ce que garde le demandeur entre ask et count',
      },
    },
    ...callerOptions,
  ],
  examples: [
    'kiungo private overlap ask --project p.json --keys dss-keys --in ours.csv --out question.json --state state.json',
    'kiungo private overlap answer --project p.json --keys nida-keys --in people.csv --message question.json --out answer.json',
    'kiungo private overlap count --project p.json --message answer.json --state state.json',
  ],
  async run(invocation) {
    const given = required(invocation.options, 'project')
    if (!given.ok) return given
    const checked = readProject(given.value.project)
    if (!checked.ok) return checked
    const [step] = invocation.positionals
    if (step === 'ask') return ask(invocation, checked.value)
    if (step === 'answer') return answer(invocation, checked.value)
    if (step === 'count') return count(invocation, checked.value)
    return fail({ code: 'cli.usage', status: 400, message: `there is no step ${step}`, fix: 'ask, answer or count' })
  },
}

function ownSide(folder: string, file: string, checked: CheckedProject) {
  const keys = ownKeys(folder)
  if (!keys.ok) return keys
  const { overlap } = checked.project
  const records = readRecords(file, overlap === undefined ? [] : [overlap.from])
  return records.ok ? ok({ checked, key: keys.value.signing, records: records.value }) : records
}

async function ask({ options, output }: Invocation, checked: CheckedProject): Promise<Result<ExitCode>> {
  const given = required(options, 'keys', 'in', 'out', 'state')
  if (!given.ok) return given
  const own = ownSide(given.value.keys, given.value.in, checked)
  if (!own.ok) return own
  const asked = await askOverlap(given.value.out, own.value)
  if (!asked.ok) return asked
  const { state } = given.value
  writeFileSync(state, JSON.stringify(asked.value), { mode: 0o600 })
  output.result({ count: asked.value.count }, [
    output.say(words.asked, { count: output.number(asked.value.count), state }),
  ])
  return done
}

const answer = (invocation: Invocation, checked: CheckedProject): Promise<Result<ExitCode>> =>
  withApi(invocation, async (api) => {
    const { options, output } = invocation
    const given = required(options, 'keys', 'in', 'message', 'out')
    if (!given.ok) return given
    const own = ownSide(given.value.keys, given.value.in, checked)
    if (!own.ok) return own
    const files = { question: given.value.message, answer: given.value.out }
    const answered = await answerOverlap(files, { ...own.value, book: bookOf(api, checked.digest) })
    if (!answered.ok) return answered
    output.result(answered.value, [output.say(words.answered, answered.value)])
    return done
  })

async function count({ options, output }: Invocation, checked: CheckedProject): Promise<Result<ExitCode>> {
  const given = required(options, 'message', 'state')
  if (!given.ok) return given
  const state = readState(given.value.state)
  if (!state.ok) return state
  const counted = await countOverlap(given.value.message, state.value, checked)
  if (!counted.ok) return counted
  // With the key in it and the answer, the count could be had again, whatever the limit.
  rmSync(given.value.state)
  output.result(counted.value, [output.say(words[counted.value.kind], numbersOf(counted.value))])
  return done
}

const numbersOf = ({ kind, ...numbers }: OverlapResult): Record<string, number> => numbers

function readState(file: string): Result<AskerState> {
  try {
    const { key, asked, count: own } = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof key === 'string' && typeof asked === 'string' && Number.isInteger(own))
      return ok({ key, asked, count: own })
  } catch {
    // Told below, whatever it was.
  }
  return fail({
    code: 'cli.private-file-unusable',
    status: 400,
    message: `${file} is not what \`kiungo private overlap ask\` kept`,
    fix: 'name the file that --state named when you asked; it is used once',
  })
}
