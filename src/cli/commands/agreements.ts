import { readFileSync, statSync } from 'node:fs'
import { parse } from 'yaml'
import type { WhatIf } from '../../agreements/what-if.ts'
import type { LocalText } from '../../kernel/nouns.ts'
import type { Problem } from '../../kernel/problem.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { done, withApi } from '../calling.ts'
import type { Command, ExitCode, Invocation } from '../command.ts'
import { table } from '../output.ts'
import { agreements as list } from './lists.ts'

const draftLimitBytes = 1024 * 1024

const words = {
  tried: {
    en: 'Exchanges tried: {exchanges}. Released both times: {stayReleased}; refused both times: {stayRefused}; newly refused: {newlyRefused}; newly released: {newlyReleased}.',
    sw: 'Mabadilishano yaliyojaribiwa: {exchanges}. Yaliyotolewa mara zote mbili: {stayReleased}; yaliyokataliwa mara zote mbili: {stayRefused}; yanayokataliwa sasa: {newlyRefused}; yanayotolewa sasa: {newlyReleased}.',
    fr: 'Échanges essayés : {exchanges}. Communiqués les deux fois : {stayReleased} ; refusés les deux fois : {stayRefused} ; nouvellement refusés : {newlyRefused} ; nouvellement communiqués : {newlyReleased}.',
  },
  more: {
    en: 'There are more exchanges than one run takes; these are the oldest.',
    sw: 'Kuna mabadilishano mengi kuliko yanayochukuliwa kwa mara moja; haya ni ya zamani zaidi.',
    fr: 'Il y a plus d’échanges qu’un passage n’en prend ; ce sont les plus anciens.',
  },
  gate: { en: 'GATE', sw: 'LANGO', fr: 'PORTE' },
  reason: { en: 'REASON', sw: 'SABABU', fr: 'MOTIF' },
  count: { en: 'COUNT', sw: 'IDADI', fr: 'NOMBRE' },
  field: { en: 'FIELD', sw: 'TAARIFA', fr: 'CHAMP' },
  kept: { en: 'KEPT', sw: 'INABAKI', fr: 'GARDÉ' },
  otherForm: { en: 'OTHER FORM', sw: 'NAMNA NYINGINE', fr: 'AUTRE FORME' },
  lost: { en: 'LOST', sw: 'INAONDOKA', fr: 'PERDU' },
  gained: { en: 'GAINED', sw: 'INAONGEZEKA', fr: 'GAGNÉ' },
} satisfies Record<string, LocalText>

export const agreements: Command = {
  ...list,
  about: {
    en: 'list the data sharing agreements, or try a draft on past exchanges: agreements what-if FILE',
    sw: 'orodhesha mikataba ya kushirikiana data, au jaribu rasimu kwa mabadilishano yaliyopita: agreements what-if FILE',
    fr: 'lister les accords de partage de données, ou essayer un projet sur des échanges passés : agreements what-if FILE',
  },
  positionals: [
    {
      name: 'ACTION',
      about: {
        en: 'list (unless told) or what-if',
        sw: 'list (bila kusema) au what-if',
        fr: 'list (par défaut) ou what-if',
      },
      required: false,
    },
    {
      name: 'FILE',
      about: { en: 'the draft, YAML or JSON', sw: 'rasimu, YAML au JSON', fr: 'le projet, YAML ou JSON' },
      required: false,
    },
  ],
  options: [
    ...list.options,
    {
      name: 'days',
      type: 'integer',
      value: 'DAYS',
      about: { en: 'how far back to try', sw: 'kujaribu siku ngapi nyuma', fr: 'jusqu’où remonter' },
      default: '30',
    },
  ],
  examples: [...list.examples, 'kiungo agreements what-if draft.yaml --days 7'],
  async run(invocation) {
    const [action = 'list', file] = invocation.positionals
    if (action === 'list') return list.run(invocation)
    if (action !== 'what-if' || file === undefined) return fail(usage)
    const draft = readDraft(file)
    return draft.ok ? whatIf(draft.value, invocation) : draft
  },
}

export function readDraft(file: string): Result<unknown> {
  try {
    if (statSync(file).size > draftLimitBytes)
      return fail(unreadable(`${file} is larger than ${draftLimitBytes} bytes`))
    return ok(parse(readFileSync(file, 'utf8')))
  } catch (error) {
    return fail(unreadable(`${file} cannot be read: ${(error as Error).message}`))
  }
}

const whatIf = (agreement: unknown, invocation: Invocation): Promise<Result<ExitCode>> =>
  withApi(invocation, async (api): Promise<Result<ExitCode>> => {
    const answer = await api.post('/v1/agreements/what-if', { agreement, days: invocation.options.days ?? 30 })
    if (!answer.ok) return answer
    const { output } = invocation
    const tried = answer.value as WhatIf & { readonly next?: string }
    const { exchanges, stayReleased, stayRefused, newlyRefused, newlyReleased } = tried
    const heading = (...names: (keyof typeof words)[]) => names.map((name) => output.say(words[name]))
    output.result(tried, [
      output.say(words.tried, { exchanges, stayReleased, stayRefused, newlyRefused, newlyReleased }),
      ...(tried.next === undefined ? [] : [output.say(words.more)]),
      '',
      ...table(
        heading('gate', 'reason', 'count'),
        tried.refusals.map(({ gate, code, count }) => [gate, code, String(count)]),
      ),
      '',
      ...table(
        heading('field', 'kept', 'otherForm', 'lost', 'gained'),
        tried.fields.map(({ element, ...counts }) => [
          element,
          ...[counts.kept, counts.otherForm, counts.lost, counts.gained].map(String),
        ]),
      ),
    ])
    return done
  })

const usage: Problem = {
  code: 'cli.usage',
  status: 400,
  message: 'an action is list, or what-if with the file of a draft',
  fix: 'see: kiungo agreements --help',
}

const unreadable = (message: string): Problem => ({
  code: 'cli.unreadable-draft',
  status: 400,
  message,
  fix: 'give a file with one agreement, as GET /v1/agreements/ID shows it',
})
