import Type from 'typebox'
import { negotiateLanguage } from '../../kernel/language.ts'
import { type Route, route } from '../../platform/http/route.ts'
import { Checked, Estimate, EstimateRequest, FieldParts, Profile, ProfileRequest } from './schema.ts'
import type { DraftDesk } from './service.ts'

const closed = { additionalProperties: false }
const tags = ['identity']
const read = { permission: 'identity.read' } as const
const run = { permission: 'identity.run' } as const
const bodyLimitBytes = 1_000_000
/** A file or a part of the registry is read and cleaned first. */
const timeoutMs = 120_000

export const draftRoutes = (desk: DraftDesk): Route[] => [
  route({
    method: 'GET',
    url: '/v1/identity/field-kinds',
    access: read,
    schema: {
      summary: 'What the fields of a linkage model may mean, and what comparisons and blocking rules may name of each',
      ...{ tags, response: { 200: Type.Object({ kinds: Type.Array(FieldParts) }, closed) } },
    },
    handler: () => ({ kinds: desk.fieldParts }),
  }),
  route({
    method: 'POST',
    url: '/v1/identity/models/profile',
    access: run,
    ...{ bodyLimitBytes, timeoutMs },
    schema: {
      summary: 'What the columns of a file or of the registry are, and a first linkage model for it',
      description:
        'Counts and shapes only; no value of a person. Of a registry of more than 200,000 people a part is drawn. What `kinds` says of a column counts more than any guess.',
      ...{ tags, body: ProfileRequest, response: { 200: Profile } },
    },
    handler: ({ body, raw }) => desk.profile(body, negotiateLanguage(raw.headers['accept-language'])),
  }),
  route({
    method: 'POST',
    url: '/v1/identity/models/check',
    access: read,
    bodyLimitBytes,
    schema: {
      summary: 'All faults of a draft of a linkage model, each with its place; nothing is kept',
      ...{
        tags,
        body: Type.Unknown({ description: 'LinkageModel, as far as it is written' }),
        response: { 200: Checked },
      },
    },
    handler: ({ body, raw }) => desk.check(body, negotiateLanguage(raw.headers['accept-language'])),
  }),
  route({
    method: 'POST',
    url: '/v1/identity/models/estimate',
    access: run,
    ...{ bodyLimitBytes, timeoutMs },
    schema: {
      summary: 'How many pairs the blocking rules of a draft bring together, one by one and all together',
      description:
        'Exact up to 200,000 records and 200,000 pairs of a rule; beyond, estimated from a part that is drawn (`method`). The largest block of a rule is told by its size and by how its value is written, never by the value.',
      ...{ tags, body: EstimateRequest, response: { 200: Estimate } },
    },
    handler: ({ body }) => desk.estimate(body),
  }),
]
