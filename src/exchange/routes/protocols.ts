import type { FastifyReply } from 'fastify'
import { type Route, type RouteScope, route } from '../../platform/http/route.ts'
import { type Arrival, arrival, callerOf } from '../front-door.ts'
import type {
  CallerEndpoint,
  Protocol,
  ProtocolEndpoint,
  ProtocolHouse,
  ProtocolReply,
  SenderEndpoint,
  WrittenReply,
} from '../plugin.ts'
import { type HouseWorld, protocolHouse } from '../protocol-house.ts'

/** The routes of a protocol plugin, with its own form of failures. */
export const protocolScope = (protocol: Protocol, world: HouseWorld): RouteScope => ({
  name: protocol.name,
  routes: protocol.endpoints.map((endpoint) =>
    'access' in endpoint ? senderRoute(protocol, endpoint, world) : callerRoute(protocol, endpoint, world),
  ),
  errorShape(problem, occurrence) {
    const { status, body } = protocol.failure(problem, occurrence, world.clock.now())
    return { status, contentType: 'application/json', body }
  },
})

const callerRoute = (protocol: Protocol, endpoint: CallerEndpoint, world: HouseWorld): Route =>
  route({
    ...outline(protocol, endpoint),
    access: { permission: endpoint.permission },
    handler: ({ body, principal, correlationId }, reply) =>
      answer(reply, houseOf(protocol, world), (house) =>
        endpoint.answer({ caller: callerOf(principal), body, correlationId }, house),
      ),
  })

const senderRoute = (protocol: Protocol, endpoint: SenderEndpoint, world: HouseWorld): Route =>
  route({
    ...outline(protocol, endpoint),
    access: 'recognised',
    handler({ body, principal, correlationId }, reply) {
      const call = { body, correlationId, ...(principal === null ? {} : { caller: callerOf(principal) }) }
      return answer(reply, houseOf(protocol, world), (house) => endpoint.answer(call, house))
    },
  })

const outline = ({ name }: Protocol, { path, summary, request, response, consumes }: ProtocolEndpoint) => ({
  method: 'POST' as const,
  url: `/${name}${path}`,
  schema: { summary, tags: [name], body: request, response: { 200: response } },
  ...(consumes === undefined ? {} : { consumes }),
})

type HouseOf = (arrived: () => Arrival) => ProtocolHouse

const houseOf =
  ({ name }: Protocol, world: HouseWorld): HouseOf =>
  (arrived) =>
    protocolHouse(world, name, arrived)

async function answer(
  reply: FastifyReply,
  house: HouseOf,
  ask: (house: ProtocolHouse) => Promise<ProtocolReply | WrittenReply>,
): Promise<Buffer> {
  const beganMs = performance.now()
  const answered = await ask(house(() => arrival(reply, beganMs)))
  reply.code(answered.status).type('application/json')
  // As bytes: the protocol answers for its own form, and an error of it has another than an answer.
  return Buffer.from('text' in answered ? answered.text : JSON.stringify(answered.body))
}
