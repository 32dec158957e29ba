import type { Field, FieldKind, LinkageModel } from './schema.ts'

/**
 * How the values of a part become 32-bit integers:
 * - `dictionary`: distinct texts numbered from 1; parts of one `domain` share their dictionary, so that a given name can be
 *   compared with a family name;
 * - `day`: an ISO date as days since 1800-01-01, plus 1;
 * - `number`: a non-negative whole number, plus 1;
 * - `flag`: 1, or missing.
 */
export type Coding = 'dictionary' | 'day' | 'number' | 'flag'

export interface Part {
  readonly part: string
  readonly coding: Coding
  /** Of a dictionary. */
  readonly domain?: string
}

const dictionary = (part: string, domain: string): Part => ({ part, coding: 'dictionary', domain })

/**
 * exact: folded, tokens in their order; canonical: nicknames and spelling variants brought to one form; phonetic: codes of
 * the canonical tokens; sorted: canonical tokens in alphabetical order; first: phonetic code of the first token alone.
 */
const name: readonly Part[] = [
  dictionary('exact', 'name-exact'),
  dictionary('canonical', 'name-canonical'),
  dictionary('phonetic', 'name-phonetic'),
  dictionary('sorted', 'name-canonical'),
  dictionary('first', 'name-phonetic'),
]

/** What the cleaning of each kind yields: a record of named strings, of which a part that is missing is null. */
const partsByKind: Readonly<Record<FieldKind, readonly Part[]>> = {
  'given-names': name,
  'family-name': name,
  'full-name': name,
  'mother-name': name,
  'date-of-birth': [
    { part: 'iso', coding: 'day' },
    { part: 'year', coding: 'number' },
    { part: 'month', coding: 'number' },
    { part: 'day', coding: 'number' },
    // The same date with day and month changed; missing where that is no date, or the same one.
    { part: 'swapped', coding: 'day' },
    // '1' where the day was not known when it was written: 1 January, 1 July, or marked so by the source.
    { part: 'estimated', coding: 'flag' },
  ],
  sex: [dictionary('exact', 'sex')],
  'national-id': [dictionary('exact', 'national-id')],
  phone: [dictionary('exact', 'phone')],
  // The path down to each step, widest first: l2 is `region/district`.
  place: [
    dictionary('l1', 'place-1'),
    dictionary('l2', 'place-2'),
    dictionary('l3', 'place-3'),
    dictionary('l4', 'place-4'),
  ],
  text: [dictionary('exact', 'text-exact'), dictionary('sorted', 'text-sorted')],
  'household-id': [dictionary('exact', 'household-id')],
}

export const partsOf = (kind: FieldKind): readonly Part[] => partsByKind[kind]

/** A column of the encoded table. */
export interface Column extends Part {
  /** `field.part` */
  readonly name: string
  readonly field: string
}

/** Texts of unlike fields have dictionaries of their own; names share one, so that their order can be compared. */
const shareDomain = (kind: FieldKind): boolean => kind !== 'text' && kind !== 'place'

export const columnsOfField = ({ id, kind }: Field): readonly Column[] =>
  partsOf(kind).map(({ part, coding, domain }) => ({
    name: `${id}.${part}`,
    field: id,
    part,
    coding,
    ...(domain === undefined ? {} : { domain: shareDomain(kind) ? domain : `${id}-${domain}` }),
  }))

/** All columns that the fields can yield. */
export const columnsOf = (fields: readonly Field[]): readonly Column[] => fields.flatMap(columnsOfField)

/** The columns that a model really uses, in the order of its fields. */
export function usedColumns(
  model: Pick<LinkageModel, 'fields' | 'comparisons' | 'blocking' | 'constraints'>,
): Column[] {
  const used = new Set<string>([
    ...model.comparisons.flatMap(columnsOfComparison),
    ...model.blocking.rules.flatMap(({ columns }) => columns),
    ...model.constraints.rosters,
  ])
  const domains = domainsOf(model)
  return columnsOf(model.fields).flatMap((column) => {
    if (!used.has(column.name)) return []
    return column.domain === undefined ? column : { ...column, domain: domains(column.name) }
  })
}

/** Columns that a condition compares with each other share one dictionary, by the name of the first; others have their own. */
function domainsOf({ comparisons }: Pick<LinkageModel, 'comparisons'>): (column: string) => string {
  const first = new Map<string, string>()
  const domainOf = (column: string): string => first.get(column) ?? column
  const conditions = comparisons.flatMap(({ nullWhen, levels }) => [nullWhen ?? [], ...levels.map(({ when }) => when)])
  for (const condition of conditions.flat(2)) {
    if (condition.test !== 'crosswise') continue
    const [one = '', other = ''] = condition.columns.map(domainOf)
    for (const column of [other, ...first.keys()]) if (domainOf(column) === other) first.set(column, one)
  }
  return domainOf
}

export const columnsOfComparison = ({ needs, nullWhen, levels }: LinkageModel['comparisons'][number]): string[] => [
  ...needs,
  ...[...(nullWhen ?? []), ...levels.flatMap(({ when }) => when)].flat().flatMap(columnsOfCondition),
  ...levels.flatMap(({ frequencies }) => frequencies ?? []),
]

export const columnsOfCondition = (
  condition: LinkageModel['comparisons'][number]['levels'][number]['when'][number][number],
): readonly string[] => (condition.test === 'crosswise' ? condition.columns : [condition.column])

/** Columns whose texts are compared, not only their codes. */
export function comparedTexts(model: Parameters<typeof usedColumns>[0]): Column[] {
  const { comparisons } = model
  const conditions = comparisons.flatMap(({ nullWhen, levels }) => [nullWhen ?? [], levels.flatMap(({ when }) => when)])
  const compared = new Set(
    conditions
      .flat(2)
      .flatMap((condition) => (condition.test === 'similar' || condition.test === 'edits' ? [condition.column] : [])),
  )
  return usedColumns(model).filter(({ name }) => compared.has(name))
}
