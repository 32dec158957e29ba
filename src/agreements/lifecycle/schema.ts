import Type, { type Static } from 'typebox'
import { Day, Id, Instant } from '../../kernel/nouns.ts'

const closed = { additionalProperties: false }

/** In the order in which an agreement comes about and ends. */
export const agreementStatuses = [
  'draft',
  'legal-review',
  'dpo-review',
  'dpia-linked',
  'signed',
  'active',
  'suspended',
  'expired',
  'terminated',
] as const
export const AgreementStatus = Type.Enum(agreementStatuses)
export type AgreementStatus = Static<typeof AgreementStatus>

export const Account = Type.String({ minLength: 1, maxLength: 80 })
const By = Type.Object({ account: Account, member: Id }, closed)
const ReasonGiven = Type.String({ minLength: 1, maxLength: 2000 })

/** What can be done with a version. `declare`: a country pack brought it with a status. */
export const steps = [
  'declare',
  'draft',
  'submit',
  'approve-law',
  'approve-protection',
  'send-back',
  'sign',
  'activate',
  'suspend',
  'resume',
  'expire',
  'terminate',
  'order',
  'lift',
] as const
export const Step = Type.Enum(steps)
export type Step = Static<typeof Step>

/** One act upon a version; events are only added. */
export const AgreementEvent = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    step: Step,
    status: AgreementStatus,
    at: Instant,
    by: By,
    reason: Type.Optional(ReasonGiven),
  },
  closed,
)
export type AgreementEvent = Static<typeof AgreementEvent>

/** How a version stands now, since when, and by whose act. */
export const AgreementStanding = Type.Object(
  {
    status: AgreementStatus,
    since: Instant,
    by: By,
    reason: Type.Optional(ReasonGiven),
    /** The regulator suspended it, and only the regulator lifts that. */
    order: Type.Optional(Type.Literal(true)),
  },
  closed,
)
export type AgreementStanding = Static<typeof AgreementStanding>

/** A party's signature: a detached JWS (RFC 7515, appendix F) over the canonical form (RFC 8785) of the version. */
export const AgreementSignature = Type.Object(
  {
    member: Id,
    account: Account,
    kid: Type.String({ maxLength: 100 }),
    jws: Type.String({ maxLength: 2000 }),
    at: Instant,
    /** The country's calendar day of the signing. */
    day: Day,
    /** The key was withdrawn since; the signature holds as of its day. */
    keyWithdrawn: Type.Optional(Type.Object({ at: Instant, reason: ReasonGiven }, closed)),
  },
  closed,
)
export type AgreementSignature = Static<typeof AgreementSignature>
