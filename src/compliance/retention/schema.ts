import Type, { type Static } from 'typebox'
import { Retention } from '../../agreements/clauses/use.ts'
import { Day, Id, Instant } from '../../kernel/nouns.ts'

const closed = { additionalProperties: false }

/** `rest`, or a digest of the elements: the same in every version of the agreement that has the rule. */
const RuleId = Type.String({ pattern: '^(rest|[0-9a-f]{16})$', maxLength: 16 })

/**
 * `nothing-held`: nothing was received that is not certified as gone. `running`: the time is not over. `due`: it is over and
 * not proven. `overdue`: the time for the proof is over, too. `not-reckoned`: it runs from what only the consumer knows.
 */
export const dutyStates = ['nothing-held', 'running', 'due', 'overdue', 'not-reckoned'] as const
export const DutyState = Type.Enum(dutyStates)
export type DutyState = Static<typeof DutyState>

/** One rule of retention of one agreement, and how it stands. */
export const RetentionDuty = Type.Object(
  {
    agreement: Id,
    member: Id,
    rule: RuleId,
    ...Retention.properties,
    state: DutyState,
    /** Day of the oldest receipt that no certificate covers. */
    oldest: Type.Optional(Day),
    /** Last day on which it may be held. */
    holdUntil: Type.Optional(Day),
    /** Last day for the certificate. */
    proveUntil: Type.Optional(Day),
    certifiedThrough: Type.Optional(Day),
  },
  closed,
)
export type RetentionDuty = Static<typeof RetentionDuty>

/** What a member signs: everything received through that day under the rule was dealt with as agreed. */
export const DeletionStatement = Type.Object(
  {
    agreement: Id,
    member: Id,
    rule: RuleId,
    through: Day,
    action: Type.Enum(['delete', 'anonymise', 'return']),
    records: Type.Integer({ minimum: 0 }),
    method: Type.String({ minLength: 1, maxLength: 300 }),
    madeOn: Day,
  },
  closed,
)
export type DeletionStatement = Static<typeof DeletionStatement>

export const CertificateRequest = Type.Object(
  {
    statement: DeletionStatement,
    jws: Type.String({
      minLength: 1,
      maxLength: 2000,
      description: 'detached JWS (RFC 7515, appendix F) over the canonical form (RFC 8785) of the statement',
    }),
  },
  closed,
)
export type CertificateRequest = Static<typeof CertificateRequest>

const CertificateId = Type.String({ pattern: '^dc-[0-9a-hjkmnp-tv-z]{26}$', maxLength: 29 })
const PublicKey = Type.Object(
  { kty: Type.Literal('OKP'), crv: Type.Literal('Ed25519'), x: Type.String({ maxLength: 43 }) },
  { ...closed, description: 'RFC 8037' },
)

export const DeletionCertificate = Type.Object(
  {
    id: CertificateId,
    ...CertificateRequest.properties,
    kid: Type.String({ maxLength: 100 }),
    account: Type.String({ maxLength: 80 }),
    filedAt: Instant,
  },
  closed,
)
export type DeletionCertificate = Static<typeof DeletionCertificate>

/** With the public key that its signature verifies with, so that nobody need ask this node again. */
export const ShownCertificate = Type.Object({ ...DeletionCertificate.properties, jwk: PublicKey }, closed)
export type ShownCertificate = Static<typeof ShownCertificate>

export const CertificateFilter = Type.Object(
  {
    agreement: Type.Optional(Id),
    cursor: Type.Optional(CertificateId),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  closed,
)
export type CertificateFilter = Static<typeof CertificateFilter>

export const CertificateList = Type.Object(
  {
    certificates: Type.Array(ShownCertificate),
    next: Type.Optional(Type.String({ description: 'cursor of the following page' })),
  },
  closed,
)
export type CertificateList = Static<typeof CertificateList>
