import type { RunComparison } from '../../../identity/measures/schema.ts'
import { done, withApi } from '../../calling.ts'
import type { Command } from '../../command.ts'
import { callerOptions } from '../../credentials.ts'
import { type Output, table } from '../../output.ts'
import { measured, measureTimeoutMs } from './measured.ts'
import { bitsText, clusterChange, comparing, heading } from './words.ts'

const which = {
  en: 'a run, or the digest of a model: its latest run',
  sw: 'uunganishaji, au digest ya mpango: uunganishaji wake wa mwisho',
  fr: 'un rapprochement, ou l’empreinte d’un modèle : son dernier rapprochement',
} as const

export const linkCompare: Command = {
  name: 'link compare',
  about: {
    en: 'compare two linkage runs, or the latest runs of two models; records by reference, no names',
    sw: 'linganisha unganishaji mbili, au za mwisho za mipango miwili; rekodi kwa namba, bila majina',
    fr: 'comparer deux rapprochements, ou les derniers de deux modèles ; enregistrements par référence, sans noms',
  },
  positionals: [
    { name: 'A', about: which, required: true },
    { name: 'B', about: which, required: true },
  ],
  options: [
    {
      name: 'examples',
      type: 'integer',
      value: 'N',
      about: {
        en: 'how many examples of each kind, 0 to 50',
        sw: 'mifano mingapi ya kila aina, 0 hadi 50',
        fr: 'combien d’exemples de chaque sorte, de 0 à 50',
      },
      default: '10',
    },
    ...callerOptions,
  ],
  examples: [
    'kiungo link compare lr-01m8b8270vekvy6140s70srbtd lr-01m8b9c40vekvy6140s70srbte',
    'kiungo link compare lr-01m8b8270vekvy6140s70srbtd lr-01m8b9c40vekvy6140s70srbte --examples 0 --json',
  ],
  run: (invocation) =>
    withApi(invocation, async (api) => {
      const { options, output, positionals } = invocation
      const [first = '', second = ''] = positionals
      const query = new URLSearchParams({ first, second })
      if (options.examples !== undefined) query.set('examples', String(options.examples))
      const asking = api.get(`/v1/identity/run-comparison?${query}`, measureTimeoutMs)
      const answer = await measured({ kind: 'comparison', runs: [first, second] }, asking, { api, output })
      if (!answer.ok) return answer
      const comparison = answer.value as RunComparison
      output.result(comparison, [
        ...sidesTable(comparison, output),
        '',
        ...countsTable(comparison, output),
        '',
        ...weightsTable(comparison, output),
        ...examplesTable(comparison, output),
      ])
      return done
    }),
}

function sidesTable({ first, second }: RunComparison, output: Output): string[] {
  const { say, number } = output
  const sides = [first, second]
  const bits = (value: number) => bitsText(output, value)
  const row = (label: string, of: (side: RunComparison['first']) => string) => [label, ...sides.map(of)]
  return table(
    ['', say(comparing.first), say(comparing.second)],
    [
      row(say(comparing.run), ({ run }) => run),
      row(say(comparing.model), ({ model }) => model.slice(0, 12)),
      row(say(comparing.records), ({ records }) => number(records)),
      row(say(comparing.link), ({ thresholds }) => bits(thresholds.link)),
      row(say(comparing.review), ({ thresholds }) => bits(thresholds.review)),
      row(say(comparing.linked), ({ pairs }) => number(pairs.linked)),
      row(say(comparing.shown), ({ pairs }) => number(pairs.review)),
      row(say(comparing.several), ({ clusters }) => number(clusters.ofSeveral)),
    ],
  )
}

function countsTable({ records, pairs, clusters }: RunComparison, { say, number }: Output): string[] {
  const sides = (label: string, { both, onlyFirst, onlySecond }: RunComparison['records']) => [
    ...[label, number(both), number(onlyFirst), number(onlySecond)],
  ]
  const changes = (['same', 'split', 'merged', 'moved'] as const).map((change) => [
    ...[say(clusterChange[change]), number(clusters[change].groups), number(clusters[change].records)],
  ])
  return [
    ...table(
      ['', say(comparing.both), say(comparing.onlyFirst), say(comparing.onlySecond)],
      [sides(say(comparing.records), records), sides(say(comparing.linked), pairs)],
    ),
    say(comparing.agreement, { share: (100 * pairs.agreement).toFixed(1) }),
    '',
    ...table([say(comparing.change), say(comparing.groups), say(comparing.records)], changes),
  ]
}

/** Both distributions side by side, bit by bit. */
function weightsTable({ first, second }: RunComparison, { say, number }: Output): string[] {
  const from = [...new Set([...first.weights, ...second.weights].map((bin) => bin.from))].sort((a, b) => a - b)
  const at = ({ weights }: RunComparison['first'], bit: number) => weights.find((bin) => bin.from === bit)?.pairs ?? 0
  return table(
    [say(heading.weight), say(comparing.pairsOfFirst), say(comparing.pairsOfSecond)],
    from.map((bit) => [String(bit), number(at(first, bit)), number(at(second, bit))]),
  )
}

function examplesTable({ examples: { pairs, groups } }: RunComparison, output: Output): string[] {
  const { say } = output
  const bits = (value: number | undefined) => (value === undefined ? '–' : bitsText(output, value))
  const ref = ({ source, record }: { readonly source: string; readonly record: string }) => `${source} ${record}`
  const ofPairs = pairs.map(({ first, second, linkedBy, weights }) => [
    ...[ref(first), ref(second), say(comparing[linkedBy]), bits(weights.first), bits(weights.second)],
  ])
  const parts = (side: (typeof groups)[number]['first']) => side.map((part) => part.map(ref).join(', ')).join(' | ')
  const ofGroups = groups.map(({ change, first, second }) => [say(clusterChange[change]), parts(first), parts(second)])
  const heads = [heading.first, heading.second, comparing.linkedBy, comparing.bitsInFirst, comparing.bitsInSecond]
  return [
    ...(ofPairs.length === 0
      ? []
      : [
          '',
          ...table(
            heads.map((head) => say(head)),
            ofPairs,
          ),
        ]),
    ...(ofGroups.length === 0
      ? []
      : ['', ...table([say(comparing.change), say(comparing.first), say(comparing.second)], ofGroups)]),
  ]
}
