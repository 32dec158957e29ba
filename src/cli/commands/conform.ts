import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ProbeOptions } from '../../conformance/probe.ts'
import { reportPage } from '../../conformance/report-page.ts'
import { plannedChecks, reportOf, runConformance } from '../../conformance/run.ts'
import type { CheckResult, ConformanceReport } from '../../conformance/schema.ts'
import { toolName } from '../../conformance/tool.ts'
import { reportWords } from '../../conformance/words.ts'
import type { LocalText } from '../../kernel/nouns.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { text } from '../calling.ts'
import { type Command, exitCodes, type Invocation } from '../command.ts'
import type { Output } from '../output.ts'
import { type Connection, withConnection } from './dci/connection.ts'
import { connectionOptions, receiverOptions } from './dci/options.ts'

const words = {
  report: { en: 'Report', sw: 'Ripoti', fr: 'Rapport' },
  clause: { en: 'rests on', sw: 'msingi', fr: 'fondée sur' },
} satisfies Record<string, LocalText>

export const conformDci: Command = {
  name: 'conform dci',
  about: {
    en: 'check whether a server keeps to the DCI standard, and write a report',
    sw: 'kagua kama seva inafuata kiwango cha DCI, na uandike ripoti',
    fr: 'vérifier si un serveur suit la norme DCI, et écrire un rapport',
  },
  options: [
    ...connectionOptions,
    ...receiverOptions,
    {
      name: 'known',
      type: 'string',
      value: 'TYPE:VALUE',
      about: {
        en: 'identifier of somebody whom the registry knows (otherwise found by a search)',
        sw: 'kitambulisho cha mtu anayejulikana na rejista (vinginevyo hutafutwa)',
        fr: 'identifiant de quelqu’un que le registre connaît (sinon trouvé par une recherche)',
      },
    },
    {
      name: 'unknown',
      type: 'string',
      value: 'TYPE:VALUE',
      about: {
        en: 'identifier of nobody (otherwise one of nines)',
        sw: 'kitambulisho kisicho cha mtu yeyote (vinginevyo cha tisa tupu)',
        fr: 'identifiant de personne (sinon tout en neuf)',
      },
    },
    {
      name: 'attribute',
      type: 'string',
      value: 'NAME:KIND',
      about: {
        en: 'attribute to filter and sort by, and its kind: date, number or text, e.g. birth_date:date',
        sw: 'sifa ya kuchuja na kupanga, na aina yake: date, number au text, k.m. birth_date:date',
        fr: 'attribut de filtre et de tri, et son genre : date, number ou text, p. ex. birth_date:date',
      },
    },
    {
      name: 'record-type',
      type: 'string',
      value: 'TYPE',
      about: {
        en: 'reg_record_type to ask for (otherwise the usual one of the registry)',
        sw: 'reg_record_type ya kuomba (vinginevyo ile ya kawaida ya rejista)',
        fr: 'reg_record_type à demander (sinon celui d’usage du registre)',
      },
    },
    {
      name: 'event-type',
      type: 'string',
      value: 'TYPE',
      about: {
        en: 'reg_event_type to ask for and to subscribe to',
        sw: 'reg_event_type ya kuomba na kujisajili',
        fr: 'reg_event_type à demander et auquel s’abonner',
      },
    },
    {
      name: 'event-wait',
      type: 'number',
      value: 'SECONDS',
      about: {
        en: 'how long an event is waited for after subscribing',
        sw: 'muda wa kusubiri tukio baada ya kujisajili',
        fr: 'combien de temps attendre un événement après l’abonnement',
      },
      default: '10',
    },
    {
      name: 'out',
      type: 'string',
      value: 'FOLDER',
      about: {
        en: 'write the report there, as JSON and as a page',
        sw: 'andika ripoti humo, kama JSON na kama ukurasa',
        fr: 'y écrire le rapport, en JSON et en page',
      },
    },
  ],
  examples: [
    'kiungo conform dci --base-url http://127.0.0.1:7400/dci/sr/v1.0.0 --registry sr --client dss-pension-mis --out reports',
    'kiungo conform dci --base-url https://sr.example.org/v1.0.0 --registry sr --keys keys --known UIN:123 --lang fr',
  ],
  run: (invocation) =>
    withConnection(invocation, { receiving: true }, async (connection) => {
      const options = optionsOf(connection, invocation)
      if (!options.ok) return options
      const report = await run(options.value, invocation.output)
      const files = written(report, text(invocation.options.out), invocation.output)
      invocation.output.result(report, [...describe(report, invocation.output), ...files])
      return ok(report.conforms ? exitCodes.ok : exitCodes.refused)
    }),
}

const usage = (message: string, fix: string) => fail({ code: 'cli.usage', status: 400, message, fix })

function optionsOf(
  { registry, consumer, receiver, purpose }: Connection,
  { options }: Invocation,
): Result<ProbeOptions> {
  const pairs = { known: pair(options.known), unknown: pair(options.unknown), attribute: pair(options.attribute) }
  for (const [name, value] of Object.entries(pairs)) {
    if (options[name] !== undefined && value === undefined) return usage(`--${name} is no pair`, 'write it as A:B')
  }
  const { known, unknown, attribute } = pairs
  const kind = (['date', 'number', 'text'] as const).find((one) => one === attribute?.value)
  if (attribute !== undefined && kind === undefined) return usage('--attribute has no kind', 'e.g. birth_date:date')
  const recordType = text(options['record-type'])
  const eventType = text(options['event-type'])
  return ok({
    registry,
    consumer,
    ...(receiver === undefined ? {} : { receiver }),
    ...(known === undefined ? {} : { known }),
    ...(unknown === undefined ? {} : { unknown }),
    ...(attribute === undefined || kind === undefined ? {} : { attribute: { name: attribute.type, kind } }),
    ...(recordType === undefined ? {} : { recordType }),
    ...(eventType === undefined ? {} : { eventType }),
    ...(purpose === undefined ? {} : { purpose }),
    callbackMs: Number(options.wait ?? 30) * 1000,
    notifyMs: Number(options['event-wait'] ?? 10) * 1000,
  })
}

/** `TYPE:VALUE`, at the first colon. */
export function pair(given: unknown): { readonly type: string; readonly value: string } | undefined {
  const [, type, value] = (typeof given === 'string' ? /^([^:]+):(.+)$/.exec(given) : null) ?? []
  return type === undefined || value === undefined ? undefined : { type, value }
}

async function run(options: ProbeOptions, output: Output): Promise<ConformanceReport> {
  const at = new Date()
  const began = performance.now()
  const checks: CheckResult[] = []
  const all = plannedChecks(options.registry).length
  for await (const result of runConformance(options)) {
    checks.push(result)
    output.progress(`${checks.length}/${all} ${result.id}`, checks.length === all)
  }
  return reportOf({ options, at, durationMs: performance.now() - began, tool: toolName(), checks })
}

function written(report: ConformanceReport, folder: string | undefined, { language, say }: Output): string[] {
  if (folder === undefined) return []
  mkdirSync(folder, { recursive: true })
  const name = join(folder, `dci-${report.registry}-${report.at.slice(0, 10)}`)
  writeFileSync(`${name}.json`, `${JSON.stringify(report, null, 2)}\n`)
  writeFileSync(`${name}.html`, reportPage(report, language))
  return ['', `${say(words.report)}: ${name}.json, ${name}.html`]
}

function describe(report: ConformanceReport, { say }: Output): string[] {
  const { checks, passed, failed, skipped } = report
  const failures = checks.filter(({ result }) => result === 'failed')
  const leftOut = Map.groupBy(
    checks.filter(({ result }) => result === 'skipped'),
    ({ detail }) => detail ?? '',
  )
  return [
    ...failures.flatMap(({ id, title, clause, level, detail = '' }) => [
      `${say(reportWords.failed)} (${say(reportWords[level])}) ${id}: ${title}`,
      `  ${detail}`,
      `  ${say(words.clause)}: ${clause}`,
    ]),
    ...[...leftOut].map(
      ([why, list]) => `${say(reportWords.skipped)}: ${list.map(({ id }) => id).join(', ')}\n  ${why}`,
    ),
    '',
    say(reportWords.summary, { passed, failed, skipped }),
    say(report.conforms ? reportWords.conforms : reportWords.conformsNot),
  ]
}
