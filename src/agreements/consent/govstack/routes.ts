import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { negotiateLanguage } from '../../../kernel/language.ts'
import { fail, ok, type Result } from '../../../kernel/result.ts'
import type { Principal } from '../../../platform/http/access.ts'
import { type Route, route } from '../../../platform/http/route.ts'
import type { Config } from './config.ts'
import { refused } from './problems.ts'
import type { Asked, Records } from './records.ts'
import {
  answer,
  ConsentRecord,
  ConsentRecordId,
  ConsentRecordInput,
  DataAgreement,
  DataAgreementId,
  IndividualId,
  individualIdPattern,
  page,
  Revision,
  RevisionId,
} from './schema.ts'

export const base = '/govstack/consent'
export const closed = { additionalProperties: false }
export const read = { permission: 'consent.read' } as const
export const manage = { permission: 'consent.record' } as const
export const tags = ['govstack-consent']
const pages = Type.Object(page, closed)
const filtered = Type.Object(
  { ...page, individualId: Type.Optional(IndividualId), dataAgreementId: Type.Optional(DataAgreementId) },
  closed,
)
const recordParams = Type.Object({ consentRecordId: ConsentRecordId }, closed)
const agreementParams = Type.Object({ dataAgreementId: DataAgreementId }, closed)
const recordAndRevision = answer({ consentRecord: ConsentRecord, revision: Revision })
const records200 = answer({ consentRecords: Type.Array(ConsentRecord) })
const agreements200 = answer({ dataAgreements: Type.Array(DataAgreement) })

const header = 'X-ConsentBB-IndividualId'
const inHeader = `The individual is named by the header ${header}.`

function individualIn({ headers }: FastifyRequest): Result<string> {
  const named = headers[header.toLowerCase()]
  const isId = typeof named === 'string' && individualIdPattern.test(named)
  return isId ? ok(named) : fail(refused('individual-missing'))
}

export const askedBy = (principal: Principal, { headers }: FastifyRequest): Asked => ({
  by: principal,
  language: negotiateLanguage(headers['accept-language']),
})

/** What a service asks at the moment it uses data: `optIn` is gate G6's own answer. */
export const verificationRoutes = (config: Config, records: Records): Route[] => [
  route({
    method: 'GET',
    url: `${base}/service/verification/data-agreements/`,
    access: read,
    schema: { summary: 'The data agreements that there are', tags, querystring: pages, response: agreements200 },
    handler: async ({ query }) => ({ dataAgreements: await config.list<DataAgreement>('DataAgreement', query) }),
  }),
  route({
    method: 'GET',
    url: `${base}/service/verification/consent-records/`,
    access: read,
    schema: {
      summary: 'Whether there is consent: optIn is what gate G6 says now',
      ...{ tags, querystring: filtered, response: records200 },
    },
    handler: async ({ query: { individualId: individual, dataAgreementId: dataAgreement, ...asked } }) => ({
      consentRecords: await records.verifyAll({ individual, dataAgreement }, asked),
    }),
  }),
  route({
    method: 'GET',
    url: `${base}/service/verification/consent-record/:consentRecordId/`,
    access: read,
    schema: {
      summary: 'Whether this consent holds: optIn is what gate G6 says now',
      ...{ tags, params: recordParams, response: recordAndRevision },
    },
    handler: ({ params }) => records.verify(params.consentRecordId),
  }),
]

/** What a person says yes and no by. */
export const recordRoutes = (records: Records): Route[] => [
  route({
    method: 'POST',
    url: `${base}/service/individual/record/data-agreement/:dataAgreementId/`,
    access: manage,
    schema: {
      summary: 'Opt an individual in to a data agreement: a consent is recorded, which gate G6 obeys',
      description: 'Accept-Language says in which language the policy was read.',
      ...{ tags, params: agreementParams, response: recordAndRevision },
      querystring: Type.Object({ individualId: IndividualId, revisionId: Type.Optional(RevisionId) }, closed),
    },
    handler: ({ params, query, principal, raw }) => records.optIn({ ...params, ...query }, askedBy(principal, raw)),
  }),
  route({
    method: 'GET',
    url: `${base}/service/individual/record/data-agreement/:dataAgreementId/`,
    access: read,
    schema: {
      summary: 'The current consent record of an individual under a data agreement',
      description: inHeader,
      ...{ tags, params: agreementParams, response: answer({ consentRecord: ConsentRecord }) },
    },
    async handler({ params: { dataAgreementId: dataAgreement }, raw }) {
      const individual = individualIn(raw)
      if (!individual.ok) return individual
      const found = await records.read({ individual: individual.value, dataAgreement })
      return found.ok ? ok({ consentRecord: found.value.consentRecord }) : found
    },
  }),
  listRoute(records, `${base}/service/individual/record/consent-record/`, 'All consent records of an individual'),
  route({
    method: 'GET',
    url: `${base}/service/individual/record/data-agreement/:dataAgreementId/all/`,
    access: read,
    schema: {
      summary: 'All consent records of an individual under a data agreement, the newest first',
      description: inHeader,
      ...{ tags, params: agreementParams, querystring: pages, response: records200 },
    },
    async handler({ params: { dataAgreementId: dataAgreement }, query, raw }) {
      const individual = individualIn(raw)
      if (!individual.ok) return individual
      return ok({ consentRecords: await records.list({ individual: individual.value, dataAgreement }, query) })
    },
  }),
  ...changeRoutes(records),
]

const listRoute = (records: Records, url: string, summary: string): Route =>
  route({
    method: 'GET',
    ...{ url, access: read },
    schema: { summary, description: inHeader, tags, querystring: pages, response: records200 },
    async handler({ query, raw }) {
      const individual = individualIn(raw)
      if (!individual.ok) return individual
      return ok({ consentRecords: await records.list({ individual: individual.value }, query) })
    },
  })

const changeRoutes = (records: Records): Route[] => [
  route({
    method: 'PUT',
    url: `${base}/service/individual/record/consent-record/:consentRecordId/`,
    access: manage,
    schema: {
      summary: 'Opt out, or in again; from then on gate G6 obeys it',
      description: inHeader,
      ...{ tags, params: recordParams, response: recordAndRevision },
      body: Type.Object({ consentRecord: ConsentRecordInput }, closed),
    },
    async handler({ params, body: { consentRecord }, principal, raw }) {
      const individual = individualIn(raw)
      if (!individual.ok) return individual
      if (consentRecord.id !== params.consentRecordId) return fail(refused('field-fixed', '/consentRecord/id'))
      return records.update(individual.value, consentRecord, askedBy(principal, raw))
    },
  }),
  route({
    method: 'DELETE',
    url: `${base}/service/individual/record/`,
    access: manage,
    schema: {
      summary: 'Take back and forget all that an individual gave under forgettable data agreements',
      description: `${inHeader} What was given and taken back stays as evidence, under the person's pseudonymous key.`,
      ...{ tags, response: answer({}) },
    },
    async handler({ principal, raw }) {
      const individual = individualIn(raw)
      if (!individual.ok) return individual
      const forgotten = await records.forget(individual.value, principal)
      return forgotten.ok ? ok({}) : forgotten
    },
  }),
]

export const auditRoutes = (config: Config, records: Records): Route[] => [
  route({
    method: 'GET',
    url: `${base}/audit/consent-records/`,
    access: read,
    schema: { summary: 'Consent records, the newest first', tags, querystring: filtered, response: records200 },
    handler: async ({ query: { individualId: individual, dataAgreementId: dataAgreement, ...asked } }) => ({
      consentRecords: await records.list({ individual, dataAgreement }, asked),
    }),
  }),
  route({
    method: 'GET',
    url: `${base}/audit/consent-record/:consentRecordId/`,
    access: read,
    schema: {
      summary: 'A consent record as it stands',
      ...{ tags, params: recordParams, response: answer({ consentRecord: ConsentRecord }) },
    },
    async handler({ params }) {
      const found = await records.read({ id: params.consentRecordId })
      return found.ok ? ok({ consentRecord: found.value.consentRecord }) : found
    },
  }),
  route({
    method: 'GET',
    url: `${base}/audit/data-agreements/`,
    access: read,
    schema: {
      summary: 'All data agreements, those that were deleted too',
      ...{ tags, querystring: pages, response: agreements200 },
    },
    handler: async ({ query }) => ({ dataAgreements: await config.list<DataAgreement>('DataAgreement', query, true) }),
  }),
  route({
    method: 'GET',
    url: `${base}/audit/data-agreement/:dataAgreementId/`,
    access: read,
    schema: {
      summary: 'A data agreement as it last was, also when it was deleted',
      ...{ tags, params: agreementParams, response: answer({ dataAgreement: DataAgreement }) },
    },
    async handler({ params }) {
      const found = await config.read<DataAgreement>('DataAgreement', params.dataAgreementId, 'last')
      return found.ok ? ok({ dataAgreement: found.value.object }) : found
    },
  }),
]
