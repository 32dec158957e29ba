import type pg from 'pg'
import Type from 'typebox'
import type { Problem } from '../kernel/problem.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Principal } from '../platform/http/access.ts'
import { type Route, route } from '../platform/http/route.ts'
import { administer } from './administration.ts'
import { addKey, revokeKey, thumbprintOf } from './client-keys.ts'
import { keyProblem, publicJwkOf } from './client-registration.ts'
import type { Directory } from './directory.ts'
import { Client, ClientKey } from './schema.ts'
import type { RegisteredClient } from './store.ts'

const closed = { additionalProperties: false }
const tags = ['federation']
const access = { permission: 'partner.manage' } as const
const keysMost = 10

const KeyId = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$', description: 'thumbprint (RFC 7638)' })
const ListedKey = Type.Object({ kid: Type.String(), alg: Type.String() }, closed)
const ListedClient = Type.Object(
  { ...Type.Pick(Client, ['id', 'member', 'name', 'status']).properties, keys: Type.Array(ListedKey) },
  closed,
)

export interface ClientRoutesWorld {
  readonly pool: pg.Pool
  readonly directory: Directory
  readonly ledger: Pick<Ledger, 'append'>
  readonly now: () => Date
}

/** For whoever onboards a system: which clients there are, and the keys that they and their messages are known by. */
export const clientRoutes = (world: ClientRoutesWorld): Route[] => [
  route({
    method: 'GET',
    url: '/v1/clients',
    access,
    schema: {
      summary: 'The clients that may call, with the thumbprints of their keys',
      tags,
      response: { 200: Type.Object({ clients: Type.Array(ListedClient) }, closed) },
    },
    handler: async () => ({ clients: [...(await world.directory.current()).clients.values()].map(listed) }),
  }),
  route({
    method: 'POST',
    url: '/v1/clients/:id/keys',
    access,
    schema: {
      summary: 'Registers a further public key of a client',
      description: 'The same key twice is one key. Keys that overlap let a client change its key without a gap.',
      tags,
      params: Type.Object({ id: Client.properties.id }, closed),
      body: ClientKey,
      response: { 200: Type.Object({ kid: Type.String() }, closed) },
    },
    handler: ({ params: { id }, body, principal }) => add({ id, key: body, by: principal }, world),
  }),
  route({
    method: 'DELETE',
    url: '/v1/clients/:id/keys/:kid',
    access,
    schema: {
      summary: 'Revokes a key of a client, for ever and at once',
      description: 'What is signed with it is refused from now on, and access tokens that were got with it end.',
      tags,
      params: Type.Object({ id: Client.properties.id, kid: KeyId }, closed),
      response: { 200: ListedClient },
    },
    handler: ({ params: { id, kid }, principal }) => revoke({ id, kid, by: principal }, world),
  }),
]

async function add(
  { id, key: given, by }: { readonly id: string; readonly key: ClientKey; readonly by: Principal },
  { directory, ledger, now }: ClientRoutesWorld,
): Promise<Result<{ kid: string }>> {
  const faulty = keyProblem(given)
  if (faulty !== undefined) return fail(faulty)
  const key: ClientKey = { alg: given.alg, jwk: publicJwkOf(given) }
  const kid = thumbprintOf(key)
  const client = (await directory.renewed()).clients.get(id)
  if (client === undefined) return fail(unknownClient(id))
  if (has(client, kid)) return ok({ kid })
  if (client.keys.length >= keysMost) return fail(tooManyKeys(id))
  const at = now()
  const added = await administer(ledger, {
    ...{ by, at, act: 'client.add-key', concerns: client.member, subject: id, details: { kid, alg: key.alg } },
    write: (tx) => addKey(tx, key, { client: id, kid, at }),
  })
  const after = (await directory.renewed()).clients.get(id)
  // Somebody else added it meanwhile; otherwise it was revoked once.
  if (added.ok || (after !== undefined && has(after, kid))) return ok({ kid })
  return added.problem.code === 'ledger.rejected' ? fail(keyRevoked) : added
}

async function revoke(
  { id, kid, by }: { readonly id: string; readonly kid: string; readonly by: Principal },
  { directory, ledger, now }: ClientRoutesWorld,
): Promise<Result<ReturnType<typeof listed>>> {
  const client = (await directory.renewed()).clients.get(id)
  if (client === undefined) return fail(unknownClient(id))
  if (!has(client, kid)) return fail(unknownKey(id))
  const at = now()
  const revoked = await administer(ledger, {
    ...{ by, at, act: 'client.revoke-key', concerns: client.member, subject: id, details: { kid } },
    write: (tx) => revokeKey(tx, { client: id, kid, at }),
  })
  // Somebody else was faster, to the same end.
  if (!revoked.ok && revoked.problem.code !== 'ledger.rejected') return revoked
  return ok(listed((await directory.renewed()).clients.get(id) ?? client))
}

const has = ({ keys }: RegisteredClient, kid: string): boolean => keys.some((key) => thumbprintOf(key) === kid)

const listed = ({ id, member, name, status, keys }: RegisteredClient) => ({
  id,
  member,
  name,
  status,
  keys: keys.map((key) => ({ kid: thumbprintOf(key), alg: key.alg })),
})

const unknownClient = (id: string): Problem => ({
  code: 'federation.client-unknown',
  status: 404,
  message: `there is no client ${id}`,
  fix: 'GET /v1/clients lists the clients there are.',
  params: { client: id },
})

const unknownKey = (id: string): Problem => ({
  code: 'federation.key-unknown',
  status: 404,
  message: `the client ${id} has no such key`,
  fix: 'GET /v1/clients lists the thumbprints of its keys.',
  params: { client: id },
})

const keyRevoked: Problem = {
  code: 'federation.key-revoked',
  status: 409,
  message: 'the key was revoked, and a revoked key is not taken again',
  fix: 'Have the client make a new key pair, and register its public part.',
}

const tooManyKeys = (id: string): Problem => ({
  code: 'federation.too-many-keys',
  status: 409,
  message: `the client ${id} has ${keysMost} keys already`,
  fix: 'Revoke a key that it no longer uses.',
  params: { client: id, most: keysMost },
})
