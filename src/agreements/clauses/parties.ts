import Type, { type Static } from 'typebox'
import { Day, Id, LocalText } from '../../kernel/nouns.ts'

const closed = { additionalProperties: false }
const Name = Type.String({ minLength: 1, maxLength: 200 })

/** Where a person or a desk is reached: an address for letters, mail or telephone. */
export const Contact = Type.Object(
  { office: Name, address: Type.String({ minLength: 1, maxLength: 300 }) },
  { ...closed, description: 'an office rather than a person, so that the agreement outlives who holds it' },
)
export type Contact = Static<typeof Contact>

/** Who may bind a party, and by which instrument. A signature of another is worth nothing (G2). */
export const Signatory = Type.Object(
  {
    /** Account of the person in the federation; its key signs. */
    account: Id,
    name: Name,
    office: Name,
    mandate: Type.String({ minLength: 1, maxLength: 300, description: 'the act, gazette notice or board minute' }),
    mandateUntil: Type.Optional(Day),
  },
  closed,
)
export type Signatory = Static<typeof Signatory>

export const PartyRole = Type.Enum(['provider', 'consumer', 'processor', 'joint-controller', 'orchestrator'])
export type PartyRole = Static<typeof PartyRole>

/** A party as the law wants it named: its registration, its data protection officer, who signs for it. */
export const Party = Type.Object(
  {
    member: Id,
    role: PartyRole,
    /** With the data protection authority; a lapsed one stops traffic (G1). */
    registration: Type.Object(
      { number: Type.String({ minLength: 1, maxLength: 60 }), validUntil: Type.Optional(Day) },
      closed,
    ),
    dataProtectionOfficer: Contact,
    steward: Type.Optional(Contact),
    signatory: Signatory,
    /** What the party does by law, which this agreement serves. */
    functions: Type.Array(
      Type.Object({ act: Name, section: Type.String({ minLength: 1, maxLength: 100 }), text: LocalText }, closed),
      { minItems: 1, maxItems: 10 },
    ),
  },
  closed,
)
export type Party = Static<typeof Party>
