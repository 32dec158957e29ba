import Type from 'typebox'
import { Id } from '../../kernel/nouns.ts'
import { fail, ok } from '../../kernel/result.ts'
import { type Route, route } from '../../platform/http/route.ts'
import { unknownAgreement } from '../routes.ts'
import { Agreement } from '../schema.ts'
import type { Agreements } from '../service.ts'
import { Addition, Composition, CompositionGraph, Finding } from './schema.ts'
import type { Analyst } from './service.ts'

const closed = { additionalProperties: false }
const tags = ['agreements']
const access = { permission: 'agreement.read' } as const
const AnalysisAnswer = Type.Object({ findings: Type.Array(Finding), adds: Addition }, closed)

const defaultDays = 90
const daysLimit = 366

export const analysisRoutes = (analyst: Analyst, agreements: Pick<Agreements, 'view'>): Route[] => [
  route({
    method: 'POST',
    url: '/v1/agreements/analyse',
    access,
    schema: {
      summary: 'What a draft of an agreement should make its signatories think of, and what it adds; keeps nothing',
      tags,
      body: Agreement,
      response: { 200: AnalysisAnswer },
    },
    handler: ({ body }) => analyst.draft(body),
  }),
  route({
    method: 'GET',
    url: '/v1/agreements/:id/analysis',
    access,
    schema: {
      summary: 'The same of an agreement that is kept, with the fields that were not released in the last days',
      tags,
      params: Type.Object({ id: Id }, closed),
      querystring: Type.Object({ days: Type.Optional(Type.Integer({ minimum: 1, maximum: daysLimit })) }, closed),
      response: { 200: AnalysisAnswer },
    },
    async handler({ params: { id }, query: { days } }) {
      const found = await agreements.view(id)
      if (found === undefined) return fail(unknownAgreement(id))
      const { agreement, inForce } = found
      return ok(await (inForce ? analyst.agreed(agreement, days ?? defaultDays) : analyst.draft(agreement)))
    },
  }),
  route({
    method: 'GET',
    url: '/v1/agreements/composition',
    access,
    schema: {
      summary: 'What a consumer can learn about one person under all agreements in force together, and as a graph',
      tags,
      querystring: Type.Object({ consumer: Id }, closed),
      response: { 200: Type.Object({ ...Composition.properties, graph: CompositionGraph }, closed) },
    },
    handler: ({ query: { consumer } }) => analyst.composition(consumer),
  }),
]
