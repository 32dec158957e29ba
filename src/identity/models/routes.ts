import Type from 'typebox'
import { languages, negotiateLanguage } from '../../kernel/language.ts'
import { type Route, route } from '../../platform/http/route.ts'
import { toMarkdown, toPage } from '../linkage/explain/document.ts'
import { ConfirmRequest, KeptModel, ModelChanges, ModelDigest } from './schema.ts'
import type { ModelDesk } from './service.ts'

const closed = { additionalProperties: false }
const tags = ['identity']
const read = { permission: 'identity.read' } as const
const run = { permission: 'identity.run' } as const
const confirm = { permission: 'identity.confirm-model' } as const
const params = Type.Object({ digest: ModelDigest }, closed)
const bodyLimitBytes = 1_000_000

export const modelRoutes = (desk: ModelDesk): Route[] => [
  route({
    method: 'GET',
    url: '/v1/identity/models',
    access: read,
    schema: {
      summary: 'Linkage models in their versions, newest first',
      ...{ tags, response: { 200: Type.Object({ models: Type.Array(KeptModel) }, closed) } },
    },
    handler: async () => ({ models: await desk.list() }),
  }),
  route({
    method: 'GET',
    url: '/v1/identity/models/:digest',
    access: read,
    schema: { summary: 'A linkage model', ...{ tags, params, response: { 200: KeptModel } } },
    handler: ({ params: { digest } }) => desk.read(digest),
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
    handler: ({ body, principal }) => desk.keep(body, principal),
  }),
  ...useRoutes(desk),
  ...readingRoutes(desk),
]

/** Two people put a model in use. */
const useRoutes = (desk: ModelDesk): Route[] => [
  route({
    method: 'POST',
    url: '/v1/identity/models/:digest/use',
    access: run,
    schema: {
      summary:
        'Propose a model for matching records as they come and for search before create; another person confirms',
      ...{ tags, params, response: { 200: KeptModel } },
    },
    handler: ({ params: { digest }, principal }) => desk.propose(digest, principal),
  }),
  route({
    method: 'POST',
    url: '/v1/identity/models/:digest/confirm',
    access: confirm,
    schema: {
      summary: 'Confirm a proposed model: records are matched by it from now on',
      description: 'Not by the one who wrote, trained or proposed it.',
      ...{ tags, params, body: ConfirmRequest, response: { 200: KeptModel } },
    },
    handler: ({ params: { digest }, body, principal }) => desk.confirm(digest, body, principal),
  }),
  route({
    method: 'POST',
    url: '/v1/identity/models/:digest/refuse',
    access: confirm,
    schema: {
      summary: 'Refuse a proposed model; by the one who proposed it, take the proposal back',
      ...{ tags, params, response: { 200: KeptModel } },
    },
    handler: ({ params: { digest }, principal }) => desk.refuse(digest, principal),
  }),
]

const readingRoutes = (desk: ModelDesk): Route[] => [
  route({
    method: 'GET',
    url: '/v1/identity/models/:digest/changes',
    access: read,
    schema: {
      summary: 'What a model does differently from another, in words, and how m and u moved',
      ...{ tags, params, response: { 200: ModelChanges } },
      querystring: Type.Object(
        {
          against: Type.Optional(
            Type.Unsafe<string>({ ...ModelDigest, description: 'otherwise the version before, or the model in use' }),
          ),
        },
        closed,
      ),
    },
    async handler({ params: { digest }, query: { against }, raw }) {
      const kept = await desk.read(digest)
      return kept.ok ? desk.changes(kept.value.model, against, languageOf(raw.headers)) : kept
    },
  }),
  route({
    method: 'POST',
    url: '/v1/identity/models/changes',
    access: read,
    bodyLimitBytes,
    schema: {
      summary: 'What a draft does differently from a kept model; nothing is kept',
      ...{ tags, response: { 200: ModelChanges } },
      body: Type.Object({ model: KeptModel.properties.model, against: Type.Optional(ModelDigest) }, closed),
    },
    handler: ({ body: { model, against }, raw }) => desk.changes(model, against, languageOf(raw.headers)),
  }),
  cardRoute(desk),
]

const languageOf = (headers: { readonly 'accept-language'?: string | undefined }) =>
  negotiateLanguage(headers['accept-language'])

const cardRoute = (desk: ModelDesk): Route =>
  route({
    method: 'GET',
    url: '/v1/identity/models/:digest/card',
    access: read,
    schema: {
      summary: 'The card of a model, to publish: what it is for, reads, compares and finds; no value of a person',
      ...{ tags, params },
      querystring: Type.Object(
        {
          format: Type.Optional(Type.Enum(['html', 'md'])),
          language: Type.Optional(Type.Enum(languages, { description: 'otherwise that of Accept-Language' })),
        },
        closed,
      ),
      response: { 200: Type.Any({ description: 'the document, of the media type of its format' }) },
    },
    async handler({ params: { digest }, query: { format = 'html', language }, raw }, reply) {
      const spoken = language ?? languageOf(raw.headers)
      const card = await desk.card(digest, spoken)
      if (!card.ok) return card
      const name = `linkage-model-${digest.slice(0, 12)}.${spoken}.${format}`
      reply.type(format === 'html' ? 'text/html; charset=utf-8' : 'text/markdown; charset=utf-8')
      reply.header('content-disposition', `inline; filename="${name}"`)
      return reply.send(format === 'html' ? toPage(card.value) : toMarkdown(card.value))
    },
  })
