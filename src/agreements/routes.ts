import Type from 'typebox'
import type { Directory } from '../federation/directory.ts'
import { negotiateLanguage } from '../kernel/language.ts'
import { Id } from '../kernel/nouns.ts'
import type { Problem } from '../kernel/problem.ts'
import { fail, ok } from '../kernel/result.ts'
import { type Route, route } from '../platform/http/route.ts'
import { ElementId } from '../semantics/schema.ts'
import { AgreementStanding, AgreementStatus } from './lifecycle/schema.ts'
import { sentenceOf } from './messages.ts'
import { Agreement, Decision, Purpose, Reason, Usage } from './schema.ts'
import type { Agreements } from './service.ts'

const closed = { additionalProperties: false }
const Hash = Type.String({ description: 'SHA-256 over the canonical form (RFC 8785) of this version' })
const view = {
  agreement: Agreement,
  hash: Hash,
  standing: AgreementStanding,
  inForce: Type.Boolean(),
  stopped: Type.Optional(Reason),
  usage: Usage,
}
const tags = ['agreements']
const read = { permission: 'agreement.read' } as const

export interface AgreementRoutesWorld {
  readonly agreements: Agreements
  readonly directory: Pick<Directory, 'service'>
}

export function agreementRoutes({ agreements, directory }: AgreementRoutesWorld): Route[] {
  return [
    listRoute(agreements),
    viewRoute(agreements),
    versionRoute(agreements),
    route({
      method: 'GET',
      url: '/v1/purposes',
      access: read,
      schema: {
        summary: 'The purposes of the country’s scheme',
        tags,
        response: { 200: Type.Object({ purposes: Type.Array(Purpose) }, closed) },
      },
      handler: async () => ({ purposes: await agreements.purposes() }),
    }),
    explainRoute(agreements, directory),
  ]
}

const listRoute = (agreements: Agreements): Route =>
  route({
    method: 'GET',
    url: '/v1/agreements',
    access: read,
    schema: {
      summary: 'Agreements in the version that applies, with their use',
      tags,
      querystring: Type.Object(
        { provider: Type.Optional(Id), consumer: Type.Optional(Id), status: Type.Optional(AgreementStatus) },
        closed,
      ),
      response: { 200: Type.Object({ agreements: Type.Array(Type.Object(view, closed)) }, closed) },
    },
    async handler({ query: { provider, consumer, status } }) {
      const all = await agreements.list()
      return {
        agreements: all.filter(
          ({ agreement, standing }) =>
            (provider === undefined || agreement.provider === provider) &&
            (consumer === undefined || agreement.consumer === consumer) &&
            (status === undefined || standing.status === status),
        ),
      }
    },
  })

const viewRoute = (agreements: Agreements): Route =>
  route({
    method: 'GET',
    url: '/v1/agreements/:id',
    access: read,
    schema: {
      summary: 'One agreement in the version that applies, and the list of its versions',
      tags,
      params: Type.Object({ id: Id }, closed),
      response: {
        200: Type.Object(
          {
            versions: Type.Array(
              Type.Object(
                { version: Type.Integer(), hash: Hash, standing: AgreementStanding, createdAt: Type.String() },
                closed,
              ),
            ),
            ...view,
          },
          closed,
        ),
      },
    },
    async handler({ params: { id } }) {
      const [found, versions] = [await agreements.view(id), await agreements.versions(id)]
      if (found === undefined || versions === undefined) return fail(unknownAgreement(id))
      const listed = versions.map(({ agreement: { version }, hash, standing, createdAt }) => ({
        version,
        hash,
        standing,
        createdAt,
      }))
      return ok({ versions: listed, ...found })
    },
  })

const versionRoute = (agreements: Agreements): Route =>
  route({
    method: 'GET',
    url: '/v1/agreements/:id/versions/:version',
    access: read,
    schema: {
      summary: 'One version of an agreement, as it was agreed',
      tags,
      params: Type.Object({ id: Id, version: Type.Integer({ minimum: 1 }) }, closed),
      response: { 200: Type.Object({ agreement: Agreement, hash: Hash }, closed) },
    },
    async handler({ params: { id, version } }) {
      const found = (await agreements.versions(id))?.find(({ agreement }) => agreement.version === version)
      if (found === undefined) return fail(unknownAgreement(`${id}, version ${version}`))
      return ok({ agreement: found.agreement, hash: found.hash })
    },
  })

const explainRoute = (agreements: Agreements, directory: AgreementRoutesWorld['directory']): Route =>
  route({
    method: 'POST',
    url: '/v1/decisions/explain',
    access: { permission: 'decision.explain' },
    schema: {
      summary: 'What would be decided about a request, with every gate evaluated; asks nobody and counts nothing',
      tags,
      body: Type.Object(
        {
          consumer: Id,
          service: Type.String({ maxLength: 120 }),
          purpose: Id,
          agreement: Type.Optional(Id),
          elements: Type.Optional(Type.Array(ElementId, { minItems: 1, maxItems: 200 })),
          askBy: Type.Array(ElementId, { maxItems: 50 }),
          acceptPartial: Type.Optional(Type.Boolean()),
        },
        closed,
      ),
      response: {
        200: Type.Object(
          {
            decision: Decision,
            sentences: Type.Array(Type.String(), { description: 'one for each gate, in the reader’s language' }),
          },
          closed,
        ),
      },
    },
    async handler({ body, raw }) {
      const service = directory.service(body.service)
      if (service === undefined) return fail(unknownService(body.service))
      const decision = await agreements.explain({ ...body, provider: service.member })
      const language = negotiateLanguage(raw.headers['accept-language'])
      return ok({ decision, sentences: decision.gates.map(({ reason }) => sentenceOf(reason, language)) })
    },
  })

export const unknownAgreement = (id: string): Problem => ({
  code: 'agreements.not-found',
  status: 404,
  message: `there is no agreement ${id}`,
  fix: 'GET /v1/agreements lists the agreements there are.',
  params: { agreement: id },
})

const unknownService = (id: string): Problem => ({
  code: 'agreements.service-unknown',
  status: 404,
  message: `there is no service ${id}`,
  fix: 'GET /v1/systems lists the services there are.',
  pointer: '/service',
  params: { service: id },
})
