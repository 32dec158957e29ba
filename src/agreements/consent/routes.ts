import Type from 'typebox'
import type { PublicJwk } from '../../kernel/signature.ts'
import { type Route, route } from '../../platform/http/route.ts'
import {
  ConsentId,
  ConsentReceipt,
  ConsentRequest,
  NationalId,
  Representation,
  RepresentationId,
  RepresentationRequest,
  WithdrawalRequest,
} from './schema.ts'
import type { Consents } from './service.ts'

const closed = { additionalProperties: false }
const tags = ['consents']
const read = { permission: 'consent.read' } as const
const manage = { permission: 'consent.record' } as const
const ofPerson = Type.Object({ nationalId: NationalId }, closed)
const consentParams = Type.Object({ id: ConsentId }, closed)
const notInAddress = 'The number is sent in the body: addresses are logged on the way.'

export const consentRoutes = (consents: Consents, receiptKey: PublicJwk): Route[] => [
  route({
    method: 'GET',
    url: '/v1/consent-key',
    access: 'public',
    schema: {
      summary: 'The key that receipts of consents are signed with (RFC 7517)',
      ...{ tags, response: { 200: Type.Object({ kty: Type.String(), crv: Type.String(), x: Type.String() }) } },
    },
    handler: () => receiptKey,
  }),
  route({
    method: 'POST',
    url: '/v1/consents',
    access: manage,
    schema: {
      summary: 'Record that a person gave or refused a consent; answers with the signed receipt',
      ...{ tags, body: ConsentRequest, response: { 201: ConsentReceipt } },
    },
    handler: ({ body, principal }) => consents.give(body, principal),
  }),
  route({
    method: 'POST',
    url: '/v1/consents/find',
    access: read,
    schema: {
      summary: 'The consents of a person, the newest first',
      description: notInAddress,
      ...{ tags, body: ofPerson, response: { 200: Type.Object({ consents: Type.Array(ConsentReceipt) }, closed) } },
    },
    handler: async ({ body }) => ({ consents: await consents.find(body.nationalId) }),
  }),
  route({
    method: 'GET',
    url: '/v1/consents/:id',
    access: read,
    schema: {
      summary: 'A consent in all its revisions, and whether their chain and signatures are whole',
      ...{ tags, params: consentParams },
      response: { 200: Type.Object({ revisions: Type.Array(ConsentReceipt), intact: Type.Boolean() }, closed) },
    },
    handler: ({ params: { id } }) => consents.read(id),
  }),
  route({
    method: 'POST',
    url: '/v1/consents/:id/withdraw',
    access: manage,
    schema: {
      summary: 'Withdraw a consent: the next exchange that needs it is refused',
      ...{ tags, params: consentParams, body: WithdrawalRequest, response: { 200: ConsentReceipt } },
    },
    handler: ({ params: { id }, body, principal }) => consents.withdraw(id, body, principal),
  }),
  ...representationRoutes(consents),
]

const representationRoutes = (consents: Consents): Route[] => [
  route({
    method: 'POST',
    url: '/v1/representations',
    access: manage,
    schema: {
      summary: 'Record who may speak for a person, and what proves it',
      ...{ tags, body: RepresentationRequest, response: { 201: Representation } },
    },
    handler: ({ body, principal }) => consents.represent(body, principal),
  }),
  route({
    method: 'POST',
    url: '/v1/representations/find',
    access: read,
    schema: {
      summary: 'Who speaks for a person, the newest first',
      description: notInAddress,
      ...{ tags, body: ofPerson },
      response: { 200: Type.Object({ representations: Type.Array(Representation) }, closed) },
    },
    handler: async ({ body }) => ({ representations: await consents.representations(body.nationalId) }),
  }),
  route({
    method: 'POST',
    url: '/v1/representations/:id/end',
    access: manage,
    schema: {
      summary: 'End a representation',
      ...{ tags, params: Type.Object({ id: RepresentationId }, closed), response: { 200: Representation } },
    },
    handler: ({ params: { id }, principal }) => consents.endRepresentation(id, principal),
  }),
]
