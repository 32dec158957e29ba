import Type from 'typebox'
import { Id } from '../../kernel/nouns.ts'
import { type Route, route } from '../../platform/http/route.ts'
import { RunId } from '../review/schema.ts'
import { maxUploadBytes, Run, RunRequest, Upload, uploadFormats } from './schema.ts'
import type { RunDesk } from './service.ts'

const closed = { additionalProperties: false }
const tags = ['identity']
const read = { permission: 'identity.read' } as const
const run = { permission: 'identity.run' } as const
const params = Type.Object({ id: RunId }, closed)

const mediaTypes = [
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.apache.parquet',
]

export const runRoutes = (desk: RunDesk): Route[] => [
  route({
    method: 'GET',
    url: '/v1/identity/runs',
    access: read,
    schema: {
      summary: 'Linkage runs, newest first, with how far they are',
      ...{ tags, response: { 200: Type.Object({ runs: Type.Array(Run) }, closed) } },
    },
    handler: async () => ({ runs: await desk.list() }),
  }),
  route({
    method: 'POST',
    url: '/v1/identity/runs',
    access: run,
    schema: {
      summary: 'Start a linkage run; its pairs go into the queue',
      description:
        'Runs one after another. An interrupted run goes on from its last whole stage. Without a model: the one in use, or that which a registry of people starts from.',
      ...{ tags, body: RunRequest, response: { 202: Run } },
    },
    handler: ({ body, principal }) => desk.start(body, principal),
  }),
  route({
    method: 'GET',
    url: '/v1/identity/runs/:id',
    access: read,
    schema: {
      summary: 'A linkage run: progress, and once it is done its counts, charts and expected quality',
      ...{ tags, params, response: { 200: Run } },
    },
    handler: ({ params: { id } }) => desk.read(id),
  }),
  route({
    method: 'POST',
    url: '/v1/identity/runs/:id/cancel',
    access: run,
    schema: { summary: 'Cancel a run', ...{ tags, params, response: { 200: Run } } },
    handler: ({ params: { id }, principal }) => desk.cancel(id, principal),
  }),
  route({
    method: 'GET',
    url: '/v1/identity/uploads',
    access: read,
    schema: {
      summary: 'Files that were handed in to be linked, newest first',
      ...{ tags, response: { 200: Type.Object({ uploads: Type.Array(Upload) }, closed) } },
    },
    handler: async () => ({ uploads: await desk.uploads() }),
  }),
  route({
    method: 'POST',
    url: '/v1/identity/uploads',
    access: run,
    consumes: mediaTypes,
    bodyLimitBytes: maxUploadBytes,
    schema: {
      summary: 'Hand in a file of records: CSV, XLSX or Parquet; the same bytes are kept once',
      ...{ tags, body: Type.Unknown() },
      querystring: Type.Object({ name: Id, format: Type.Enum(uploadFormats) }, closed),
      response: { 201: Upload },
    },
    handler: ({ query: { name, format }, principal, raw }) =>
      desk.upload({ name, format, bytes: (raw as { rawBody?: Buffer }).rawBody ?? Buffer.alloc(0) }, principal),
  }),
]
