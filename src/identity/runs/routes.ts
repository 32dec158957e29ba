import Type from 'typebox'
import { type Language, negotiateLanguage } from '../../kernel/language.ts'
import { Id } from '../../kernel/nouns.ts'
import { translateProblem } from '../../kernel/problem-messages.ts'
import { type Route, route } from '../../platform/http/route.ts'
import { problemMessages } from '../problem-messages.ts'
import { RunId } from '../review/schema.ts'
import {
  HouseholdLink,
  householdChanges,
  maxUploadBytes,
  Run,
  RunRequest,
  SuspiciousCluster,
  Upload,
  UploadId,
  uploadFormats,
} from './schema.ts'
import type { RunDesk } from './service.ts'

const closed = { additionalProperties: false }
const tags = ['identity']
const read = { permission: 'identity.read' } as const
const run = { permission: 'identity.run' } as const
const params = Type.Object({ id: RunId }, closed)
/** A workbook is looked into before it is kept. */
const uploadTimeoutMs = 120_000

const mediaTypes = [
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.apache.parquet',
]

const languageOf = ({ headers }: { readonly headers: { readonly 'accept-language'?: string | undefined } }): Language =>
  negotiateLanguage(headers['accept-language'])

/** Its fault in the reader's language: a run fails when nobody is asking, and says why in English. */
function told(one: Run, language: Language): Run {
  if (one.fault === undefined) return one
  const { code, message, fix = '', params } = one.fault
  const problem = { ...{ code, message, fix, status: 500 }, ...(params === undefined ? {} : { params }) }
  const words = translateProblem(problem, language, problemMessages).problem
  return { ...one, fault: { ...one.fault, message: words.message, fix: words.fix } }
}

export const runRoutes = (desk: RunDesk): Route[] => [
  ...runsThemselves(desk),
  ...foundRoutes(desk),
  ...uploadRoutes(desk),
]

const runsThemselves = (desk: RunDesk): Route[] => [
  route({
    method: 'GET',
    url: '/v1/identity/runs',
    access: read,
    schema: {
      summary: 'Linkage runs, newest first, with how far they are',
      ...{ tags, response: { 200: Type.Object({ runs: Type.Array(Run) }, closed) } },
    },
    handler: async ({ raw }) => ({ runs: (await desk.list()).map((one) => told(one, languageOf(raw))) }),
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
    async handler({ params: { id }, raw }) {
      const found = await desk.read(id)
      return found.ok ? told(found.value, languageOf(raw)) : found
    },
  }),
  route({
    method: 'POST',
    url: '/v1/identity/runs/:id/cancel',
    access: run,
    schema: { summary: 'Cancel a run', ...{ tags, params, response: { 200: Run } } },
    handler: ({ params: { id }, principal }) => desk.cancel(id, principal),
  }),
  route({
    method: 'POST',
    url: '/v1/identity/runs/:id/go-on',
    access: run,
    schema: {
      summary: 'Go on with a run that was cancelled or broken off less than a day ago',
      description: 'From its last whole stage, with the records as they were read then.',
      ...{ tags, params, response: { 202: Run } },
    },
    handler: ({ params: { id }, principal }) => desk.goOn(id, principal),
  }),
]

const foundRoutes = (desk: RunDesk): Route[] => [
  route({
    method: 'GET',
    url: '/v1/identity/runs/:id/suspicious',
    access: read,
    schema: {
      summary: 'Clusters of a run that somebody should see, at most fifty; records by reference, of the reader’s areas',
      ...{ tags, params, response: { 200: Type.Object({ clusters: Type.Array(SuspiciousCluster) }, closed) } },
    },
    async handler({ params: { id }, principal }) {
      const found = await desk.suspicious(id, principal)
      return found.ok ? { clusters: found.value } : found
    },
  }),
  route({
    method: 'GET',
    url: '/v1/identity/runs/:id/households',
    access: read,
    schema: {
      summary: 'Households with members in common, over splits and merges, at most fifty; of the reader’s areas',
      ...{ tags, params, querystring: Type.Object({ change: Type.Optional(Type.Enum(householdChanges)) }, closed) },
      response: { 200: Type.Object({ households: Type.Array(HouseholdLink) }, closed) },
    },
    async handler({ params: { id }, query: { change }, principal }) {
      const found = await desk.households({ id, change }, principal)
      return found.ok ? { households: found.value } : found
    },
  }),
]

const uploadRoutes = (desk: RunDesk): Route[] => [
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
    timeoutMs: uploadTimeoutMs,
    schema: {
      summary:
        'Hand in a file of records: CSV, XLSX or Parquet; the same bytes are kept once, what cannot be read is not',
      ...{ tags, body: Type.Unknown() },
      querystring: Type.Object({ name: Id, format: Type.Enum(uploadFormats) }, closed),
      response: { 201: Upload },
    },
    handler: ({ query: { name, format }, principal, raw }) =>
      desk.upload({ name, format, bytes: (raw as { rawBody?: Buffer }).rawBody ?? Buffer.alloc(0) }, principal),
  }),
  route({
    method: 'GET',
    url: '/v1/identity/uploads/:id/columns',
    access: run,
    schema: {
      summary: 'What the columns of a file are called that was handed in',
      ...{ tags, params: Type.Object({ id: UploadId }, closed) },
      response: { 200: Type.Object({ columns: Type.Array(Type.String()) }, closed) },
    },
    async handler({ params: { id } }) {
      const found = await desk.columnsOfUpload(id)
      return found.ok ? { columns: [...found.value] } : found
    },
  }),
]
