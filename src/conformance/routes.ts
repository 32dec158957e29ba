import Type from 'typebox'
import { negotiateLanguage } from '../kernel/language.ts'
import { type Route, route } from '../platform/http/route.ts'
import { reportPage } from './report-page.ts'
import { ConformanceReport, ConformanceRun, ReportList, RunRequest } from './schema.ts'
import type { Conformance } from './service.ts'

const tags = ['conformance']
const read = { permission: 'conformance.read' } as const
const params = Type.Object(
  { id: Type.String({ maxLength: 40, pattern: '^[a-z0-9-]+$' }) },
  { additionalProperties: false },
)

export const conformanceRoutes = (conformance: Conformance): Route[] => [
  route({
    method: 'GET',
    url: '/v1/conformance/reports',
    access: read,
    schema: { summary: 'Conformance reports, newest first', tags, response: { 200: ReportList } },
    handler: async () => ({ reports: await conformance.reports() }),
  }),
  route({
    method: 'POST',
    url: '/v1/conformance/reports',
    access: { permission: 'conformance.run' },
    schema: {
      summary: 'Start the conformance checks against a partner’s server, or against this node',
      description: 'They are made one after another, a run at a time; the report has the id that is answered.',
      tags,
      body: RunRequest,
      response: { 202: ConformanceRun },
    },
    handler: ({ body, principal }) => conformance.start(body, principal),
  }),
  route({
    method: 'GET',
    url: '/v1/conformance/runs/:id',
    access: read,
    schema: { summary: 'Whether a conformance run is over', tags, params, response: { 200: ConformanceRun } },
    handler: ({ params: { id } }) => conformance.run(id),
  }),
  route({
    method: 'GET',
    url: '/v1/conformance/reports/:id',
    access: read,
    schema: { summary: 'One conformance report', tags, params, response: { 200: ConformanceReport } },
    handler: ({ params: { id } }) => conformance.report(id),
  }),
  route({
    method: 'GET',
    url: '/v1/conformance/reports/:id.html',
    access: read,
    schema: {
      summary: 'One conformance report as a page that needs nothing else, in the caller’s language',
      ...{ tags, params, response: { 200: Type.String() } },
    },
    async handler({ params: { id }, raw }, reply) {
      const report = await conformance.report(id)
      if (!report.ok) return report
      reply
        .type('text/html; charset=utf-8')
        .header('content-disposition', `attachment; filename="${report.value.id}.html"`)
        .header('vary', 'accept-language')
      return reportPage(report.value, negotiateLanguage(raw.headers['accept-language']))
    },
  }),
]
