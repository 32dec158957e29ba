import { fail, ok, type Result } from '../../kernel/result.ts'
import type { PublicJwk } from '../../kernel/signature.ts'
import type { Outbound } from '../../platform/outbound/outbound.ts'
import type { AllowedHosts } from '../../platform/outbound/target.ts'

/** A partner's key set (RFC 7517) and where it may be fetched. */
export interface KeySetAddress {
  readonly url: string
  readonly allowed: AllowedHosts
}

export interface KeySets {
  /** From memory where it is fresh, and fetched anew once when `kid` is not in it. Empty when it never could be. */
  keysOf(address: KeySetAddress, kid?: string): Promise<readonly PublicJwk[]>
}

const fetchTimeoutMs = 5_000
const setBytesLimit = 100_000
const keysLimit = 20
const freshMs = 10 * 60_000
/** An unknown key id makes us look again, but a stranger's made-up ones not more often than this. */
const lookAgainMs = 15_000
/** A set that cannot be fetched any more is believed for so long: its server may be down, or its keys withdrawn. */
const believedMs = 60 * 60_000
const setsLimit = 1_000

interface Held {
  keys: readonly PublicJwk[]
  fetchedAt: number
  askedAt: number
  asking?: Promise<void> | undefined
}

export function keySets(outbound: Outbound, monotonicMs: () => number = () => performance.now()): KeySets {
  const sets = new Map<string, Held>()

  function heldFor(key: string): Held {
    const held = sets.get(key) ?? { keys: [], fetchedAt: Number.NEGATIVE_INFINITY, askedAt: Number.NEGATIVE_INFINITY }
    sets.delete(key)
    sets.set(key, held)
    if (sets.size > setsLimit) for (const oldest of sets.keys().take(1)) sets.delete(oldest)
    return held
  }

  async function ask(held: Held, address: KeySetAddress): Promise<void> {
    held.askedAt = monotonicMs()
    const fetched = await fetchKeySet(outbound, address)
    if (!fetched.ok) return
    held.keys = fetched.value
    held.fetchedAt = monotonicMs()
  }

  return {
    async keysOf(address, kid) {
      // Hosts and network belong to it: a set fetched under other rules is another.
      const held = heldFor(JSON.stringify([address.url, address.allowed]))
      const now = monotonicMs()
      const missing = kid !== undefined && !held.keys.some((key) => key.kid === kid)
      const old = now - held.fetchedAt > freshMs
      if ((missing || old) && (held.asking !== undefined || now - held.askedAt > lookAgainMs)) {
        held.asking ??= ask(held, address).finally(() => {
          held.asking = undefined
        })
        await held.asking
      }
      return monotonicMs() - held.fetchedAt > believedMs ? [] : held.keys
    },
  }
}

/** The keys of the set that can be told to be keys; `problem` is for operators. */
export async function fetchKeySet(
  outbound: Outbound,
  { url, allowed }: KeySetAddress,
): Promise<Result<readonly PublicJwk[], string>> {
  const headers = { accept: 'application/json' }
  const request = {
    url,
    method: 'GET',
    headers,
    allowed,
    timeoutMs: fetchTimeoutMs,
    maxAnswerBytes: setBytesLimit,
  } as const
  const answered = await outbound.request(request)
  if (!answered.ok) return fail(answered.problem.detail)
  const { status, body } = answered.value
  if (status !== 200) return fail(`HTTP ${status}`)
  const keys = keysIn(body.toString('utf8'))
  return keys === undefined ? fail('the answer is no key set') : ok(keys)
}

const members = ['kty', 'crv', 'x', 'y', 'n', 'e', 'kid', 'use', 'alg'] as const

function keysIn(text: string): readonly PublicJwk[] | undefined {
  try {
    const { keys } = JSON.parse(text) as { keys?: unknown }
    if (!Array.isArray(keys)) return undefined
    return keys.slice(0, keysLimit).flatMap((key: Record<string, unknown> | null) => {
      const given = members.flatMap((name) => {
        const value = key?.[name]
        return typeof value === 'string' && value.length <= 2_000 ? [[name, value]] : []
      })
      const jwk = Object.fromEntries(given) as PublicJwk
      return ['OKP', 'EC', 'RSA'].includes(jwk.kty) ? [jwk] : []
    })
  } catch {
    return undefined
  }
}
