import Type, { type Static } from 'typebox'
import { Id, Instant, LocalText } from '../kernel/nouns.ts'
import { signatureAlgorithms } from '../kernel/signature.ts'

/** Absent: in the country of this node. */
const CountryCode = Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2' })

/** An agency that takes part. */
export const Member = Type.Object(
  {
    id: Id,
    name: LocalText,
    kind: Type.Union([
      Type.Literal('ministry'),
      Type.Literal('authority'),
      Type.Literal('programme'),
      Type.Literal('consortium'),
      Type.Literal('regulator'),
    ]),
    status: Type.Union([Type.Literal('active'), Type.Literal('suspended')]),
    /** Registration with the data protection authority. */
    registration: Type.Optional(Type.String({ maxLength: 60 })),
    contact: Type.Optional(Type.String({ maxLength: 200 })),
    country: Type.Optional(CountryCode),
  },
  { additionalProperties: false },
)
export type Member = Static<typeof Member>

/** An information system of a member, reached through a connector. */
export const System = Type.Object(
  {
    id: Id,
    member: Id,
    name: LocalText,
    description: LocalText,
    /** Kind of the connector plugin that reaches it: rest, soap, csv, xlsx, registry. */
    connector: Id,
    /** Base address or folder; the connector says which. */
    address: Type.String({ maxLength: 500 }),
    status: Type.Union([Type.Literal('active'), Type.Literal('suspended')]),
    /** Where it runs. */
    country: Type.Optional(CountryCode),
  },
  { additionalProperties: false },
)
export type System = Static<typeof System>

/** What a system offers: one kind of question, answered with records of one type. */
export const Service = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*\\.[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 120 }),
    system: Id,
    member: Id,
    name: LocalText,
    /** Type of the records it answers with, a RecordType of the dictionary. */
    recordType: Id,
    /** Id of the mapping between the system's terms and the dictionary; mostly the service's own id. */
    mapping: Type.String({ pattern: '^[a-z0-9]+([.-][a-z0-9]+)*$', maxLength: 80 }),
    /** Alternatives: a question must carry all elements of one of these sets. */
    askBy: Type.Array(Type.Array(Type.String({ maxLength: 80 }), { minItems: 1, maxItems: 10 }), {
      minItems: 1,
      maxItems: 20,
    }),
    /**
     * Whether it takes any condition (and, or, comparisons), or equalities only. `order`: equalities that it acts by; only
     * an operation of a protocol, with a permission of its own, may have it act.
     */
    conditions: Type.Union([Type.Literal('equalities'), Type.Literal('any'), Type.Literal('order')]),
    /** Longest wait for the system's answer, in milliseconds. */
    timeoutMs: Type.Integer({ minimum: 50, maximum: 120_000 }),
    /** The connector's own settings for this service; their shape is the connector's. */
    operation: Type.Record(Type.String(), Type.Unknown()),
  },
  { additionalProperties: false },
)
export type Service = Static<typeof Service>

/** A machine that may call: credentials of one member's system (RFC 6749 client). */
export const Client = Type.Object(
  {
    id: Type.String({ maxLength: 120 }),
    member: Id,
    name: Type.String({ maxLength: 200 }),
    status: Type.Union([Type.Literal('active'), Type.Literal('suspended')]),
    scopes: Type.Array(Type.String({ maxLength: 80 })),
    authentication: Type.Union([Type.Literal('private_key_jwt'), Type.Literal('client_secret')]),
    /** Purpose of its questions where the protocol has no place to state one. */
    defaultPurpose: Type.Optional(Id),
    createdAt: Instant,
  },
  { additionalProperties: false },
)
export type Client = Static<typeof Client>

const JwkText = Type.Optional(Type.String({ maxLength: 2000 }))

/** A client's public key (RFC 7517) with the one algorithm that it may be used with. */
export const ClientKey = Type.Object(
  {
    alg: Type.Enum(signatureAlgorithms),
    jwk: Type.Object(
      {
        kty: Type.Enum(['OKP', 'EC', 'RSA']),
        kid: JwkText,
        crv: JwkText,
        x: JwkText,
        y: JwkText,
        n: JwkText,
        e: JwkText,
      },
      // Tools add members of their own (use, alg, key_ops); they are passed over.
      { additionalProperties: true },
    ),
  },
  { additionalProperties: false },
)
export type ClientKey = Static<typeof ClientKey>

/** A client as it is registered: with its keys, or with the secret that it will prove to know. */
export const ClientRegistration = Type.Object(
  {
    ...Type.Omit(Client, ['createdAt']).properties,
    keys: Type.Optional(Type.Array(ClientKey, { minItems: 1, maxItems: 10 })),
    secret: Type.Optional(Type.String({ minLength: 8, maxLength: 200 })),
  },
  { additionalProperties: false },
)
export type ClientRegistration = Static<typeof ClientRegistration>

export const roles = [
  'programme-officer',
  'programme-manager',
  'legal-officer',
  'data-protection-officer',
  'signatory',
  'regulator',
  'auditor',
  'steward',
  'administrator',
] as const
export type Role = (typeof roles)[number]

/** A person who signs in, as registered. */
export const AccountRegistration = Type.Object(
  {
    username: Type.String({ pattern: '^[a-z0-9][a-z0-9._-]*$', maxLength: 80 }),
    name: Type.String({ minLength: 1, maxLength: 200 }),
    member: Id,
    roles: Type.Array(Type.Enum(roles), { minItems: 1, maxItems: roles.length }),
    password: Type.String({ minLength: 7, maxLength: 200 }),
    /** What a steward answers for: codes of counties. Absent: the whole country. */
    areas: Type.Optional(
      Type.Array(Type.String({ pattern: '^[A-Z0-9-]{1,20}$' }), { maxItems: 200, uniqueItems: true }),
    ),
    /** Its password is published: it works in demo mode only. */
    demo: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
export type AccountRegistration = Static<typeof AccountRegistration>

/** Who is signed in, as the console sees it. */
export const Session = Type.Object(
  {
    username: Type.String(),
    name: Type.String(),
    member: Id,
    memberName: LocalText,
    roles: Type.Array(Type.Enum(roles)),
    permissions: Type.Array(Type.String()),
    expiresAt: Instant,
  },
  { additionalProperties: false },
)
export type Session = Static<typeof Session>

/** Everything that can be permitted; roles and scopes are sets of these, and every route names the one it needs. */
export const permissions = [
  'question.ask',
  'person.find',
  'exchange.read',
  /** Exchanges of every member, not only those that one's own member asked or answered. */
  'exchange.read-all',
  'overview.read',
  'member.read',
  'system.read',
  'agreement.read',
  /** Writing a version, submitting it, sending it back. */
  'agreement.draft',
  /** Sending a version back to its draft, from any review. */
  'agreement.send-back',
  /** Approving it in law. */
  'agreement.review',
  /** Approving it in data protection, with its impact assessment. */
  'agreement.protect',
  'agreement.sign',
  /** Activating, suspending, resuming, terminating. */
  'agreement.manage',
  /** Orders of the regulator. */
  'agreement.order',
  'decision.explain',
  /** Importing a rule pack: what the law asks of every exchange. */
  'law.manage',
  'dictionary.read',
  'ledger.read',
  'registry.search',
  /** Linking an account to a person, and instructing a payment. */
  'payment.order',
  /** Telling the beneficiary registry of enrolments and their changes. */
  'enrolment.report',
  'partner.read',
  /** Onboarding, changing, suspending and testing a partner. */
  'partner.manage',
  'delivery.read',
  /** Sending again. */
  'delivery.manage',
  'subscription.read',
  /** Ending, and notifying again. */
  'subscription.manage',
  'conformance.read',
  'conformance.run',
  'consent.read',
  /** Recording, refusing and withdrawing for a person, and who speaks for whom. */
  'consent.record',
  /** Writing the impact assessment of an agreement; `agreement.protect` decides on it. */
  'assessment.draft',
  /** Cases of persons who use their rights. */
  'rights.read',
  /** Receiving a case, recording that the identity was proven. */
  'rights.record',
  /** Disclosing, telling recipients of a correction, closing, refusing, lifting. */
  'rights.decide',
  /** Breaches of one's member, and those that it was told of. */
  'breach.read',
  /** Recording a breach, writing it anew, submitting it, recording who was told. */
  'breach.record',
  /** Assessing what another submitted, closing. */
  'breach.decide',
  /** Being told of corrections as one who received the value, and acknowledging them. */
  'correction.receive',
  /** People, decisions about them, the queue, runs, models, figures. Numbers and telephones are masked. */
  'identity.read',
  /** National numbers and telephones of records under review. */
  'identity.see-identifiers',
  /** Claiming pairs of the queue, seeing them side by side, saying what one thinks of them. */
  'identity.review',
  /** Deciding without a proposal, merging, undoing. */
  'identity.decide',
  /** Handing in files, starting and cancelling runs, writing models, training, proposing the one that matches live. */
  'identity.run',
  /** Confirming or refusing a model that somebody else wrote and proposed. */
  'identity.confirm-model',
  /** Possible duplicates of someone who is about to be registered, and whether a person is known to a system. */
  'identity.match',
  /** Identifiers of a person across systems. */
  'identity.map',
  /** Cases that links raised at one's own programmes. */
  'identity.case-read',
  'identity.case-close',
] as const
export type Permission = (typeof permissions)[number]
