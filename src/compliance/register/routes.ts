import Type from 'typebox'
import { negotiateLanguage } from '../../kernel/language.ts'
import { type Route, route } from '../../platform/http/route.ts'
import { type RegisterWorld, registerOf } from './register.ts'
import { Register, RegisterQuery } from './schema.ts'
import { registerCsv } from './table.ts'

const tags = ['register']
const access = { permission: 'agreement.read' } as const

export const registerRoutes = (world: RegisterWorld): Route[] => [
  route({
    method: 'GET',
    url: '/v1/register-of-processing',
    access,
    schema: {
      summary: 'The register of processing (GDPR article 30), derived from agreements and counts of exchanges',
      ...{ tags, querystring: RegisterQuery, response: { 200: Register } },
    },
    handler: ({ query }) => registerOf(query, world),
  }),
  route({
    method: 'GET',
    url: '/v1/register-of-processing.csv',
    access,
    schema: {
      summary: 'The register of processing as a table (RFC 4180), in the caller’s language',
      ...{ tags, querystring: RegisterQuery, response: { 200: Type.String() } },
    },
    async handler({ query, raw }, reply) {
      const register = await registerOf(query, world)
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="register-of-processing.csv"')
        .header('vary', 'accept-language')
      return registerCsv(register, negotiateLanguage(raw.headers['accept-language']))
    },
  }),
]
