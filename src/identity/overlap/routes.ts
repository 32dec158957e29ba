import { administer } from '../../federation/administration.ts'
import { newId } from '../../kernel/ids.ts'
import { ok } from '../../kernel/result.ts'
import { type Route, route } from '../../platform/http/route.ts'
import type { PeopleWorld } from '../people/world.ts'
import type { OverlapRules } from './rules.ts'
import { WhoGetsWhat } from './schema.ts'
import { whoGetsWhat } from './service.ts'

export const overlapRoutes = (world: PeopleWorld, rules: OverlapRules): Route[] => [
  route({
    method: 'GET',
    url: '/v1/identity/who-gets-what',
    access: { permission: 'identity.read' },
    schema: {
      summary: 'Who gets what: people by programme, in two programmes at once, and poor and served by none',
      description:
        'Counts of people from linked records. Small counts are left out, and with them what would let them be worked out from a total.',
      ...{ tags: ['identity'], response: { 200: WhoGetsWhat } },
    },
    async handler({ principal }) {
      const counted = await whoGetsWhat(world.pool, rules)
      const appended = await administer(world.ledger, {
        ...{ by: principal, at: world.clock.now(), act: 'identity.who-gets-what', concerns: principal.member },
        ...{ subject: newId('wg'), details: { overlaps: counted.overlaps.length }, write: async () => true },
      })
      return appended.ok ? ok(counted) : appended
    },
  }),
]
