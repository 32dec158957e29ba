import type { ProviderFailure } from '../../../src/exchange/plugin.ts'
import { fail, ok, type Result } from '../../../src/kernel/result.ts'
import { member } from '../../../src/standards/dci/sealed-message.ts'
import { type HttpProvider, nonsense } from '../http-call.ts'
import { parseJson } from '../json-answer.ts'
import type { Authentication } from './settings.ts'

export interface Bearer {
  /** The header's value; undefined when the provider wants none. */
  authorization(signal: AbortSignal): Promise<Result<string | undefined, ProviderFailure>>
  /** Gives up a token that was refused; false when the next would be the same. */
  renew(): boolean
}

const earlyMs = 30_000
const usualLifeSeconds = 60
const longestLifeSeconds = 86_400

export interface BearerWorld {
  readonly http: HttpProvider
  /** Path of the system's address. */
  readonly root: string
  readonly secret: (name: string) => string
  readonly now: () => Date
}

export function openBearer(authentication: Authentication, world: BearerWorld): Bearer {
  if (authentication.kind === 'none') return { authorization: async () => ok(undefined), renew: () => false }
  if (authentication.kind === 'bearer') {
    return { authorization: async () => ok(`Bearer ${world.secret(authentication.secret)}`), renew: () => false }
  }
  let held: { readonly value: string; readonly until: number } | undefined
  return {
    async authorization(signal) {
      if (held !== undefined && held.until > world.now().getTime()) return ok(held.value)
      const fetched = await fetchToken(authentication, world, signal)
      if (!fetched.ok) return fetched
      held = fetched.value
      return ok(held.value)
    },
    renew() {
      const had = held !== undefined
      held = undefined
      return had
    },
  }
}

type ClientCredentials = Extract<Authentication, { kind: 'client-credentials' }>

async function fetchToken({ path, client, secret, scope }: ClientCredentials, world: BearerWorld, signal: AbortSignal) {
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: client })
  form.set('client_secret', world.secret(secret))
  if (scope !== undefined) form.set('scope', scope)
  const answer = await world.http.call(
    {
      method: 'POST',
      path: world.root + path,
      headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
    },
    signal,
  )
  if (!answer.ok) return answer
  if (answer.value.status >= 400) return fail<ProviderFailure>({ kind: 'refused', detail: 'no token was given' })
  const json = parseJson(answer.value)
  if (!json.ok) return json
  const token = member(json.value, 'access_token')
  if (typeof token !== 'string' || !/^[\x21-\x7e]{1,8000}$/.test(token)) return fail(nonsense('no access_token'))
  // The standard writes expires_in as a text.
  const life = Math.min(Number(member(json.value, 'expires_in') ?? usualLifeSeconds), longestLifeSeconds)
  const lifeMs = (Number.isFinite(life) && life > 0 ? life : usualLifeSeconds) * 1000
  return ok({ value: `Bearer ${token}`, until: world.now().getTime() + lifeMs - Math.min(earlyMs, lifeMs / 2) })
}
