import type pg from 'pg'
import { fail, ok, type Result } from '../kernel/result.ts'
import type { AccessTokens } from './access-tokens.ts'
import type { Attempts } from './attempts.ts'
import { checkAssertion } from './client-assertion.ts'
import type { Directory, Registered } from './directory.ts'
import { badRequest, invalidClient, type OAuthError } from './oauth-error.ts'
import { verifyPassword } from './passwords.ts'
import { canonicalScope } from './permissions.ts'
import type { RegisteredClient } from './store.ts'

export interface TokenWorld {
  readonly pool: pg.Pool
  readonly directory: Pick<Directory, 'current'>
  readonly tokens: AccessTokens
  readonly attempts: Attempts
  readonly issuer: string
  readonly allowClientSecret: boolean
  readonly now: () => Date
}

export interface TokenRequest {
  /** The parameters, from a form or from JSON. */
  readonly params: Readonly<Record<string, unknown>>
  readonly authorization: string | undefined
  readonly address: string
}

export interface TokenResponse {
  readonly access_token: string
  readonly token_type: 'Bearer'
  readonly expires_in: number
  readonly scope: string
}

export const tokenPath = '/oauth2/client/token'
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** RFC 6749 §4.4: a token for a client that proves who it is. */
export async function grantToken(request: TokenRequest, world: TokenWorld): Promise<Result<TokenResponse, OAuthError>> {
  if (request.params.grant_type !== 'client_credentials') {
    return fail(badRequest('unsupported_grant_type', 'grant_type must be client_credentials'))
  }
  const registered = await world.directory.current()
  const proven = await authenticateClient(request, registered, world)
  if (!proven.ok) return proven
  const { client, key } = proven.value
  if (!mayCall(client, registered)) return fail(invalidClient('the client or its member is suspended'))
  const scopes = grantedScopes(request.params.scope, client)
  if (!scopes.ok) return scopes
  const { token, expiresInSeconds } = world.tokens.issue({
    clientId: client.id,
    scopes: scopes.value,
    ...(key && { key }),
  })
  return ok({
    access_token: token,
    token_type: 'Bearer',
    expires_in: expiresInSeconds,
    scope: scopes.value.join(' '),
  })
}

/** Asked again at every request: a token outlives neither its client's standing nor its member's. */
export const mayCall = (client: RegisteredClient, { members }: Registered): boolean =>
  client.status === 'active' && members.get(client.member)?.status === 'active'

/** Who it is, and by which key it was proven. */
interface Proven {
  readonly client: RegisteredClient
  readonly key?: string
}

async function authenticateClient(
  request: TokenRequest,
  registered: Registered,
  world: TokenWorld,
): Promise<Result<Proven, OAuthError>> {
  const { params } = request
  const secret = secretOf(request)
  if (params.client_assertion !== undefined) {
    // RFC 6749 §2.3: one method a request.
    if (secret !== undefined) return fail(badRequest('invalid_request', 'use one way of client authentication'))
    return authenticateByKey(params, registered, world)
  }
  if (secret === undefined) {
    return fail(invalidClient('send client_assertion and client_assertion_type (private_key_jwt, RFC 7523)'))
  }
  if (!world.allowClientSecret) {
    return fail(invalidClient('client secrets are not accepted here: use private_key_jwt (RFC 7523)'))
  }
  return authenticateBySecret(secret, { registered, world, address: request.address })
}

async function authenticateByKey(
  params: TokenRequest['params'],
  { clients }: Registered,
  { pool, issuer, now }: TokenWorld,
): Promise<Result<Proven, OAuthError>> {
  const { client_assertion: text, client_assertion_type: type, client_id: id } = params
  if (type !== assertionType || typeof text !== 'string') {
    return fail(badRequest('invalid_request', `client_assertion_type must be ${assertionType}`))
  }
  const checked = checkAssertion(text, { audiences: [issuer, `${issuer}${tokenPath}`], clients, now: now() })
  if (!checked.ok) return checked
  const { client, key, expiresAt } = checked.value
  if (id !== undefined && id !== client.id) {
    return fail(badRequest('invalid_request', 'client_id is not the one of the client assertion'))
  }
  // Last, and in the database: of two processes that get the same assertion, one takes it.
  const { rowCount } = await pool.query(
    'insert into client_assertion (client_id, assertion_id, expires_at) values ($1, $2, $3) on conflict do nothing',
    [client.id, checked.value.id, expiresAt],
  )
  return rowCount === 1
    ? ok({ client, key })
    : fail(invalidClient('the client assertion was used before: jti must be new'))
}

/** Assertions that would be refused as expired anyway; answers how many were forgotten. */
export async function forgetExpiredAssertions(pool: Pick<pg.Pool, 'query'>, now: Date): Promise<number> {
  const { rowCount } = await pool.query('delete from client_assertion where expires_at < $1', [now])
  return rowCount ?? 0
}

interface Secret {
  readonly id: string
  readonly secret: string
}

/** client_secret_basic or client_secret_post (RFC 6749 §2.3.1). */
function secretOf({ params, authorization }: TokenRequest): Secret | undefined {
  const encoded = /^Basic ([A-Za-z0-9+/]{1,2000}={0,2})$/i.exec(authorization ?? '')?.[1]
  if (encoded !== undefined) {
    const [id = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
    return { id: formDecoded(id), secret: formDecoded(rest.join(':')) }
  }
  const { client_id: id, client_secret: secret } = params
  return typeof id === 'string' && typeof secret === 'string' ? { id, secret } : undefined
}

function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

async function authenticateBySecret(
  { id, secret }: Secret,
  { registered, world, address }: { registered: Registered; world: TokenWorld; address: string },
): Promise<Result<Proven, OAuthError>> {
  if (id.length > 120 || secret.length > 200) return fail(invalidClient('the client is unknown or its secret is wrong'))
  const key = `${id} ${address}`
  const wait = world.attempts.begin(key)
  if (wait !== undefined) {
    const description = 'too many failed attempts: wait before the next one'
    return fail({ status: 429, error: 'temporarily_unavailable', description, retryAfterSeconds: wait })
  }
  const client = registered.clients.get(id)
  const hash = client?.authentication === 'client_secret' ? client.secretHash : undefined
  const right = await verifyPassword(secret, hash, 'machine')
  if (client === undefined || !right) return fail(invalidClient('the client is unknown or its secret is wrong'))
  world.attempts.succeeded(key)
  return ok({ client })
}

/** Without `scope`, all that the client has (RFC 6749 §3.3). */
function grantedScopes(asked: unknown, client: RegisteredClient): Result<readonly string[], OAuthError> {
  if (asked === undefined || asked === '') return ok(client.scopes)
  if (typeof asked !== 'string' || asked.length > 1000) {
    return fail(badRequest('invalid_scope', 'scope must be a list of words separated by spaces'))
  }
  const scopes = [
    ...new Set(
      asked
        .split(' ')
        .filter((scope) => scope !== '')
        .map(canonicalScope),
    ),
  ]
  const excess = scopes.filter((scope) => !client.scopes.includes(scope))
  if (excess.length === 0) return ok(scopes)
  return fail(badRequest('invalid_scope', `this client may ask for: ${client.scopes.join(' ')}`))
}
