import Type, { type Static } from 'typebox'
import { LocalText } from '../kernel/nouns.ts'

/** `concept.element-name`, e.g. `person.birth-date`. */
export const ElementId = Type.String({ pattern: '^[a-z]+(-[a-z]+)*(\\.[a-z0-9]+(-[a-z0-9]+)*)+$', maxLength: 80 })
export type ElementId = Static<typeof ElementId>

/** What a record is about. A mapping produces records of one type. */
export const RecordType = Type.Union([
  Type.Literal('person'),
  Type.Literal('household'),
  Type.Literal('birth'),
  Type.Literal('death'),
  Type.Literal('enrolment'),
  Type.Literal('payment'),
  Type.Literal('school-enrolment'),
  Type.Literal('assistance'),
  Type.Literal('means'),
  Type.Literal('account'),
  Type.Literal('marriage'),
  Type.Literal('disabled-person'),
  Type.Literal('impairment'),
  Type.Literal('support'),
  Type.Literal('farmer'),
  Type.Literal('farm'),
  Type.Literal('crop'),
  Type.Literal('livestock'),
  Type.Literal('machinery'),
  Type.Literal('employment'),
  Type.Literal('identity'),
])
export type RecordType = Static<typeof RecordType>

/**
 * How much harm a disclosure can do. Kenya's Act and others count family, health and property data as sensitive, so
 * an element needs an argument to be classified lower.
 */
export const Classification = Type.Union([Type.Literal('open'), Type.Literal('personal'), Type.Literal('sensitive')])
export type Classification = Static<typeof Classification>

/** What an element is about, in the words that rules of law use; a country's list `data-kind` names those it has. */
export const dataKinds = [
  'identity',
  'contact',
  'family',
  'property',
  'health',
  'disability',
  'biometric',
  'ethnic-origin',
  'religion',
  'education',
  'employment',
  'payment',
  'benefit',
  'location',
  'other',
] as const
export type DataKind = (typeof dataKinds)[number]

export const ElementType = Type.Union([
  Type.Literal('text'),
  Type.Literal('integer'),
  Type.Literal('decimal'),
  Type.Literal('boolean'),
  Type.Literal('date'),
  Type.Literal('instant'),
  Type.Literal('code'),
  Type.Literal('identifier'),
  Type.Literal('records'),
])
export type ElementType = Static<typeof ElementType>

/** An entry of the dictionary (ISO/IEC 11179 data element). */
export const Element = Type.Object(
  {
    id: ElementId,
    recordTypes: Type.Array(RecordType, { minItems: 1, description: 'the records it may stand in' }),
    label: LocalText,
    definition: LocalText,
    type: ElementType,
    codeList: Type.Optional(Type.String({ description: 'for `code`: the list its values come from' })),
    of: Type.Optional(RecordType),
    unit: Type.Optional(
      Type.String({
        maxLength: 40,
        description: 'for numbers; `currency`: an amount of money, the country’s unless the record names another',
      }),
    ),
    pattern: Type.Optional(
      Type.String({ maxLength: 200, description: 'for `text` and `identifier`: what the whole value must look like' }),
    ),
    direction: Type.Optional(Type.Union([Type.Literal('lower-is-poorer'), Type.Literal('higher-is-poorer')])),
    classification: Classification,
    kind: Type.Optional(Type.Enum([...dataKinds], { description: 'what it is about; a code of the list `data-kind`' })),
    steward: Type.String({ description: 'member that answers for its meaning' }),
    sourceOfTruth: Type.String({ description: 'system whose value prevails' }),
    dci: Type.Optional(Type.String({ description: 'the term of the DCI vocabulary it corresponds to' })),
  },
  { additionalProperties: false },
)
export type Element = Static<typeof Element>

export const Code = Type.Object(
  {
    /** Lower-case words; upper case where the country's own codes have it (places). */
    code: Type.String({ pattern: '^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$', maxLength: 60 }),
    label: LocalText,
    dci: Type.Optional(Type.String({ description: 'the code in the DCI list' })),
    dpv: Type.Optional(
      Type.String({ pattern: '^https://w3id\\.org/dpv/', maxLength: 120, description: 'close match in DPV (SKOS)' }),
    ),
    replacedBy: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)
export type Code = Static<typeof Code>

export const CodeList = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z]+(-[a-z]+)*$' }),
    label: LocalText,
    version: Type.String(),
    dci: Type.Optional(Type.String({ description: 'the DCI enumeration it corresponds to' })),
    codes: Type.Array(Code, { minItems: 1, maxItems: 2000 }),
  },
  { additionalProperties: false },
)
export type CodeList = Static<typeof CodeList>

/** A value in the shared vocabulary. Nested records (the members of a household) are records again. */
export type Value = string | number | boolean | null | readonly CanonicalRecord[]

/** A record in the shared vocabulary: element id → value. An element that the source does not hold is absent. */
export interface CanonicalRecord {
  readonly [element: string]: Value
}

/** Something in a source's answer that could not be put into the shared vocabulary. Reported, never guessed. */
export const MappingIssue = Type.Object(
  {
    kind: Type.Union([
      Type.Literal('unmapped-code'),
      Type.Literal('wrong-type'),
      Type.Literal('missing'),
      Type.Literal('not-a-record'),
    ]),
    element: Type.Optional(ElementId),
    /** Where in the source's record, as a dotted path. Never the value itself: it may be personal. */
    at: Type.String({ maxLength: 200 }),
  },
  { additionalProperties: false },
)
export type MappingIssue = Static<typeof MappingIssue>
