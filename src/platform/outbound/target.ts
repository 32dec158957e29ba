import { isIP } from 'node:net'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { kindOfAddress } from './address.ts'

/** Where a partner may be called. */
export interface AllowedHosts {
  /** Lower case: `host` is its scheme's own port, `host:8443` that port, `host:*` any (in a private network only). */
  readonly hosts: readonly string[]
  /** Whether http and private addresses are allowed. */
  readonly privateNetwork: boolean
}

export interface OutboundFailure {
  readonly kind: /** Not called: not among the hosts, or an address that may not be called. */
    | 'address-refused'
    | 'unreachable'
    | 'timeout'
    | 'redirected'
    /** More than may be answered. */
    | 'too-large'
    /** The caller's signal aborted it. */
    | 'stopped'
  /** For operators; nothing of what was sent or answered. */
  readonly detail: string
  /** HTTP status, where there was one. */
  readonly status?: number
}

export const outboundFailure = (kind: OutboundFailure['kind'], detail: string): OutboundFailure => ({ kind, detail })

const refused = (detail: string) => fail(outboundFailure('address-refused', detail))

const urlLengthLimit = 2_000
// The URL parser would pass over white space and turn backslashes into slashes; others read them otherwise.
const plainUrl = /^https?:\/\/[\x21-\x5b\x5d-\x7e]+$/

/** The URL, when its host is among the partner's. Nothing is resolved yet. */
export function targetOf(text: string, { hosts, privateNetwork }: AllowedHosts): Result<URL, OutboundFailure> {
  if (text.length > urlLengthLimit || !plainUrl.test(text) || !URL.canParse(text)) {
    return refused('not an absolute http or https URL')
  }
  const url = new URL(text)
  if (url.username !== '' || url.password !== '') return refused('the URL holds credentials')
  if (text.includes('#')) return refused('the URL holds a fragment')
  if (url.protocol === 'http:' && !privateNetwork)
    return refused('http is not allowed: the partner has no private network')
  const anyPort = privateNetwork && hosts.includes(`${url.hostname}:*`)
  // `host` leaves out the port that belongs to the scheme.
  const named = hosts.includes(url.host) || (url.port === '' && hosts.includes(`${url.host}:${defaultPort(url)}`))
  return anyPort || named ? ok(url) : refused(`${url.host} is not among the hosts of the partner`)
}

const defaultPort = ({ protocol }: URL): string => (protocol === 'https:' ? '443' : '80')

/** The addresses of a host by a look-up of ours. */
export type Resolve = (host: string) => Promise<readonly string[]>

/** What the host of an allowed URL resolves to, when all of it may be called: these addresses, and no later ones. */
export async function checkedAddresses(
  url: URL,
  allowed: AllowedHosts,
  resolve: Resolve,
): Promise<Result<readonly string[], OutboundFailure>> {
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  let found: readonly string[]
  try {
    found = isIP(literal) === 0 ? await resolve(url.hostname) : [literal]
  } catch (error) {
    return fail(outboundFailure('unreachable', `${url.hostname} does not resolve (${codeOf(error)})`))
  }
  if (found.length === 0) return fail(outboundFailure('unreachable', `${url.hostname} does not resolve`))
  const bad = found.find((address) => {
    const kind = kindOfAddress(address)
    return kind === 'never' || (kind === 'private' && !allowed.privateNetwork)
  })
  return bad === undefined ? ok(found) : refused(`${url.hostname} resolves to an address that may not be called`)
}

export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'no connection'
