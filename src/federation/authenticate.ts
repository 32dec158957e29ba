import type { FastifyRequest } from 'fastify'
import type { Problem } from '../kernel/problem.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import { type Authenticate, type Principal, unauthenticated } from '../platform/http/access.ts'
import type { AccessTokens } from './access-tokens.ts'
import { thumbprintOf } from './client-keys.ts'
import type { Directory, Registered } from './directory.ts'
import { permissionsOf } from './permissions.ts'
import type { FoundSession, Sessions } from './sessions.ts'
import type { Account } from './store.ts'
import { mayCall } from './token-grant.ts'

export interface AuthenticationWorld {
  readonly directory: Pick<Directory, 'current'>
  readonly tokens: AccessTokens
  readonly sessions: Sessions
  /** Whether accounts with published passwords may be used. */
  readonly demo: boolean
}

export const sessionCookie = 'kiungo_session'
const harmlessMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])
const maxTokenLength = 4096

/** Who is calling: a machine by its access token, or a person by the session cookie. */
export const createAuthenticate =
  (world: AuthenticationWorld): Authenticate =>
  async (request) => {
    const { authorization } = request.headers
    if (authorization !== undefined) return machine(authorization, world)
    return person(request, world)
  }

async function machine(authorization: string, { tokens, directory }: AuthenticationWorld): Promise<Result<Principal>> {
  const token = /^Bearer +([A-Za-z0-9._-]+)$/i.exec(authorization)?.[1]
  if (token === undefined || token.length > maxTokenLength) return fail(badToken)
  const claims = tokens.verify(token)
  if (claims === undefined) return fail(badToken)
  const registered = await directory.current()
  const client = registered.clients.get(claims.clientId)
  if (client === undefined || !mayCall(client, registered)) return fail(suspended)
  if (claims.key !== undefined && !client.keys.some((key) => thumbprintOf(key) === claims.key)) return fail(badToken)
  // A scope that was taken away since the token was issued is gone at once.
  const permissions = new Set(claims.scopes.filter((scope) => client.scopes.includes(scope)))
  return ok({ kind: 'client', id: client.id, member: client.member, permissions })
}

async function person(request: FastifyRequest, world: AuthenticationWorld): Promise<Result<Principal>> {
  const signedIn = await currentSession(request, world)
  if (signedIn === undefined) return fail(unauthenticated)
  if (!harmlessMethods.has(request.method) && !isOwnRequest(request)) return fail(crossSite)
  const { account } = signedIn
  const { username: id, member, roles } = account
  return ok({ kind: 'person', id, member, permissions: permissionsOf(roles) })
}

/** The session of the cookie, if there is one and its account may be used. */
export async function currentSession(
  request: FastifyRequest,
  { sessions, directory, demo }: Pick<AuthenticationWorld, 'sessions' | 'directory' | 'demo'>,
): Promise<{ readonly session: FoundSession; readonly account: Account } | undefined> {
  const id = request.cookies[sessionCookie]
  const session = id === undefined ? undefined : await sessions.find(id)
  if (session === undefined) return undefined
  const registered = await directory.current()
  const account = registered.accounts.get(session.username)
  return account !== undefined && maySignIn(account, registered, demo) ? { session, account } : undefined
}

export const maySignIn = (account: Account, { members }: Registered, demo: boolean): boolean =>
  account.status === 'active' && members.get(account.member)?.status === 'active' && (demo || !account.demo)

/** A header that a form on another site cannot set, and a script there may not. */
export const isOwnRequest = (request: FastifyRequest): boolean => request.headers['x-kiungo-request'] === '1'

export const crossSite: Problem = {
  code: 'federation.cross-site-request',
  status: 403,
  message: 'the request changes something and does not show that it comes from the console',
  fix: 'Send the header X-Kiungo-Request: 1.',
}

const badToken: Problem = {
  code: 'federation.token-refused',
  status: 401,
  message: 'the access token is not valid, or no longer',
  fix: 'Get a new one at POST /oauth2/client/token and send it as Authorization: Bearer <token>.',
}

const suspended: Problem = {
  code: 'federation.client-suspended',
  status: 401,
  message: 'the client or its member is suspended or was removed',
  fix: 'Ask the operator of this node why, and have it reinstated.',
}
