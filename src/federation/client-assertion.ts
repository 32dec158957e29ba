import { fail, ok, type Result } from '../kernel/result.ts'
import type { PublicJwk } from '../kernel/signature.ts'
import { verificationKey } from '../standards/verification-key.ts'
import { thumbprintOf } from './client-keys.ts'
import type { Jws } from './jws.ts'
import { parseJws, verifyJws } from './jws.ts'
import { invalidClient, type OAuthError } from './oauth-error.ts'
import type { ClientKey } from './schema.ts'
import type { RegisteredClient } from './store.ts'

/** An assertion that its client signed, and that is valid now; whether it was used before is not known yet. */
export interface Assertion {
  readonly client: RegisteredClient
  /** Thumbprint of the key that it was signed with. */
  readonly key: string
  readonly id: string
  readonly expiresAt: Date
}

export interface AssertionChecks {
  /** Acceptable audiences: the issuer and the address of the token endpoint (RFC 7523 §3, claim 3). */
  readonly audiences: readonly string[]
  readonly clients: ReadonlyMap<string, RegisteredClient>
  readonly now: Date
}

/** Longest life of an assertion, and how far two clocks may be apart. */
const lifeSecondsLimit = 60
const skewSeconds = 10

/** RFC 7523 §3. The description tells the client's developer what is wrong; which keys exist is not told. */
export function checkAssertion(text: string, checks: AssertionChecks): Result<Assertion, OAuthError> {
  const jws = parseJws(text)
  if (jws === undefined) return fail(invalidClient('the client assertion is not a compact JWS in strict base64url'))
  const { iss, sub, aud, jti } = jws.claims
  if (typeof sub !== 'string' || iss !== sub) {
    return fail(invalidClient('iss and sub of the client assertion must both be the client id'))
  }
  const client = checks.clients.get(sub)
  const key = client?.authentication === 'private_key_jwt' ? client.keys.find((one) => signed(jws, one)) : undefined
  if (client === undefined || key === undefined) {
    return fail(invalidClient('the client is unknown, or none of its registered keys made this signature'))
  }
  const audience = Array.isArray(aud) && aud.length === 1 ? aud[0] : aud
  if (typeof audience !== 'string' || !checks.audiences.includes(audience)) {
    return fail(invalidClient(`aud of the client assertion must be ${checks.audiences.join(' or ')}`))
  }
  if (typeof jti !== 'string' || jti.length < 1 || jti.length > 200) {
    return fail(invalidClient('the client assertion needs a jti of 1 to 200 characters'))
  }
  const expiry = checkTimes(jws, checks.now)
  return expiry.ok ? ok({ client, key: thumbprintOf(key), id: jti, expiresAt: expiry.value }) : expiry
}

function checkTimes({ claims }: Jws, now: Date): Result<Date, OAuthError> {
  const seconds = now.getTime() / 1000
  const { exp, nbf, iat } = claims
  if (typeof exp !== 'number') return fail(invalidClient('the client assertion needs exp'))
  if (exp + skewSeconds <= seconds) return fail(invalidClient('the client assertion has expired'))
  if (exp > seconds + lifeSecondsLimit + skewSeconds) {
    return fail(invalidClient(`the client assertion must expire within ${lifeSecondsLimit} seconds`))
  }
  for (const time of [nbf, iat]) {
    if (time !== undefined && (typeof time !== 'number' || time > seconds + skewSeconds)) {
      return fail(invalidClient('the client assertion is not valid yet: check the clocks'))
    }
  }
  return ok(new Date((exp + skewSeconds) * 1000))
}

function signed(jws: Jws, { alg, jwk }: ClientKey): boolean {
  const key = verificationKey(jwk as PublicJwk)
  const { kid } = jws.header
  if (key === undefined || (kid !== undefined && !key.kids.some((one) => one === kid))) return false
  // The header's alg is compared first: a stranger's token costs little.
  return jws.header.alg === alg && verifyJws(jws, alg, key.key)
}
