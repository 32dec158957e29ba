import Type from 'typebox'
import { NationalId } from '../../agreements/consent/schema.ts'
import { type Route, route } from '../../platform/http/route.ts'
import type { Corrections } from './corrections.ts'
import { disclosureCsv, disclosureParts, exchangesLimit } from './disclosure.ts'
import {
  CaseFilter,
  CaseId,
  CaseList,
  CaseProof,
  ClosingRequest,
  CorrectionNotice,
  Disclosure,
  ExtensionRequest,
  NoticeId,
  NoticeOutcome,
  Refusal,
  RightsRequest,
  ShownCase,
} from './schema.ts'
import type { RightsDesk } from './service.ts'

const closed = { additionalProperties: false }
const tags = ['rights']
const read = { permission: 'rights.read' } as const
const record = { permission: 'rights.record' } as const
const decide = { permission: 'rights.decide' } as const
const receiveCorrections = { permission: 'correction.receive' } as const
const params = Type.Object({ id: CaseId }, closed)
const Cases = Type.Object({ cases: Type.Array(ShownCase) }, closed)
const caseAnswer = { 200: ShownCase }

export const rightsRoutes = (desk: RightsDesk, corrections: Corrections): Route[] => [
  ...readingRoutes(desk),
  ...stepRoutes(desk),
  ...endingRoutes(desk),
  ...disclosureRoutes(desk),
  ...correctionRoutes(corrections),
]

const readingRoutes = (desk: RightsDesk): Route[] => [
  route({
    method: 'GET',
    url: '/v1/rights/cases',
    access: read,
    schema: {
      summary: 'Cases of persons who use their rights, newest first, or those overdue; and how many stand where',
      ...{ tags, querystring: CaseFilter, response: { 200: CaseList } },
    },
    handler: ({ query, principal }) => desk.list(query, principal),
  }),
  route({
    method: 'POST',
    url: '/v1/rights/cases/find',
    access: read,
    schema: {
      summary: 'The cases of a person, newest first',
      description: 'The number is sent in the body: addresses are logged on the way.',
      ...{ tags, body: Type.Object({ nationalId: NationalId }, closed), response: { 200: Cases } },
    },
    handler: async ({ body, principal }) => ({ cases: await desk.find(body.nationalId, principal) }),
  }),
  route({
    method: 'GET',
    url: '/v1/rights/cases/:id',
    access: read,
    schema: {
      summary: 'A case, and who was told of the correction',
      ...{ tags, params },
      response: { 200: Type.Object({ case: ShownCase, notices: Type.Array(CorrectionNotice) }, closed) },
    },
    handler: ({ params: { id }, principal }) => desk.read(id, principal),
  }),
  route({
    method: 'GET',
    url: '/v1/rights/cases/:id/proof',
    access: read,
    schema: {
      summary: 'What the ledger has of a case: each step and acknowledgement with its receipt',
      description: 'Each receipt opens what its entry commits to, and verifies without this node. No personal data.',
      ...{ tags, params, response: { 200: CaseProof } },
    },
    handler: ({ params: { id }, principal }) => desk.proof(id, principal),
  }),
]

const stepRoutes = (desk: RightsDesk): Route[] => [
  route({
    method: 'POST',
    url: '/v1/rights/cases',
    access: record,
    schema: {
      summary: 'Record that a person, or who speaks for them, uses a right; the time of the law runs from its receipt',
      ...{ tags, body: RightsRequest, response: { 201: ShownCase } },
    },
    handler: ({ body, principal }) => desk.receive(body, principal),
  }),
  route({
    method: 'POST',
    url: '/v1/rights/cases/:id/verify',
    access: record,
    schema: {
      summary: 'Record that the identity was proven; what is restricted or objected to stops within a second',
      ...{ tags, params, response: caseAnswer },
    },
    handler: ({ params: { id }, principal }) => desk.verify(id, principal),
  }),
  route({
    method: 'POST',
    url: '/v1/rights/cases/:id/begin',
    access: record,
    schema: { summary: 'Take a case in hand', ...{ tags, params, response: caseAnswer } },
    handler: ({ params: { id }, principal }) => desk.begin(id, principal),
  }),
  route({
    method: 'POST',
    url: '/v1/rights/cases/:id/extend',
    access: decide,
    schema: {
      summary: 'Take the longer time of the law, once, before the first is over',
      ...{ tags, params, body: ExtensionRequest, response: caseAnswer },
    },
    handler: ({ params: { id }, body, principal }) => desk.extend(id, body, principal),
  }),
]

const endingRoutes = (desk: RightsDesk): Route[] => [
  route({
    method: 'POST',
    url: '/v1/rights/cases/:id/close',
    access: decide,
    schema: {
      summary: 'Close a case as done',
      description: 'Refused while a recipient has not acknowledged the correction, unless a reason is given.',
      ...{ tags, params, body: ClosingRequest, response: caseAnswer },
    },
    handler: ({ params: { id }, body, principal }) => desk.close(id, body, principal),
  }),
  route({
    method: 'POST',
    url: '/v1/rights/cases/:id/refuse',
    access: decide,
    schema: {
      summary: 'Refuse a request, with the ground and the law; what it had stopped goes on',
      ...{ tags, params, body: Refusal, response: caseAnswer },
    },
    handler: ({ params: { id }, body, principal }) => desk.refuse(id, body, principal),
  }),
  route({
    method: 'POST',
    url: '/v1/rights/cases/:id/lift',
    access: decide,
    schema: { summary: 'End the restriction of a granted case', ...{ tags, params, response: caseAnswer } },
    handler: ({ params: { id }, principal }) => desk.lift(id, principal),
  }),
]

/** Of the exchanges, newest first; consents come whole. */
const pageOfLog = Type.Object(
  {
    before: Type.Optional(
      Type.String({ pattern: '^ex-[0-9a-hjkmnp-tv-z]{26}$', description: '`next` of the page before' }),
    ),
    limit: Type.Integer({ minimum: 1, maximum: exchangesLimit, default: exchangesLimit }),
  },
  closed,
)

const disclosureRoutes = (desk: RightsDesk): Route[] => [
  route({
    method: 'POST',
    url: '/v1/rights/cases/:id/disclose',
    access: decide,
    schema: {
      summary: 'What the person is given: who asked what about them, and their consents',
      description:
        'Of exchanges whose question named the person. Each call is a step of the case, with the digest of what was given.',
      ...{ tags, params, querystring: pageOfLog, response: { 200: Disclosure } },
    },
    handler: ({ params: { id }, query, principal }) => desk.disclose(id, query, principal),
  }),
  route({
    method: 'POST',
    url: '/v1/rights/cases/:id/disclose.csv',
    access: decide,
    schema: {
      summary: 'The same as a table (RFC 4180)',
      description: 'A link with rel=next (RFC 8288) leads to older exchanges.',
      ...{ tags, params, querystring: pageOfLog, body: Type.Object({ part: Type.Enum([...disclosureParts]) }, closed) },
      response: { 200: Type.String() },
    },
    async handler({ params: { id }, query, body: { part }, principal }, reply) {
      const disclosure = await desk.disclose(id, query, principal)
      if (!disclosure.ok) return disclosure
      const { next } = disclosure.value
      if (next !== undefined) reply.header('link', `<?before=${next}&limit=${query.limit}>; rel="next"`)
      reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${id}-${part}.csv"`)
      return disclosureCsv(disclosure.value, part)
    },
  }),
]

const correctionRoutes = (corrections: Corrections): Route[] => [
  route({
    method: 'POST',
    url: '/v1/rights/cases/:id/propagate',
    access: decide,
    schema: {
      summary: 'The value is right, or gone, at its source: tell every member that received it',
      ...{ tags, params, response: caseAnswer },
    },
    handler: ({ params: { id }, principal }) => corrections.propagate(id, principal),
  }),
  route({
    method: 'GET',
    url: '/v1/corrections',
    access: receiveCorrections,
    schema: {
      summary: 'Corrections and erasures that your member was told of and has not acknowledged, oldest first',
      ...{ tags, response: { 200: Type.Object({ corrections: Type.Array(CorrectionNotice) }, closed) } },
    },
    handler: async ({ principal }) => ({ corrections: await corrections.waiting(principal) }),
  }),
  route({
    method: 'POST',
    url: '/v1/corrections/:id/acknowledge',
    access: receiveCorrections,
    schema: {
      summary: 'Say what your member did with the value that was corrected or erased',
      ...{ tags, params: Type.Object({ id: NoticeId }, closed) },
      body: Type.Object({ outcome: NoticeOutcome }, closed),
      response: { 200: CorrectionNotice },
    },
    handler: ({ params: { id }, body, principal }) => corrections.acknowledge(id, body.outcome, principal),
  }),
]
