import Type, { type Static } from 'typebox'
import { Day, Id, Instant } from '../../kernel/nouns.ts'
import { canonicalForms, signatureProfiles } from '../../standards/dci/signature/profiles.ts'
import { ClientKey } from '../schema.ts'

const closed = { additionalProperties: false }

export const SignatureProfile = Type.Enum(signatureProfiles)
export const CanonicalForm = Type.Enum(canonicalForms)

/** Editions of the DCI text that partners speak: they differ in what is an array and what an object. */
export const specVersions = ['2024-08', '2025-01', '2025-12', '2026-02'] as const
export const SpecVersion = Type.Enum(specVersions)
export type SpecVersion = Static<typeof SpecVersion>

/** `host` or `host:port`, lower case; `host:*` is any port of it, in a private network only. */
const Host = Type.String({ pattern: '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:([0-9]{1,5}|\\*))?$', maxLength: 260 })
const HttpUrl = Type.String({ pattern: '^https?://[^\\s]+$', maxLength: 500 })

/** Encryption of messages (RFC 7516): what we send to the partner, and what we take from it. */
export const PartnerEncryption = Type.Object(
  {
    /** `when-asked`: an encrypted request has an encrypted answer. */
    send: Type.Enum(['never', 'when-asked', 'always']),
    /** Whether a message in clear is refused. */
    require: Type.Boolean(),
    /** The partner's public key to encrypt to; without it, the first of its JWKS with `use` `enc`. */
    key: Type.Optional(ClientKey.properties.jwk),
  },
  closed,
)
export type PartnerEncryption = Static<typeof PartnerEncryption>

/** What is agreed with a partner's system about its messages: the client that it calls us as, and how we reach it. */
export const PartnerRegistration = Type.Object(
  {
    id: Id,
    /** The client (RFC 6749) whose messages these are: its member asks, its keys verify. */
    client: Type.String({ maxLength: 120 }),
    name: Type.String({ minLength: 1, maxLength: 200 }),
    status: Type.Enum(['active', 'suspended']),
    /** Values of `header.sender_id` that it may use; a message that names another is refused. */
    senderIds: Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { minItems: 1, maxItems: 10 }),
    /** Whether a call on its access token may name any other sender, too: for a demonstration, and systems being tried. */
    anySenderId: Type.Optional(Type.Boolean()),
    /** Where callbacks may be sent to and keys fetched from; nothing else is ever called. */
    hosts: Type.Array(Host, { maxItems: 20 }),
    /** Whether those hosts may have private addresses (RFC 1918, loopback): a government network, a demonstration. */
    privateNetwork: Type.Boolean(),
    /** Base address of its own server of the standard: for calls to it and test calls. */
    baseUrl: Type.Optional(HttpUrl),
    /** Where callbacks go when a message names no `sender_uri`. */
    callbackUrl: Type.Optional(HttpUrl),
    /** Its key set (RFC 7517); keys that are registered with the client count, too. */
    jwksUrl: Type.Optional(HttpUrl),
    specVersion: SpecVersion,
    /** How we sign what we send. What we receive is told by its shape. */
    signature: SignatureProfile,
    canonicalForm: CanonicalForm,
    /** Whether a message without a signature, or with a placeholder, is taken on its access token alone. */
    unsigned: Type.Enum(['accept', 'refuse']),
    encryption: PartnerEncryption,
    /** Last day of the certificate or key that it told us about: shown before it expires. */
    certificateNotAfter: Type.Optional(Day),
    contact: Type.Optional(Type.String({ maxLength: 200 })),
  },
  closed,
)
export type PartnerRegistration = Static<typeof PartnerRegistration>

export const Partner = Type.Object(
  { ...PartnerRegistration.properties, member: Id, createdAt: Instant, updatedAt: Instant },
  closed,
)
export type Partner = Static<typeof Partner>

/** A partner as the console lists it. */
export const ListedPartner = Type.Object(
  {
    ...Partner.properties,
    /** Of the client: how many keys it has, by algorithm and thumbprint. */
    keys: Type.Array(Type.Object({ kid: Type.String(), alg: Type.String() }, closed)),
    /** The agreement of its member that ends first, among those in force. */
    nextExpiry: Type.Optional(Type.Object({ agreement: Id, validUntil: Day }, closed)),
    /** The newest test call, if one was made. */
    lastTest: Type.Optional(Type.Object({ at: Instant, ok: Type.Boolean() }, closed)),
  },
  closed,
)
export type ListedPartner = Static<typeof ListedPartner>

export const PartnerList = Type.Object({ partners: Type.Array(ListedPartner) }, closed)

/** One check of a test call, in the order made: `resolve`, `connect`, `jwks`, `search`, `signature`. */
export const TestCheck = Type.Object(
  {
    check: Type.Enum(['address', 'resolve', 'connect', 'jwks', 'search', 'signature']),
    result: Type.Enum(['passed', 'failed', 'skipped']),
    /** For operators, no personal data: `connection refused`, `HTTP 401`, `no key with that id`. */
    detail: Type.Optional(Type.String({ maxLength: 500 })),
    durationMs: Type.Number(),
  },
  closed,
)
export type TestCheck = Static<typeof TestCheck>
export const TestCall = Type.Object({ at: Instant, ok: Type.Boolean(), checks: Type.Array(TestCheck) }, closed)
export type TestCall = Static<typeof TestCall>
