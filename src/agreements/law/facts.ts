import Type, { type Static } from 'typebox'
import { Day } from '../../kernel/nouns.ts'
import { dataKinds } from '../../semantics/schema.ts'
import { PartyRole } from '../clauses/parties.ts'
import { AgreementStatus } from '../lifecycle/schema.ts'
import { LegalBasis, ReleaseForm, Tier } from '../schema.ts'

/**
 * All that a rule of law may ask about. But for the day and the countries, every fact may be missing: what is not known is not taken for a no, and a rule
 * says what then follows. No values of anyone's record, so no personal data.
 */

const closed = { additionalProperties: false }
const Word = Type.String({ minLength: 1, maxLength: 120 })
const Text = Type.String({ maxLength: 2000 })
const maybe = Type.Optional
const yesNo = Type.Optional(Type.Boolean())

/** ISO 3166-1 alpha-2, or EU for the law that its members share. */
export const Jurisdiction = Type.String({ pattern: '^[A-Z]{2}$' })

const PartyFacts = Type.Object(
  {
    id: Word,
    role: maybe(PartyRole),
    country: maybe(Jurisdiction),
    /** A body of the state: it acts by a function that a law gives it. */
    publicBody: yesNo,
    /** Keeps births, deaths and identity: in Kenya it follows regulations of its own. */
    civilRegistration: yesNo,
    /** Earns by what it receives: payment providers, telephone companies. */
    commercial: yesNo,
    registration: maybe(
      Type.Object(
        { number: maybe(Word), expiresOn: maybe(Day), exempt: yesNo },
        { ...closed, description: 'with the data protection authority' },
      ),
    ),
    dataProtectionOfficer: maybe(Word),
    /** The function of the body that the exchange serves. */
    statutoryFunction: maybe(Type.Object({ act: maybe(Text), section: maybe(Text) }, closed)),
    signed: yesNo,
  },
  closed,
)

const LegalBasisFacts = Type.Object(
  {
    party: maybe(Word),
    purpose: maybe(Word),
    ground: maybe(LegalBasis.properties.ground),
    act: maybe(Text),
    section: maybe(Text),
    /** The second ground, which sensitive data need. */
    sensitiveGround: maybe(Text),
  },
  closed,
)

/** A field of the agreement; of a request, with whether it is agreed. */
const FieldFacts = Type.Object(
  {
    element: Word,
    classification: maybe(Type.Enum(['open', 'personal', 'sensitive'])),
    kind: maybe(Type.Enum([...dataKinds])),
    necessity: maybe(Type.Enum(['required', 'optional', 'on-demand'])),
    justification: maybe(Text),
    release: maybe(ReleaseForm),
    agreed: yesNo,
  },
  closed,
)

const RetentionFacts = Type.Object(
  {
    fieldGroup: maybe(Word),
    days: maybe(Type.Integer({ minimum: 0 })),
    trigger: maybe(Text),
    action: maybe(Type.Enum(['delete', 'anonymise', 'return'])),
    proofWithinDays: maybe(Type.Integer({ minimum: 0 })),
  },
  closed,
)

const AgreementFacts = Type.Object(
  {
    id: maybe(Word),
    tier: maybe(Tier),
    status: maybe(AgreementStatus),
    validFrom: maybe(Day),
    validUntil: maybe(Day),
    /** `once` when nothing under it happens a second time. */
    frequency: maybe(Type.Enum(['once', 'recurring'])),
    parties: maybe(Type.Array(PartyFacts)),
    legalBases: maybe(Type.Array(LegalBasisFacts)),
    purposes: maybe(Type.Array(Word)),
    subjectCategories: maybe(Type.Array(Word)),
    fields: maybe(Type.Array(FieldFacts)),
    retention: maybe(Type.Array(RetentionFacts)),
    transfer: maybe(
      Type.Object(
        {
          /** Countries that what is received goes to or is kept in; none: it stays. */
          countries: maybe(Type.Array(Jurisdiction)),
          mechanism: maybe(
            Type.Enum(['none', 'adequacy', 'safeguards', 'certificate', 'consent', 'necessity', 'treaty']),
          ),
          assessment: maybe(Word),
          /** Of the kind that must be processed, or kept in a copy, inside the country. */
          strategic: yesNo,
          servingCopyIn: maybe(Type.Array(Jurisdiction)),
        },
        closed,
      ),
    ),
    dpia: maybe(
      Type.Object(
        {
          reference: maybe(Word),
          approvedAt: maybe(Day),
          submittedAt: maybe(Day),
          /** Why none is needed: the finding that must be justified. */
          notNeededBecause: maybe(Text),
          /** Data are linked, matched or combined from different sources. */
          linksSources: yesNo,
        },
        closed,
      ),
    ),
    review: maybe(Type.Object({ everyMonths: maybe(Type.Integer()), nextReview: maybe(Day) }, closed)),
    breach: maybe(
      Type.Object(
        {
          /** Hours in which a party tells the other, or its authority, of a breach. */
          noticeHours: maybe(Type.Integer()),
          contact: maybe(Text),
        },
        closed,
      ),
    ),
    onward: maybe(Type.Object({ allowed: yesNo, to: maybe(Type.Array(Word)), conditions: maybe(Text) }, closed)),
    commercialUse: yesNo,
    reidentification: yesNo,
    automatedDecision: maybe(
      Type.Object({ used: yesNo, humanReview: yesNo, reconsiderationDays: maybe(Type.Integer()) }, closed),
    ),
    notices: maybe(Type.Object({ subjectNotice: maybe(Text), indirectCollectionPlan: maybe(Text) }, closed)),
    rights: maybe(Type.Object({ contactPoint: maybe(Text), propagateCorrections: yesNo }, closed)),
    security: maybe(
      Type.Object(
        {
          transportEncryption: yesNo,
          payloadEncryption: yesNo,
          auditLogMonths: maybe(Type.Integer()),
        },
        closed,
      ),
    ),
    audit: maybe(Type.Object({ rightToAudit: yesNo, everyMonths: maybe(Type.Integer()) }, closed)),
    quality: maybe(Type.Object({ floorPercent: maybe(Type.Number()) }, closed)),
  },
  closed,
)

const RequestFacts = Type.Object(
  {
    purpose: maybe(Word),
    /** Why the purpose goes with that of the collection, where they differ. */
    compatibility: maybe(Text),
    elements: maybe(Type.Array(FieldFacts)),
    form: maybe(Type.Enum(['question', 'event', 'file', 'match'])),
    /** In writing, by a person or a system that is known. */
    requesterAuthenticated: yesNo,
    caseReference: yesNo,
    recipientRole: maybe(Word),
    /** Claimed exemption (security, court order): it never lifts minimisation. */
    exemption: maybe(Type.Object({ reference: maybe(Word), approvedBy: maybe(Word) }, closed)),
    /** Share of well-formed records, in per cent. */
    qualityPercent: maybe(Type.Number()),
    /** Uses so far in the day or month that the agreement limits, as a share of what is agreed. */
    volumeUsed: maybe(Type.Number()),
  },
  closed,
)

const SubjectFacts = Type.Object(
  {
    child: yesNo,
    restricted: yesNo,
    objected: yesNo,
    deceased: yesNo,
    /** At risk if found: witnesses, survivors of violence. */
    protected: yesNo,
    representation: maybe(Type.Enum(['not-needed', 'proved', 'missing'])),
    consent: maybe(
      Type.Object(
        {
          status: maybe(Type.Enum(['given', 'withdrawn', 'expired', 'refused', 'none'])),
          receipt: maybe(Word),
          /** Given by a parent or guardian. */
          byGuardian: yesNo,
        },
        closed,
      ),
    ),
    collection: maybe(Type.Enum(['direct', 'indirect'])),
    noticed: Type.Optional(Type.Boolean({ description: 'told of the collection' })),
  },
  closed,
)

const PlaceFacts = Type.Object(
  {
    provider: maybe(Jurisdiction),
    consumer: maybe(Jurisdiction),
  },
  closed,
)

export const LawFacts = Type.Object(
  {
    day: Day,
    /** Countries whose law governs: those of the parties, and of the places that data go to. */
    jurisdictions: Type.Array(Jurisdiction, { minItems: 1, maxItems: 20 }),
    agreement: maybe(AgreementFacts),
    request: maybe(RequestFacts),
    subject: maybe(SubjectFacts),
    place: maybe(PlaceFacts),
  },
  closed,
)
export type LawFacts = Static<typeof LawFacts>
export type AgreementFacts = Static<typeof AgreementFacts>
