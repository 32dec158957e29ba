import Type from 'typebox'
import type { LocalText } from '../../kernel/nouns.ts'
import { Id } from '../../kernel/nouns.ts'
import { type Route, route } from '../../platform/http/route.ts'
import { levels, questions, scale, triggers } from './questionnaire.ts'
import { levelOf } from './rules.ts'
import {
  Approval,
  Assessment,
  AssessmentContent,
  AssessmentDraft,
  AssessmentId,
  Questionnaire,
  Rejection,
  Report,
  ShownAssessment,
} from './schema.ts'
import type { Assessments } from './service.ts'

const closed = { additionalProperties: false }
const tags = ['assessments']
const read = { permission: 'agreement.read' } as const
const draft = { permission: 'assessment.draft' } as const
const decide = { permission: 'agreement.protect' } as const
const params = Type.Object({ id: AssessmentId }, closed)
const response = { 200: ShownAssessment }

const listed = (texts: Readonly<Record<string, LocalText>>) => Object.entries(texts).map(([id, text]) => ({ id, text }))

const steps = [1, 2, 3, 4] as const
const matrix = steps.flatMap((likelihood) =>
  steps.map((severity) => ({ likelihood, severity, level: levelOf({ likelihood, severity }) })),
)

export const assessmentRoutes = (assessments: Assessments): Route[] => [
  ...readingRoutes(assessments),
  ...draftingRoutes(assessments),
  ...decidingRoutes(assessments),
]

const readingRoutes = (assessments: Assessments): Route[] => [
  route({
    method: 'GET',
    url: '/v1/assessments/questionnaire',
    access: read,
    schema: {
      summary: 'What an impact assessment asks, in every language',
      ...{ tags, response: { 200: Questionnaire } },
    },
    handler: () => ({
      ...{ triggers: listed(triggers), questions: listed(questions), scale: listed(scale), levels: listed(levels) },
      matrix,
    }),
  }),
  route({
    method: 'GET',
    url: '/v1/assessments',
    access: read,
    schema: {
      summary: 'Impact assessments, newest first, and which the agreement has outgrown since',
      ...{ tags, querystring: Type.Object({ agreement: Type.Optional(Id) }, closed) },
      response: { 200: Type.Object({ assessments: Type.Array(ShownAssessment) }, closed) },
    },
    handler: async ({ query }) => ({ assessments: await assessments.list(query.agreement) }),
  }),
  route({
    method: 'GET',
    url: '/v1/assessments/:id',
    access: read,
    schema: {
      summary: 'An impact assessment in all its revisions, the last first',
      ...{ tags, params },
      response: { 200: Type.Object({ assessment: ShownAssessment, revisions: Type.Array(Assessment) }, closed) },
    },
    handler: ({ params: { id } }) => assessments.read(id),
  }),
]

const draftingRoutes = (assessments: Assessments): Route[] => [
  route({
    method: 'POST',
    url: '/v1/assessments',
    access: draft,
    schema: {
      summary: 'Draft the impact assessment of an agreement',
      ...{ tags, body: AssessmentDraft, response: { 201: ShownAssessment } },
    },
    handler: ({ body, principal }) => assessments.draft(body, principal),
  }),
  route({
    method: 'POST',
    url: '/v1/assessments/:id/revise',
    access: draft,
    schema: {
      summary: 'Write a draft, or one that was rejected, anew',
      ...{ tags, params, body: Type.Object({ content: AssessmentContent }, closed), response },
    },
    handler: ({ params: { id }, body, principal }) => assessments.revise(id, body.content, principal),
  }),
  route({
    method: 'POST',
    url: '/v1/assessments/:id/submit',
    access: draft,
    schema: {
      summary: 'Submit a draft to the data protection officer, for the agreement as it is now',
      ...{ tags, params, response },
    },
    handler: ({ params: { id }, principal }) => assessments.submit(id, principal),
  }),
]

const decidingRoutes = (assessments: Assessments): Route[] => [
  route({
    method: 'POST',
    url: '/v1/assessments/:id/approve',
    access: decide,
    schema: {
      summary:
        'Approve an assessment that another submitted; where a high risk remains, after consulting the authority',
      ...{ tags, params, body: Approval, response },
    },
    handler: ({ params: { id }, body, principal }) => assessments.approve(id, body, principal),
  }),
  route({
    method: 'POST',
    url: '/v1/assessments/:id/reject',
    access: decide,
    schema: { summary: 'Reject an assessment with the reason', ...{ tags, params, body: Rejection, response } },
    handler: ({ params: { id }, body, principal }) => assessments.reject(id, body.reason, principal),
  }),
  route({
    method: 'POST',
    url: '/v1/assessments/:id/report',
    access: decide,
    schema: {
      summary: 'Record when the assessment went to the authority; answers with the first day of processing by law',
      ...{ tags, params, body: Report, response },
    },
    handler: ({ params: { id }, body, principal }) => assessments.report(id, body, principal),
  }),
]
