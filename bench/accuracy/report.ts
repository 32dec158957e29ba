import { cpus } from 'node:os'
import type { CalibrationBin } from '../../src/identity/linkage/evaluate/calibration.ts'
import type { GroupScore } from '../../src/identity/linkage/evaluate/groups.ts'
import type { Accuracy } from './measure.ts'

const share = (value: number | undefined): string => (value === undefined ? '' : value.toFixed(4))
const count = (value: number): string => Math.round(value).toLocaleString('en')

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n')
}

/** Without the count of its records, which has a column of its own. */
const setName = ({ title }: Accuracy): string => title.replace(/, [\d,]+ records$/, '')

export function accuracyReport(
  day: string,
  seed: string,
  sets: readonly Accuracy[],
  skipped: readonly string[],
): string {
  return `${[
    `# Accuracy of linkage, ${day}`,
    `Run with \`npm run eval:linkage\`, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}. Demo country and registry-like people of seed ${seed}. No labels are used; thresholds are those that the model proposes.`,
    ...(skipped.length === 0 ? [] : [`Not measured, because the file is not there: ${skipped.join(', ')}.`]),
    '## Pairs and clusters',
    summary(sets),
    'Clusters: pairs that lie in one cluster, and B-cubed. "Best" is the F1 of pairs at the threshold that labels would have chosen.',
    '## What the model expects of itself, without labels',
    expectations(sets),
    'ECE: expected calibration error over the pairs that were kept. Another seed: share of links that a run trained from another seed has too, and its F1.',
    ...sets.filter(({ groups }) => groups.length > 0).flatMap(groupsOf),
    ...sets.filter(({ groups }) => groups.length > 0).flatMap(calibrationOf),
  ].join('\n\n')}\n`
}

const summary = (sets: readonly Accuracy[]): string =>
  table(
    [
      'set',
      'records',
      'true pairs',
      'compared',
      'precision',
      'recall',
      'F1',
      'best F1',
      'clusters F1',
      'B-cubed F1',
      'exact clusters F1',
      's',
    ],
    sets.map((set) => [
      ...[setName(set), count(set.records), count(set.truePairs), count(set.compared)],
      ...[share(set.pairs.precision), share(set.pairs.recall), `**${share(set.pairs.f1)}**`, share(set.best?.f1)],
      ...[`**${share(set.clusters.pairs.f1)}**`, share(set.clusters.bCubed.f1), share(set.clusters.exact.f1)],
      set.seconds.toFixed(1),
    ]),
  )

const expectations = (sets: readonly Accuracy[]): string =>
  table(
    [
      'set',
      'threshold (bits)',
      'best threshold',
      'expected F1',
      'found F1',
      'difference',
      'ECE',
      'same links, another seed',
      'F1, another seed',
    ],
    sets.map((set) => [
      ...[setName(set), set.threshold.toFixed(1), set.best?.threshold.toFixed(1) ?? ''],
      ...[
        share(set.expected.f1),
        share(set.pairs.f1),
        share(set.expected.f1 - set.pairs.f1),
        share(set.calibration.error),
      ],
      ...[share(set.stability.agreement), share(set.stability.f1)],
    ]),
  )

const findings: Readonly<Record<NonNullable<GroupScore['finding']>, string>> = {
  'misses-more': '**finding: misses more than for others**',
  'errs-more': '**finding: errs more than for others**',
}

const groupsOf = (set: Accuracy): string[] => [
  `## ${setName(set)}: clusters by group`,
  table(
    ['', 'group', 'records', 'precision', 'recall', 'F1', ''],
    set.groups.map(({ division, group, records, precision, recall, f1, finding }) => [
      ...[division, group, count(records), share(precision), share(recall), share(f1)],
      finding === undefined ? '' : findings[finding],
    ]),
  ),
]

const binName = ({ from, to }: CalibrationBin): string => `${from} to ${to}`

const calibrationOf = (set: Accuracy): string[] => [
  `## ${setName(set)}: calibration`,
  table(
    ['probability', 'pairs', 'said', 'found'],
    set.calibration.bins
      .filter(({ pairs }) => pairs > 0)
      .map((bin) => [binName(bin), count(bin.pairs), share(bin.said), share(bin.found)]),
  ),
]
