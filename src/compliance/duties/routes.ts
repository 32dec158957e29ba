import { type Route, route } from '../../platform/http/route.ts'
import { Duties, DutyFilter } from './schema.ts'
import { type DutiesWorld, dutiesFor } from './service.ts'

export const dutyRoutes = (world: DutiesWorld): Route[] => [
  route({
    method: 'GET',
    url: '/v1/duties',
    access: { permission: 'agreement.read' },
    schema: {
      summary: 'What is overdue, due soon and later: cases, breaches, notices, waits, deletions, transfers, agreements',
      description: 'Cases of persons and breaches are those that the caller may see.',
      ...{ tags: ['duties'], querystring: DutyFilter, response: { 200: Duties } },
    },
    handler: ({ query, principal }) => dutiesFor(query, principal, world),
  }),
]
