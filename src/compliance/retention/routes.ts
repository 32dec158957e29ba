import Type from 'typebox'
import { type Route, route } from '../../platform/http/route.ts'
import {
  CertificateFilter,
  CertificateList,
  CertificateRequest,
  DeletionCertificate,
  DutyState,
  RetentionDuty,
} from './schema.ts'
import { fileCertificate, type RetentionWorld, schedule } from './service.ts'
import { listCertificates } from './store.ts'

const closed = { additionalProperties: false }
const tags = ['retention']
const read = { permission: 'agreement.read' } as const

export const retentionRoutes = (world: RetentionWorld): Route[] => [
  route({
    method: 'GET',
    url: '/v1/retention',
    access: read,
    schema: {
      summary: 'How long what was received is held under each agreement, and whether its end was proven in time',
      ...{ tags, querystring: Type.Object({ state: Type.Optional(DutyState) }, closed) },
      response: { 200: Type.Object({ duties: Type.Array(RetentionDuty) }, closed) },
    },
    handler: async ({ query: { state } }) => ({ duties: await schedule(state, world) }),
  }),
  route({
    method: 'GET',
    url: '/v1/deletion-certificates',
    access: read,
    schema: {
      summary: 'The certificates of deletion, of one agreement or of all, newest first, with the keys that signed them',
      ...{ tags, querystring: CertificateFilter, response: { 200: CertificateList } },
    },
    handler: ({ query }) => listCertificates(world.pool, query),
  }),
  route({
    method: 'POST',
    url: '/v1/deletion-certificates',
    access: { permission: 'agreement.protect' },
    schema: {
      summary: 'File the signed statement that what was received through a day is gone',
      ...{ tags, body: CertificateRequest, response: { 201: DeletionCertificate } },
    },
    handler: ({ body, principal }) => fileCertificate(body, principal, world),
  }),
]
