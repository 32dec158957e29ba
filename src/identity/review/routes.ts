import Type from 'typebox'
import { negotiateLanguage } from '../../kernel/language.ts'
import { Instant } from '../../kernel/nouns.ts'
import { type Route, route } from '../../platform/http/route.ts'
import { ProposalId } from '../people/schema.ts'
import type { BulkDesk } from './bulk.ts'
import {
  Agreement,
  Bulk,
  BulkId,
  BulkRequest,
  Explanation,
  Label,
  Proposal,
  ProposalFilter,
  ProposeRequest,
  SideBySide,
  VerdictAnswer,
  VerdictRequest,
} from './schema.ts'
import type { ReviewDesk } from './service.ts'

const closed = { additionalProperties: false }
const tags = ['identity']
const read = { permission: 'identity.read' } as const
const review = { permission: 'identity.review' } as const
const params = Type.Object({ id: ProposalId }, closed)
const bulkParams = Type.Object({ id: BulkId }, closed)
const AtRevision = Type.Object({ revision: Type.Integer({ minimum: 1 }) }, closed)

export const reviewRoutes = (desk: ReviewDesk, bulk: BulkDesk): Route[] => [
  ...queueRoutes(desk),
  ...claimRoutes(desk),
  ...pairRoutes(desk),
  ...measureRoutes(desk),
  ...bulkRoutes(bulk),
]

const queueRoutes = (desk: ReviewDesk): Route[] => [
  route({
    method: 'GET',
    url: '/v1/identity/proposals',
    access: read,
    schema: {
      summary: 'Pairs that a person should look at, by priority: risk times uncertainty',
      description: 'Without `state`: all that wait. Only pairs of the reader’s areas. No names.',
      ...{ tags, querystring: ProposalFilter },
      response: {
        200: Type.Object(
          {
            proposals: Type.Array(Proposal),
            next: Type.Optional(Type.String()),
            counts: Type.Record(Type.String(), Type.Integer(), { description: 'by state' }),
          },
          closed,
        ),
      },
    },
    handler: ({ query, principal }) => desk.list(query, principal),
  }),
  route({
    method: 'POST',
    url: '/v1/identity/proposals',
    access: review,
    schema: {
      summary: 'Propose a pair that no run has found; the model in use says what it thinks of it',
      ...{ tags, body: ProposeRequest, response: { 201: Proposal } },
    },
    handler: ({ body, principal }) => desk.propose(body, principal),
  }),
]

const claimRoutes = (desk: ReviewDesk): Route[] => [
  route({
    method: 'POST',
    url: '/v1/identity/proposals/claim-next',
    access: review,
    schema: {
      summary: 'Take the first pair that waits for you in hand, for a quarter of an hour',
      ...{ tags, response: { 200: Proposal } },
    },
    handler: ({ principal }) => desk.claimNext(principal),
  }),
  route({
    method: 'POST',
    url: '/v1/identity/proposals/:id/claim',
    access: review,
    schema: { summary: 'Take a pair in hand', ...{ tags, params, response: { 200: Proposal } } },
    handler: ({ params: { id }, principal }) => desk.claim(id, principal),
  }),
  route({
    method: 'POST',
    url: '/v1/identity/proposals/:id/release',
    access: review,
    schema: { summary: 'Put a pair back', ...{ tags, params, response: { 200: Proposal } } },
    handler: ({ params: { id }, principal }) => desk.release(id, principal),
  }),
]

const pairRoutes = (desk: ReviewDesk): Route[] => [
  route({
    method: 'GET',
    url: '/v1/identity/proposals/:id',
    access: review,
    schema: {
      summary: 'Two records side by side, with the evidence, both households and other pairs of the two',
      description: 'Fields are shown as far as the reader may see them. The look is in the ledger.',
      ...{ tags, params, response: { 200: SideBySide } },
    },
    handler: ({ params: { id }, principal, raw }) =>
      desk.sideBySide(id, principal, negotiateLanguage(raw.headers['accept-language'])),
  }),
  route({
    method: 'GET',
    url: '/v1/identity/proposals/:id/explanation',
    access: read,
    schema: {
      summary: 'Why a pair may be one person: each comparison in words and in bits; no value of a person',
      ...{ tags, params, response: { 200: Explanation } },
    },
    handler: ({ params: { id }, raw }) => desk.explanation(id, negotiateLanguage(raw.headers['accept-language'])),
  }),
  route({
    method: 'POST',
    url: '/v1/identity/proposals/:id/verdict',
    access: review,
    schema: {
      summary: 'Say what one thinks of a pair: link, not link, cannot tell',
      description:
        'Where one steward is enough it is carried out at once. Pairs of two areas, and every sixteenth pair, need two who agree; where they do not, a third decides.',
      ...{ tags, params, body: VerdictRequest, response: { 200: VerdictAnswer } },
    },
    handler: ({ params: { id }, body, principal }) => desk.say(id, body, principal),
  }),
]

const measureRoutes = (desk: ReviewDesk): Route[] => [
  route({
    method: 'GET',
    url: '/v1/identity/agreement',
    access: read,
    schema: {
      summary: 'How far stewards agree on pairs that two of them saw: Cohen’s kappa, and each steward’s share',
      ...{ tags },
      querystring: Type.Object({ since: Type.Optional(Instant) }, closed),
      response: { 200: Agreement },
    },
    handler: ({ query: { since } }) => desk.agreement(since === undefined ? undefined : new Date(since)),
  }),
  route({
    method: 'GET',
    url: '/v1/identity/models/:digest/labels',
    access: read,
    schema: {
      summary: 'What stewards decided on pairs of a model, as training takes it: weighted counts of patterns',
      ...{ tags, params: Type.Object({ digest: Proposal.properties.model }, closed) },
      response: { 200: Type.Object({ labels: Type.Array(Label) }, closed) },
    },
    handler: async ({ params: { digest } }) => ({ labels: await desk.labels(digest) }),
  }),
]

const bulkRoutes = (bulk: BulkDesk): Route[] => [
  route({
    method: 'GET',
    url: '/v1/identity/bulk',
    access: read,
    schema: {
      summary: 'Decisions about many pairs at once, those that wait first',
      ...{ tags, response: { 200: Type.Object({ bulk: Type.Array(Bulk) }, closed) } },
    },
    handler: async () => ({ bulk: await bulk.list() }),
  }),
  route({
    method: 'POST',
    url: '/v1/identity/bulk',
    access: review,
    schema: {
      summary: 'Put a decision about many pairs; another steward confirms it',
      ...{ tags, body: BulkRequest, response: { 201: Bulk } },
    },
    handler: ({ body, principal }) => bulk.propose(body, principal),
  }),
  route({
    method: 'POST',
    url: '/v1/identity/bulk/:id/confirm',
    access: review,
    schema: {
      summary: 'Confirm what another steward put: every pair is decided, and what could not be is listed',
      ...{ tags, params: bulkParams, body: AtRevision, response: { 200: Bulk } },
    },
    handler: ({ params: { id }, body, principal }) => bulk.confirm(id, body.revision, principal),
  }),
  route({
    method: 'POST',
    url: '/v1/identity/bulk/:id/refuse',
    access: review,
    schema: {
      summary: 'Refuse it: the pairs go on waiting',
      ...{ tags, params: bulkParams, body: AtRevision, response: { 200: Bulk } },
    },
    handler: ({ params: { id }, body, principal }) => bulk.refuse(id, body.revision, principal),
  }),
]
