import Type from 'typebox'
import { type Route, route } from '../../platform/http/route.ts'
import { RunId } from '../review/schema.ts'
import { compareRuns } from './comparing.ts'
import { evaluateRun } from './evaluating.ts'
import type { MeasuringWorld } from './reading.ts'
import { Evaluation, MeasuresUnderWay, maxExamples, maxTruthBytes, RunComparison, RunOrModel } from './schema.ts'
import { createMeasuring } from './under-way.ts'

const closed = { additionalProperties: false }
const tags = ['identity']
const params = Type.Object({ id: RunId }, closed)
/** The files of a country are read for one answer, after those of whoever asked before. */
const timeoutMs = 600_000
const usualExamples = 10

export const measureRoutes = (world: Omit<MeasuringWorld, 'measuring'>): Route[] =>
  routesOf({ ...world, measuring: createMeasuring() })

const routesOf = (world: MeasuringWorld): Route[] => [
  route({
    method: 'GET',
    url: '/v1/identity/run-comparison',
    access: { permission: 'identity.read' },
    timeoutMs,
    schema: {
      summary: 'Compare two linkage runs, or the latest runs of two models',
      description:
        'Pairs that both link or only one, groups that stayed, were split, merged or divided otherwise, weights and thresholds. Examples name records by reference, those of the reader’s areas.',
      tags,
      querystring: Type.Object(
        {
          first: RunOrModel,
          second: RunOrModel,
          examples: Type.Optional(Type.Integer({ minimum: 0, maximum: maxExamples })),
        },
        closed,
      ),
      response: { 200: RunComparison },
    },
    handler: ({ query: { first, second, examples = usualExamples }, principal, signal }) =>
      compareRuns({ first, second, examples }, { by: principal, signal }, world),
  }),
  route({
    method: 'GET',
    url: '/v1/identity/measures',
    access: { permission: 'identity.read' },
    schema: {
      summary: 'Comparisons and evaluations that somebody waits for: how far each is; one after another is worked on',
      ...{ tags, response: { 200: MeasuresUnderWay } },
    },
    handler: () => ({ measures: world.measuring.underWay() }),
  }),
  route({
    method: 'GET',
    url: '/v1/identity/runs/:id/evaluation',
    access: { permission: 'identity.read' },
    timeoutMs,
    schema: {
      summary: 'How right a run was, by what stewards have decided so far',
      description:
        'Only pairs that somebody decided are counted: what no run has found is not among them, so recall looks better than it is.',
      ...{ tags, params, response: { 200: Evaluation } },
    },
    handler: ({ params: { id }, signal }) => evaluateRun({ run: id }, signal, world),
  }),
  route({
    method: 'POST',
    url: '/v1/identity/runs/:id/evaluation',
    access: { permission: 'identity.run' },
    consumes: ['text/csv'],
    bodyLimitBytes: maxTruthBytes,
    timeoutMs,
    schema: {
      summary: 'How right a run was, by a file of known truth; nothing of the file is kept',
      description:
        'CSV in UTF-8: source,record,person and up to five more columns to group by; or source,record,other_source,other_record,same (yes or no).',
      ...{ tags, params, body: Type.String(), response: { 200: Evaluation } },
    },
    handler: ({ params: { id }, body, signal }) => evaluateRun({ run: id, truth: body }, signal, world),
  }),
]
