/** What the registry can be asked by and answers with: a closed table from elements of the dictionary to columns. */

/** How values of an attribute are compared. `words`: the words of a name, each by its beginning, in any order. */
export type AttributeKind =
  | 'text'
  | 'code'
  | 'name'
  | 'words'
  | 'date'
  | 'age'
  | 'integer'
  | 'decimal'
  | 'boolean'
  | 'answer-only'

export interface Attribute {
  readonly kind: AttributeKind
  /** SQL of the value. Constant text of this room: nothing that came from outside is ever part of it. */
  readonly sql: string
  /** Columns that the answer needs for this element, as `columns` of the view names them; absent means none. */
  readonly columns?: readonly string[]
  /** The registry's own spelling of a code of the dictionary's list. */
  readonly spell?: (code: string) => string
  /** Wraps the comparison, for an attribute of a related row or of an item of a list: one that meets it is enough. */
  readonly among?: (comparison: string) => string
  /** Names few records, and an index finds them. */
  readonly identifies?: true
  /** Equality as a containment that an index over the JSON serves. */
  readonly contains?: (value: string) => string
}

/** One kind of record the registry answers with. */
export interface View {
  readonly from: string
  readonly key: string
  /** Name of the record's column → its SQL; the first is the key's. */
  readonly columns: Readonly<Record<string, string>>
  readonly attributes: ReadonlyMap<string, Attribute>
}

export const named = (table: string, names: string): Record<string, string> =>
  Object.fromEntries(names.split(/\s+/).map((name) => [name, `${table}.${name}`]))

export const column = (kind: AttributeKind, sql: string, ...columns: string[]): Attribute => ({
  kind,
  sql,
  columns: columns.length > 0 ? columns : [sql.slice(sql.indexOf('.') + 1)],
})

/** A column that names a record, or the few that belong to it. */
export const identifier = (sql: string): Attribute => ({ ...column('text', sql), identifies: true })

const underscored = (code: string): string => code.replaceAll('-', '_')
export const upperCase = (code: string): string => code.toUpperCase()

export const code = (sql: string, spell: (code: string) => string = underscored): Attribute => ({
  ...column('code', sql),
  spell,
})

const jsonCasts: Partial<Record<AttributeKind, string>> = {
  integer: '::integer',
  decimal: '::numeric',
  boolean: '::boolean',
}
const jsonTypes: Partial<Record<AttributeKind, string>> = { integer: 'integer', decimal: 'numeric', boolean: 'boolean' }

/**
 * A member of a JSON column: of the document itself, or of the items of its lists (`farms`, `crops` in them). Asked about
 * a list, it is met when one item meets it. The answer holds the outermost list, or the member.
 */
export function jsonMember(
  { kind, spell }: Pick<Attribute, 'kind' | 'spell'>,
  document: string,
  path: readonly string[],
): Attribute {
  const lists = path.slice(0, -1)
  const member = path.at(-1) ?? ''
  const holder = lists.length === 0 ? document : 'item'
  const wrapped = (value: string): string =>
    lists.reduceRight(
      (inner, list) => `jsonb_build_object('${list}', jsonb_build_array(${inner}))`,
      `jsonb_build_object('${member}', ${value}::${jsonTypes[kind] ?? 'text'})`,
    )
  const places = lists.map((list) => `.${list}[*]`).join('')
  const among = (comparison: string): string =>
    `exists (select from jsonb_path_query(${document}, '$${places}') as one (item) where ${comparison})`
  return {
    kind,
    sql: `(${holder} ->> '${member}')${jsonCasts[kind] ?? ''}`,
    columns: [path[0] ?? ''],
    // A text in JSON is compared as it stands; a name is not.
    ...(kind === 'name' ? {} : { contains: (value) => `${document} @> ${wrapped(value)}` }),
    ...(lists.length === 0 ? {} : { among }),
    ...(spell === undefined ? {} : { spell }),
  }
}

export const jsonCode = (document: string, ...path: string[]): Attribute =>
  jsonMember({ kind: 'code', spell: underscored }, document, path)

export const someOf = (
  attributes: Readonly<Record<string, Attribute>>,
  elements: readonly string[],
): Record<string, Attribute> =>
  Object.fromEntries(elements.map((element) => [element, attributes[element] as Attribute]))

export const answerOnly: Attribute = { kind: 'answer-only', sql: '' }

/** A list that the answer holds as it is in a JSON column. */
export const jsonList = (column: string): Attribute => ({ ...answerOnly, columns: [column] })

const nameColumns = ['given_name', 'middle_name', 'surname']

// Washington Group short set: 1 no difficulty to 4 cannot do at all.
const difficulties: Readonly<Record<string, string>> = { none: '1', some: '2', 'a-lot': '3', cannot: '4' }
const difficulty = (name: string): Attribute => ({
  kind: 'code',
  sql: `p.${name}::text`,
  columns: [name],
  spell: (level) => difficulties[level] ?? level,
})

/** Attributes of a person, whose row is `p` and whose household is `h`. */
export const personAttributes: Readonly<Record<string, Attribute>> = {
  'person.id': identifier('p.person_id'),
  'person.national-id': identifier('p.national_id'),
  'person.birth-registration-number': identifier('p.birth_registration_number'),
  'person.name.given': column('name', 'p.given_name'),
  'person.name.middle': column('name', 'p.middle_name'),
  'person.name.surname': column('name', 'p.surname'),
  'person.name.full': column('words', 'p.names', ...nameColumns),
  'person.sex': code('p.sex'),
  'person.birth-date': column('date', 'p.birth_date'),
  'person.birth-date-estimated': column('boolean', 'p.birth_date_estimated'),
  'person.age': { kind: 'age', sql: 'p.birth_date' },
  'person.death-date': column('date', 'p.death_date'),
  'person.marital-status': code('p.marital_status'),
  'person.phone': column('text', 'p.phone'),
  'person.disability': column('boolean', 'p.has_disability'),
  'person.disability.seeing': difficulty('disability_seeing'),
  'person.disability.hearing': difficulty('disability_hearing'),
  'person.disability.walking': difficulty('disability_walking'),
  'person.disability.remembering': difficulty('disability_remembering'),
  'person.disability.self-care': difficulty('disability_self_care'),
  'person.disability.communicating': difficulty('disability_communicating'),
  'person.education': code('p.education'),
  'person.occupation': code('p.occupation'),
  'person.relationship-to-head': code('p.relationship_to_head'),
  'person.household-id': column('text', 'p.household_id'),
  'person.registration-date': column('date', 'p.registered_on'),
  'person.updated-date': column('date', 'p.updated_on'),
  // To look people up by their household's standing; the answer about a person does not hold it.
  'household.score': { kind: 'decimal', sql: 'h.score' },
  'household.size': { kind: 'integer', sql: 'h.size' },
}

/** What a record about a person shows of that person. */
export const shownOfPerson = [
  'id',
  'national-id',
  'birth-registration-number',
  'name.given',
  'name.middle',
  'name.surname',
  'name.full',
  'sex',
  'birth-date',
  'age',
].map((name) => `person.${name}`)

/** Where a household is, whose row is `h`; all place codes are the country's own. */
export const placeAttributes: Readonly<Record<string, Attribute>> = {
  'household.location.region': column('text', 'h.region_code'),
  'household.location.county': column('text', 'h.county_code'),
  'household.location.ward': column('text', 'h.ward_code'),
  'household.location.village': column('text', 'h.village_code'),
}

export const personColumns = named(
  'p',
  `person_id household_id national_id birth_registration_number given_name middle_name surname sex birth_date
   birth_date_estimated death_date marital_status phone has_disability disability_seeing disability_hearing
   disability_walking disability_remembering disability_self_care disability_communicating education occupation
   relationship_to_head registered_on updated_on`,
)

export const placeColumns = named('h', 'region_code county_code ward_code village_code')
