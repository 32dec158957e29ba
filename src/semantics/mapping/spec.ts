/** The mapping format: how one service's terms correspond to the dictionary. Data of a country pack, never code. */
import Type, { type Static } from 'typebox'
import { Id } from '../../kernel/nouns.ts'
import { ElementId, RecordType } from '../schema.ts'

const closed = { additionalProperties: false }

/** `names.firstName`, `PAYS.PAY`, `@id` (XML attribute), `phones[0]`, `identifier[identifier_type=UIN].identifier_value`. */
export const Path = Type.String({ minLength: 1, maxLength: 200 })

const Scalar = Type.Union([Type.String({ maxLength: 200 }), Type.Number(), Type.Boolean()])

/** JavaScript type of the value at the source; `any` reads both (spreadsheets) and writes text. Absent means `text`. */
export const Wire = Type.Union([Type.Literal('text'), Type.Literal('number'), Type.Literal('any')])
export type Wire = Static<typeof Wire>

export const DateFormat = Type.Union([
  Type.Literal('yyyy-MM-dd'),
  Type.Literal('dd/MM/yyyy'),
  Type.Literal('yyyyMMdd'),
  Type.Literal('d-MMM-yy', {
    description: 'English month; years 27 to 99 are 1927 to 1999, 00 to 26 are 2000 to 2026',
  }),
  Type.Literal('date-time', { description: 'an instant with offset; the day is the one written' }),
  Type.Literal('cell', { description: 'a date cell of a spreadsheet' }),
])
export type DateFormat = Static<typeof DateFormat>

const transforms = {
  /** The value as it is, surrounding white space removed. */
  plain: Type.Object({ as: Type.Literal('plain'), wire: Type.Optional(Wire) }, closed),
  date: Type.Object({ as: Type.Literal('date'), format: DateFormat }, closed),
  /** Between a month `yyyy-MM` and the source's `yyyyMM`. */
  month: Type.Object({ as: Type.Literal('month') }, closed),
  /** Crosswalk from the source's codes; `dci` takes the DCI codes of the element's code list. */
  code: Type.Object(
    {
      as: Type.Literal('code'),
      codes: Type.Union([
        Type.Literal('dci'),
        Type.Record(Type.String({ maxLength: 200 }), Type.String({ maxLength: 200 }), { minProperties: 1 }),
      ]),
      wire: Type.Optional(Wire),
    },
    closed,
  ),
  /** `scale` 2 reads cents: the digits 1234 are 12.34. */
  number: Type.Object(
    {
      as: Type.Literal('number'),
      scale: Type.Optional(Type.Integer({ minimum: 0, maximum: 6 })),
      thousands: Type.Optional(Type.Union([Type.Literal(','), Type.Literal('.'), Type.Literal(' ')])),
      wire: Type.Optional(Wire),
    },
    closed,
  ),
  /** The words for yes and no; the first of each is the one written. */
  boolean: Type.Object(
    {
      as: Type.Literal('boolean'),
      yes: Type.Array(Scalar, { minItems: 1, maxItems: 10 }),
      no: Type.Array(Scalar, { minItems: 1, maxItems: 10 }),
    },
    closed,
  ),
  /** National (trunk 0) or international form to E.164, by the country's calling code. */
  phone: Type.Object(
    {
      as: Type.Literal('phone'),
      callingCode: Type.String({ pattern: '^\\+[0-9]{1,3}$' }),
      wire: Type.Optional(Wire),
      write: Type.Optional(Type.Union([Type.Literal('national'), Type.Literal('international')])),
    },
    closed,
  ),
} as const

/** Transforms of one value, usable in questions and in answers. */
export const ValueTransform = Type.Union([
  transforms.plain,
  transforms.date,
  transforms.month,
  transforms.code,
  transforms.number,
  transforms.boolean,
  transforms.phone,
])
export type ValueTransform = Static<typeof ValueTransform>

const head = {
  element: ElementId,
  from: Path,
  /** The source always has it: when it is not there, that is an issue. */
  required: Type.Optional(Type.Boolean()),
  /** What the source writes for "not held" besides null and the empty string. */
  absent: Type.Optional(Type.Array(Scalar, { minItems: 1, maxItems: 20 })),
  /** Leave source values of this kind to another rule (a column of dates and ages). */
  skip: Type.Optional(Type.Union([Type.Literal('date'), Type.Literal('number'), Type.Literal('text')])),
}

const structural = {
  /** The element always has this value for records of this source. */
  constant: Type.Object({ as: Type.Literal('constant'), element: ElementId, value: Scalar }, closed),
  /** Writes a fixed value at the source's side; nothing is read. */
  fixed: Type.Object({ as: Type.Literal('fixed'), to: Path, value: Scalar }, closed),
  /** Words of one text: `{person.name.surname}, {person.name.given} {person.name.middle*}`; `*` takes what is left. */
  split: Type.Object({ as: Type.Literal('split'), from: Path, pattern: Type.String({ maxLength: 300 }) }, closed),
  /** Several texts as one, empty ones left out. Not written back. */
  join: Type.Object(
    {
      as: Type.Literal('join'),
      element: ElementId,
      from: Type.Array(Path, { minItems: 2, maxItems: 6 }),
      separator: Type.String({ maxLength: 5 }),
    },
    closed,
  ),
  /** `from` / `over`, to four decimals. Not written back. */
  ratio: Type.Object({ as: Type.Literal('ratio'), element: ElementId, from: Path, over: Path }, closed),
} as const

const Records = Type.Object(
  {
    as: Type.Literal('records'),
    element: ElementId,
    from: Path,
    rules: Type.Array(Type.Unknown(), { minItems: 1, maxItems: 100, description: 'answer rules of the nested record' }),
    others: Type.Optional(Path),
    /** Write only the records with this value; when that leaves any out, the whole list goes to the outer `others`. */
    onlyWhen: Type.Optional(Type.Object({ element: ElementId, is: Scalar }, closed)),
  },
  closed,
)

/** Every rule by the word of its `as`; without one, a rule is `plain`. */
export const ruleKinds = {
  plain: Type.Object({ ...transforms.plain.properties, ...head }, closed),
  date: Type.Object({ ...transforms.date.properties, ...head }, closed),
  month: Type.Object({ ...transforms.month.properties, ...head }, closed),
  code: Type.Object({ ...transforms.code.properties, ...head }, closed),
  number: Type.Object({ ...transforms.number.properties, ...head }, closed),
  boolean: Type.Object({ ...transforms.boolean.properties, ...head }, closed),
  phone: Type.Object({ ...transforms.phone.properties, ...head }, closed),
  ...structural,
  records: Records,
} as const
export type RuleKind = keyof typeof ruleKinds
export type ValueRule = Static<(typeof ruleKinds)['plain' | 'date' | 'month' | 'code' | 'number' | 'boolean' | 'phone']>
export type SplitRule = Static<typeof structural.split>
export type JoinRule = Static<typeof structural.join>
export type RatioRule = Static<typeof structural.ratio>
export type ConstantRule = Static<typeof structural.constant>
export type FixedRule = Static<typeof structural.fixed>
export type RecordsRule = Omit<Static<typeof Records>, 'rules'> & { readonly rules: readonly AnswerRule[] }
export type AnswerRule = ValueRule | SplitRule | JoinRule | RatioRule | ConstantRule | FixedRule | RecordsRule

const asked = {
  element: ElementId,
  param: Type.String({ minLength: 1, maxLength: 80 }),
  /** Parameters that go along with this one, e.g. which kind of key it is. */
  with: Type.Optional(Type.Record(Type.String({ maxLength: 80 }), Scalar)),
}
export const questionKinds = {
  plain: Type.Object({ ...transforms.plain.properties, ...asked }, closed),
  date: Type.Object({ ...transforms.date.properties, ...asked }, closed),
  month: Type.Object({ ...transforms.month.properties, ...asked }, closed),
  code: Type.Object({ ...transforms.code.properties, ...asked }, closed),
  number: Type.Object({ ...transforms.number.properties, ...asked }, closed),
  boolean: Type.Object({ ...transforms.boolean.properties, ...asked }, closed),
  phone: Type.Object({ ...transforms.phone.properties, ...asked }, closed),
} as const
export type QuestionRule = Static<(typeof questionKinds)[keyof typeof questionKinds]>

/** A mapping file; its rules are checked one by one, so that a fault is named by its place. */
export const MappingFile = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9]+([.-][a-z0-9]+)*$', maxLength: 80 }),
    system: Id,
    recordType: RecordType,
    /** Further types that the same terms serve: DCI says births and deaths with one noun. */
    alsoFor: Type.Optional(Type.Array(RecordType, { minItems: 1, maxItems: 5 })),
    question: Type.Array(Type.Unknown(), { maxItems: 100 }),
    answer: Type.Array(Type.Unknown(), { minItems: 1, maxItems: 200 }),
    /**
     * Where elements go that no rule writes, or whose value is in another form (yes/no, band), as a list of
     * `{ name, value }`: what was released is never dropped.
     */
    others: Type.Optional(Path),
  },
  closed,
)
export type MappingFile = Static<typeof MappingFile>
