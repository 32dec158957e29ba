import Type, { type Static } from 'typebox'

const closed = { additionalProperties: false }

// Lower-case words only, and never six digits in a row: an identity number, a phone number or a name with its
// capital does not fit, so that none can get into the ledger by mistake.
const Code = Type.String({ pattern: '^(?!.*[0-9]{6})[a-z0-9]+(?:[.-][a-z0-9]+)*$', maxLength: 120 })

/** `prefix-` and 26 characters of Crockford base 32: see kernel/ids.ts. */
const EntryId = Type.String({ pattern: '^[a-z]{1,12}-[0-9a-hjkmnp-tv-z]{26}$', maxLength: 39 })

/** SHA-256, or a commitment (HMAC-SHA-256 under a salt that the parties keep): 64 hexadecimal digits. */
const Digest = Type.String({ pattern: '^[0-9a-f]{64}$', maxLength: 64 })

const UtcInstant = Type.String({
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$',
  maxLength: 24,
})

/** As agreements and obligations are named; unlike a code it may hold a date. */
const Name = Type.String({ pattern: '^[a-z0-9]+(?:-[a-z0-9]+)*$', maxLength: 80 })

const RuleName = Type.String({ pattern: '^(?!.*[0-9]{6})[A-Za-z]{2}(?:-[A-Za-z0-9.]+){1,8}$', maxLength: 60 })

/** Why it was decided so. With the entry around it, all that must be proved later; every other account is made from it. */
export const DecisionRecord = Type.Object(
  {
    /** Elements asked for; absent: all that is agreed. */
    requested: Type.Optional(Type.Array(Code, { maxItems: 200 })),
    /** The form of each of `elements`, in their order. */
    forms: Type.Optional(Type.Array(Code, { maxItems: 200 })),
    withheld: Type.Optional(Type.Array(Type.Object({ element: Code, reason: Code }, closed), { maxItems: 400 })),
    gates: Type.Array(
      Type.Object(
        {
          gate: Type.String({ pattern: '^G(?:[1-9]|1[0-2])$', maxLength: 3 }),
          result: Type.Union([Type.Literal('pass'), Type.Literal('refuse'), Type.Literal('not-reached')]),
          /** Rules of the law packs that were asked there. */
          rules: Type.Optional(Type.Array(RuleName, { maxItems: 200 })),
        },
        closed,
      ),
      { maxItems: 12 },
    ),
    /** Code of the refusal. */
    reason: Type.Optional(Code),
    obligations: Type.Optional(Type.Array(Name, { maxItems: 200 })),
    /** Other agreements that made it less. */
    stricter: Type.Optional(Type.Array(Name, { maxItems: 200 })),
    /** Receipt of the consent. */
    consent: Type.Optional(EntryId),
    /** Who asked, under a key of the node. */
    user: Digest,
  },
  closed,
)
export type DecisionRecord = Static<typeof DecisionRecord>

/**
 * What the log says of one act, for ever. Commitments and codes only, never personal data: the object is closed and
 * every text in it has a pattern. Its canonical form (RFC 8785) is the leaf. A field that does not apply is absent.
 */
export const LedgerEntry = Type.Object(
  {
    v: Type.Literal(1),
    type: Type.Union([Type.Literal('exchange'), Type.Literal('refusal'), Type.Literal('administration')]),
    id: EntryId,
    at: UtcInstant,
    consumer: Code,
    provider: Code,
    service: Code,
    agreement: Type.Optional(
      Type.Object(
        {
          id: Type.String({ pattern: '^[a-z0-9]+(?:-[a-z0-9]+)*$', maxLength: 80 }),
          version: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
          hash: Digest,
        },
        closed,
      ),
    ),
    purpose: Type.Optional(Code),
    basis: Type.Optional(Code),
    outcome: Type.Union([
      Type.Literal('permit'),
      Type.Literal('partial'),
      Type.Literal('deny'),
      Type.Literal('unavailable'),
      Type.Literal('failed'),
      Type.Literal('done'),
    ]),
    gate: Type.Optional(Type.String({ pattern: '^G(?:[1-9]|1[0-2])$', maxLength: 3 })),
    /** Elements of the dictionary that were released: what kind of data, never the data. */
    elements: Type.Optional(Type.Array(Code, { maxItems: 200 })),
    decision: Type.Optional(DecisionRecord),
    /** Commitments to the question, the answer and the person it is about. */
    request: Digest,
    response: Type.Optional(Digest),
    subject: Type.Optional(Digest),
    /** Digest of the caller's signature over its question. */
    signature: Type.Optional(Digest),
  },
  closed,
)
export type LedgerEntry = Static<typeof LedgerEntry>

/** A signed statement of the log: so many entries, this root. `note` is the C2SP signed note. */
export const Checkpoint = Type.Object(
  {
    origin: Type.String({ maxLength: 200 }),
    size: Type.Integer({ minimum: 0 }),
    root: Digest,
    note: Type.String({ maxLength: 65_536 }),
  },
  closed,
)
export type Checkpoint = Static<typeof Checkpoint>

/** The salt of a commitment, with the value where the holder may have it. */
export const Opening = Type.Object(
  { salt: Type.String({ pattern: '^[0-9a-f]{32}$', maxLength: 32 }), value: Type.Optional(Type.Unknown()) },
  closed,
)
export type Opening = Static<typeof Opening>

/** What a person keeps: proof that an entry is in the log, verifiable without any server. */
export const Receipt = Type.Object(
  {
    format: Type.Literal('kiungo-receipt/1'),
    /** The bytes of the entry in base64url. */
    entry: Type.String({ minLength: 2, maxLength: 87_400 }),
    index: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
    treeSize: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
    /** Inclusion proof of RFC 6962 §2.1.1, leaf side first, in base64. */
    inclusion: Type.Array(Type.String({ minLength: 44, maxLength: 44 }), { maxItems: 60 }),
    checkpoint: Type.String({ maxLength: 65_536 }),
    logKey: Type.String({ maxLength: 300 }),
    openings: Type.Optional(
      Type.Object(
        { request: Type.Optional(Opening), response: Type.Optional(Opening), subject: Type.Optional(Opening) },
        closed,
      ),
    ),
  },
  closed,
)
export type Receipt = Static<typeof Receipt>
export type Openings = NonNullable<Receipt['openings']>
