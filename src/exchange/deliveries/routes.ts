import Type from 'typebox'
import { fail } from '../../kernel/result.ts'
import type { Principal } from '../../platform/http/access.ts'
import { type Route, route } from '../../platform/http/route.ts'
import { unknownDelivery } from '../problems.ts'
import type { Viewer } from '../store/list.ts'
import { findDelivery, listDeliveries } from './list.ts'
import { type ReplayWorld, replayAll, replayOne } from './replay.ts'
import { Delivery, DeliveryDetail, DeliveryFilter, DeliveryId, DeliveryList, Replayed, ReplayFilter } from './schema.ts'

const tags = ['deliveries']
const params = Type.Object({ id: DeliveryId }, { additionalProperties: false })

export const viewerOf = ({ member, permissions }: Principal): Viewer =>
  permissions.has('exchange.read-all') ? 'all' : { member }

export const deliveryRoutes = (world: ReplayWorld): Route[] => [
  listRoute(world),
  detailRoute(world),
  replayRoute(world),
  replayAllRoute(world),
]

const listRoute = ({ database }: ReplayWorld): Route =>
  route({
    method: 'GET',
    url: '/v1/deliveries',
    access: { permission: 'delivery.read' },
    schema: {
      summary: 'Callbacks and notifications, newest first: those that go to one’s own agency, or all of them',
      tags,
      querystring: DeliveryFilter,
      response: { 200: DeliveryList },
    },
    handler: ({ query, principal }) => listDeliveries(database, query, viewerOf(principal)),
  })

const detailRoute = ({ database }: ReplayWorld): Route =>
  route({
    method: 'GET',
    url: '/v1/deliveries/:id',
    access: { permission: 'delivery.read' },
    schema: { summary: 'One delivery, with every attempt', tags, params, response: { 200: DeliveryDetail } },
    async handler({ params: { id }, principal }) {
      return (await findDelivery(database, id, viewerOf(principal))) ?? fail(unknownDelivery)
    },
  })

const replayRoute = (world: ReplayWorld): Route =>
  route({
    method: 'POST',
    url: '/v1/deliveries/:id/replay',
    access: { permission: 'delivery.manage' },
    schema: {
      summary: 'Sends a delivery that was made or given up again',
      tags,
      params,
      response: { 200: Delivery },
    },
    handler: ({ params: { id }, principal }) => replayOne(id, { by: principal, viewer: viewerOf(principal) }, world),
  })

const replayAllRoute = (world: ReplayWorld): Route =>
  route({
    method: 'POST',
    url: '/v1/deliveries/replay',
    access: { permission: 'delivery.manage' },
    schema: {
      summary: 'Sends the deliveries that were given up again, at most 500 at a time, oldest first',
      tags,
      body: ReplayFilter,
      response: { 200: Replayed },
    },
    handler: ({ body, principal }) => replayAll(body, { by: principal, viewer: viewerOf(principal) }, world),
  })
