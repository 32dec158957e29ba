import { readFileSync, statSync } from 'node:fs'
import { type Evaluation, maxTruthBytes } from '../../../identity/measures/schema.ts'
import type { Run } from '../../../identity/runs/schema.ts'
import { fail, ok, type Result } from '../../../kernel/result.ts'
import type { Api } from '../../api.ts'
import { text, withApi } from '../../calling.ts'
import { type Command, exitCodes, type OptionDeclaration } from '../../command.ts'
import { callerOptions } from '../../credentials.ts'
import { type Output, table } from '../../output.ts'
import { measured, measureTimeoutMs } from './measured.ts'
import { basisText, bitsText, evaluating, findingText } from './words.ts'

const leastOption = (name: 'least-precision' | 'least-recall', about: OptionDeclaration['about']) =>
  ({ name, type: 'number', value: 'SHARE', about }) as const satisfies OptionDeclaration

export const linkEvaluate: Command = {
  name: 'link evaluate',
  about: {
    en: 'measure how right a linkage run was, against a file of known truth or what stewards have decided',
    sw: 'pima usahihi wa uunganishaji, dhidi ya faili la ukweli au yaliyoamuliwa na wasimamizi',
    fr: 'mesurer la justesse d’un rapprochement, contre une vérité connue ou les décisions des gestionnaires',
  },
  positionals: [
    {
      name: 'RUN',
      about: {
        en: 'the run (otherwise the latest that is done)',
        sw: 'uunganishaji (vinginevyo wa mwisho uliokamilika)',
        fr: 'le rapprochement (sinon le dernier terminé)',
      },
      required: false,
    },
  ],
  options: [
    {
      name: 'truth',
      type: 'string',
      value: 'FILE',
      about: {
        en: 'CSV: source,record,person and columns to group by; or source,record,other_source,other_record,same',
        sw: 'CSV: source,record,person na safu za makundi; au source,record,other_source,other_record,same',
        fr: 'CSV : source,record,person et colonnes de groupes ; ou source,record,other_source,other_record,same',
      },
    },
    leastOption('least-precision', {
      en: 'exit with 3 where precision is below this share, 0 to 1',
      sw: 'maliza kwa 3 usahihi ukiwa chini ya sehemu hii, 0 hadi 1',
      fr: 'finir avec 3 si la précision est sous cette part, de 0 à 1',
    }),
    leastOption('least-recall', {
      en: 'exit with 3 where recall is below this share, 0 to 1',
      sw: 'maliza kwa 3 ukamilifu ukiwa chini ya sehemu hii, 0 hadi 1',
      fr: 'finir avec 3 si le rappel est sous cette part, de 0 à 1',
    }),
    ...callerOptions,
  ],
  examples: [
    'kiungo link evaluate',
    'kiungo link evaluate lr-01m8b8270vekvy6140s70srbtd --truth truth.csv --least-precision 0.98 --json',
  ],
  run: (invocation) =>
    withApi(invocation, async (api) => {
      const { options, output, positionals } = invocation
      const truth = readFile(text(options.truth))
      if (!truth.ok) return truth
      const run = positionals[0] === undefined ? await latestRun(api) : ok(positionals[0])
      if (!run.ok) return run
      const path = `/v1/identity/runs/${encodeURIComponent(run.value)}/evaluation`
      const asking =
        truth.value === undefined
          ? api.get(path, measureTimeoutMs)
          : api.upload(path, truth.value, 'text/csv', measureTimeoutMs)
      const answer = await measured({ kind: 'evaluation', runs: [run.value] }, asking, { api, output })
      if (!answer.ok) return answer
      const evaluation = answer.value as Evaluation
      output.result(evaluation, linesOf(evaluation, output))
      const { precision, recall } = evaluation.asLinked
      const least = (name: string) => Number(options[name] ?? 0)
      const enough = precision >= least('least-precision') && recall >= least('least-recall')
      return ok(enough ? exitCodes.ok : exitCodes.refused)
    }),
}

function readFile(path: string | undefined): Result<Buffer | undefined> {
  if (path === undefined) return ok(undefined)
  try {
    if (statSync(path).size > maxTruthBytes) {
      return fail({
        ...{ code: 'cli.usage', status: 400, message: `${path} is larger than ${maxTruthBytes} bytes` },
        fix: 'give a part of it',
      })
    }
    return ok(readFileSync(path))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return fail({ code: 'cli.usage', status: 400, message: why, fix: 'give the path of a CSV file with --truth' })
  }
}

async function latestRun(api: Api): Promise<Result<string>> {
  const answer = await api.get('/v1/identity/runs')
  if (!answer.ok) return answer
  const latest = (answer.value as { runs: Run[] }).runs.find(({ state }) => state === 'done')
  if (latest !== undefined) return ok(latest.id)
  return fail({
    ...{ code: 'cli.no-run', status: 404, message: 'no linkage run is done yet' },
    fix: 'start one with `kiungo link run`',
  })
}

function linesOf(evaluation: Evaluation, output: Output): string[] {
  const { say, number } = output
  const { basis, given, known, judged, asLinked, atThreshold, atBest, intervals, expected, calibration } = evaluation
  const share = (value: number) => `${(100 * value).toFixed(2)} %`
  const between = ({ low, high }: Evaluation['intervals']['recall']) => `${share(low)} – ${share(high)}`
  const row = (label: string, score: { precision: number; recall: number; f1: number }) => [
    ...[label, share(score.precision), share(score.recall), score.f1.toFixed(4)],
  ]
  const at = (bits: number) => say(evaluating.at, { bits: bitsText(output, bits) })
  return [
    say(basisText[basis], { given: number(given), known: number(known), judged: number(judged) }),
    '',
    ...table(
      ['', say(evaluating.precision), say(evaluating.recall), 'F1'],
      [
        row(say(evaluating.asLinked), asLinked),
        ['95 %', between(intervals.precision), between(intervals.recall), ''],
        row(at(atThreshold.threshold), atThreshold),
        ...(atBest === undefined ? [] : [row(`${say(evaluating.best)} ${at(atBest.threshold)}`, atBest)]),
        row(say(evaluating.expected), expected.chosen),
      ],
    ),
    say(evaluating.counts, {
      ...{ right: number(asLinked.right), wrong: number(asLinked.wrong), missed: number(asLinked.missed) },
    }),
    say(evaluating.calibration, { error: share(calibration.error) }),
    ...groupLines(evaluation, output),
  ]
}

function groupLines({ groups }: Evaluation, { say, number }: Output): string[] {
  if (groups.length === 0) return []
  const heads = [evaluating.group, evaluating.records, evaluating.precision, evaluating.recall, evaluating.finding]
  const share = (value: number) => `${(100 * value).toFixed(2)} %`
  return [
    '',
    ...table(
      heads.map((head) => say(head)),
      groups.map(({ division, group, records, precision, recall, finding }) => [
        ...[`${division} ${group}`, number(records), share(precision), share(recall)],
        finding === undefined ? '' : say(findingText[finding]),
      ]),
    ),
  ]
}
