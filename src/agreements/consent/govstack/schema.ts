import Type, { type Static, type TSchema } from 'typebox'
import { Id, Instant } from '../../../kernel/nouns.ts'
import { ElementId } from '../../../semantics/schema.ts'
import { NationalId } from '../schema.ts'

// The schemas of GovStack's Consent building block 1.1.0-rc1, narrowed to what can be recorded and enforced.

const closed = { additionalProperties: false }
const Text = Type.String({ minLength: 1, maxLength: 120 })
const Address = Type.String({ pattern: '^https?://[^\\s]+$', maxLength: 120 })
const Country = Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2' })
const optionalId = { id: Type.Optional(Type.String({ maxLength: 80, description: 'given by this node; ignored' })) }

const idPattern = (prefix: string) => `^${prefix}-[0-9a-hjkmnp-tv-z]{26}$`
const objectId = (prefix: string) => Type.String({ pattern: idPattern(prefix), maxLength: 30 })
export const PolicyId = objectId('pol')
export const DataAgreementId = objectId('dag')
export const IndividualId = objectId('ind')
export const individualIdPattern = new RegExp(idPattern('ind'))
export const ConsentRecordId = objectId('gcr')
export const WebhookId = objectId('whk')
const SignatureId = objectId('sig')
export const RevisionId = Type.String({ pattern: '^[a-z]{3}-[0-9a-hjkmnp-tv-z]{26}(\\.\\d{1,9})?$', maxLength: 40 })

const policy = {
  name: Text,
  version: Text,
  /** The notice that the person is shown. */
  url: Address,
  jurisdiction: Type.Optional(Country),
  industrySector: Type.Optional(Text),
  dataRetentionPeriodDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 9_999 })),
  geographicRestriction: Type.Optional(Text),
  storageLocation: Type.Optional(
    Type.String({ pattern: '^[A-Z]{2}(,[A-Z]{2}){0,19}$', description: 'countries, ISO 3166-1 alpha-2, by commas' }),
  ),
}
export const Policy = Type.Object({ id: PolicyId, ...policy }, closed)
export type Policy = Static<typeof Policy>
export const PolicyInput = Type.Object({ ...optionalId, ...policy }, closed)
export type PolicyInput = Static<typeof PolicyInput>

const attribute = { name: ElementId, sensitivity: Text, category: Text }
export const DataAgreementAttribute = Type.Object({ id: ElementId, ...attribute }, closed)

export const lawfulBases = [
  'consent',
  'legal_obligation',
  'contract',
  'vital_interest',
  'public_task',
  'legitimate_interest',
] as const

const agreement = {
  version: Text,
  /** Its id is that of the member that receives. */
  controller: Type.Object({ id: Id, name: Text, url: Address }, closed),
  /** Id of a purpose of the country's scheme. */
  purpose: Id,
  lawfulBasis: Type.Enum([...lawfulBases]),
  dataUse: Type.Optional(Type.Enum(['data_source', 'data_using_service'])),
  dpia: Text,
  active: Type.Boolean({ default: true }),
  forgettable: Type.Boolean({ default: false }),
}
export const DataAgreement = Type.Object(
  { id: DataAgreementId, ...agreement, policy: Policy, attributes: Type.Array(DataAgreementAttribute) },
  closed,
)
export type DataAgreement = Static<typeof DataAgreement>
export const DataAgreementInput = Type.Object(
  {
    ...optionalId,
    ...agreement,
    policy: Type.Object({ ...Type.Partial(Type.Object(policy)).properties, id: PolicyId }, closed),
    attributes: Type.Array(Type.Object({ id: Type.Optional(Type.String({ maxLength: 200 })), ...attribute }, closed), {
      minItems: 1,
      maxItems: 200,
      description: 'ours: 1.1.0-rc1 has DataAgreementAttribute, and no place for it',
    }),
  },
  closed,
)
export type DataAgreementInput = Static<typeof DataAgreementInput>

const individual = {
  externalIdType: Type.Enum(['national-id']),
  identityProviderId: Type.Optional(Text),
}
/** Without `externalId`: a number that was sent is made into a key, and forgotten. */
export const Individual = Type.Object({ id: IndividualId, ...individual }, closed)
export type Individual = Static<typeof Individual>
export const IndividualInput = Type.Object({ ...optionalId, externalId: NationalId, ...individual }, closed)
export type IndividualInput = Static<typeof IndividualInput>

const Hash = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256' })
export const Revision = Type.Object(
  {
    id: RevisionId,
    schemaName: Type.Enum(['Policy', 'DataAgreement', 'ConsentRecord']),
    objectId: Type.String(),
    signedWithoutObjectId: Type.Boolean(),
    serializedSnapshot: Type.String(),
    serializedHash: Hash,
    timestamp: Instant,
    authorizedByOther: Type.String(),
    predecessorHash: Type.Optional(Hash),
    predecessorSignature: Type.Optional(Type.String()),
  },
  closed,
)
export type Revision = Static<typeof Revision>

const signature = {
  /** What the person's key signs: the other members but `verificationSignedBy`, in canonical form (RFC 8785). */
  payload: Type.String({ maxLength: 200_000 }),
  /** Detached JWS (RFC 7515 appendix F) with the public key in its header; empty until it is signed. */
  signature: Type.String({ maxLength: 4_000 }),
  verificationMethod: Type.Literal('jws-detached'),
  verificationPayload: Type.String({ maxLength: 100_000 }),
  verificationPayloadHash: Hash,
  /** Thumbprint of the key (RFC 7638); empty until it is signed. */
  verificationSignedBy: Type.String({ maxLength: 43 }),
  timestamp: Instant,
  signedWithoutObjectReference: Type.Boolean(),
  objectType: Type.Literal('revision'),
  objectReference: Type.Optional(RevisionId),
}
export const Signature = Type.Object({ id: SignatureId, ...signature }, closed)
export type Signature = Static<typeof Signature>
/** As the text's "object without a PK". */
export const DraftSignature = Type.Object(signature, closed)
export type DraftSignature = Static<typeof DraftSignature>

const record = {
  dataAgreement: DataAgreement,
  dataAgreementRevision: Revision,
  dataAgreementRevisionHash: Hash,
  individual: Individual,
  optIn: Type.Boolean(),
  /** `signed`: by a key that the person holds, over the record as it stands. The node signs every one, in the receipt. */
  state: Type.Enum(['unsigned', 'signed']),
}
export const ConsentRecord = Type.Object(
  { id: ConsentRecordId, ...record, signature: Type.Optional(Signature) },
  closed,
)
export type ConsentRecord = Static<typeof ConsentRecord>

export const DraftConsentRecord = Type.Object(record, closed)
export type DraftConsentRecord = Static<typeof DraftConsentRecord>

/** What a record can be updated by; all but `optIn` must be what it is. */
export const ConsentRecordInput = Type.Object(
  {
    ...{ id: ConsentRecordId, dataAgreementRevisionHash: Hash, state: record.state },
    optIn: Type.Boolean(),
    dataAgreement: Type.Optional(DataAgreement),
    dataAgreementRevision: Type.Optional(Revision),
    individual: Type.Optional(Individual),
    signature: Type.Optional(Signature),
  },
  closed,
)
export type ConsentRecordInput = Static<typeof ConsentRecordInput>

/** A draft as it comes back, signed. The members of the draft that are not named here may come with it, and are not read. */
export const PairInput = Type.Object(
  {
    consentRecord: Type.Object(
      {
        ...Type.Partial(Type.Object(record)).properties,
        ...{ dataAgreement: DataAgreement, individual: Individual, optIn: Type.Boolean() },
        dataAgreementRevisionHash: Hash,
      },
      closed,
    ),
    signature: DraftSignature,
  },
  closed,
)
export type PairInput = Static<typeof PairInput>

/** The text restricts the members that count without naming them: the method, of which there is one. */
export const SignatureRequest = Type.Partial(Signature, closed)
export const SignatureInput = Type.Object(
  {
    ...Type.Partial(Signature).properties,
    ...{ signature: signature.signature, verificationSignedBy: signature.verificationSignedBy },
  },
  closed,
)
export type SignatureInput = Static<typeof SignatureInput>

const webhook = {
  payloadUrl: Type.String({ pattern: '^https?://[\\x21-\\x7e]+$', maxLength: 2_000 }),
  contentType: Type.Literal('application/json'),
  disabled: Type.Boolean(),
  /** In answers it is hidden. */
  secretKey: Type.String({ minLength: 8, maxLength: 200 }),
}
export const Webhook = Type.Object({ id: WebhookId, ...webhook }, closed)
export type Webhook = Static<typeof Webhook>
export const WebhookInput = Type.Object({ ...optionalId, ...webhook }, closed)
export type WebhookInput = Static<typeof WebhookInput>

/** What a webhook is sent; the text names no members. Of the person there is the individual's id, and nothing else. */
export interface ConsentEvent {
  /** The same at every attempt. */
  readonly id: string
  readonly webhookId: string
  readonly timestamp: string
  readonly type: 'consent-record.opted-in' | 'consent-record.opted-out'
  readonly data: {
    readonly consentRecordId: string
    readonly individualId: string
    readonly dataAgreementId: string
    readonly dataAgreementRevisionId: string
    readonly optIn: boolean
    readonly revisionId: string
    readonly revisionHash: string
  }
}

/** `limit` and `offset` as the text has them, bounded. */
export const page = {
  offset: Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 }),
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
}
export type Page = { readonly offset: number; readonly limit: number }

export const answer = <T extends Record<string, TSchema>>(members: T) => ({ 200: Type.Object(members, closed) })
