import Type, { type Static } from 'typebox'
import { languages } from '../../kernel/language.ts'
import { Day, Id, Instant } from '../../kernel/nouns.ts'
import { ElementId } from '../../semantics/schema.ts'
import { Period } from '../clauses/use.ts'

const closed = { additionalProperties: false }
const Reference = Type.String({ minLength: 1, maxLength: 120 })
const Country = Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2' })

export const ConsentId = Type.String({ pattern: '^con-[0-9a-hjkmnp-tv-z]{26}$', maxLength: 30 })
export const RepresentationId = Type.String({ pattern: '^rep-[0-9a-hjkmnp-tv-z]{26}$', maxLength: 30 })

/** The national number of a person. It is never kept: what is kept is a key made of it with a secret of the node. */
export const NationalId = Type.String({ minLength: 1, maxLength: 40, pattern: '^[0-9A-Za-z/-]+$' })

/** What may be done with it, after India's consent artefact: look once, keep, ask about, be told as it happens. */
export const ConsentMode = Type.Enum(['view', 'store', 'query', 'stream'])
export type ConsentMode = Static<typeof ConsentMode>

export const ConsentFrequency = Type.Object(
  { times: Type.Integer({ minimum: 1, maximum: 1_000_000 }), per: Type.Enum(['consent', 'day', 'month']) },
  closed,
)
export type ConsentFrequency = Static<typeof ConsentFrequency>

/** One purpose of the country's scheme, with the elements that it is given for. */
export const ConsentPurpose = Type.Object(
  {
    purpose: Id,
    elements: Type.Array(ElementId, { minItems: 1, maxItems: 200, uniqueItems: true }),
    mode: ConsentMode,
    frequency: Type.Optional(ConsentFrequency),
  },
  closed,
)
export type ConsentPurpose = Static<typeof ConsentPurpose>

/** What the person agrees to (ISO/IEC TS 27560: processing and parties). */
export const ConsentTerms = Type.Object(
  {
    /** Members that may receive. */
    controllers: Type.Array(Id, { minItems: 1, maxItems: 20, uniqueItems: true }),
    /** Members that may give; absent: any that an agreement names. */
    providers: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 20, uniqueItems: true })),
    purposes: Type.Array(ConsentPurpose, { minItems: 1, maxItems: 20 }),
    /** The notice as it was shown or read out. */
    notice: Type.Object({ reference: Reference, version: Reference, language: Type.Enum([...languages]) }, closed),
    jurisdiction: Country,
    storage: Type.Array(Country, { minItems: 1, maxItems: 20, uniqueItems: true }),
    retention: Period,
    /** Where it can be withdrawn: an address, a short code, an office. */
    withdrawal: Type.String({ minLength: 1, maxLength: 300 }),
    validFrom: Day,
    validUntil: Type.Optional(Day),
  },
  closed,
)
export type ConsentTerms = Static<typeof ConsentTerms>

export const Channel = Type.Enum(['online', 'office', 'home-visit', 'paper', 'telephone', 'ussd'])
export type Channel = Static<typeof Channel>

/** How it was given, and what proves it. A thumbprint or a signature rests where `reference` says, not here. */
export const Giving = Type.Object(
  {
    by: Type.Enum(['subject', 'guardian', 'delegate']),
    /** Needed of a guardian or a delegate. */
    representation: Type.Optional(RepresentationId),
    channel: Channel,
    /** Somebody read it out and filled it in. */
    assisted: Type.Boolean(),
    witness: Type.Optional(
      Type.String({ minLength: 1, maxLength: 120, description: 'office or number of the witness' }),
    ),
    proof: Type.Object(
      { kind: Type.Enum(['signature', 'thumbprint', 'recording', 'one-time-code', 'click']), reference: Reference },
      closed,
    ),
    /** When it was given; offline, that is before it was recorded. */
    at: Instant,
  },
  closed,
)
export type Giving = Static<typeof Giving>

export const ConsentStatus = Type.Enum(['given', 'refused', 'withdrawn'])
export type ConsentStatus = Static<typeof ConsentStatus>

const By = Type.Object({ account: Type.String({ maxLength: 80 }), member: Id }, closed)

/** One revision of a consent record. Revisions are chained by their hashes, and each is signed by the node. */
export const ConsentRevision = Type.Object(
  {
    schema: Type.Literal('ISO/IEC TS 27560:2023'),
    id: ConsentId,
    revision: Type.Integer({ minimum: 1 }),
    /** Hash of the revision before; absent in the first. */
    previous: Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$' })),
    /** Pseudonymous key of the person. */
    subject: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    status: ConsentStatus,
    terms: ConsentTerms,
    giving: Giving,
    withdrawal: Type.Optional(
      Type.Object({ channel: Channel, by: Type.Enum(['subject', 'guardian', 'delegate']), at: Instant }, closed),
    ),
    recordedAt: Instant,
    recordedBy: By,
  },
  closed,
)
export type ConsentRevision = Static<typeof ConsentRevision>

/** A revision as it is kept and handed to the person: a detached JWS (RFC 7515, appendix F) over its canonical form. */
export const ConsentReceipt = Type.Object(
  {
    record: ConsentRevision,
    hash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    signature: Type.String({ maxLength: 1000 }),
  },
  closed,
)
export type ConsentReceipt = Static<typeof ConsentReceipt>

export const ConsentRequest = Type.Object(
  { nationalId: NationalId, status: Type.Enum(['given', 'refused']), terms: ConsentTerms, giving: Giving },
  closed,
)
export type ConsentRequest = Static<typeof ConsentRequest>
/** What is said of whoever's consent it is. */
export type ConsentDeclaration = Omit<ConsentRequest, 'nationalId'>

export const WithdrawalRequest = Type.Object(
  { channel: Channel, by: Type.Enum(['subject', 'guardian', 'delegate']), at: Type.Optional(Instant) },
  closed,
)
export type WithdrawalRequest = Static<typeof WithdrawalRequest>

/** Who may speak for a person, for what, and what proves it. */
export const Representation = Type.Object(
  {
    id: RepresentationId,
    subject: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    /** Pseudonymous key of the representative. */
    representative: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    kind: Type.Enum(['parent', 'guardian', 'delegate']),
    /** Purposes and those narrower; absent: all. */
    purposes: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 20, uniqueItems: true })),
    proof: Type.Object(
      { kind: Type.Enum(['birth-record', 'court-order', 'letter', 'officer']), reference: Reference },
      closed,
    ),
    validFrom: Day,
    validUntil: Type.Optional(Day),
    endedAt: Type.Optional(Instant),
    recordedAt: Instant,
    recordedBy: By,
  },
  closed,
)
export type Representation = Static<typeof Representation>

export const RepresentationRequest = Type.Object(
  {
    nationalId: NationalId,
    representativeNationalId: NationalId,
    kind: Representation.properties.kind,
    purposes: Representation.properties.purposes,
    proof: Representation.properties.proof,
    validFrom: Day,
    validUntil: Representation.properties.validUntil,
  },
  closed,
)
export type RepresentationRequest = Static<typeof RepresentationRequest>
