/** The only way to an address that another party named: hosts by name, addresses checked and pinned, no redirects. */
import { lookup } from 'node:dns/promises'
import { isIPv6, type LookupFunction } from 'node:net'
import { type Dispatcher, Pool } from 'undici'
import { fail, ok, type Result } from '../../kernel/result.ts'
import {
  type AllowedHosts,
  checkedAddresses,
  codeOf,
  type OutboundFailure,
  outboundFailure,
  type Resolve,
  targetOf,
} from './target.ts'

export interface OutboundRequest {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly allowed: AllowedHosts
  /** For all of it: look-up, connection, answer. */
  readonly timeoutMs: number
  readonly maxAnswerBytes: number
  readonly signal?: AbortSignal
}

export interface OutboundAnswer {
  readonly status: number
  /** By lower-case name; of a repeated one, the first. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** Of a call: where to. */
export type OutboundAddress = Pick<OutboundRequest, 'url' | 'allowed' | 'timeoutMs' | 'signal'>

export interface Outbound {
  /** Whether the address may be called as things are now; every call asks again. */
  check(address: OutboundAddress): Promise<Result<true, OutboundFailure>>
  /** Never throws for what the other side does. An answer of any status but a redirect is a value. */
  request(request: OutboundRequest): Promise<Result<OutboundAnswer, OutboundFailure>>
  close(): Promise<void>
}

export interface OutboundOptions {
  readonly resolve?: Resolve
  /** Certificate authorities in PEM, instead of the system's. */
  readonly certificateAuthorities?: string
}

/** Pools kept, each for one origin at the addresses that were checked; the one unused longest goes first. */
const poolsLimit = 64
const connectionsPerPoolLimit = 4
const keepAliveMs = 10_000
const connectTimeoutMs = 5_000
const headerBytesLimit = 16_384

export function openOutbound(options: OutboundOptions = {}): Outbound {
  const resolve = options.resolve ?? systemResolve
  const pools = createPools(options)
  return {
    check: (address) => within(address, async () => ok(true)),
    request: (request) =>
      within(request, (url, addresses, signal) => call(pools.of(url, addresses), url, { request, signal })),
    close: () => pools.close(),
  }

  /** The work, once the address was found to be callable; all of it within the time of the call. */
  async function within<T>(
    { url: text, allowed, timeoutMs, signal }: OutboundAddress,
    work: (url: URL, addresses: readonly string[], signal: AbortSignal) => Promise<Result<T, OutboundFailure>>,
  ): Promise<Result<T, OutboundFailure>> {
    const url = targetOf(text, allowed)
    if (!url.ok) return url
    const late = AbortSignal.timeout(timeoutMs)
    const limit = signal === undefined ? late : AbortSignal.any([late, signal])
    try {
      const addresses = await before(limit, checkedAddresses(url.value, allowed, resolve))
      return addresses.ok ? await work(url.value, addresses.value, limit) : addresses
    } catch (error) {
      if (signal?.aborted === true) return fail(outboundFailure('stopped', 'the call was broken off'))
      if (limit.aborted) return fail(outboundFailure('timeout', `no complete answer within ${timeoutMs} ms`))
      return fail(outboundFailure('unreachable', codeOf(error)))
    }
  }
}

const systemResolve: Resolve = async (host) => (await lookup(host, { all: true })).map(({ address }) => address)

/** A look-up cannot be broken off, but it need not be waited for. */
function before<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

interface Call {
  readonly request: OutboundRequest
  readonly signal: AbortSignal
}

async function call(pool: Pool, url: URL, { request, signal }: Call): Promise<Result<OutboundAnswer, OutboundFailure>> {
  const {
    statusCode: status,
    headers,
    body,
  } = await pool.request({
    method: request.method,
    path: `${url.pathname}${url.search}`,
    headers: { 'accept-encoding': 'identity', ...request.headers },
    body: request.body ?? null,
    signal,
  })
  if (status >= 300 && status < 400) {
    drop(body)
    return fail({ ...outboundFailure('redirected', `HTTP ${status}: redirects are not followed`), status })
  }
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > request.maxAnswerBytes) {
      drop(body)
      return fail({
        ...outboundFailure('too-large', `more than ${request.maxAnswerBytes} bytes were answered`),
        status,
      })
    }
    chunks.push(chunk)
  }
  return ok({ status, headers: firstOfEach(headers), body: Buffer.concat(chunks, bytes) })
}

/** Ends the connection: the rest of a hostile body could be endless. */
const drop = (body: Dispatcher.ResponseData['body']): void => void body.on('error', () => undefined).destroy()

function firstOfEach(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value])
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}

interface Pools {
  of(url: URL, addresses: readonly string[]): Pool
  close(): Promise<void>
}

/**
 * Connections by origin and checked addresses: one that another partner's rules opened, or an earlier look-up, is not
 * used for an address that was not checked now.
 */
function createPools({ certificateAuthorities }: OutboundOptions): Pools {
  const pools = new Map<string, Pool>()

  function open(url: URL, addresses: readonly string[]): Pool {
    return new Pool(url.origin, {
      connections: connectionsPerPoolLimit,
      keepAliveTimeout: keepAliveMs,
      keepAliveMaxTimeout: keepAliveMs,
      maxHeaderSize: headerBytesLimit,
      // The whole call has its limit.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: {
        timeout: connectTimeoutMs,
        lookup: pinned(addresses),
        ...(certificateAuthorities === undefined ? {} : { ca: certificateAuthorities }),
      },
    })
  }

  return {
    of(url, addresses) {
      const key = [url.origin, ...addresses.toSorted()].join(' ')
      const pool = pools.get(key) ?? open(url, addresses)
      pools.delete(key)
      pools.set(key, pool)
      const [oldest] = pools
      if (pools.size > poolsLimit && oldest !== undefined) {
        pools.delete(oldest[0])
        // Lets calls under way end.
        void oldest[1].close()
      }
      return pool
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()))
      pools.clear()
    },
  }
}

/** Answers every look-up of a connection with the addresses that were checked. */
function pinned(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }))
  return (_, { all }, answer) => {
    const [first] = found
    if (all === true) answer(null, found)
    else answer(null, first?.address ?? '', first?.family)
  }
}
