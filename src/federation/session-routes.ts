import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { LocalText } from '../kernel/nouns.ts'
import type { Problem } from '../kernel/problem.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import { unauthenticated } from '../platform/http/access.ts'
import { type Route, route } from '../platform/http/route.ts'
import type { Attempts } from './attempts.ts'
import { crossSite, currentSession, isOwnRequest, maySignIn, sessionCookie } from './authenticate.ts'
import type { Directory, Registered } from './directory.ts'
import { verifyPassword } from './passwords.ts'
import { permissionsOf } from './permissions.ts'
import { Session } from './schema.ts'
import type { Sessions } from './sessions.ts'
import type { Account } from './store.ts'

export interface SessionWorld {
  readonly directory: Pick<Directory, 'current'>
  readonly sessions: Sessions
  readonly attempts: Attempts
  /** In demo mode the published password of the demo accounts; else they do not exist. */
  readonly demoPassword: string | undefined
  /** Whether the console is reached by https: only then can the cookie be kept from plain http. */
  readonly secureCookie: boolean
}

/** A password costs a fifth of a second of a processor: more at once would starve those who are signed in. */
const passwordsAtOnceLimit = 8

const closed = { additionalProperties: false }
const tags = ['session']
const Empty = Type.Null()

export function sessionRoutes(world: SessionWorld): Route[] {
  return [
    signInRoute(world),
    route({
      method: 'GET',
      url: '/v1/session',
      access: 'authenticated',
      schema: { summary: 'Who is signed in', tags, response: { 200: Session } },
      async handler({ raw }) {
        const signedIn = await currentSession(raw, { ...world, demo: world.demoPassword !== undefined })
        if (signedIn === undefined) return fail(unauthenticated)
        return sessionOf(signedIn.account, signedIn.session.expiresAt, await world.directory.current())
      },
    }),
    route({
      method: 'DELETE',
      url: '/v1/session',
      access: 'authenticated',
      schema: { summary: 'Sign out', tags, response: { 204: Empty } },
      async handler({ raw }, reply) {
        const id = raw.cookies[sessionCookie]
        if (id !== undefined) await world.sessions.close(id)
        reply.clearCookie(sessionCookie, { path: '/' })
        return null
      },
    }),
    demoAccountsRoute(world),
  ]
}

function signInRoute(world: SessionWorld): Route {
  let passwordsAtOnce = 0
  return route({
    method: 'POST',
    url: '/v1/session',
    access: 'public',
    bodyLimitBytes: 4096,
    schema: {
      summary: 'Sign in',
      tags,
      body: Type.Object(
        {
          username: Type.String({ minLength: 1, maxLength: 80 }),
          password: Type.String({ minLength: 1, maxLength: 200 }),
        },
        closed,
      ),
      response: { 200: Session },
    },
    async handler({ body, raw }, reply) {
      // Also here: a stranger's page must not sign the visitor in as somebody else.
      if (!isOwnRequest(raw)) return fail(crossSite)
      if (passwordsAtOnce >= passwordsAtOnceLimit) return fail(busy)
      passwordsAtOnce += 1
      const account = await signIn(body, { request: raw, reply, world }).finally(() => {
        passwordsAtOnce -= 1
      })
      if (!account.ok) return account
      const before = raw.cookies[sessionCookie]
      if (before !== undefined) await world.sessions.close(before)
      const { id, expiresAt } = await world.sessions.open(account.value.username)
      reply.setCookie(sessionCookie, id, {
        httpOnly: true,
        sameSite: 'strict',
        secure: world.secureCookie,
        path: '/',
        expires: expiresAt,
      })
      return sessionOf(account.value, expiresAt, await world.directory.current())
    },
  })
}

interface SignIn {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly world: SessionWorld
}

async function signIn(
  { username, password }: { readonly username: string; readonly password: string },
  { request, reply, world }: SignIn,
): Promise<Result<Account>> {
  const name = username.trim().toLowerCase()
  const key = `${name} ${request.ip}`
  const waitSeconds = world.attempts.begin(key)
  if (waitSeconds !== undefined) {
    reply.header('retry-after', String(waitSeconds))
    return fail(tooManyAttempts(waitSeconds))
  }
  const registered = await world.directory.current()
  const account = registered.accounts.get(name)
  const usable = account !== undefined && maySignIn(account, registered, world.demoPassword !== undefined)
  // The same work and the same words for an unknown name: neither tells which names exist.
  const right = await verifyPassword(password, usable ? account.passwordHash : undefined, 'person')
  if (!usable || !right) return fail(signInRefused)
  world.attempts.succeeded(key)
  return ok(account)
}

function sessionOf(account: Account, expiresAt: Date, { members }: Registered): Result<Session> {
  const member = members.get(account.member)
  if (member === undefined) throw new Error('an account without its member')
  return ok({
    username: account.username,
    name: account.name,
    member: account.member,
    memberName: member.name,
    roles: [...account.roles],
    permissions: [...permissionsOf(account.roles)],
    expiresAt: expiresAt.toISOString(),
  })
}

const DemoAccount = Type.Object(
  {
    username: Type.String(),
    password: Type.String(),
    name: Type.String(),
    role: Type.String(),
    member: Type.String(),
    memberName: LocalText,
  },
  closed,
)

const demoAccountsRoute = ({ directory, demoPassword }: SessionWorld): Route =>
  route({
    method: 'GET',
    url: '/v1/session/demo-accounts',
    access: 'public',
    schema: {
      summary: 'Demo mode only: the accounts to try it with, and their password',
      tags,
      response: { 200: Type.Array(DemoAccount) },
    },
    async handler() {
      if (demoPassword === undefined) return fail(noDemo)
      const { accounts, members } = await directory.current()
      const demo = [...accounts.values()].filter((account) => account.demo)
      return demo.map(({ username, name, roles, member }) => ({
        username,
        password: demoPassword,
        name,
        role: roles[0] ?? '',
        member,
        memberName: members.get(member)?.name,
      }))
    },
  })

const signInRefused: Problem = {
  code: 'federation.sign-in-refused',
  status: 401,
  message: 'the name or the password is wrong, or the account may not be used',
  fix: 'Check both; if they are right, ask the administrator of your agency.',
}

const tooManyAttempts = (seconds: number): Problem => ({
  code: 'federation.too-many-attempts',
  status: 429,
  message: 'signing in failed too often',
  fix: `Wait ${seconds} seconds, then try again.`,
  params: { seconds },
})

const busy: Problem = {
  code: 'federation.sign-in-busy',
  status: 503,
  message: 'many people are signing in at this moment',
  fix: 'Try again in a few seconds.',
}

const noDemo: Problem = {
  code: 'federation.no-demo',
  status: 404,
  message: 'this node does not run the demo country',
  fix: 'Sign in with the account that your administrator gave you.',
}
