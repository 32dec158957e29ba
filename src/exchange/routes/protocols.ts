import { type Route, type RouteScope, route } from '../../platform/http/route.ts'
import { arrival, callerOf } from '../front-door.ts'
import type { Protocol, ProtocolEndpoint } from '../plugin.ts'
import { type HouseWorld, protocolHouse } from '../protocol-house.ts'

/** The routes of a protocol plugin, with its own form of failures. */
export const protocolScope = (protocol: Protocol, world: HouseWorld): RouteScope => ({
  name: protocol.name,
  routes: protocol.endpoints.map((endpoint) => endpointRoute(protocol, endpoint, world)),
  errorShape(problem, occurrence) {
    const { status, body } = protocol.failure(problem, occurrence, world.clock.now())
    return { status, contentType: 'application/json', body }
  },
})

const endpointRoute = (protocol: Protocol, endpoint: ProtocolEndpoint, world: HouseWorld): Route =>
  route({
    method: 'POST',
    url: `/${protocol.name}${endpoint.path}`,
    access: { permission: endpoint.permission },
    schema: {
      summary: endpoint.summary,
      tags: [protocol.name],
      body: endpoint.request,
      response: { 200: endpoint.response },
    },
    async handler({ body, principal, correlationId }, reply) {
      const beganMs = performance.now()
      const house = protocolHouse(world, () => arrival(reply, beganMs))
      const answered = await endpoint.answer({ caller: callerOf(principal), body, correlationId }, house)
      reply.code(answered.status).type('application/json')
      // As bytes: the protocol answers for its own form, and an error of it has another than an answer.
      return Buffer.from(JSON.stringify(answered.body))
    },
  })
