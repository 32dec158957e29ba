import Type from 'typebox'
import { accountKey, type KnownKey, keysOf, registerAccountKey, withdrawKey } from '../../federation/account-keys.ts'
import { administer } from '../../federation/administration.ts'
import { Instant } from '../../kernel/nouns.ts'
import type { Problem } from '../../kernel/problem.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { importPublicJwk, thumbprint } from '../../kernel/signature.ts'
import type { Principal } from '../../platform/http/access.ts'
import { type Route, route } from '../../platform/http/route.ts'
import type { DeskWorld } from './desk.ts'
import { keyUnknown, keyWithdrawn } from './problems.ts'

const closed = { additionalProperties: false }
const tags = ['agreements']
const access = { permission: 'agreement.sign' } as const

const Jwk = Type.Object(
  { kty: Type.Literal('OKP'), crv: Type.Literal('Ed25519'), x: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }) },
  { ...closed, description: 'public key (RFC 8037)' },
)

const Kid = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$', description: 'thumbprint of the key (RFC 7638)' })
const Reason = Type.String({ minLength: 1, maxLength: 2000 })
const KeyState = Type.Object(
  { kid: Kid, account: Type.String(), withdrawn: Type.Optional(Type.Object({ at: Instant, reason: Reason }, closed)) },
  closed,
)

/** The keys that one signs with. A withdrawn one signs nothing new; what it signed before holds as of its day. */
export const keyRoutes = (world: DeskWorld): Route[] => [
  route({
    method: 'GET',
    url: '/v1/signing-keys',
    access,
    schema: {
      summary: 'One’s own keys, those that are withdrawn too',
      description: 'A client is shown those of the people of its member.',
      ...{ tags, response: { 200: Type.Object({ keys: Type.Array(KeyState) }, closed) } },
    },
    handler: async ({ principal: { kind, id, member } }) => {
      const keys = await keysOf(world.pool, kind === 'person' ? { username: id } : { member })
      return { keys: keys.map(stateOf) }
    },
  }),
  route({
    method: 'POST',
    url: '/v1/signing-keys',
    access,
    schema: {
      summary: 'Register the public key that one signs agreements with',
      tags,
      body: Type.Object({ jwk: Jwk }, closed),
      response: { 200: Type.Object({ kid: Type.String() }, closed) },
    },
    handler: ({ body: { jwk }, principal }) => registerKey(world, jwk, principal),
  }),
  route({
    method: 'POST',
    url: '/v1/signing-keys/:kid/withdraw',
    access,
    schema: {
      summary: 'Withdraw a key of one’s own for good: nothing new is signed with it',
      description:
        'What it signed before holds as of its day, and is shown with the withdrawal. A client may withdraw a key of a ' +
        'person of its member: whose key is lost may not be able to sign in.',
      ...{ tags, params: Type.Object({ kid: Kid }, closed), body: Type.Object({ reason: Reason }, closed) },
      response: { 200: KeyState },
    },
    handler: ({ params: { kid }, body: { reason }, principal }) => withdraw(world, { kid, reason }, principal),
  }),
]

const stateOf = ({ kid, username: account, withdrawn }: KnownKey) => ({ kid, account, ...(withdrawn && { withdrawn }) })

const mayWithdraw = ({ username, member }: KnownKey, by: Principal): boolean =>
  by.kind === 'person' ? username === by.id : member === by.member

async function withdraw(
  { ledger, clock, pool }: DeskWorld,
  { kid, reason }: { readonly kid: string; readonly reason: string },
  by: Principal,
) {
  const key = await accountKey(pool, kid)
  if (key === undefined || !mayWithdraw(key, by)) return fail(keyUnknown(kid))
  if (key.withdrawn !== undefined) return fail(keyWithdrawn(kid))
  const at = clock.now()
  const outcome = await administer(ledger, {
    ...{ by, at, act: 'account.withdraw-key', concerns: by.member, subject: key.username, details: { kid, reason } },
    write: (tx) => withdrawKey(tx, { kid, account: by.id, at, reason }),
  })
  if (outcome.ok) return ok(stateOf({ ...key, withdrawn: { at: at.toISOString(), reason } }))
  return outcome.problem.code === 'ledger.rejected' ? fail(keyWithdrawn(kid)) : outcome
}

async function registerKey(
  { ledger, clock, pool }: DeskWorld,
  jwk: { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string },
  by: Principal,
): Promise<Result<{ kid: string }>> {
  if (by.kind !== 'person') return fail(notPersonal)
  const kid = thumbprint(jwk)
  if ((await accountKey(pool, kid))?.username === by.id) return ok({ kid })
  if (!isPoint(jwk)) return fail(keyTaken)
  const outcome = await administer(ledger, {
    ...{ by, at: clock.now(), act: 'account.register-key', concerns: by.member, subject: by.id, details: { kid } },
    write: (tx) => registerAccountKey(tx, { username: by.id, kid, jwk }),
  })
  if (outcome.ok) return ok({ kid })
  return outcome.problem.code === 'ledger.rejected' ? fail(keyTaken) : outcome
}

function isPoint(jwk: Parameters<typeof importPublicJwk>[0]): boolean {
  try {
    return importPublicJwk(jwk).asymmetricKeyType === 'ed25519'
  } catch {
    return false
  }
}

const notPersonal: Problem = {
  code: 'agreements.key-not-personal',
  status: 403,
  message: 'a key to sign agreements with is a person’s, and a client is none',
  fix: 'Sign in as the signatory.',
}

const keyTaken: Problem = {
  code: 'agreements.key-refused',
  status: 409,
  message: 'the key is no Ed25519 key, or is registered for another person',
  fix: 'Make a new key pair and register its public key.',
  pointer: '/jwk',
}
