import Type from 'typebox'
import { type Route, route } from '../../platform/http/route.ts'
import { type InboxWorld, listAccepted, listReceived, retryAccepted } from './inbox.ts'
import { viewerOf } from './routes.ts'
import { AcceptedFilter, AcceptedList, ReceivedFilter, ReceivedList, WaitingMessage } from './schema.ts'

const tags = ['deliveries']
const read = { permission: 'delivery.read' } as const
const MessageId = Type.String({ pattern: '^in-[0-9a-hjkmnp-tv-z]{26}$', maxLength: 29 })

export const inboxRoutes = (world: InboxWorld): Route[] => [
  route({
    method: 'GET',
    url: '/v1/accepted-messages',
    access: read,
    schema: {
      summary: 'Accepted requests whose answer is still being made, or was given up, newest first',
      description: 'Those of one’s own agency, or all of them. One whose answer was made is a delivery.',
      tags,
      querystring: AcceptedFilter,
      response: { 200: AcceptedList },
    },
    handler: ({ query, principal }) => listAccepted(world.database, query, viewerOf(principal)),
  }),
  route({
    method: 'POST',
    url: '/v1/accepted-messages/:id/retry',
    access: { permission: 'delivery.manage' },
    schema: {
      summary: 'Begins the work of a request that was given up anew',
      tags,
      params: Type.Object({ id: MessageId }, { additionalProperties: false }),
      response: { 200: WaitingMessage },
    },
    handler: ({ params: { id }, principal }) =>
      retryAccepted(id, { by: principal, viewer: viewerOf(principal) }, world),
  }),
  route({
    method: 'GET',
    url: '/v1/received-messages',
    access: read,
    schema: {
      summary: 'What partners’ servers sent: answers to messages of ours, and notifications, newest first',
      description: 'When what came from whom; what it says is not told. Those of one’s own agency’s partners, or all.',
      tags,
      querystring: ReceivedFilter,
      response: { 200: ReceivedList },
    },
    handler: ({ query, principal }) => listReceived(world, query, viewerOf(principal)),
  }),
]
