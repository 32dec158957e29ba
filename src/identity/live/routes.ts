import { negotiateLanguage } from '../../kernel/language.ts'
import { type Route, route } from '../../platform/http/route.ts'
import { Applicant, Candidates } from './schema.ts'
import type { LiveDesk } from './service.ts'

export const liveRoutes = (desk: LiveDesk): Route[] => [
  route({
    method: 'POST',
    url: '/v1/identity/candidates',
    access: { permission: 'identity.match' },
    schema: {
      summary: 'Search before create: records that may be the person who is about to be registered, with reasons',
      description:
        'Evidence, never a verdict: whether it is the same person is for somebody to look at. Values of the records found are not given; each search is in the ledger.',
      tags: ['identity'],
      body: Applicant,
      response: { 200: Candidates },
    },
    handler: ({ body, principal, raw }) =>
      desk.search(body, principal, negotiateLanguage(raw.headers['accept-language'])),
  }),
]
