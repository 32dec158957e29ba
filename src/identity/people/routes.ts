import Type from 'typebox'
import { Instant } from '../../kernel/nouns.ts'
import { type Route, route } from '../../platform/http/route.ts'
import type { CaseDesk } from './cases.ts'
import type { PeopleReading } from './reading.ts'
import {
  CaseClosing,
  DecisionId,
  EntityId,
  LinkageCase,
  LinkageCaseId,
  Membership,
  MergeRequest,
  PairRequest,
  RecordRef,
  ShownDecision,
  ShownEntity,
  ShownRecord,
  UnmergeRequest,
} from './schema.ts'
import type { DecisionDesk } from './service.ts'
import { newestDecisions, type Queryable } from './store.ts'

const closed = { additionalProperties: false }
const tags = ['identity']
const read = { permission: 'identity.read' } as const
const decide = { permission: 'identity.decide' } as const
const readCases = { permission: 'identity.case-read' } as const
const closeCases = { permission: 'identity.case-close' } as const
const entityParams = Type.Object({ id: EntityId }, closed)
const caseParams = Type.Object({ id: LinkageCaseId }, closed)
const defaultLimit = 50

interface Desks {
  readonly decisions: DecisionDesk
  readonly reading: PeopleReading
  readonly cases: CaseDesk
  readonly pool: Queryable
}

export const peopleRoutes = (desks: Desks): Route[] => [
  ...readingRoutes(desks),
  ...decisionRoutes(desks),
  ...caseRoutes(desks.cases),
]

const readingRoutes = ({ reading }: Desks): Route[] => [
  route({
    method: 'GET',
    url: '/v1/identity/people/:id',
    access: read,
    schema: {
      summary: 'A person: all linked records, the values that stand for them, and every decision',
      description: 'Fields are shown as far as the reader may see them. The reading itself is in the ledger.',
      ...{ tags, params: entityParams, response: { 200: ShownEntity } },
    },
    handler: ({ params: { id }, principal }) => reading.read(id, principal),
  }),
  route({
    method: 'POST',
    url: '/v1/identity/people/find',
    access: read,
    schema: {
      summary: 'The person that a record belongs to',
      ...{ tags, body: RecordRef },
      response: { 200: Type.Object({ entity: Type.Optional(EntityId), record: ShownRecord }, closed) },
    },
    handler: ({ body, principal }) => reading.find(body, principal),
  }),
  route({
    method: 'GET',
    url: '/v1/identity/people/:id/history',
    access: read,
    schema: {
      summary: 'Which records belonged to this person from when to when, as it was known from when to when',
      ...{ tags, params: entityParams },
      response: { 200: Type.Object({ memberships: Type.Array(Membership) }, closed) },
    },
    async handler({ params: { id } }) {
      const memberships = await reading.history(id)
      return memberships.ok ? { memberships: memberships.value } : memberships
    },
  }),
  route({
    method: 'GET',
    url: '/v1/identity/people/:id/as-of',
    access: read,
    schema: {
      summary: 'The records of this person at one moment, as it was known at another',
      ...{ tags, params: entityParams },
      querystring: Type.Object({ at: Type.Optional(Instant), known: Type.Optional(Instant) }, closed),
      response: { 200: Type.Object({ records: Type.Array(RecordRef) }, closed) },
    },
    async handler({ params: { id }, query: { at, known } }) {
      const now = new Date()
      const records = await reading.asOf(id, { at: new Date(at ?? now), known: new Date(known ?? now) })
      return records.ok ? { records: records.value } : records
    },
  }),
]

const decisionRoutes = ({ decisions, pool }: Desks): Route[] => [
  route({
    method: 'GET',
    url: '/v1/identity/decisions',
    access: read,
    schema: {
      summary: 'Decisions about who is whom, newest first',
      ...{ tags },
      querystring: Type.Object(
        {
          cursor: Type.Optional(DecisionId),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
        },
        closed,
      ),
      response: { 200: Type.Object({ decisions: Type.Array(ShownDecision) }, closed) },
    },
    handler: async ({ query: { cursor, limit = defaultLimit } }) => ({
      decisions: await newestDecisions(pool, { cursor, limit }),
    }),
  }),
  route({
    method: 'POST',
    url: '/v1/identity/decisions',
    access: decide,
    schema: {
      summary: 'Decide about two records, without a proposal: link, not link, cannot tell, must link, cannot link',
      description:
        'A link makes one person of the two; both records stay as they are, and no entitlement changes: where the person is served by programmes, each of their members gets a case. Records of two areas need two stewards: propose the pair instead.',
      ...{ tags, body: PairRequest, response: { 201: ShownDecision } },
    },
    handler: ({ body, principal }) => decisions.decideAlone(body, principal),
  }),
  route({
    method: 'POST',
    url: '/v1/identity/merge',
    access: decide,
    schema: {
      summary: 'Make one person of two; the older id stays, the other becomes a tombstone that points to it',
      ...{ tags, body: MergeRequest, response: { 201: ShownDecision } },
    },
    handler: ({ body, principal }) => decisions.merge(body, principal),
  }),
  route({
    method: 'POST',
    url: '/v1/identity/unmerge',
    access: decide,
    schema: {
      summary: 'Take back a decision that joined records',
      description:
        'What was apart before is apart again, under its own id. Decisions made meanwhile go where their records go; payments made meanwhile are listed for a person to judge, and none is moved.',
      ...{ tags, body: UnmergeRequest, response: { 201: ShownDecision } },
    },
    handler: ({ body, principal }) => decisions.unmerge(body, principal),
  }),
]

const caseRoutes = (cases: CaseDesk): Route[] => [
  route({
    method: 'GET',
    url: '/v1/identity/cases',
    access: readCases,
    schema: {
      summary: 'Cases that links and their undoing raised at your programmes, newest first',
      ...{ tags },
      querystring: Type.Object(
        {
          state: Type.Optional(LinkageCase.properties.state),
          cursor: Type.Optional(LinkageCaseId),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
        },
        closed,
      ),
      response: { 200: Type.Object({ cases: Type.Array(LinkageCase) }, closed) },
    },
    handler: async ({ query, principal }) => ({ cases: await cases.list(query, principal) }),
  }),
  route({
    method: 'GET',
    url: '/v1/identity/cases/:id',
    access: readCases,
    schema: { summary: 'A linkage case', ...{ tags, params: caseParams, response: { 200: LinkageCase } } },
    handler: ({ params: { id }, principal }) => cases.read(id, principal),
  }),
  route({
    method: 'POST',
    url: '/v1/identity/cases/:id/take',
    access: closeCases,
    schema: {
      summary: 'Take a case in hand',
      ...{ tags, params: caseParams, body: Type.Pick(CaseClosing, ['revision'], closed) },
      response: { 200: LinkageCase },
    },
    handler: ({ params: { id }, body, principal }) => cases.take(id, body.revision, principal),
  }),
  route({
    method: 'POST',
    url: '/v1/identity/cases/:id/close',
    access: closeCases,
    schema: {
      summary: 'Close a case with what the programme made of it',
      ...{ tags, params: caseParams, body: CaseClosing, response: { 200: LinkageCase } },
    },
    handler: ({ params: { id }, body, principal }) => cases.close(id, body, principal),
  }),
]
