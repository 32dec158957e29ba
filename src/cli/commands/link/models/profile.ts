import { writeFileSync } from 'node:fs'
import type { Profile } from '../../../../identity/drafts/schema.ts'
import type { LocalText } from '../../../../kernel/nouns.ts'
import { fail, ok, type Result } from '../../../../kernel/result.ts'
import { done, text, withApi } from '../../../calling.ts'
import { type Command, type ExitCode, exitCodes, type Invocation } from '../../../command.ts'
import { callerOptions } from '../../../credentials.ts'
import { type Output, table } from '../../../output.ts'
import { kindOption, kindsOf, sourceAbout, sourceOf } from './files.ts'

const head = {
  column: { en: 'COLUMN', sw: 'SAFU', fr: 'COLONNE' },
  kind: { en: 'TAKEN FOR', sw: 'IMECHUKULIWA KUWA', fr: 'PRISE POUR' },
  by: { en: 'BY', sw: 'KWA', fr: 'D’APRÈS' },
  filled: { en: 'FILLED', sw: 'ZILIZOJAZWA', fr: 'REMPLIES' },
  distinct: { en: 'DIFFERENT', sw: 'TOFAUTI', fr: 'DIFFÉRENTES' },
  written: { en: 'WRITTEN LIKE', sw: 'HUANDIKWA KAMA', fr: 'S’ÉCRIT COMME' },
  rule: { en: 'THE SAME IN BOTH', sw: 'SAWA KWA ZOTE', fr: 'IDENTIQUES' },
  pairs: { en: 'PAIRS', sw: 'JOZI', fr: 'PAIRES' },
} satisfies Record<string, LocalText>

const by: Readonly<Record<Profile['columns'][number]['by'], LocalText>> = {
  name: { en: 'name', sw: 'jina', fr: 'nom' },
  values: { en: 'values: check', sw: 'thamani: kagua', fr: 'valeurs : vérifier' },
  both: { en: 'name and values', sw: 'jina na thamani', fr: 'nom et valeurs' },
  neither: { en: '–', sw: '–', fr: '–' },
  person: { en: 'you', sw: 'wewe', fr: 'vous' },
}

const looked: LocalText = {
  en: '{records} records, of which {counted} were looked at',
  sw: 'rekodi {records}, kati yake {counted} ziliangaliwa',
  fr: '{records} enregistrements, dont {counted} examinés',
}

async function ask(invocation: Invocation, use: (profile: Profile) => Result<ExitCode>) {
  const { options, positionals } = invocation
  const kinds = kindsOf(options.kind)
  if (!kinds.ok) return kinds
  return withApi(invocation, async (api) => {
    const source = await sourceOf(positionals[0] ?? '', api)
    if (!source.ok) return source
    const id = text(options.id)
    const request = { source: source.value, kinds: kinds.value, ...(id === undefined ? {} : { id }) }
    const answer = await api.post('/v1/identity/models/profile', request)
    return answer.ok ? use(answer.value as Profile) : answer
  })
}

const sourceArgument = { name: 'SOURCE', about: sourceAbout, required: true } as const

export const linkModelProfile: Command = {
  name: 'link model profile',
  about: {
    en: 'say what the columns of a file or of the registry are, and why; no value of anybody',
    sw: 'eleza safu za faili au za rejista ni nini, na kwa nini; bila thamani ya mtu',
    fr: 'dire ce que sont les colonnes d’un fichier ou du registre, et pourquoi ; sans valeur de personne',
  },
  positionals: [sourceArgument],
  options: [kindOption, ...callerOptions],
  examples: ['kiungo link model profile list.csv', 'kiungo link model profile registry --json'],
  run: (invocation) =>
    ask(invocation, (profile) => {
      invocation.output.result(profile, profileLines(profile, invocation.output))
      return done
    }),
}

function profileLines({ records, counted, columns }: Profile, output: Output): string[] {
  const percent = (share: number) => `${Math.round(share * 100)} %`
  const rows = columns.map(({ column, kind, by: why, filled, distinct, shapes }) => [
    ...[column, kind, output.say(by[why]), percent(records === 0 ? 0 : filled / records), output.number(distinct)],
    shapes
      .slice(0, 2)
      .map(({ shape }) => shape)
      .join(' · '),
  ])
  const { column, kind, by: why, filled, distinct, written } = head
  return [
    output.say(looked, { records: output.number(records), counted: output.number(counted) }),
    '',
    ...table(
      [column, kind, why, filled, distinct, written].map((word) => output.say(word)),
      rows,
    ),
  ]
}

export const linkModelPropose: Command = {
  name: 'link model propose',
  about: {
    en: 'propose a first model for a file or the registry, with what its blocking rules cost',
    sw: 'pendekeza mpango wa kwanza wa faili au rejista, na gharama ya kanuni zake',
    fr: 'proposer un premier modèle pour un fichier ou le registre, avec le coût de ses règles',
  },
  positionals: [sourceArgument],
  options: [
    kindOption,
    {
      name: 'id',
      type: 'string',
      value: 'NAME',
      about: { en: 'name of the plan', sw: 'jina la mpango', fr: 'nom du plan' },
      default: 'first-model',
    },
    {
      name: 'out',
      type: 'string',
      value: 'FILE',
      about: {
        en: 'write the model to this file',
        sw: 'andika mpango kwenye faili hii',
        fr: 'écrire le modèle dans ce fichier',
      },
    },
    ...callerOptions,
  ],
  examples: ['kiungo link model propose list.csv --kind code=phone --out model.json'],
  run: (invocation) =>
    ask(invocation, ({ proposal, nothing }) => {
      const { options, output } = invocation
      if (proposal === undefined) {
        return fail({ code: 'cli.refused', status: 422, message: nothing?.message ?? '', fix: nothing?.fix ?? '' })
      }
      const out = text(options.out)
      if (out !== undefined) writeFileSync(out, `${JSON.stringify(proposal.model, null, 2)}\n`)
      const rows = proposal.rules.map(({ columns, pairs }) => [columns.join(' + '), output.number(pairs)])
      output.result(proposal, [
        ...table(
          [head.rule, head.pairs].map((word) => output.say(word)),
          rows,
        ),
        '',
        ...proposal.notes.map((note) => note.text),
      ])
      return ok(exitCodes.ok)
    }),
}
