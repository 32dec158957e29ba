import Type from 'typebox'
import { administer } from '../../federation/administration.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { type Route, route } from '../../platform/http/route.ts'
import { checkModel } from '../linkage/model/check.ts'
import { modelDigest } from '../linkage/model/signed.ts'
import type { By, PeopleWorld } from '../people/world.ts'
import { notTrained, unknownModel } from './problems.ts'
import { KeptModel, ModelDigest } from './schema.ts'
import { findModel, keepModel, listModels, putInUse } from './store.ts'

const closed = { additionalProperties: false }
const tags = ['identity']
const read = { permission: 'identity.read' } as const
const run = { permission: 'identity.run' } as const
const params = Type.Object({ digest: ModelDigest }, closed)
const bodyLimitBytes = 1_000_000

export const modelRoutes = (world: PeopleWorld): Route[] => [
  route({
    method: 'GET',
    url: '/v1/identity/models',
    access: read,
    schema: {
      summary: 'Linkage models in their versions, newest first',
      ...{ tags, response: { 200: Type.Object({ models: Type.Array(KeptModel) }, closed) } },
    },
    handler: async () => ({ models: await listModels(world.pool) }),
  }),
  route({
    method: 'GET',
    url: '/v1/identity/models/:digest',
    access: read,
    schema: { summary: 'A linkage model', ...{ tags, params, response: { 200: KeptModel } } },
    handler: ({ params: { digest } }) => found(digest, world),
  }),
  route({
    method: 'POST',
    url: '/v1/identity/models',
    access: run,
    bodyLimitBytes,
    schema: {
      summary: 'Keep a linkage model as a new version; what is wrong with it is told with its place',
      ...{ tags, body: KeptModel.properties.model, response: { 201: KeptModel } },
    },
    handler: ({ body, principal }) => keep(body, principal, world),
  }),
  route({
    method: 'POST',
    url: '/v1/identity/models/:digest/use',
    access: run,
    schema: {
      summary: 'Match records by this model as they come, and search before create by it',
      ...{ tags, params, response: { 200: KeptModel } },
    },
    handler: ({ params: { digest }, principal }) => use(digest, principal, world),
  }),
]

async function found(digest: string, { pool }: PeopleWorld): Promise<Result<KeptModel>> {
  const kept = await findModel(pool, digest)
  return kept === undefined ? fail(unknownModel(digest)) : ok(kept)
}

async function keep(candidate: unknown, by: By, world: PeopleWorld): Promise<Result<KeptModel>> {
  const model = checkModel(candidate)
  if (!model.ok) return model
  const at = world.clock.now()
  const kept = await keepModel(world.pool, model.value, { account: by.id, at })
  return found(modelDigest(kept), world)
}

async function use(digest: string, by: By, world: PeopleWorld): Promise<Result<KeptModel>> {
  const kept = await found(digest, world)
  if (!kept.ok) return kept
  if (!kept.value.trained) return fail(notTrained)
  const { id, version } = kept.value.model
  const appended = await administer(world.ledger, {
    ...{ by, at: world.clock.now(), act: 'identity.use-model', concerns: by.member, subject: digest },
    ...{ details: { id, version }, write: (tx) => putInUse(tx, digest) },
  })
  return appended.ok ? found(digest, world) : appended
}
