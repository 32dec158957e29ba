import Type, { type Static } from 'typebox'
import { canonicalForms, signatureProfiles } from '../../../src/standards/dci/signature/profiles.ts'
import { Outcome } from '../outcomes.ts'

const closed = { additionalProperties: false }
const Word = Type.String({ minLength: 1, maxLength: 120 })
const Path = Type.String({ pattern: '^/', maxLength: 300 })

/** Anything that is no JWK of a usable algorithm verifies nothing. */
const Jwk = Type.Object(
  { kty: Type.Enum(['OKP', 'EC', 'RSA']), kid: Type.Optional(Word) },
  { additionalProperties: true },
)

export const Authentication = Type.Union([
  Type.Object({ kind: Type.Literal('none') }, closed),
  Type.Object({ kind: Type.Literal('bearer'), secret: Word }, closed),
  /** RFC 6749 §4.4 at the provider's token endpoint, on the same host. */
  Type.Object(
    {
      kind: Type.Literal('client-credentials'),
      path: Path,
      client: Word,
      secret: Word,
      scope: Type.Optional(Word),
    },
    closed,
  ),
])
export type Authentication = Static<typeof Authentication>

/** An attribute of the provider, with its words for our codes where they differ. */
const Attribute = Type.Union([
  Word,
  Type.Object({ name: Word, codes: Type.Record(Word, Type.Union([Type.String(), Type.Number()])) }, closed),
])
export type Attribute = Static<typeof Attribute>

const Ask = Type.Object(
  {
    /** By parameter or element: the type of identifier that it is asked by, alone (`idtype-value`). */
    identifiers: Type.Optional(Type.Record(Word, Word)),
    /** By parameter or element: the attribute that it is compared by and sorted by. */
    attributes: Type.Optional(Type.Record(Word, Attribute)),
    /** Form of what is more than one identifier; `expression` unless told. */
    form: Type.Optional(Type.Enum(['expression', 'predicate'])),
    collection: Type.Optional(Word),
  },
  closed,
)
export type Ask = Static<typeof Ask>

export const DciSettings = Type.Object(
  {
    /** Of the registry, below the system's address: `/dci/sr/v1.0.0`. */
    base: Type.String({ pattern: '^(/|$)', maxLength: 300 }),
    /** Below `base`; `/registry/sync/search` unless told. */
    searchPath: Type.Optional(Path),
    registryType: Word,
    recordType: Type.Optional(Word),
    eventType: Type.Optional(Word),
    /** Group or Member, where the registry has both. */
    responseEntity: Type.Optional(Word),
    /** `sender_id`; this node's name unless told. */
    senderId: Type.Optional(Word),
    /** Callback address that is named although nothing is called back: some verifiers of signatures want one. */
    senderUri: Type.Optional(Type.String({ pattern: '^https?://', maxLength: 300 })),
    receiverId: Word,
    /** Purpose code of `authorize`. */
    purpose: Type.Optional(Word),
    ask: Ask,
    page: Type.Object(
      {
        /** Most records that the provider puts on one page. */
        size: Type.Integer({ minimum: 1, maximum: 1000 }),
        maxPages: Type.Integer({ minimum: 1, maximum: 100 }),
      },
      closed,
    ),
    authentication: Authentication,
    /** How we sign; absent: not at all. */
    signature: Type.Optional(
      Type.Object({ profile: Type.Enum(signatureProfiles), canonicalForm: Type.Enum(canonicalForms) }, closed),
    ),
    /** Whose signatures count; absent: an answer's signature is passed over. */
    verify: Type.Optional(
      Type.Object(
        {
          /** Whether an answer without a signature is refused; a wrong one always is. */
          required: Type.Boolean(),
          keys: Type.Optional(Type.Array(Jwk, { maxItems: 10 })),
          /** Key set (RFC 7517) on the provider's own host. */
          jwksPath: Type.Optional(Path),
        },
        closed,
      ),
    ),
    /** Messages are encrypted to this key, or to the first of the key set with the use `enc`. */
    encrypt: Type.Optional(Type.Object({ key: Type.Optional(Jwk) }, closed)),
    /** What an item's own words mean, where they are not the standard's: `{ at: status_reason_message, … }`. */
    outcomes: Type.Optional(Type.Array(Outcome, { maxItems: 30 })),
    maxBytes: Type.Optional(Type.Integer({ minimum: 1000, maximum: 50_000_000 })),
    /** Path that is asked to see whether the system is there. */
    checkPath: Type.Optional(Path),
  },
  closed,
)
export type DciSettings = Static<typeof DciSettings>
