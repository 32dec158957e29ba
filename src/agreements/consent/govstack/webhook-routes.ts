import Type from 'typebox'
import { ok } from '../../../kernel/result.ts'
import { type Route, route } from '../../../platform/http/route.ts'
import { base, closed, manage, read, tags } from './routes.ts'
import { answer, page, Webhook, WebhookId, WebhookInput } from './schema.ts'
import { signatureHeader, type Webhooks } from './webhooks.ts'

const one = Type.Object({ webhookId: WebhookId }, closed)
const body = Type.Object({ webhook: WebhookInput }, closed)
const webhook200 = answer({ webhook: Webhook })

/** Who is told when somebody opts in or out under a data agreement of the client's own agency. */
export const webhookRoutes = (webhooks: Webhooks): Route[] => [
  route({
    method: 'POST',
    url: `${base}/config/webhook/`,
    access: manage,
    schema: {
      summary: 'Have an address told when somebody opts in or out',
      description: `For clients, at an address among their agreed hosts. Each message carries ${signatureHeader}.`,
      ...{ tags, body, response: webhook200 },
    },
    async handler({ body: { webhook }, principal }) {
      const created = await webhooks.create(webhook, principal)
      return created.ok ? ok({ webhook: created.value }) : created
    },
  }),
  route({
    method: 'GET',
    url: `${base}/config/webhook/:webhookId/`,
    access: read,
    schema: { summary: 'A webhook of one’s own agency, its secret hidden', tags, params: one, response: webhook200 },
    async handler({ params, principal }) {
      const found = await webhooks.read(params.webhookId, principal)
      return found.ok ? ok({ webhook: found.value }) : found
    },
  }),
  route({
    method: 'PUT',
    url: `${base}/config/webhook/:webhookId/`,
    access: manage,
    schema: { summary: 'Change a webhook of one’s own client', tags, params: one, body, response: webhook200 },
    async handler({ params, body: { webhook }, principal }) {
      const updated = await webhooks.update(params.webhookId, webhook, principal)
      return updated.ok ? ok({ webhook: updated.value }) : updated
    },
  }),
  route({
    method: 'DELETE',
    url: `${base}/config/webhook/:webhookId/`,
    access: manage,
    schema: {
      summary: 'Delete a webhook of one’s own agency: what waits for it is not sent',
      ...{ tags, params: one, response: answer({}) },
    },
    async handler({ params, principal }) {
      const removed = await webhooks.remove(params.webhookId, principal)
      return removed.ok ? ok({}) : removed
    },
  }),
  route({
    method: 'GET',
    url: `${base}/config/webhooks/`,
    access: read,
    schema: {
      summary: 'The webhooks of one’s own agency',
      ...{ tags, querystring: Type.Object(page, closed), response: answer({ webhooks: Type.Array(Webhook) }) },
    },
    handler: async ({ query, principal }) => ({ webhooks: await webhooks.list(query, principal) }),
  }),
]
