import Type, { type Static } from 'typebox'
import { Day, Id, Instant, LocalText } from '../../kernel/nouns.ts'
import { triggerIds } from './questionnaire.ts'

const closed = { additionalProperties: false }
const Words = Type.String({ minLength: 1, maxLength: 4000 })
const Reference = Type.String({ minLength: 1, maxLength: 120 })

export const AssessmentId = Type.String({ pattern: '^dpia-[0-9a-hjkmnp-tv-z]{26}$', maxLength: 31 })

/** Of four steps: negligible, limited, significant, maximum. */
const Step4 = Type.Integer({ minimum: 1, maximum: 4 })
export const Grade = Type.Object({ likelihood: Step4, severity: Step4 }, closed)
export type Grade = Static<typeof Grade>

export const Level = Type.Enum(['low', 'medium', 'high'])
export type Level = Static<typeof Level>

/** What could happen to people, what is done against it, and what remains (GDPR article 35(7)(c) and (d)). */
export const Risk = Type.Object(
  {
    risk: Words,
    before: Grade,
    measures: Type.Array(Words, { maxItems: 20 }),
    after: Grade,
  },
  closed,
)
export type Risk = Static<typeof Risk>

export const AssessmentContent = Type.Object(
  {
    description: Words,
    necessity: Words,
    views: Words,
    triggers: Type.Object(Object.fromEntries(triggerIds.map((id) => [id, Type.Boolean()])), closed),
    /** Why no assessment is needed; only where nothing makes it necessary. */
    notNeeded: Type.Optional(Words),
    risks: Type.Array(Risk, { maxItems: 50 }),
  },
  closed,
)
export type AssessmentContent = Static<typeof AssessmentContent>

export const AssessmentStatus = Type.Enum(['draft', 'submitted', 'approved', 'rejected'])
export type AssessmentStatus = Static<typeof AssessmentStatus>

/** What an approval covers: when the agreement differs in one of them, it must be made again. */
export const Scope = Type.Object(
  {
    purposes: Type.Array(Id),
    fields: Type.Array(Type.String({ description: 'service, element and form' })),
    recipients: Type.Array(Id),
    linkage: Type.Array(Id),
    countries: Type.Array(Type.String()),
    automatedDecision: Type.Boolean(),
  },
  closed,
)
export type Scope = Static<typeof Scope>

const By = Type.Object({ account: Type.String({ maxLength: 80 }), member: Id }, closed)

export const Assessment = Type.Object(
  {
    id: AssessmentId,
    revision: Type.Integer({ minimum: 1 }),
    agreement: Id,
    status: AssessmentStatus,
    content: AssessmentContent,
    /** Of the latest version of the agreement when it was submitted. */
    version: Type.Optional(Type.Integer({ minimum: 1 })),
    scope: Type.Optional(Scope),
    submittedBy: Type.Optional(By),
    decision: Type.Optional(
      Type.Object({ by: By, on: Day, reason: Type.Optional(Words), consultation: Type.Optional(Reference) }, closed),
    ),
    /** When it went to the authority, and the first day on which the law lets the processing begin. */
    report: Type.Optional(Type.Object({ on: Day, reference: Reference, earliestStart: Type.Optional(Day) }, closed)),
    at: Instant,
    by: By,
  },
  closed,
)
export type Assessment = Static<typeof Assessment>

export const scopeParts = ['purposes', 'fields', 'recipients', 'linkage', 'countries', 'automatedDecision'] as const
export const ScopePart = Type.Enum(scopeParts)
export type ScopePart = Static<typeof ScopePart>

export const ShownAssessment = Type.Object(
  {
    ...Assessment.properties,
    level: Level,
    /** In what the agreement differs by now: the assessment must be made again. */
    rerun: Type.Array(ScopePart),
    linked: Type.Boolean({ description: 'the latest version of the agreement names this assessment' }),
    clause: Type.Optional(
      Type.Object(
        {
          reference: AssessmentId,
          approvedOn: Day,
          submittedOn: Type.Optional(Day),
          earliestStart: Type.Optional(Day),
        },
        { ...closed, description: 'for `impactAssessment` of the agreement' },
      ),
    ),
  },
  closed,
)
export type ShownAssessment = Static<typeof ShownAssessment>

export const AssessmentDraft = Type.Object({ agreement: Id, content: AssessmentContent }, closed)
export type AssessmentDraft = Static<typeof AssessmentDraft>

export const Approval = Type.Object({ consultation: Type.Optional(Reference) }, closed)
export const Rejection = Type.Object({ reason: Words }, closed)
export const Report = Type.Object({ on: Day, reference: Reference }, closed)
export type Report = Static<typeof Report>

const Texts = Type.Array(Type.Object({ id: Type.String(), text: LocalText }, closed))
export const Questionnaire = Type.Object(
  {
    ...{ triggers: Texts, questions: Texts, scale: Texts, levels: Texts },
    matrix: Type.Array(Type.Object({ ...Grade.properties, level: Level }, closed), {
      description: 'the level of each likelihood and severity',
    }),
  },
  closed,
)
export type Questionnaire = Static<typeof Questionnaire>
