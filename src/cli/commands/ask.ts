import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { QuestionAnswer, SourceAnswer } from '../../exchange/schema.ts'
import type { LocalText } from '../../kernel/nouns.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { text, withApi } from '../calling.ts'
import { type Command, type ExitCode, exitCodes, type Invocation, type OptionDeclaration } from '../command.ts'
import { callerOptions } from '../credentials.ts'
import { fetchLabels, type Labels } from '../labels.ts'
import type { Output } from '../output.ts'

export const byOption: OptionDeclaration = {
  name: 'by',
  type: 'string',
  value: 'ELEMENT=VALUE',
  repeatable: true,
  about: {
    en: 'a further identifier, e.g. person.birth-registration-number=…; may be given several times',
    sw: 'kitambulisho cha ziada, k.m. person.birth-registration-number=…; kinaweza kurudiwa',
    fr: 'un identifiant de plus, p. ex. person.birth-registration-number=… ; répétable',
  },
}

export const saveOption: OptionDeclaration = {
  name: 'save',
  type: 'string',
  value: 'FOLDER',
  about: {
    en: 'keep the receipt of each source in this folder',
    sw: 'hifadhi stakabadhi ya kila chanzo katika folda hii',
    fr: 'garder le reçu de chaque source dans ce dossier',
  },
}

const options: readonly OptionDeclaration[] = [
  {
    name: 'purpose',
    type: 'string',
    value: 'PURPOSE',
    about: {
      en: 'what the answer is for; an agreement must allow it',
      sw: 'jibu ni la nini; lazima mkataba uruhusu',
      fr: 'à quoi sert la réponse ; un accord doit le permettre',
    },
    default: 'eligibility-verification',
  },
  byOption,
  {
    name: 'source',
    type: 'string',
    value: 'SERVICE',
    repeatable: true,
    about: {
      en: 'ask only this service; may be given several times (otherwise all that agreements allow)',
      sw: 'uliza huduma hii tu; inaweza kurudiwa (vinginevyo zote zinazoruhusiwa na mikataba)',
      fr: 'interroger seulement ce service ; répétable (sinon tous ceux que les accords permettent)',
    },
  },
  saveOption,
]

const statusWords = {
  answered: { en: 'answered', sw: 'imejibu', fr: 'a répondu' },
  'no-record': { en: 'has no record', sw: 'haina rekodi', fr: 'n’a pas de fiche' },
  refused: { en: 'refused', sw: 'imekataliwa', fr: 'refusé' },
  unavailable: { en: 'unavailable', sw: 'haipatikani', fr: 'indisponible' },
  invalid: { en: 'gave an invalid answer', sw: 'imetoa jibu batili', fr: 'a donné une réponse invalide' },
} satisfies Record<SourceAnswer['status'], LocalText>

const words = {
  withheld: { en: 'withheld', sw: 'imezuiwa', fr: 'retenu' },
  receipt: { en: 'receipt', sw: 'stakabadhi', fr: 'reçu' },
  record: { en: 'record {number}', sw: 'rekodi {number}', fr: 'fiche {number}' },
} satisfies Record<string, LocalText>

export const nationalId = {
  name: 'NATIONAL_ID',
  about: { en: 'the person’s national id', sw: 'kitambulisho cha taifa cha mtu', fr: 'l’identifiant national' },
  required: false,
} satisfies NonNullable<Command['positionals']>[number]

export const ask: Command = {
  name: 'ask',
  about: {
    en: 'ask about a person for a purpose, from every system that an agreement allows',
    sw: 'uliza kuhusu mtu kwa madhumuni fulani, katika kila mfumo unaoruhusiwa na mkataba',
    fr: 'interroger au sujet d’une personne pour une finalité, tous les systèmes qu’un accord permet',
  },
  positionals: [nationalId],
  options: [...options, ...callerOptions],
  examples: [
    'kiungo ask 123456789',
    'kiungo ask 123456789 --purpose life-status-check --source crvs.death --save receipts',
  ],
  run: (invocation) => {
    const sources = invocation.options.source as readonly string[] | undefined
    return askAbout(invocation, {
      purpose: text(invocation.options.purpose) ?? 'eligibility-verification',
      ...(sources === undefined ? {} : { sources: sources.map((service) => ({ service })) }),
    })
  },
}

interface Asking {
  readonly purpose: string
  readonly sources?: readonly { readonly service: string; readonly elements?: readonly string[] }[]
}

/** One question about the person that the invocation names; exits as refused where no source answers. */
export function askAbout(invocation: Invocation, asking: Asking): Promise<Result<ExitCode>> {
  const subject = readSubject(invocation)
  if (subject === undefined) {
    return Promise.resolve(
      fail({
        code: 'cli.usage',
        status: 400,
        message: 'there is no identifier to ask by',
        fix: 'give a national id, or --by ELEMENT=VALUE; see: kiungo ask --help',
      }),
    )
  }
  return withApi(invocation, async (api) => {
    const answer = await api.post('/v1/questions', { messageId: randomUUID(), subject, ...asking })
    if (!answer.ok) return answer
    const question = answer.value as QuestionAnswer
    const saved = saveReceipts(question, text(invocation.options.save))
    const labels = await fetchLabels(api, invocation.output)
    const lines = question.sources.flatMap((source) => [...describe(source, { labels, output: invocation.output }), ''])
    invocation.output.result(question, [...lines, ...saved.map((f) => `${invocation.output.say(words.receipt)}: ${f}`)])
    return ok(question.sources.some((source) => source.status === 'answered') ? exitCodes.ok : exitCodes.refused)
  })
}

function readSubject(invocation: Invocation): Record<string, string> | undefined {
  const subject: Record<string, string> = {}
  const [nationalId] = invocation.positionals
  if (nationalId !== undefined) subject['person.national-id'] = nationalId
  for (const pair of (invocation.options.by as readonly string[] | undefined) ?? []) {
    const at = pair.indexOf('=')
    if (at < 1) return undefined
    subject[pair.slice(0, at)] = pair.slice(at + 1)
  }
  return Object.keys(subject).length === 0 ? undefined : subject
}

interface Reader {
  readonly labels: Labels
  readonly output: Output
}

function describe(source: SourceAnswer, { labels, output }: Reader): string[] {
  const head = `${source.service}: ${output.say(statusWords[source.status])}`
  const reason = source.message === undefined ? [] : [`  ${source.message}`]
  const records = source.records.flatMap((record, index) => [
    `  ${output.say(words.record, { number: index + 1 })}`,
    ...fieldLines(record, source.forms, { labels, indent: 4 }),
  ])
  const withheld = source.withheld.map(({ element }) => labels.element(element))
  return [
    head,
    ...reason,
    ...records,
    ...(withheld.length === 0 ? [] : [`  ${output.say(words.withheld)}: ${withheld.join(', ')}`]),
  ]
}

function fieldLines(
  record: Record<string, unknown>,
  forms: SourceAnswer['forms'],
  { labels, indent }: { labels: Labels; indent: number },
): string[] {
  const margin = ' '.repeat(indent)
  return Object.entries(record).flatMap(([element, value]) =>
    Array.isArray(value)
      ? value.flatMap((item: Record<string, unknown>) => [
          `${margin}${labels.element(element)}:`,
          ...fieldLines(item, forms, { labels, indent: indent + 2 }),
        ])
      : [`${margin}${labels.element(element)}: ${labels.value(element, value, forms[element])}`],
  )
}

function saveReceipts(question: QuestionAnswer, folder: string | undefined): string[] {
  if (folder === undefined) return []
  mkdirSync(folder, { recursive: true })
  return question.sources.map((source) => {
    const file = join(folder, `${source.exchangeId}.receipt.json`)
    writeFileSync(file, `${JSON.stringify(source.receipt, null, 2)}\n`)
    return file
  })
}
