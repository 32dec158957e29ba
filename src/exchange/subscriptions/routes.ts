import Type from 'typebox'
import { fail, ok, type Result } from '../../kernel/result.ts'
import type { Principal } from '../../platform/http/access.ts'
import { type Route, route } from '../../platform/http/route.ts'
import { endSubscription, replaySubscription } from './administer.ts'
import { unknownSubscription } from './problems.ts'
import {
  EventFilter,
  EventList,
  ReplayRequest,
  Subscription,
  SubscriptionCode,
  SubscriptionFilter,
  SubscriptionList,
} from './schema.ts'
import { findByCode, listRows, type SubscriptionRow, streamOf } from './store.ts'
import type { SubscriptionWorld } from './world.ts'

export interface SubscriptionRoutesWorld extends SubscriptionWorld {
  /** A round for one subscription as soon as may be. */
  readonly notify: (code: string) => Promise<void>
}

const tags = ['subscriptions']
const read = { permission: 'subscription.read' } as const
const manage = { permission: 'subscription.manage' } as const
const params = Type.Object({ code: SubscriptionCode }, { additionalProperties: false })

export const subscriptionRoutes = (world: SubscriptionRoutesWorld): Route[] => [
  listRoute(world),
  detailRoute(world),
  endRoute(world),
  replayRoute(world),
  eventsRoute(world),
]

const seesAll = ({ permissions }: Principal): boolean => permissions.has('exchange.read-all')

const listRoute = (world: SubscriptionRoutesWorld): Route =>
  route({
    method: 'GET',
    url: '/v1/subscriptions',
    access: read,
    schema: {
      summary: 'Who is told of what, newest first: one’s own agency’s subscriptions, or all of them',
      tags,
      querystring: SubscriptionFilter,
      response: { 200: SubscriptionList },
    },
    async handler({ query, principal }) {
      const { rows, next } = await listRows(world.database, query, seesAll(principal) ? undefined : principal.member)
      const subscriptions = await shown(rows, world)
      return next === undefined ? { subscriptions } : { subscriptions, next }
    },
  })

const detailRoute = (world: SubscriptionRoutesWorld): Route =>
  route({
    method: 'GET',
    url: '/v1/subscriptions/:code',
    access: read,
    schema: { summary: 'One subscription', tags, params, response: { 200: Subscription } },
    async handler({ params: { code }, principal }) {
      const row = await findByCode(world.database, code)
      if (row === undefined || !(seesAll(principal) || row.member === principal.member))
        return fail(unknownSubscription)
      return one(ok(row), world)
    },
  })

const endRoute = (world: SubscriptionRoutesWorld): Route =>
  route({
    method: 'POST',
    url: '/v1/subscriptions/:code/end',
    access: manage,
    schema: { summary: 'Ends a subscription: nothing more is told', tags, params, response: { 200: Subscription } },
    async handler({ params: { code }, principal }) {
      const row = await managed(code, principal, world)
      if (row === undefined) return fail(unknownSubscription)
      return one(await endSubscription(row, { by: principal }, world), world)
    },
  })

const replayRoute = (world: SubscriptionRoutesWorld): Route =>
  route({
    method: 'POST',
    url: '/v1/subscriptions/:code/replay',
    access: manage,
    schema: {
      summary: 'Tells again what happened since an instant, as far back as the subscription goes',
      description: 'Each event keeps its id; it is asked about anew, under what is agreed now.',
      tags,
      params,
      body: ReplayRequest,
      response: { 200: Subscription },
    },
    async handler({ params: { code }, body, principal }) {
      const row = await managed(code, principal, world)
      if (row === undefined) return fail(unknownSubscription)
      const replayed = await replaySubscription(row, { by: principal, since: new Date(body.since) }, world)
      if (replayed.ok) await world.notify(code)
      return one(replayed, world)
    },
  })

const eventsRoute = (world: SubscriptionRoutesWorld): Route =>
  route({
    method: 'GET',
    url: '/v1/events',
    access: read,
    schema: {
      summary: 'What happened in the registries lately, newest first; not to whom',
      tags,
      querystring: EventFilter,
      response: { 200: EventList },
    },
    handler: async ({ query }) => ({ events: await world.events.recent(query) }),
  })

/** A system manages its own, a person those of the agency, an administrator of the node all. */
async function managed(
  code: string,
  principal: Principal,
  world: SubscriptionRoutesWorld,
): Promise<SubscriptionRow | undefined> {
  const row = await findByCode(world.database, code)
  if (row === undefined || seesAll(principal)) return row
  if (row.member !== principal.member) return undefined
  return principal.kind === 'person' || row.client === principal.id ? row : undefined
}

async function one(row: Result<SubscriptionRow>, world: SubscriptionRoutesWorld): Promise<Result<Subscription>> {
  if (!row.ok) return row
  const [subscription] = await shown([row.value], world)
  return subscription === undefined ? fail(unknownSubscription) : ok(subscription)
}

async function shown(rows: readonly SubscriptionRow[], { events }: SubscriptionWorld): Promise<Subscription[]> {
  const pending = await events.count(rows.map(streamOf))
  return rows.map((row, i) => viewOf(row, row.status === 'ended' ? 0 : (pending[i] ?? 0)))
}

const viewOf = (row: SubscriptionRow, pending: number): Subscription => ({
  code: row.code,
  member: row.member,
  client: row.client,
  protocol: row.protocol,
  events: row.events,
  service: row.service,
  purpose: row.purpose,
  filterElements: row.filter_elements,
  url: row.url,
  status: row.status,
  createdAt: row.created_at.toISOString(),
  counts: { notified: row.notified, passedOver: row.passed_over, pending },
  ...(row.frequency === null ? {} : { frequency: row.frequency }),
  ...instant('from', row.from_at),
  ...instant('until', row.until_at),
  ...instant('endedAt', row.ended_at),
  ...instant('nextRunAt', row.next_run_at),
  ...instant('lastNotifiedAt', row.last_notified_at),
  ...(row.held_code === null
    ? {}
    : { heldFor: { code: row.held_code, ...(row.held_gate === null ? {} : { gate: row.held_gate }) } }),
})

const instant = <K extends string>(name: K, at: Date | null): { readonly [P in K]?: string } =>
  at === null ? {} : ({ [name]: at.toISOString() } as { [P in K]: string })
