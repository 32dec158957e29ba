import Type, { type Static } from 'typebox'
import { Id } from '../kernel/nouns.ts'
import type { Problem } from '../kernel/problem.ts'
import { fail, ok } from '../kernel/result.ts'
import { type Route, route } from '../platform/http/route.ts'
import type { Directory } from './directory.ts'
import { Member, Service, System } from './schema.ts'

const closed = { additionalProperties: false }

/** Whether a system can be reached, as last found. */
export const SystemHealth = Type.Object(
  {
    state: Type.Enum(['up', 'down', 'unknown']),
    checkedAt: Type.Optional(Type.String()),
    detail: Type.Optional(Type.String()),
  },
  closed,
)
export type SystemHealth = Static<typeof SystemHealth>

/** A service as others may see it: how its system is asked is the operator's business. */
const PublicService = Type.Object(Type.Omit(Service, ['operation']).properties, closed)
type PublicService = Static<typeof PublicService>

const SystemView = Type.Object(
  { ...System.properties, services: Type.Array(PublicService), health: SystemHealth },
  closed,
)

export interface FederationRoutesWorld {
  readonly directory: Directory
  /** Told by the room that reaches the systems. */
  readonly healthOf: (system: string) => SystemHealth
}

export function federationRoutes({ directory, healthOf }: FederationRoutesWorld): Route[] {
  const tags = ['federation']
  const view = (system: System) => ({
    ...system,
    services: directory
      .services()
      .filter((service) => service.system === system.id)
      .map(withoutOperation),
    health: healthOf(system.id),
  })
  return [
    route({
      method: 'GET',
      url: '/v1/members',
      access: { permission: 'member.read' },
      schema: {
        summary: 'The agencies that take part',
        tags,
        response: { 200: Type.Object({ members: Type.Array(Member) }, closed) },
      },
      handler: () => ({ members: directory.members() }),
    }),
    route({
      method: 'GET',
      url: '/v1/systems',
      access: { permission: 'system.read' },
      schema: {
        summary: 'The systems of the members, with their services and health',
        tags,
        response: { 200: Type.Object({ systems: Type.Array(SystemView) }, closed) },
      },
      handler: () => ({ systems: directory.systems().map(view) }),
    }),
    route({
      method: 'GET',
      url: '/v1/systems/:id',
      access: { permission: 'system.read' },
      schema: {
        summary: 'One system, with its services and health',
        tags,
        params: Type.Object({ id: Id }, closed),
        response: { 200: SystemView },
      },
      handler({ params: { id } }) {
        const system = directory.system(id)
        return system === undefined ? fail(unknownSystem(id)) : ok(view(system))
      },
    }),
  ]
}

function withoutOperation({ operation: _, ...service }: Service): PublicService {
  return service
}

const unknownSystem = (id: string): Problem => ({
  code: 'federation.system-unknown',
  status: 404,
  message: `there is no system ${id}`,
  fix: 'GET /v1/systems lists the systems there are.',
  params: { system: id },
})
