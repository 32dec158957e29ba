import Type from 'typebox'
import { stringify } from 'yaml'
import type { Json } from '../kernel/canonical-json.ts'
import { Id } from '../kernel/nouns.ts'
import type { Problem } from '../kernel/problem.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import { type Route, route } from '../platform/http/route.ts'
import type { Vocabulary } from '../semantics/vocabulary.ts'
import type { AgreementVersion } from './book.ts'
import { DataContract } from './odcs/contract.ts'
import { agreementToOdcs } from './odcs/export.ts'
import { agreementToOdrl } from './odrl/export.ts'
import { odrlToAgreement } from './odrl/import.ts'
import { Agreement } from './schema.ts'
import type { Agreements } from './service.ts'

const closed = { additionalProperties: false }
const tags = ['agreements']
const read = { permission: 'agreement.read' } as const
const params = Type.Object({ id: Id }, closed)
const querystring = Type.Object(
  { version: Type.Optional(Type.Integer({ minimum: 1, description: 'absent: the version that applies' })) },
  closed,
)
const Document = Type.Object({}, { additionalProperties: true, description: 'JSON-LD 1.1, its context included' })

export interface ExportWorld {
  readonly agreements: Pick<Agreements, 'view' | 'versions' | 'purposes'>
  readonly vocabulary: Vocabulary
  /** Under which callers reach the node. */
  readonly publicUrl: string
}

/** Agreements in the words of other standards. */
export const agreementExportRoutes = (world: ExportWorld): Route[] => [
  route({
    method: 'GET',
    url: '/v1/agreements/:id/odrl',
    access: read,
    schema: {
      summary: 'An agreement as an ODRL 2.2 Agreement with DPV, in JSON-LD',
      ...{ tags, params, querystring, response: { 200: Document } },
    },
    async handler({ params: { id }, query: { version } }, reply) {
      const found = await versionOf(world, id, version)
      if (!found.ok) return found
      reply.type('application/ld+json')
      return ok(agreementToOdrl(found.value.agreement, await world.agreements.purposes()))
    },
  }),
  route({
    method: 'POST',
    url: '/v1/agreements/odrl',
    access: read,
    schema: {
      summary: 'The agreement that such a policy stands for; stores nothing',
      ...{ tags, body: Document, response: { 200: Type.Object({ agreement: Agreement }, closed) } },
    },
    async handler({ body }) {
      const agreement = await odrlToAgreement(body as Json)
      return agreement.ok ? ok({ agreement: agreement.value }) : agreement
    },
  }),
  route({
    method: 'GET',
    url: '/v1/agreements/:id/odcs',
    access: read,
    schema: {
      summary: 'The technical annex of an agreement as a data contract (ODCS 3.1.0)',
      ...{ tags, params, querystring, response: { 200: DataContract } },
    },
    handler: ({ params: { id }, query: { version } }) => contractOf(world, id, version),
  }),
  route({
    method: 'GET',
    url: '/v1/agreements/:id/odcs.yaml',
    access: read,
    schema: {
      summary: 'The same data contract in YAML, as its tools read it',
      ...{ tags, params, querystring, response: { 200: Type.String() } },
    },
    async handler({ params: { id }, query: { version } }, reply) {
      const contract = await contractOf(world, id, version)
      if (!contract.ok) return contract
      reply.type('application/yaml').header('content-disposition', `attachment; filename="${id}.odcs.yaml"`)
      return stringify(contract.value)
    },
  }),
]

async function contractOf(world: ExportWorld, id: string, version?: number): Promise<Result<DataContract>> {
  const found = await versionOf(world, id, version)
  if (!found.ok) return found
  const { agreement, standing } = found.value
  return ok(agreementToOdcs({ ...world, agreement, status: standing.status }))
}

type Found = Pick<AgreementVersion, 'agreement' | 'standing'>

async function versionOf({ agreements }: ExportWorld, id: string, version?: number): Promise<Result<Found>> {
  const found =
    version === undefined
      ? await agreements.view(id)
      : (await agreements.versions(id))?.find(({ agreement }) => agreement.version === version)
  return found === undefined ? fail(unknown(version === undefined ? id : `${id}, version ${version}`)) : ok(found)
}

const unknown = (id: string): Problem => ({
  code: 'agreements.not-found',
  status: 404,
  message: `there is no agreement ${id}`,
  fix: 'GET /v1/agreements lists the agreements there are.',
  params: { agreement: id },
})
