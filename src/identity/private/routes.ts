import Type from 'typebox'
import { type Route, route } from '../../platform/http/route.ts'
import { Certificate, PrivateProject, PrivateRun, RegisteredProject, RunRequest } from './schema.ts'
import { certifyRun, type PrivateWorld, registerProject, startRun } from './service.ts'
import { projectsOf } from './store.ts'

const closed = { additionalProperties: false }
const tags = ['private-linkage']

export const privateRoutes = (world: PrivateWorld): Route[] => [
  route({
    method: 'GET',
    url: '/v1/private-linkage/projects',
    access: { permission: 'agreement.read' },
    schema: {
      summary: 'Projects of linkage without names, with every run and the certificate of what was deleted',
      ...{ tags, response: { 200: Type.Object({ projects: Type.Array(RegisteredProject) }, closed) } },
    },
    handler: async () => ({ projects: await projectsOf(world.pool) }),
  }),
  route({
    method: 'POST',
    url: '/v1/private-linkage/projects',
    access: { permission: 'agreement.protect' },
    schema: {
      summary: 'Put on record what two owners of data and a matching zone agreed on; it is known by its digest',
      ...{ tags, body: PrivateProject, response: { 201: RegisteredProject } },
    },
    handler: ({ body, principal }) => registerProject(body, principal, world),
  }),
  route({
    method: 'POST',
    url: '/v1/private-linkage/projects/:digest/runs',
    access: { permission: 'identity.run' },
    schema: {
      summary: 'Count a run of a project and put it on record, before anything is compared',
      params: Type.Object({ digest: Type.String({ pattern: '^[0-9a-f]{64}$', maxLength: 64 }) }, closed),
      ...{ tags, body: RunRequest, response: { 201: PrivateRun } },
    },
    handler: ({ params, body, principal }) => startRun(params.digest, body, principal, world),
  }),
  route({
    method: 'POST',
    url: '/v1/private-linkage/runs/:id/certificate',
    access: { permission: 'identity.run' },
    schema: {
      summary: 'File the zone’s signed statement of what a run gave and what was deleted',
      params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 40 }) }, closed),
      ...{ tags, body: Certificate, response: { 201: PrivateRun } },
    },
    handler: ({ params, body, principal }) => certifyRun(params.id, body, principal, world),
  }),
]
