import type { ProviderFailure } from '../../../src/exchange/plugin.ts'
import { ok, type Result } from '../../../src/kernel/result.ts'
import type { PublicJwk } from '../../../src/kernel/signature.ts'
import { member } from '../../../src/standards/dci/sealed-message.ts'
import type { HttpProvider } from '../http-call.ts'
import { parseJson } from '../json-answer.ts'

export interface ProviderKeys {
  /** Those that were registered, and those of the key set; fetched anew once when `kid` is not among them. */
  of(kid: string | undefined, signal: AbortSignal): Promise<readonly PublicJwk[]>
}

const keepMs = 10 * 60_000
/** A stranger's `kid` must not make us fetch at every answer. */
const againMs = 30_000
const keysLimit = 20

export interface KeysWorld {
  readonly http: HttpProvider
  readonly registered: readonly PublicJwk[]
  /** Whole path of the key set. */
  readonly jwksPath: string | undefined
  readonly now: () => Date
}

export function openKeys({ http, registered, jwksPath, now }: KeysWorld): ProviderKeys {
  let fetched: readonly PublicJwk[] = []
  let at = Number.NEGATIVE_INFINITY
  return {
    async of(kid, signal) {
      const knows = kid !== undefined && [...registered, ...fetched].some((jwk) => jwk.kid === kid)
      const age = now().getTime() - at
      if (jwksPath !== undefined && (age > keepMs || (!knows && age > againMs))) {
        const set = await fetchKeySet(http, jwksPath, signal)
        if (set.ok) {
          fetched = set.value
          at = now().getTime()
        }
      }
      return [...registered, ...fetched]
    },
  }
}

async function fetchKeySet(
  http: HttpProvider,
  path: string,
  signal: AbortSignal,
): Promise<Result<readonly PublicJwk[], ProviderFailure>> {
  const answer = await http.call({ method: 'GET', path, headers: { accept: 'application/json' } }, signal)
  if (!answer.ok) return answer
  const json = parseJson(answer.value)
  if (!json.ok) return json
  const keys = member(json.value, 'keys')
  return ok((Array.isArray(keys) ? keys.slice(0, keysLimit) : []) as readonly PublicJwk[])
}
