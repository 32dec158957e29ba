import Type, { type Static } from 'typebox'
import { Id, LocalText } from '../../kernel/nouns.ts'
import { ElementId } from '../../semantics/schema.ts'
import { ReleaseForm } from '../schema.ts'
import { ElementPattern } from './pattern.ts'

const closed = { additionalProperties: false }

/** `error`: not to be signed so. `warning`: to be justified or changed. `notice`: to be known. From the gravest. */
export const severities = ['error', 'warning', 'notice'] as const
export const FindingSeverity = Type.Enum(severities)
export type FindingSeverity = Static<typeof FindingSeverity>

const Pointer = Type.String({ description: 'JSON pointer (RFC 6901) into the agreement' })

/** Something that whoever signs should know, with its place in the agreement and what would mend it. */
export const Finding = Type.Object(
  {
    code: Type.String(),
    severity: FindingSeverity,
    places: Type.Array(Pointer, { minItems: 1 }),
    says: LocalText,
    fix: LocalText,
    /** The other agreement, where it takes two. */
    other: Type.Optional(Id),
    /** The rule of law that asks for it. */
    law: Type.Optional(
      Type.Object({ rule: Type.String(), act: Type.String(), section: Type.String(), verified: Type.String() }, closed),
    ),
  },
  closed,
)
export type Finding = Static<typeof Finding>

/** A numbering of persons, households or accounts: records that carry the same number can be brought together. */
const JoiningKey = Type.Object(
  { id: Id, label: LocalText, elements: Type.Array(ElementId, { minItems: 1, maxItems: 20 }) },
  closed,
)

const Inference = Type.Object(
  {
    id: Id,
    label: LocalText,
    /** Alternatives; of one, all must be known. */
    from: Type.Array(Type.Array(ElementPattern, { minItems: 1, maxItems: 10 }), { minItems: 1, maxItems: 20 }),
  },
  closed,
)

/** What a country's data say when they are brought together; declared by its pack. */
export const Combination = Type.Object(
  {
    keys: Type.Array(JoiningKey, { maxItems: 50 }),
    /** Elements by which, all raw, a person is recognised. */
    identifying: Type.Array(Type.Array(ElementId, { minItems: 1, maxItems: 10 }), { maxItems: 50 }),
    /** Sensitive things that can be told from others. */
    inferences: Type.Array(Inference, { maxItems: 50 }),
  },
  closed,
)
export type Combination = Static<typeof Combination>

const Source = Type.Object(
  {
    agreement: Id,
    service: Type.String(),
    form: ReleaseForm,
    /** Learned from the question rather than from the answer: that there is a record says that the value is so. */
    asked: Type.Optional(Type.Literal(true)),
  },
  closed,
)

export const Learned = Type.Object(
  {
    element: ElementId,
    form: ReleaseForm,
    /** Of bands and thresholds of all sources together, which are finer than each. */
    edges: Type.Optional(Type.Array(Type.Number())),
    sources: Type.Array(Source, { minItems: 1 }),
  },
  closed,
)
export type Learned = Static<typeof Learned>

/** Answers that can be brought together to one person: each shares a key with another. */
export const Profile = Type.Object(
  {
    answers: Type.Array(
      Type.Object({ agreement: Id, service: Type.String(), provider: Id, keys: Type.Array(Id) }, closed),
    ),
    /** Numbers by which they fit together. */
    keys: Type.Array(Id),
    learned: Type.Array(Learned),
    identifiedBy: Type.Array(Type.Array(ElementId)),
    inferences: Type.Array(Type.Object({ id: Id, label: LocalText, from: Type.Array(ElementId) }, closed)),
  },
  closed,
)
export type Profile = Static<typeof Profile>

/** From whom something can come to whom, over whom. */
export const OnwardPath = Type.Object(
  {
    members: Type.Array(Id, { minItems: 3 }),
    /** Of each leg, in their order. */
    agreements: Type.Array(Id, { minItems: 2 }),
    elements: Type.Array(ElementId, { minItems: 1 }),
  },
  closed,
)
export type OnwardPath = Static<typeof OnwardPath>

const nodeKinds = ['member', 'service', 'key'] as const
const edgeKinds = ['serves', 'answers', 'joins', 'onward'] as const

export const CompositionGraph = Type.Object(
  {
    nodes: Type.Array(Type.Object({ id: Type.String(), kind: Type.Enum(nodeKinds), name: Type.String() }, closed)),
    edges: Type.Array(
      Type.Object(
        { from: Type.String(), to: Type.String(), kind: Type.Enum(edgeKinds), agreements: Type.Array(Id) },
        closed,
      ),
    ),
  },
  closed,
)
export type CompositionGraph = Static<typeof CompositionGraph>

/** What a consumer can learn about one person under all agreements together. */
export const Composition = Type.Object(
  { consumer: Id, profiles: Type.Array(Profile), onward: Type.Array(OnwardPath) },
  closed,
)
export type Composition = Static<typeof Composition>

/** What an agreement adds to what its consumer can learn already. */
export const Addition = Type.Object(
  {
    learned: Type.Array(
      Type.Object({ element: ElementId, form: ReleaseForm, before: Type.Optional(ReleaseForm) }, closed),
    ),
    inferences: Type.Array(Id),
    identifiedBy: Type.Array(Type.Array(ElementId)),
    onward: Type.Array(OnwardPath),
  },
  closed,
)
export type Addition = Static<typeof Addition>
