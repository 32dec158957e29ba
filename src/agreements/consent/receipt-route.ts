import Type from 'typebox'
import { languages, negotiateLanguage } from '../../kernel/language.ts'
import { ok } from '../../kernel/result.ts'
import { type Route, route } from '../../platform/http/route.ts'
import { type ReceiptNames, receiptPage } from './receipt-page.ts'
import { ConsentId, ConsentReceipt } from './schema.ts'
import type { Consents } from './service.ts'

const closed = { additionalProperties: false }

export const receiptRoute = (consents: Pick<Consents, 'read'>, namesNow: () => Promise<ReceiptNames>): Route =>
  route({
    method: 'GET',
    url: '/v1/consents/:id/receipt',
    access: { permission: 'consent.read' },
    schema: {
      summary: 'The receipt of the latest revision, as JSON or as a page for the person',
      tags: ['consents'],
      params: Type.Object({ id: ConsentId }, closed),
      querystring: Type.Object(
        {
          format: Type.Enum(['json', 'html'], { default: 'json' }),
          language: Type.Optional(Type.Enum([...languages], { description: 'otherwise that of Accept-Language' })),
        },
        closed,
      ),
      response: { 200: Type.Union([ConsentReceipt, Type.String({ description: 'the page' })]) },
    },
    async handler({ params: { id }, query: { format, language }, raw }, reply) {
      const read = await consents.read(id)
      if (!read.ok) return read
      const { revisions, intact } = read.value
      const receipt = revisions.at(-1)
      if (receipt === undefined) throw new Error(`the consent ${id} has no revision`)
      if (format === 'json') return ok(receipt)
      const wanted = language ?? negotiateLanguage(raw.headers['accept-language'])
      reply
        .type('text/html; charset=utf-8')
        .header('content-disposition', `inline; filename="${id}.${wanted}.html"`)
        .header('vary', 'accept-language')
      return ok(receiptPage({ receipt, intact, names: await namesNow(), language: wanted }))
    },
  })
