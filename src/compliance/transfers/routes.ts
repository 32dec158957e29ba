import Type from 'typebox'
import { type Route, route } from '../../platform/http/route.ts'
import { TransferAssessment, TransferContent, TransferStanding } from './schema.ts'
import { assessTransfer, type TransfersWorld, transferStandings } from './service.ts'

const tags = ['transfers']

export const transferRoutes = (world: TransfersWorld): Route[] => [
  route({
    method: 'GET',
    url: '/v1/transfers',
    access: { permission: 'agreement.read' },
    schema: {
      summary: 'Agreements under which data go abroad, with the assessment and what is wrong with it',
      tags,
      response: { 200: Type.Object({ transfers: Type.Array(TransferStanding) }, { additionalProperties: false }) },
    },
    handler: async () => ({ transfers: await transferStandings(world) }),
  }),
  route({
    method: 'POST',
    url: '/v1/transfer-assessments',
    access: { permission: 'agreement.protect' },
    schema: {
      summary: 'Write the assessment of a transfer abroad, or its next revision',
      ...{ tags, body: TransferContent, response: { 201: TransferAssessment } },
    },
    handler: ({ body, principal }) => assessTransfer(body, principal, world),
  }),
]
