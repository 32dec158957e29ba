import Type, { type Static } from 'typebox'
import { Day, Id, Instant } from '../../kernel/nouns.ts'
import { ElementId } from '../../semantics/schema.ts'
import { DueBy } from '../due.ts'

const closed = { additionalProperties: false }
const Words = Type.String({ minLength: 1, maxLength: 4000, description: 'without names or numbers of people' })
const Reference = Type.String({ minLength: 1, maxLength: 120 })

export const BreachId = Type.String({ pattern: '^breach-[0-9a-hjkmnp-tv-z]{26}$', maxLength: 33 })

/** What was lost of it (GDPR guidance: confidentiality, integrity, availability). */
export const breachNatures = ['disclosed', 'altered', 'unavailable'] as const
export const breachCauses = [
  ...(['lost-or-stolen', 'wrong-recipient', 'unauthorised-use', 'intrusion', 'published', 'destroyed'] as const),
  'other',
] as const
/** For people: unlikely to harm them, likely to, or likely to harm them much. */
export const breachRisks = ['unlikely', 'likely', 'high'] as const
export type BreachRisk = (typeof breachRisks)[number]

/** Exchanges concerned, by what the ledger knows of them. */
export const ConcernedExchanges = Type.Object(
  {
    agreements: Type.Array(Id, { minItems: 1, maxItems: 50, uniqueItems: true }),
    from: Instant,
    to: Instant,
    consumer: Type.Optional(Id),
    /** A system whose credentials were in wrong hands. */
    client: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
  },
  closed,
)
export type ConcernedExchanges = Static<typeof ConcernedExchanges>

export const BreachContent = Type.Object(
  {
    natures: Type.Array(Type.Enum(breachNatures), { minItems: 1, maxItems: 3, uniqueItems: true }),
    cause: Type.Enum(breachCauses),
    /** When it happened, as far as it is known. */
    from: Type.Optional(Instant),
    to: Type.Optional(Instant),
    /** How it came to be known, and how it happened. */
    discovery: Words,
    story: Words,
    /** Kinds of data: elements of the dictionary. */
    elements: Type.Array(ElementId, { minItems: 1, maxItems: 200, uniqueItems: true }),
    /** About how many people; none where it is not known yet. */
    persons: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000_000_000 })),
    /** Whether children, people with disabilities or others who need protection are among them. */
    vulnerable: Type.Boolean(),
    exchanges: Type.Optional(ConcernedExchanges),
    /** The member works for another with these data: that one is told, and tells the authority. */
    controller: Type.Optional(Id),
    /** Whether the data cannot be read by whoever has them: encrypted, and the key is safe. */
    unintelligible: Type.Boolean(),
    consequences: Words,
    measures: Words,
    risk: Type.Enum(breachRisks),
    /** Why the risk is held to be so. */
    reasons: Words,
    contact: Type.Object(
      { office: Type.String({ minLength: 1, maxLength: 200 }), address: Type.String({ minLength: 1, maxLength: 300 }) },
      closed,
    ),
  },
  closed,
)
export type BreachContent = Static<typeof BreachContent>

/** `noticedAt` starts the clocks, and never changes. */
export const BreachRecord = Type.Object({ noticedAt: Instant, content: BreachContent }, closed)
export type BreachRecord = Static<typeof BreachRecord>

export const breachStatuses = ['open', 'submitted', 'assessed', 'closed'] as const
export const BreachStatus = Type.Enum(breachStatuses)
export type BreachStatus = Static<typeof BreachStatus>

/** Who is told: `authority`, `persons`, or a member. */
export const Told = Type.Object(
  {
    to: Id,
    at: Instant,
    /** Of the letter, the acknowledgement, the notice that was put up. */
    reference: Reference,
    /** Why it was late; needed when the time of the law was over. */
    lateBecause: Type.Optional(Words),
  },
  closed,
)
export type Told = Static<typeof Told>

const By = Type.Object({ account: Type.String({ maxLength: 80 }), member: Id }, closed)

export const Breach = Type.Object(
  {
    id: BreachId,
    revision: Type.Integer({ minimum: 1 }),
    member: Id,
    status: BreachStatus,
    noticedAt: Instant,
    content: BreachContent,
    told: Type.Array(Told),
    submittedBy: Type.Optional(By),
    decision: Type.Optional(Type.Object({ by: By, on: Day, reason: Type.Optional(Words) }, closed)),
    /** What was done in this revision. */
    step: Type.Enum(['record', 'revise', 'submit', 'assess', 'send-back', 'tell', 'close']),
    at: Instant,
    by: By,
  },
  closed,
)
export type Breach = Static<typeof Breach>

/** Who must hear of it, by which law or clause, until when, and whether they have. */
export const Recipient = Type.Object(
  {
    to: Id,
    /** Not of a breach that is unlikely to harm anyone; nor of people, while the risk is not high. */
    required: Type.Boolean(),
    due: Type.Optional(DueBy),
    /** Where the law says only “without delay”. */
    withoutDelay: Type.Optional(Type.Pick(DueBy, ['rule', 'act', 'section'])),
    /** Where the parties agreed on a time: the agreement, its hours, its contact. */
    agreed: Type.Optional(
      Type.Object(
        {
          agreement: Id,
          hours: Type.Integer(),
          at: Instant,
          office: Type.String(),
          address: Type.String(),
        },
        closed,
      ),
    ),
    told: Type.Optional(Told),
    state: Type.Enum(['told', 'told-late', 'open', 'overdue', 'not-required']),
  },
  closed,
)
export type Recipient = Static<typeof Recipient>

export const ShownBreach = Type.Object({ ...Breach.properties, recipients: Type.Array(Recipient) }, closed)
export type ShownBreach = Static<typeof ShownBreach>

const count = Type.Integer({ minimum: 0 })

/** What the ledger has of the exchanges concerned: counts, and where in it they lie. */
export const ConcernedCount = Type.Object(
  {
    agreement: Id,
    consumer: Id,
    provider: Id,
    exchanges: count,
    answered: count,
    persons: Type.Integer({
      minimum: 0,
      description: 'different people who were asked about by the national number, or of whom something left',
    }),
    firstAt: Instant,
    lastAt: Instant,
    firstIndex: count,
    lastIndex: count,
  },
  closed,
)
export type ConcernedCount = Static<typeof ConcernedCount>

export const BreachPage = Type.Object(
  { breach: ShownBreach, concerned: Type.Array(ConcernedCount), revisions: Type.Array(Breach) },
  closed,
)
export type BreachPage = Static<typeof BreachPage>

export const BreachList = Type.Object({ breaches: Type.Array(ShownBreach) }, closed)
export const BreachFilter = Type.Object({ status: Type.Optional(BreachStatus) }, closed)
export const SendBack = Type.Object({ reason: Words }, closed)
