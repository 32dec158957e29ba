import Type from 'typebox'
import { type Route, route } from '../../platform/http/route.ts'
import { RunId } from '../review/schema.ts'
import { compareRuns } from './comparing.ts'
import { evaluateRun } from './evaluating.ts'
import { inTurn, type MeasuringWorld } from './reading.ts'
import { Evaluation, maxExamples, maxTruthBytes, RunComparison, RunOrModel } from './schema.ts'

const closed = { additionalProperties: false }
const tags = ['identity']
const params = Type.Object({ id: RunId }, closed)
/** Millions of pairs are read for one answer. */
const timeoutMs = 120_000
const usualExamples = 10

export const measureRoutes = (world: MeasuringWorld): Route[] => measuresOf(world, inTurn())

const measuresOf = (world: MeasuringWorld, turn: ReturnType<typeof inTurn>): Route[] => [
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
    handler: ({ query: { first, second, examples = usualExamples }, principal }) =>
      turn(() => compareRuns({ first, second, examples }, principal, world)),
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
    handler: ({ params: { id } }) => turn(() => evaluateRun({ run: id }, world)),
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
    handler: ({ params: { id }, body }) => turn(() => evaluateRun({ run: id, truth: body }, world)),
  }),
]
