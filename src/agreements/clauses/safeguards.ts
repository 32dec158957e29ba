import Type, { type Static } from 'typebox'
import { Day, LocalText } from '../../kernel/nouns.ts'
import { Contact } from './parties.ts'
import { Period } from './use.ts'

const closed = { additionalProperties: false }
const Reference = Type.String({ minLength: 1, maxLength: 120 })
const Country = Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2' })

export const Security = Type.Object(
  {
    transport: Type.Enum(['tls', 'mutual-tls']),
    payloadEncryption: Type.Boolean(),
    baseline: Reference,
    auditLogRetention: Period,
  },
  closed,
)
export type Security = Static<typeof Security>

/** To which countries it goes, and what protects it there (G9). Absent: it stays in the country. */
export const Transfer = Type.Object(
  {
    countries: Type.Array(Country, { minItems: 1, maxItems: 50, uniqueItems: true }),
    mechanism: Type.Enum(['adequacy', 'safeguards', 'consent', 'necessity', 'treaty']),
    assessment: Type.Optional(Reference),
  },
  closed,
)
export type Transfer = Static<typeof Transfer>

/** Data protection impact assessment; nothing starts before `earliestStart` (G3). */
export const ImpactAssessment = Type.Object(
  {
    reference: Reference,
    approvedOn: Type.Optional(Day),
    submittedOn: Type.Optional(Day),
    earliestStart: Type.Optional(Day),
    /** Why none is needed, by whom decided; stands in place of an approval. */
    notRequired: Type.Optional(LocalText),
  },
  closed,
)
export type ImpactAssessment = Static<typeof ImpactAssessment>

export const Notices = Type.Object(
  {
    subjectNotice: Reference,
    indirectCollection: Type.Optional(LocalText),
    publicSummary: LocalText,
  },
  closed,
)
export type Notices = Static<typeof Notices>

export const Rights = Type.Object(
  { contact: Contact, answeredBy: Type.Enum(['provider', 'consumer']), propagateCorrections: Type.Boolean() },
  closed,
)
export type Rights = Static<typeof Rights>

export const Breach = Type.Object(
  {
    noticeHours: Type.Integer({ minimum: 1, maximum: 720 }),
    contact: Contact,
    playbook: Type.Optional(Reference),
  },
  closed,
)
export type Breach = Static<typeof Breach>

export const Audit = Type.Object(
  { rightToAudit: Type.Boolean(), everyMonths: Type.Integer({ minimum: 1, maximum: 120 }), lastOn: Type.Optional(Day) },
  closed,
)
export type Audit = Static<typeof Audit>

/** Overdue, it stops traffic (G2). */
export const Review = Type.Object({ everyMonths: Type.Integer({ minimum: 1, maximum: 120 }), next: Day }, closed)
export type Review = Static<typeof Review>
