import Type, { type Static } from 'typebox'
import { Day, Id, Instant } from '../../kernel/nouns.ts'
import { CleaningRules } from '../linkage/cleaning/country.ts'
import { FieldKind } from '../linkage/model/schema.ts'

const closed = { additionalProperties: false }

/** SHA-256 in hexadecimal. */
const Digest = Type.String({ pattern: '^[0-9a-f]{64}$', maxLength: 64 })

/** Public key of RFC 8037 (Ed25519): who signs a file is known by it. */
export const PartyKey = Type.Object(
  {
    kty: Type.Literal('OKP'),
    crv: Type.Literal('Ed25519'),
    x: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$', maxLength: 43 }),
  },
  closed,
)
export type PartyKey = Static<typeof PartyKey>

const Party = Type.Object({ member: Id, key: PartyKey }, closed)

/** One piece of a person that goes into the encoding. */
export const PrivateField = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9-]*$', maxLength: 40 }),
    kind: FieldKind,
    /** Columns of the owner's file; the values of several are joined by a space (a place: by a slash, widest first). */
    from: Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { minItems: 1, maxItems: 8 }),
    /** Its weight: how many bits each q-gram sets. */
    hashes: Type.Integer({ minimum: 1, maximum: 64 }),
    /** Fields of one domain set the same bits for the same q-gram, so that names may change places. */
    domain: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9-]*$', maxLength: 40 })),
  },
  closed,
)
export type PrivateField = Static<typeof PrivateField>

/**
 * How the bond between a bit and a q-gram is broken; the result has 1,024 bits. Both are good only where about half of the
 * result is set; `test-attack.ts` measures what each saves from.
 */
export const Hardening = Type.Union([
  /** 2,048 bits, of which the halves are added modulo 2. */
  Type.Object({ kind: Type.Literal('fold') }, closed),
  /** Each bit is the sum modulo 2 of that many of 1,024 bits, chosen by the secret. */
  Type.Object({ kind: Type.Literal('diffusion'), of: Type.Integer({ minimum: 2, maximum: 5 }) }, closed),
])
export type Hardening = Static<typeof Hardening>

export const Blocking = Type.Union([
  /** Every record with every record. */
  Type.Object({ kind: Type.Literal('all') }, closed),
  /** Pairs that agree on the sampled bits of one table at least (Hamming LSH). Tells nothing that the bits do not. */
  Type.Object(
    {
      kind: Type.Literal('lsh'),
      tables: Type.Integer({ minimum: 1, maximum: 200 }),
      bits: Type.Integer({ minimum: 6, maximum: 22 }),
    },
    closed,
  ),
  /** Pairs with a keyed token in common, one for each rule. Faster, but how often a token occurs is seen in the zone. */
  Type.Object(
    {
      kind: Type.Literal('tokens'),
      rules: Type.Array(
        Type.Array(Type.String({ pattern: '^[a-z][a-z0-9-]*\\.[a-z][A-Za-z0-9]*$', maxLength: 60 }), {
          minItems: 1,
          maxItems: 4,
        }),
        { minItems: 1, maxItems: 10 },
      ),
    },
    closed,
  ),
])
export type Blocking = Static<typeof Blocking>

/** At most so many records of one party: 640 MB of encodings. */
export const recordsLimit = 5_000_000

/** What two owners of data and a matching zone agree on. Both owners must hold the same, and its digest names it. */
export const PrivateProject = Type.Object(
  {
    format: Type.Literal('kiungo-private-project/1'),
    id: Id,
    /** Under which the result may be used; it must be in force between the two parties. */
    agreement: Id,
    purpose: Id,
    parties: Type.Array(Party, { minItems: 2, maxItems: 2 }),
    zone: Party,
    cleaning: Type.Optional(CleaningRules),
    fields: Type.Array(PrivateField, { minItems: 1, maxItems: 15 }),
    /** Length of q-grams. */
    grams: Type.Integer({ minimum: 1, maximum: 3 }),
    hardening: Hardening,
    /** Share of bits that are replaced by a toss of a coin (BLIP). */
    flip: Type.Number({ minimum: 0.02, maximum: 0.3 }),
    /** ln((1 - flip/2) / (flip/2)), for each bit: stated, so that whoever signs has seen it. */
    epsilonPerBit: Type.Number({ exclusiveMinimum: 0, maximum: 10 }),
    /** A record with fewer fields is left out: it would match many. */
    leastFields: Type.Integer({ minimum: 1, maximum: 15 }),
    blocking: Blocking,
    /** Least Dice coefficient of a pair. */
    threshold: Type.Number({ minimum: 0.5, maximum: 1 }),
    /** The identifier that sets are intersected by, exactly. */
    overlap: Type.Optional(
      Type.Object(
        { kind: Type.Enum(['national-id', 'phone']), from: Type.String({ minLength: 1, maxLength: 100 }) },
        closed,
      ),
    ),
    limits: Type.Object(
      {
        records: Type.Integer({ minimum: 1, maximum: recordsLimit }),
        /** Of matching and of counting, each; every run on altered data tells more. */
        runs: Type.Integer({ minimum: 1, maximum: 50 }),
        /** The smaller a set, the more a count tells of each of its members. */
        leastSet: Type.Integer({ minimum: 2, maximum: 1_000_000 }),
        /** Counts below it, but for nought, are told as being below it; 1 tells every count. */
        smallestCount: Type.Integer({ minimum: 1, maximum: 1000 }),
      },
      closed,
    ),
    validUntil: Day,
  },
  closed,
)
export type PrivateProject = Static<typeof PrivateProject>

/** First line of a file of encodings. */
export const EncodingHeader = Type.Object(
  {
    format: Type.Literal('kiungo-private-encodings/1'),
    project: Digest,
    party: Id,
    count: Type.Integer({ minimum: 0, maximum: recordsLimit }),
    /** The same where secret, project and cleaning are the same; tells nothing of the secret. */
    check: Type.String({ pattern: '^[0-9a-f]{32}$', maxLength: 32 }),
  },
  closed,
)
export type EncodingHeader = Static<typeof EncodingHeader>

/** Last line: over the digest of every byte before it. */
export const EncodingTrailer = Type.Object(
  { digest: Digest, signature: Type.String({ minLength: 1, maxLength: 1000 }) },
  closed,
)
export type EncodingTrailer = Static<typeof EncodingTrailer>

/** What a run does: pairs of records, or a count of persons held by both. */
export const RunKind = Type.Enum(['match', 'overlap'])
export type RunKind = Static<typeof RunKind>

const Input = Type.Object({ party: Id, digest: Digest, count: Type.Integer({ minimum: 0 }) }, closed)
export type RunInput = Static<typeof Input>

const RunId = Type.String({ pattern: '^plr-[0-9a-hjkmnp-tv-z]{26}$', maxLength: 30 })

/** What the zone signs after a run: what came out, and that the encodings are gone. */
export const RunStatement = Type.Object(
  {
    format: Type.Literal('kiungo-private-certificate/1'),
    run: RunId,
    project: Digest,
    inputs: Type.Array(Input, { minItems: 1, maxItems: 2 }),
    compared: Type.Integer({ minimum: 0 }),
    pairs: Type.Integer({ minimum: 0 }),
    tied: Type.Integer({ minimum: 0 }),
    decisions: Digest,
    deleted: Type.Literal('overwritten once and removed; nothing is said of copies kept elsewhere'),
    deletedAt: Instant,
  },
  closed,
)
export type RunStatement = Static<typeof RunStatement>

const Signature = Type.String({
  minLength: 1,
  maxLength: 1000,
  description: 'detached JWS (RFC 7515, appendix F) over the canonical form (RFC 8785) of the statement',
})
export const Certificate = Type.Object({ statement: RunStatement, signature: Signature }, closed)
export type Certificate = Static<typeof Certificate>

export const RunRequest = Type.Object(
  { kind: RunKind, inputs: Type.Array(Input, { minItems: 1, maxItems: 2 }) },
  closed,
)
export type RunRequest = Static<typeof RunRequest>

export const PrivateRun = Type.Object(
  {
    id: RunId,
    project: Digest,
    ...RunRequest.properties,
    account: Type.String({ maxLength: 80 }),
    startedAt: Instant,
    certificate: Type.Optional(Certificate),
  },
  closed,
)
export type PrivateRun = Static<typeof PrivateRun>

export const RegisteredProject = Type.Object(
  {
    digest: Digest,
    project: PrivateProject,
    account: Type.String({ maxLength: 80 }),
    registeredAt: Instant,
    runs: Type.Array(PrivateRun),
  },
  closed,
)
export type RegisteredProject = Static<typeof RegisteredProject>
