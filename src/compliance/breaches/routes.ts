import Type from 'typebox'
import { documentFormats } from '../../agreements/text/document.ts'
import { renderDocument } from '../../agreements/text/render.ts'
import { languages, negotiateLanguage } from '../../kernel/language.ts'
import { type Route, route } from '../../platform/http/route.ts'
import type { Element } from '../../semantics/schema.ts'
import { notificationOf } from './notification.ts'
import {
  BreachContent,
  BreachFilter,
  BreachId,
  BreachList,
  BreachPage,
  BreachRecord,
  SendBack,
  ShownBreach,
  Told,
} from './schema.ts'
import { type Breaches, type BreachWorld, openBreaches } from './service.ts'

export interface BreachRoutesWorld extends BreachWorld {
  readonly timeZone: string
  readonly elements: ReadonlyMap<string, { readonly element: Element }>
}

const closed = { additionalProperties: false }
const tags = ['breaches']
const read = { permission: 'breach.read' } as const
const record = { permission: 'breach.record' } as const
const decide = { permission: 'breach.decide' } as const
const params = Type.Object({ id: BreachId }, closed)
const response = { 200: ShownBreach }

export function breachRoutes(world: BreachRoutesWorld): Route[] {
  const breaches = openBreaches(world)
  return [
    ...readingRoutes(breaches),
    notificationRoute(breaches, world),
    ...recordingRoutes(breaches),
    ...decidingRoutes(breaches),
  ]
}

const readingRoutes = (breaches: Breaches): Route[] => [
  route({
    method: 'GET',
    url: '/v1/breaches',
    access: read,
    schema: {
      summary:
        'Breaches of one’s member, and those that it was told of, newest first, with who must hear of them and when',
      ...{ tags, querystring: BreachFilter, response: { 200: BreachList } },
    },
    handler: async ({ query, principal }) => ({ breaches: await breaches.list(query.status, principal) }),
  }),
  route({
    method: 'GET',
    url: '/v1/breaches/:id',
    access: read,
    schema: {
      summary: 'A breach in all its revisions, with what the ledger has of the exchanges concerned',
      ...{ tags, params, response: { 200: BreachPage } },
    },
    handler: ({ params: { id }, principal }) => breaches.read(id, principal),
  }),
]

const notificationRoute = (breaches: Breaches, { directory, elements, timeZone }: BreachRoutesWorld): Route =>
  route({
    method: 'GET',
    url: '/v1/breaches/:id/notification',
    access: read,
    schema: {
      summary: 'What the authority is told of a breach, as a document to read, print and sign',
      ...{ tags, params },
      querystring: Type.Object(
        {
          format: Type.Optional(Type.Enum(documentFormats)),
          language: Type.Optional(Type.Enum(languages, { description: 'otherwise that of Accept-Language' })),
        },
        closed,
      ),
      response: { 200: Type.Any({ description: 'the document, of the media type of its format' }) },
    },
    async handler({ params: { id }, query: { format = 'html', language }, principal, raw }, reply) {
      const page = await breaches.read(id, principal)
      if (!page.ok) return page
      const text = notificationOf(page.value, {
        language: language ?? negotiateLanguage(raw.headers['accept-language']),
        timeZone,
        members: new Map(directory.members().map(({ id: member, name }) => [member, name])),
        elements: new Map([...elements].map(([element, known]) => [element, known.element])),
      })
      const { recipients: _, ...object } = page.value.breach
      const source = { id, version: object.revision, object, createdAt: object.at }
      const document = await renderDocument(text, format, source)
      const name = `${id}-r${object.revision}.${text.language}.${format}`
      reply
        .type(document.type)
        .header('content-disposition', `inline; filename="${name}"`)
        .header('vary', 'accept-language')
      return reply.send(document.body)
    },
  })

const recordingRoutes = (breaches: Breaches): Route[] => [
  route({
    method: 'POST',
    url: '/v1/breaches',
    access: record,
    schema: {
      summary: 'Record a breach; the clocks run from when it was noticed',
      description: 'Kinds of data and numbers, no names or numbers of people.',
      ...{ tags, body: BreachRecord, response: { 201: ShownBreach } },
    },
    handler: ({ body, principal }) => breaches.record(body, principal),
  }),
  route({
    method: 'POST',
    url: '/v1/breaches/:id/revise',
    access: record,
    schema: {
      summary: 'Write a breach anew as more is known; it must be assessed again',
      ...{ tags, params, body: Type.Object({ content: BreachContent }, closed), response },
    },
    handler: ({ params: { id }, body, principal }) => breaches.revise(id, body.content, principal),
  }),
  route({
    method: 'POST',
    url: '/v1/breaches/:id/submit',
    access: record,
    schema: { summary: 'Submit a breach to a second officer', ...{ tags, params, response } },
    handler: ({ params: { id }, principal }) => breaches.submit(id, principal),
  }),
  route({
    method: 'POST',
    url: '/v1/breaches/:id/told',
    access: record,
    schema: {
      summary: 'Record that the authority, the people or a member was told, with the reason where it was late',
      ...{ tags, params, body: Told, response },
    },
    handler: ({ params: { id }, body, principal }) => breaches.tell(id, body, principal),
  }),
]

const decidingRoutes = (breaches: Breaches): Route[] => [
  route({
    method: 'POST',
    url: '/v1/breaches/:id/assess',
    access: decide,
    schema: { summary: 'Agree with the assessment that another submitted', ...{ tags, params, response } },
    handler: ({ params: { id }, principal }) => breaches.assess(id, principal),
  }),
  route({
    method: 'POST',
    url: '/v1/breaches/:id/send-back',
    access: decide,
    schema: { summary: 'Send a submitted breach back with the reason', ...{ tags, params, body: SendBack, response } },
    handler: ({ params: { id }, body, principal }) => breaches.sendBack(id, body.reason, principal),
  }),
  route({
    method: 'POST',
    url: '/v1/breaches/:id/close',
    access: decide,
    schema: {
      summary: 'Close an assessed breach of which everyone was told who must be',
      ...{ tags, params, response },
    },
    handler: ({ params: { id }, principal }) => breaches.close(id, principal),
  }),
]
