import type { Checked, Estimate } from '../../../../identity/drafts/schema.ts'
import type { KeptModel } from '../../../../identity/models/schema.ts'
import type { LocalText } from '../../../../kernel/nouns.ts'
import { ok, type Result } from '../../../../kernel/result.ts'
import type { Api } from '../../../api.ts'
import { done, text, withApi } from '../../../calling.ts'
import { type Command, type ExitCode, exitCodes, type Invocation } from '../../../command.ts'
import { callerOptions } from '../../../credentials.ts'
import { type Output, table } from '../../../output.ts'
import { modelFile, readModel, registryWord, sourceAbout, sourceOf } from './files.ts'

const words = {
  sound: { en: 'The model can be kept.', sw: 'Mpango unaweza kuhifadhiwa.', fr: 'Le modèle peut être gardé.' },
  place: { en: 'PLACE', sw: 'MAHALI', fr: 'ENDROIT' },
  fault: { en: 'WHAT IS WRONG', sw: 'KASORO', fr: 'DÉFAUT' },
  fix: { en: 'WHAT TO DO', sw: 'CHA KUFANYA', fr: 'QUE FAIRE' },
  rule: { en: 'RULE', sw: 'KANUNI', fr: 'RÈGLE' },
  pairs: { en: 'PAIRS', sw: 'JOZI', fr: 'PAIRES' },
  fresh: { en: 'NEW', sw: 'MPYA', fr: 'NOUVELLES' },
  largest: { en: 'LARGEST BLOCK', sw: 'KUNDI KUBWA', fr: 'PLUS GRAND BLOC' },
  shape: { en: 'WRITTEN LIKE', sw: 'HUANDIKWA KAMA', fr: 'S’ÉCRIT COMME' },
  warning: { en: 'WARNING', sw: 'ONYO', fr: 'ATTENTION' },
  exact: {
    en: '{union} pairs of {all} ({records} records); every pair was counted',
    sw: 'jozi {union} kati ya {all} (rekodi {records}); kila jozi imehesabiwa',
    fr: '{union} paires sur {all} ({records} enregistrements) ; chaque paire a été comptée',
  },
  sampled: {
    en: 'about {union} pairs of {all} ({records} records); estimated from a part',
    sw: 'takriban jozi {union} kati ya {all} (rekodi {records}); makadirio kutoka sehemu',
    fr: 'environ {union} paires sur {all} ({records} enregistrements) ; estimé d’après une partie',
  },
  without: { en: 'No column: {columns}', sw: 'Hakuna safu: {columns}', fr: 'Sans colonne : {columns}' },
  purges: { en: 'blocks left out', sw: 'makundi yameachwa', fr: 'blocs laissés' },
  explodes: { en: 'far too many', sw: 'nyingi mno', fr: 'beaucoup trop' },
  kept: {
    en: 'Kept: {id}, version {version}, {digest}',
    sw: 'Umehifadhiwa: {id}, toleo {version}, {digest}',
    fr: 'Gardé : {id}, version {version}, {digest}',
  },
} satisfies Record<string, LocalText>

async function withModel(
  invocation: Invocation,
  use: (model: unknown, api: Api) => Promise<Result<ExitCode>>,
): Promise<Result<ExitCode>> {
  const model = readModel(invocation.positionals[0] ?? '')
  return model.ok ? withApi(invocation, (api) => use(model.value, api)) : model
}

export const linkModelCheck: Command = {
  name: 'link model check',
  about: {
    en: 'tell everything that is wrong with a model, each with its place; ends with code 3 when there is something',
    sw: 'eleza kasoro zote za mpango na mahali pake; humaliza kwa msimbo 3 zikiwepo',
    fr: 'dire tout ce qui cloche dans un modèle, avec l’endroit ; finit avec le code 3 s’il y en a',
  },
  positionals: [modelFile],
  options: callerOptions,
  examples: ['kiungo link model check model.json'],
  run: (invocation) =>
    withModel(invocation, async (model, api) => {
      const answer = await api.post('/v1/identity/models/check', model)
      if (!answer.ok) return answer
      const { output } = invocation
      const { faults } = answer.value as Checked
      const rows = faults.map(({ pointer, message, fix }) => [pointer, message, fix])
      const lines = table(
        [words.place, words.fault, words.fix].map((word) => output.say(word)),
        rows,
      )
      output.result(answer.value, faults.length === 0 ? [output.say(words.sound)] : lines)
      return ok(faults.length === 0 ? exitCodes.ok : exitCodes.refused)
    }),
}

export const linkModelEstimate: Command = {
  name: 'link model estimate',
  about: {
    en: 'count the pairs that the blocking rules of a model bring together, one by one and all together',
    sw: 'hesabu jozi zinazokutanishwa na kanuni za mpango, moja moja na zote pamoja',
    fr: 'compter les paires que réunissent les règles d’un modèle, une à une et toutes ensemble',
  },
  positionals: [modelFile],
  options: [
    { name: 'on', type: 'string', value: 'SOURCE', about: sourceAbout, default: registryWord },
    ...callerOptions,
  ],
  examples: ['kiungo link model estimate model.json', 'kiungo link model estimate model.json --on list.csv --json'],
  run: (invocation) =>
    withModel(invocation, async (model, api) => {
      const { output, options } = invocation
      const source = await sourceOf(text(options.on) ?? registryWord, api)
      if (!source.ok) return source
      const { fields, blocking } = model as Pick<KeptModel['model'], 'fields' | 'blocking'>
      const answer = await api.post('/v1/identity/models/estimate', { source: source.value, fields, blocking })
      if (!answer.ok) return answer
      output.result(answer.value, estimateLines(answer.value as Estimate, output))
      return done
    }),
}

function estimateLines({ rules, union, all, records, method, without }: Estimate, output: Output): string[] {
  const { number, say } = output
  const { rule, pairs, fresh, largest, shape, warning } = words
  const rows = rules.map((one) => [
    ...[one.id, number(one.pairs), number(one.fresh), number(one.largestBlock), one.shape ?? ''],
    one.warnings.map((name) => say(words[name])).join(', '),
  ])
  return [
    ...table(
      [rule, pairs, fresh, largest, shape, warning].map((word) => say(word)),
      rows,
    ),
    '',
    say(words[method], { union: number(union), all: number(all), records: number(records) }),
    ...(without.length === 0 ? [] : [say(words.without, { columns: without.join(', ') })]),
  ]
}

export const linkModelSave: Command = {
  name: 'link model save',
  about: {
    en: 'keep a model as a new version, which never changes',
    sw: 'hifadhi mpango kama toleo jipya, lisilobadilika',
    fr: 'garder un modèle comme nouvelle version, qui ne change jamais',
  },
  positionals: [modelFile],
  options: callerOptions,
  examples: ['kiungo link model save model.json'],
  run: (invocation) =>
    withModel(invocation, async (model, api) => {
      const answer = await api.post('/v1/identity/models', model)
      if (!answer.ok) return answer
      const { digest, model: kept } = answer.value as KeptModel
      const { output } = invocation
      output.result(answer.value, [output.say(words.kept, { id: kept.id, version: kept.version, digest })])
      return done
    }),
}
