import Type from 'typebox'
import { ok } from '../../../kernel/result.ts'
import { type Route, route } from '../../../platform/http/route.ts'
import type { Config, Revised } from './config.ts'
import { base, closed, manage, read, tags } from './routes.ts'
import {
  answer,
  DataAgreement,
  DataAgreementId,
  DataAgreementInput,
  Individual,
  IndividualId,
  IndividualInput,
  Policy,
  PolicyId,
  PolicyInput,
  page,
  Revision,
  RevisionId,
} from './schema.ts'

const pages = Type.Object(page, closed)
const atRevision = Type.Object({ revisionId: Type.Optional(RevisionId) }, closed)
const policyParams = Type.Object({ policyId: PolicyId }, closed)
const agreementParams = Type.Object({ dataAgreementId: DataAgreementId }, closed)
const policy200 = answer({ policy: Policy, revision: Revision })
const agreement200 = answer({ dataAgreement: DataAgreement, revision: Revision })
const revision200 = answer({ revision: Revision })

const asPolicy = ({ object, revision }: Revised<Policy>) => ({ policy: object, revision })
const asAgreement = ({ object, revision }: Revised<DataAgreement>) => ({ dataAgreement: object, revision })

export const policyRoutes = (config: Config): Route[] => [
  route({
    method: 'POST',
    url: `${base}/config/policy/`,
    access: manage,
    schema: {
      summary: 'Create a policy',
      ...{ tags, body: Type.Object({ policy: PolicyInput }, closed), response: policy200 },
    },
    async handler({ body, principal }) {
      const created = await config.createPolicy(body.policy, principal)
      return created.ok ? ok(asPolicy(created.value)) : created
    },
  }),
  ...(['config', 'service'] as const).map((area) =>
    route({
      method: 'GET',
      url: `${base}/${area}/policy/:policyId/`,
      access: read,
      schema: {
        summary: 'A policy, in its latest or the named revision',
        ...{ tags, params: policyParams, querystring: atRevision, response: policy200 },
      },
      async handler({ params, query }) {
        const found = await config.read<Policy>('Policy', params.policyId, query.revisionId)
        return found.ok ? ok(asPolicy(found.value)) : found
      },
    }),
  ),
  route({
    method: 'PUT',
    url: `${base}/config/policy/:policyId/`,
    access: manage,
    schema: {
      summary: 'Change a policy; data agreements under it keep what they were made with',
      ...{ tags, params: policyParams, body: Type.Object({ policy: PolicyInput }, closed), response: policy200 },
    },
    async handler({ params, body, principal }) {
      const updated = await config.updatePolicy(params.policyId, body.policy, principal)
      return updated.ok ? ok(asPolicy(updated.value)) : updated
    },
  }),
  route({
    method: 'DELETE',
    url: `${base}/config/policy/:policyId/`,
    access: manage,
    schema: {
      summary: 'Delete a policy under which no active data agreement stands',
      ...{ tags, params: policyParams, response: revision200 },
    },
    async handler({ params, principal }) {
      const removed = await config.remove('Policy', params.policyId, principal)
      return removed.ok ? ok({ revision: removed.value }) : removed
    },
  }),
  ...policyListRoutes(config),
]

const policyListRoutes = (config: Config): Route[] => [
  route({
    method: 'GET',
    url: `${base}/config/policy/:policyId/revisions/`,
    access: read,
    schema: {
      summary: 'A policy with its revisions, from the first on',
      description: 'The text declares the policy only; `revisions` is ours.',
      ...{ tags, params: policyParams, querystring: pages },
      response: answer({ policy: Policy, revisions: Type.Array(Revision) }),
    },
    async handler({ params, query: { offset, limit } }) {
      const found = await config.read<Policy>('Policy', params.policyId)
      if (!found.ok) return found
      const all = (await config.revisions('Policy', params.policyId)).map(({ revision }) => revision)
      return ok({ policy: found.value.object, revisions: all.slice(offset, offset + limit) })
    },
  }),
  route({
    method: 'GET',
    url: `${base}/config/policies/`,
    access: read,
    schema: {
      summary: 'The policies that there are',
      ...{ tags, querystring: pages, response: answer({ policies: Type.Array(Policy) }) },
    },
    handler: async ({ query }) => ({ policies: await config.list<Policy>('Policy', query) }),
  }),
]

export const agreementRoutes = (config: Config): Route[] => [
  route({
    method: 'POST',
    url: `${base}/config/data-agreement/`,
    access: manage,
    schema: {
      summary: 'Create a data agreement: what persons can be asked to consent to',
      ...{ tags, body: Type.Object({ dataAgreement: DataAgreementInput }, closed), response: agreement200 },
    },
    async handler({ body, principal }) {
      const created = await config.createAgreement(body.dataAgreement, principal)
      return created.ok ? ok(asAgreement(created.value)) : created
    },
  }),
  ...(['config', 'service'] as const).map((area) =>
    route({
      method: 'GET',
      url: `${base}/${area}/data-agreement/:dataAgreementId/`,
      access: read,
      schema: {
        summary: 'A data agreement in its latest revision',
        ...{ tags, params: agreementParams, response: agreement200 },
      },
      async handler({ params }) {
        const found = await config.read<DataAgreement>('DataAgreement', params.dataAgreementId)
        return found.ok ? ok(asAgreement(found.value)) : found
      },
    }),
  ),
  route({
    method: 'PUT',
    url: `${base}/config/data-agreement/:dataAgreementId/`,
    access: manage,
    schema: {
      summary: 'Change a data agreement; what persons consented to stays what it was',
      ...{ tags, params: agreementParams, response: agreement200 },
      body: Type.Object({ dataAgreement: DataAgreementInput }, closed),
    },
    async handler({ params, body, principal }) {
      const updated = await config.updateAgreement(params.dataAgreementId, body.dataAgreement, principal)
      return updated.ok ? ok(asAgreement(updated.value)) : updated
    },
  }),
  route({
    method: 'DELETE',
    url: `${base}/config/data-agreement/:dataAgreementId/`,
    access: manage,
    schema: {
      summary: 'Delete a data agreement: nobody is asked any more; what was given stands until it is taken back',
      ...{ tags, params: agreementParams, response: revision200 },
    },
    async handler({ params, principal }) {
      const removed = await config.remove('DataAgreement', params.dataAgreementId, principal)
      return removed.ok ? ok({ revision: removed.value }) : removed
    },
  }),
  route({
    method: 'GET',
    url: `${base}/config/data-agreements/`,
    access: read,
    schema: {
      summary: 'The data agreements that there are',
      description: 'The text names this list `dataAgreement`.',
      ...{ tags, querystring: pages, response: answer({ dataAgreement: Type.Array(DataAgreement) }) },
    },
    handler: async ({ query }) => ({ dataAgreement: await config.list<DataAgreement>('DataAgreement', query) }),
  }),
]

/** The same in both areas: for who sets up, and for who serves a person. */
export const individualRoutes = (config: Config): Route[] =>
  (['config', 'service'] as const).flatMap((area) => [
    route({
      method: 'POST',
      url: `${base}/${area}/individual/`,
      access: manage,
      schema: {
        summary: 'Create an individual; the external id is made into a key and forgotten',
        ...{ tags, body: Type.Object({ individual: IndividualInput }, closed) },
        response: answer({ individual: Individual }),
      },
      async handler({ body, principal }) {
        const created = await config.createIndividual(body.individual, principal)
        return created.ok ? ok({ individual: created.value }) : created
      },
    }),
    route({
      method: 'GET',
      url: `${base}/${area}/individual/:individualId/`,
      access: read,
      schema: {
        summary: 'An individual, without the external id',
        ...{ tags, params: individualParams, response: answer({ individual: Individual }) },
      },
      async handler({ params }) {
        const found = await config.readIndividual(params.individualId)
        return found.ok ? ok({ individual: found.value }) : found
      },
    }),
    route({
      method: 'GET',
      url: `${base}/${area}/individuals/`,
      access: read,
      schema: {
        summary: 'Individuals, without their external ids',
        ...{ tags, querystring: pages, response: answer({ individuals: Type.Array(Individual) }) },
      },
      handler: async ({ query }) => ({ individuals: await config.individuals(query) }),
    }),
  ])

const individualParams = Type.Object({ individualId: IndividualId }, closed)

export const changeRoutes = (config: Config): Route[] => [
  route({
    method: 'PUT',
    url: `${base}/service/individual/:individualId/`,
    access: manage,
    schema: {
      summary: 'Change who identifies an individual; the person stays the same',
      ...{ tags, params: individualParams, body: Type.Object({ individual: IndividualInput }, closed) },
      response: answer({ individual: Individual }),
    },
    async handler({ params, body, principal }) {
      const updated = await config.updateIndividual(params.individualId, body.individual, principal)
      return updated.ok ? ok({ individual: updated.value }) : updated
    },
  }),
]
