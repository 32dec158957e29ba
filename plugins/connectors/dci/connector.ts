import { randomUUID } from 'node:crypto'
import type {
  Connector,
  ConnectorContext,
  OpenConnector,
  ProviderAnswer,
  ProviderFailure,
  ProviderQuestion,
} from '../../../src/exchange/plugin.ts'
import { fail, ok, type Result } from '../../../src/kernel/result.ts'
import type { PublicJwk } from '../../../src/kernel/signature.ts'
import { requestHeader, searchCriteria, searchItem, type Tree } from '../../../src/standards/dci/envelope.ts'
import { operations } from '../../../src/standards/dci/registries.ts'
import { type FoundPage, searchReply } from '../../../src/standards/dci/reply.ts'
import { nonsense, openHttp } from '../http-call.ts'
import { failureOf, outcomeOf } from '../outcomes.ts'
import { callProvider, type Line } from './call.ts'
import { failureOfReply } from './failures.ts'
import { openKeys } from './keys.ts'
import { type Query, queryOf, sortOf } from './query.ts'
import { DciSettings } from './settings.ts'
import { openBearer } from './token.ts'

const defaultMaxBytes = 4_000_000

/** A registry that speaks the standard of the Digital Convergence Initiative, asked by its synchronous search. */
export const connector: Connector = { kind: 'dci', settings: DciSettings, open }

function open(context: ConnectorContext): OpenConnector {
  const settings = context.operation as DciSettings
  const { system, secret, now, node } = context
  const root = new URL(system.address).pathname.replace(/\/$/, '')
  const http = openHttp(system.address, settings.maxBytes ?? defaultMaxBytes)
  const { keys = [], jwksPath } = settings.verify ?? {}
  const line: Line = {
    http,
    settings,
    bearer: openBearer(settings.authentication, { http, root, secret, now }),
    keys: openKeys({
      http,
      registered: keys as readonly PublicJwk[],
      jwksPath: jwksPath === undefined ? undefined : root + jwksPath,
      now,
    }),
    node,
    now,
  }
  const base = root + settings.base
  return {
    ask: (question, signal) =>
      ask(line, base + (settings.searchPath ?? operations.syncSearch.path), { question, signal }),
    check: (signal) => http.check(settings.checkPath === undefined ? `${base}/` : root + settings.checkPath, signal),
    close: () => http.close(),
  }
}

interface Asking {
  readonly question: ProviderQuestion
  readonly signal: AbortSignal
}

async function ask(
  line: Line,
  path: string,
  { question, signal }: Asking,
): Promise<Result<ProviderAnswer, ProviderFailure>> {
  const query = queryOf(question, line.settings.ask)
  if (!query.ok) return fail({ kind: 'refused', detail: query.problem })
  const sort = sortOf(question.sort, line.settings.ask)
  if (!sort.ok) return fail({ kind: 'refused', detail: sort.problem })
  const search: Search = { path, query: query.value, sort: sort.value }
  const found = await collect(line, search, { question, signal })
  return found.ok ? ok({ ...found.value, asOf: line.now().toISOString() }) : found
}

interface Search {
  readonly path: string
  readonly query: Query
  readonly sort: NonNullable<Parameters<typeof searchCriteria>[0]['sort']>
}

type Collected = Pick<ProviderAnswer, 'records' | 'total'>

/** The asked page out of the provider's own, which may be smaller. */
async function collect(
  line: Line,
  search: Search,
  { question: { page }, signal }: Asking,
): Promise<Result<Collected, ProviderFailure>> {
  const size = Math.min(page.size, line.settings.page.size)
  const from = page.size * (page.number - 1)
  const first = Math.floor(from / size)
  const records: unknown[] = []
  let total: number | undefined
  for (let i = 0; i < line.settings.page.maxPages; i++) {
    const answer = await askPage(line, search, { page: { size, number: first + i + 1 }, signal })
    if (!answer.ok) return answer
    const found = answer.value
    total = found.total ?? total
    // Whoever knows no pages answers with everything at once.
    if (found.page === undefined && found.records.length > size) {
      return ok({ records: found.records.slice(from, from + page.size), total: found.total ?? found.records.length })
    }
    records.push(...found.records)
    const enough = first * size + records.length >= from + page.size
    const last = found.records.length < size
    if (last) total ??= first * size + records.length
    if (enough || last) break
  }
  const skip = from - first * size
  const asked = records.slice(skip, skip + page.size)
  return ok(total === undefined ? { records: asked } : { records: asked, total })
}

interface OnePage {
  readonly page: { readonly size: number; readonly number: number }
  readonly signal: AbortSignal
}

async function askPage(
  line: Line,
  search: Search,
  { page, signal }: OnePage,
): Promise<Result<FoundPage, ProviderFailure>> {
  const referenceId = randomUUID()
  const transactionId = randomUUID()
  const request = requestOf(line, search, { page, referenceId, transactionId })
  const opened = await callProvider(line, search.path, request, signal)
  if (!opened.ok) return opened
  const reply = searchReply(opened.value, { transactionId, referenceId })
  const means = outcomeOf(line.settings.outcomes ?? [], 200, itemOf(opened.value.message))
  if (means === 'no-record') return ok({ records: [], total: 0, page, item: {} })
  if (means !== undefined) return fail(failureOf(means, 'by the words of the answer'))
  if (!reply.ok) return fail(failureOfReply(reply.problem))
  const { page: answered, records } = reply.value
  if (answered !== undefined && answered.number !== page.number)
    return fail(nonsense('another page than was asked for'))
  if (answered !== undefined && records.length > page.size) return fail(nonsense('more records than a page holds'))
  return reply
}

const itemOf = (message: Tree): unknown =>
  Array.isArray(message.search_response) ? message.search_response[0] : undefined

interface PageRequest extends Pick<OnePage, 'page'> {
  readonly referenceId: string
  readonly transactionId: string
}

function requestOf({ settings, node, now }: Line, search: Search, { page, referenceId, transactionId }: PageRequest) {
  const at = now()
  const header = requestHeader({
    action: operations.syncSearch.action,
    messageId: randomUUID(),
    at,
    senderId: settings.senderId ?? node?.name ?? 'kiungo',
    receiverId: settings.receiverId,
    totalCount: 1,
    ...(settings.senderUri === undefined ? {} : { senderUri: settings.senderUri }),
  })
  const criteria = searchCriteria({
    regType: settings.registryType,
    queryType: search.query.type,
    query: search.query.query,
    sort: search.sort,
    page,
    ...(settings.recordType === undefined ? {} : { recordType: settings.recordType }),
    ...(settings.eventType === undefined ? {} : { eventType: settings.eventType }),
    ...(settings.responseEntity === undefined ? {} : { responseEntity: settings.responseEntity }),
    ...(settings.purpose === undefined ? {} : { purpose: settings.purpose }),
  })
  return { header, message: { transaction_id: transactionId, search_request: [searchItem(referenceId, at, criteria)] } }
}
