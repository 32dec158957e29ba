import type pg from 'pg'
import Type from 'typebox'
import { type Route, route } from '../../platform/http/route.ts'
import type { Health } from '../health.ts'
import { Overview } from '../schema.ts'
import { flowsSince, refusalsSince, withUnusedFlows } from '../store/overview.ts'
import type { ExchangeWorld } from '../world.ts'

export interface OverviewWorld extends Pick<ExchangeWorld, 'agreements' | 'directory' | 'clock' | 'ledger'> {
  readonly database: pg.Pool
  readonly health: Pick<Health, 'of'>
}

const defaultWindowMinutes = 60
const windowMinutesLimit = 31 * 24 * 60

export const overviewRoute = (world: OverviewWorld): Route =>
  route({
    method: 'GET',
    url: '/v1/overview',
    access: { permission: 'overview.read' },
    schema: {
      summary: 'The country at a glance: who asks whom, how much, how fast, and what is refused',
      tags: ['exchanges'],
      querystring: Type.Object(
        { windowMinutes: Type.Optional(Type.Integer({ minimum: 1, maximum: windowMinutesLimit })) },
        { additionalProperties: false },
      ),
      response: { 200: Overview },
    },
    handler: ({ query }) => overview(world, query.windowMinutes ?? defaultWindowMinutes),
  })

async function overview(world: OverviewWorld, windowMinutes: number): Promise<Overview> {
  const { database, directory, clock, ledger, health } = world
  const now = clock.now()
  const from = new Date(now.getTime() - windowMinutes * 60_000)
  const [used, refusals, agreements, checkpoint] = await Promise.all([
    flowsSince(database, from),
    refusalsSince(database, from),
    world.agreements.inForce(),
    ledger.latestCheckpoint(),
  ])
  return {
    at: now.toISOString(),
    windowMinutes,
    flows: withUnusedFlows(used, agreements, (id) => directory.service(id)),
    refusals,
    systems: directory.systems().map(({ id }) => {
      const { state, checkedAt } = health.of(id)
      return { system: id, state, ...(checkedAt === undefined ? {} : { checkedAt }) }
    }),
    ledger: { size: checkpoint.size },
  }
}
