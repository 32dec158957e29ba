/** One bounded HTTP call to a provider: its answer, or why there is none. Never throws for what the provider does. */
import { Pool } from 'undici'
import type { ProviderFailure } from '../../src/exchange/plugin.ts'
import { fail, ok, type Result } from '../../src/kernel/result.ts'

export interface HttpRequest {
  readonly method: 'GET' | 'POST'
  /** Path and query, already encoded. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export interface HttpAnswer {
  readonly status: number
  /** Media type without parameters, in lower case; empty when the provider names none. */
  readonly contentType: string
  readonly charset: string
  readonly body: Buffer
}

export interface HttpProvider {
  call(request: HttpRequest, signal: AbortSignal): Promise<Result<HttpAnswer, ProviderFailure>>
  /** Whether anything answers at the address, whatever it says. */
  check(path: string, signal: AbortSignal): Promise<Result<true, ProviderFailure>>
  close(): Promise<void>
}

const maxConnections = 16
const connectTimeoutMs = 5_000
/** Above the longest timeout of a service: the caller's signal is what ends a call. */
const idleTimeoutMs = 125_000
const maxRetryAfterMs = 3_600_000

export function openHttp(address: string, maxBytes: number): HttpProvider {
  const pool = new Pool(new URL(address).origin, {
    connections: maxConnections,
    connect: { timeout: connectTimeoutMs },
    headersTimeout: idleTimeoutMs,
    bodyTimeout: idleTimeoutMs,
    maxHeaderSize: 16_384,
  })
  return {
    call: (request, signal) => call(pool, request, { signal, maxBytes }),
    async check(path, signal) {
      const answer = await call(pool, { method: 'GET', path, headers: {} }, { signal, maxBytes })
      if (answer.ok || answer.problem.kind === 'refused' || answer.problem.kind === 'rate-limited') return ok(true)
      return answer
    },
    // Not `close`, which would wait for a provider that never answers.
    close: () => pool.destroy(),
  }
}

interface Bounds {
  readonly signal: AbortSignal
  readonly maxBytes: number
}

async function call(pool: Pool, request: HttpRequest, bounds: Bounds): Promise<Result<HttpAnswer, ProviderFailure>> {
  const { signal } = bounds
  if (signal.aborted) return fail(timedOut)
  try {
    const { statusCode, headers, body } = await pool.request({
      method: request.method,
      path: request.path,
      headers: { 'accept-encoding': 'identity', ...request.headers },
      body: request.body ?? null,
      signal,
    })
    const failure = statusFailure(statusCode, header(headers['retry-after']))
    const encoded = header(headers['content-encoding'])
    if (failure !== undefined || (encoded !== undefined && encoded !== 'identity')) {
      // The rest of the body is of no use: a hostile one could be endless.
      body.on('error', () => undefined).destroy()
      return fail(failure ?? nonsense('a compressed body that was not asked for'))
    }
    const chunks: Buffer[] = []
    let bytes = 0
    for await (const chunk of body) {
      const part = chunk as Buffer
      bytes += part.length
      if (bytes > bounds.maxBytes) {
        body.on('error', () => undefined).destroy()
        return fail(nonsense(`more than ${bounds.maxBytes} bytes`))
      }
      chunks.push(part)
    }
    const type = header(headers['content-type'])?.toLowerCase() ?? ''
    return ok({
      status: statusCode,
      contentType: (type.split(';')[0] ?? '').trim(),
      charset: /charset="?([a-z0-9_-]{1,40})/.exec(type)?.[1] ?? 'utf-8',
      body: chunks.length === 1 ? (chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(chunks, bytes),
    })
  } catch (error) {
    return fail(signal.aborted ? timedOut : connectionFailure(error))
  }
}

export const timedOut: ProviderFailure = { kind: 'timeout', detail: 'no answer before the deadline' }

export const nonsense = (detail: string): ProviderFailure => ({ kind: 'nonsense', detail })

/** Failures that the status alone decides; a 4xx or 500 with a body that explains is for the protocol to read. */
function statusFailure(status: number, retryAfter: string | undefined): ProviderFailure | undefined {
  if (status === 429) {
    const wait = retryAfterMs(retryAfter)
    return { kind: 'rate-limited', detail: 'HTTP 429', ...(wait === undefined ? {} : { retryAfterMs: wait }) }
  }
  if (status === 401 || status === 403) return { kind: 'refused', detail: `HTTP ${status}: the credential was refused` }
  if (status >= 300 && status < 400) return nonsense(`HTTP ${status}: redirects are not followed`)
  if (status < 200 || status >= 501) return { kind: 'unavailable', detail: `HTTP ${status}` }
  return undefined
}

/** RFC 9110 §10.2.3: seconds or a date. */
function retryAfterMs(value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  const wait = /^\d{1,9}$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now()
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), maxRetryAfterMs)
}

function connectionFailure(error: unknown): ProviderFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'connection failed'
  if (code.startsWith('HPE_') || code === 'UND_ERR_HEADERS_OVERFLOW') return nonsense(`not HTTP (${code})`)
  return { kind: 'unavailable', detail: code }
}

const header = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value)
