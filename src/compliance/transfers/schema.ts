import Type, { type Static } from 'typebox'
import { Transfer } from '../../agreements/clauses/safeguards.ts'
import { Day, Id, Instant } from '../../kernel/nouns.ts'

const closed = { additionalProperties: false }
const Words = Type.String({ minLength: 1, maxLength: 2000 })

/** What is written: what protects the data where they go (GDPR articles 44 to 49 and what the law of the country has). */
export const TransferContent = Type.Object(
  {
    /** `transfer.assessment` of an agreement names it. */
    id: Id,
    countries: Transfer.properties.countries,
    mechanism: Transfer.properties.mechanism,
    law: Type.Object({ findings: Words, accessByAuthorities: Words }, closed),
    measures: Type.Array(Words, { minItems: 1, maxItems: 30 }),
    reviewedOn: Day,
    reviewAgainBy: Day,
  },
  closed,
)
export type TransferContent = Static<typeof TransferContent>

export const TransferAssessment = Type.Object(
  {
    ...TransferContent.properties,
    revision: Type.Integer({ minimum: 1 }),
    by: Type.Object({ account: Type.String({ maxLength: 80 }), member: Id }, closed),
    at: Instant,
  },
  closed,
)
export type TransferAssessment = Static<typeof TransferAssessment>

export const transferFaults = ['not-assessed', 'country-not-covered', 'other-mechanism', 'review-overdue'] as const
const TransferFault = Type.Enum(transferFaults)
export type TransferFault = Static<typeof TransferFault>

/** An agreement under which data go abroad, and what is wrong with its assessment. */
export const TransferStanding = Type.Object(
  {
    agreement: Id,
    transfer: Transfer,
    assessment: Type.Optional(TransferAssessment),
    faults: Type.Array(TransferFault),
  },
  closed,
)
export type TransferStanding = Static<typeof TransferStanding>
