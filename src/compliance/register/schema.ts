import Type, { type Static } from 'typebox'
import { Contact, PartyRole } from '../../agreements/clauses/parties.ts'
import { Security, Transfer } from '../../agreements/clauses/safeguards.ts'
import { Retention } from '../../agreements/clauses/use.ts'
import { LegalBasis, ReleaseForm } from '../../agreements/schema.ts'
import { Id, Instant, LocalText } from '../../kernel/nouns.ts'

const closed = { additionalProperties: false }
const count = Type.Integer({ minimum: 0 })

/** What GDPR article 30(1) asks for and an agreement may not say. */
export const RegisterGap = Type.Enum(['parties', 'data-subjects', 'retention', 'security'])
export type RegisterGap = Static<typeof RegisterGap>

/** One processing: what an agreement says, and what happened under it. Letters are those of GDPR article 30(1). */
export const RegisterEntry = Type.Object(
  {
    agreement: Type.Object({ id: Id, version: Type.Integer(), hash: Type.String() }, closed),
    title: LocalText,
    inForce: Type.Boolean(),
    /** (a) */
    controllers: Type.Array(
      Type.Object(
        {
          member: Id,
          name: LocalText,
          role: PartyRole,
          registration: Type.Optional(Type.String()),
          dataProtectionOfficer: Type.Optional(Contact),
        },
        closed,
      ),
    ),
    /** (b) */
    purposes: Type.Array(Type.Object({ id: Id, label: LocalText }, closed)),
    legalBasis: LegalBasis,
    /** (c) */
    dataSubjects: Type.Array(Id),
    data: Type.Array(
      Type.Object(
        { element: Type.String(), release: ReleaseForm, classification: Type.Optional(Type.String()) },
        closed,
      ),
    ),
    /** (d) */
    recipients: Type.Array(Id),
    /** (e) */
    transfer: Type.Optional(Transfer),
    /** (f) */
    retention: Type.Array(Retention),
    /** (g) */
    security: Type.Optional(Security),
    gaps: Type.Array(RegisterGap),
    exchanges: Type.Object(
      {
        answered: count,
        refused: count,
        without: Type.Integer({ minimum: 0, description: 'nothing was found, or the provider could not answer' }),
        records: count,
        persons: Type.Integer({ minimum: 0, description: 'named in a question that was answered' }),
        last: Type.Optional(Instant),
      },
      closed,
    ),
  },
  closed,
)
export type RegisterEntry = Static<typeof RegisterEntry>

export const Register = Type.Object(
  { from: Instant, until: Instant, member: Type.Optional(Id), entries: Type.Array(RegisterEntry) },
  closed,
)
export type Register = Static<typeof Register>

export const RegisterQuery = Type.Object(
  {
    member: Type.Optional(Id),
    agreement: Type.Optional(Id),
    purpose: Type.Optional(Id),
    gaps: Type.Optional(Type.Boolean({ description: 'only those of which the agreement leaves something unsaid' })),
    from: Type.Optional(Type.String({ format: 'date-time', pattern: '^(?!0000)' })),
    until: Type.Optional(Type.String({ format: 'date-time', pattern: '^(?!0000)' })),
  },
  { ...closed, description: 'of one member, or of all; exchanges of the last year unless told' },
)
export type RegisterQuery = Static<typeof RegisterQuery>
