import type {
  Connector,
  ConnectorContext,
  OpenConnector,
  ProviderAnswer,
  ProviderFailure,
  ProviderQuestion,
} from '../../../src/exchange/plugin.ts'
import { fail, ok, type Result } from '../../../src/kernel/result.ts'
import { type HttpProvider, nonsense, openHttp } from '../http-call.ts'
import { parseJson } from '../json-answer.ts'
import { failureOf, outcomeOf, pick } from '../outcomes.ts'
import { nextPath } from './paging.ts'
import { type Call, RestSettings } from './settings.ts'
import { canMake, fillHeaders, requestBody, requestPath, withConsumer } from './template.ts'

const defaultMaxBytes = 2_000_000

/** REST with JSON: one call, pages of one call, or several calls made one record. */
export const connector: Connector = { kind: 'rest', settings: RestSettings, open }

interface Open {
  readonly http: HttpProvider
  readonly settings: RestSettings
  readonly headers: Readonly<Record<string, string>>
  /** Path of the system's address, before every call's path. */
  readonly base: string
  readonly address: string
}

interface Found {
  readonly records: readonly unknown[]
  readonly total?: number
}

function open(context: ConnectorContext): OpenConnector {
  const settings = context.operation as RestSettings
  const { address } = context.system
  const rest: Open = {
    http: openHttp(address, settings.maxBytes ?? defaultMaxBytes),
    settings,
    headers: { accept: 'application/json', ...fillHeaders(settings.headers ?? {}, context.secret) },
    base: new URL(address).pathname.replace(/\/$/, ''),
    address,
  }
  return {
    async ask(question, signal) {
      const found = await (settings.combine === 'merge' ? askAll : askFirst)(rest, question, signal)
      if (!found.ok) return found
      return ok({ ...found.value, asOf: context.now().toISOString() } satisfies ProviderAnswer)
    },
    check: (signal) => rest.http.check(rest.base + (settings.checkPath ?? '/'), signal),
    close: () => rest.http.close(),
  }
}

type Asked = Promise<Result<Found, ProviderFailure>>

async function askFirst(rest: Open, question: ProviderQuestion, signal: AbortSignal): Asked {
  const call = rest.settings.calls.find((candidate) => canMake(candidate, question.params))
  if (call === undefined) return fail({ kind: 'refused', detail: 'no call of the service has these parameters' })
  const { size, number } = question.page
  const found = await collect(rest, { call, question, wanted: size * number }, signal)
  if (!found.ok) return found
  const records = found.value.records.slice(size * (number - 1), size * number)
  return ok(found.value.total === undefined ? { records } : { records, total: found.value.total })
}

/** All calls at once; the person has a record when any of them has. */
async function askAll(rest: Open, question: ProviderQuestion, signal: AbortSignal): Asked {
  const calls = rest.settings.calls.filter(
    (call) =>
      canMake(call, question.params) &&
      (call.elements === undefined || call.elements.some((element) => question.elements.includes(element))),
  )
  const answers = await Promise.all(
    calls.map(async (call) => ({ call, found: await collect(rest, { call, question, wanted: 1 }, signal) })),
  )
  const merged = new Map<string, unknown>()
  for (const { call, found } of answers) {
    if (!found.ok) return found
    const [record] = found.value.records
    if (record === undefined) continue
    if (call.into !== undefined) merged.set(call.into, record)
    else if (typeof record === 'object' && record !== null) {
      for (const [name, value] of Object.entries(record)) merged.set(name, value)
    }
  }
  return ok(merged.size === 0 ? { records: [], total: 0 } : { records: [Object.fromEntries(merged)], total: 1 })
}

interface Collection {
  readonly call: Call
  readonly question: ProviderQuestion
  /** Records after which no further page is fetched. */
  readonly wanted: number
}

async function collect(rest: Open, { call, question, wanted }: Collection, signal: AbortSignal): Asked {
  const params = withConsumer(question.params, question.consumer)
  const body = requestBody(call, params)
  const headers = body === undefined ? rest.headers : { ...rest.headers, 'content-type': 'application/json' }
  const records: unknown[] = []
  let total: number | undefined
  let path: string | undefined = requestPath(rest.base, call, params)
  const maxPages = call.paging?.maxPages ?? 1
  for (let page = 1; path !== undefined && page <= maxPages; page++) {
    const request = { method: call.method, path, headers, ...(body === undefined ? {} : { body }) }
    const answer = await askOnce(rest, { call, request }, signal)
    if (!answer.ok) return answer
    if (answer.value === undefined) return ok({ records, total: records.length })
    const found = recordsIn(answer.value, call)
    if (found === undefined) return fail(nonsense(`no record at ${call.records ?? 'the top'} of the answer`))
    records.push(...found)
    total ??= totalIn(answer.value, call)
    const next = nextPath({ paging: call.paging, answer: answer.value, path, page, found: found.length, ...rest })
    if (!next.ok) return next
    path = next.value
    if (records.length >= wanted) break
  }
  // Without a word of the provider's the number is known only when the last page was reached.
  const known = total ?? (path === undefined ? records.length : undefined)
  return ok(known === undefined ? { records } : { records, total: known })
}

interface OneCall {
  readonly call: Call
  readonly request: Parameters<HttpProvider['call']>[0]
}

/** The parsed answer; undefined when it means that there is no record. */
async function askOnce(
  rest: Open,
  { call, request }: OneCall,
  signal: AbortSignal,
): Promise<Result<unknown, ProviderFailure>> {
  const answer = await rest.http.call(request, signal)
  if (!answer.ok) return answer
  const { status } = answer.value
  const json = parseJson(answer.value)
  const means = outcomeOf(call.outcomes ?? [], status, json.ok ? json.value : undefined)
  if (means === 'no-record') return ok(undefined)
  if (means !== undefined) return fail(failureOf(means, `HTTP ${status}`))
  if (status === 404 && call.outcomes === undefined) return ok(undefined)
  if (status >= 500) return fail({ kind: 'unavailable', detail: `HTTP ${status}` })
  if (status >= 400) return fail({ kind: 'refused', detail: `HTTP ${status}` })
  return json
}

function recordsIn(answer: unknown, call: Call): readonly unknown[] | undefined {
  const found = call.records === undefined ? answer : pick(answer, call.records)
  if (Array.isArray(found)) return found
  if (found === null) return []
  return typeof found === 'object' ? [found] : undefined
}

function totalIn(answer: unknown, call: Call): number | undefined {
  const total = call.total === undefined ? undefined : pick(answer, call.total)
  return typeof total === 'number' && Number.isSafeInteger(total) && total >= 0 ? total : undefined
}
