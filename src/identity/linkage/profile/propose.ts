import { fail, ok, type Result } from '../../../kernel/result.ts'
import { bitsOf } from '../compare/levels.ts'
import { checkModel, maxPatternBits } from '../model/check.ts'
import type { CleanerOf } from '../model/cleaned.ts'
import type { Comparison, Field, FieldKind, LinkageModel } from '../model/schema.ts'
import { proposeBlocking, type RuleCost } from './blocking.ts'
import { type ColumnProfile, isFieldKind } from './column.ts'
import { comparisonOf, hasBothNames } from './comparisons.ts'
import type { ColumnKind } from './kinds.ts'
import type { ProfileNote } from './messages.ts'
import { dependentOrder, nestedOrder } from './places.ts'
import type { TableProfile } from './table.ts'

export interface Proposal {
  readonly model: LinkageModel
  /** Blocking rules with what they cost, as the wizard shows them. */
  readonly rules: readonly RuleCost[]
  readonly notes: readonly ProfileNote[]
  /** The column that tells records apart, where one does. */
  readonly recordId?: string
}

export interface ProposalOptions {
  readonly id: string
  /** What a person said of a column; it counts more than any guess. */
  readonly kinds?: Readonly<Record<string, ColumnKind>>
}

const oftenMissing = 0.5
const unreadableFrom = 0.02
const heapedFrom = 0.05
const largeBlock = 10_000
const maxComparisons = 15

/** A model that fits a file, to be looked at and changed; untrained. */
export function proposeModel(
  profile: TableProfile,
  cleanerOf: CleanerOf,
  { id, kinds = {} }: ProposalOptions,
): Result<Proposal> {
  const columns = settled(profile.columns, kinds)
  const notes: ProfileNote[] = columns.flatMap(notesOf)
  const useful = columns.filter((column) => isFieldKind(column.guess.kind) && column.filled > 0 && column.topShare < 1)
  const { fields, dependent } = fieldsOf(useful, profile, notes)
  const comparisons = comparisonsOf(fields, dependent, notes)
  const rules = proposeBlocking(fields, profile, cleanerOf)
  notes.push(...rulesNotes(rules), ...evidenceNotes(fields))
  if (rules.length === 0 || comparisons.length === 0) {
    return fail({
      code: 'identity.nothing-to-compare',
      status: 422,
      message: 'no column of the file can be compared: each is empty, constant or not recognised',
      fix: 'Say what the columns mean (`kinds`), or send a file that names people.',
    })
  }
  const model = checkModel({
    id,
    version: 1,
    fields,
    comparisons,
    blocking: { rules: rules.map(({ id, columns }) => ({ id, columns })), maxPairsPerBlock: 20_000_000 },
    thresholds: { link: 1.5, review: -3, kin: 2 },
    constraints: { uniqueSources: [], rosters: [] },
  })
  if (!model.ok) return model
  const recordId = columns.find(({ guess }) => guess.kind === 'record-id')?.column
  return ok({ model: model.value, rules, notes, ...(recordId === undefined ? {} : { recordId }) })
}

/** Guesses that stand up to each other: what only looks like a kind gives way to a column that is called so. */
export function settled(
  columns: readonly ColumnProfile[],
  said: Readonly<Record<string, ColumnKind>>,
): ColumnProfile[] {
  const named = new Set(columns.filter(({ guess }) => guess.by !== 'values').map(({ guess }) => guess.kind))
  const bothNames = named.has('given-names') && named.has('family-name')
  return columns.map((column) => {
    const { kind, by } = column.guess
    const person = said[column.column]
    if (person !== undefined) return { ...column, guess: { kind: person, by: 'both' } }
    if (by !== 'values') return column
    // Of a street, too, every value has two words.
    if (kind === 'full-name' && (bothNames || named.has(kind)))
      return { ...column, guess: { kind: 'text', by: 'neither' } }
    // Of dates that are not called a birth date, which of them is one?
    return named.has(kind) && kind !== 'text' ? { ...column, guess: { kind: 'unknown', by } } : column
  })
}

const percent = (share: number): number => Math.round(share * 100)

function notesOf({ column, guess, filled, rows, topShare, readable, heaping }: ColumnProfile): ProfileNote[] {
  const { kind, by } = guess
  if (filled === 0) return [{ code: 'column-empty', params: { column } }]
  if (kind === 'record-id') return []
  if (topShare === 1) return [{ code: 'column-constant', params: { column } }]
  if (kind === 'unknown') return [{ code: 'column-unknown', params: { column } }]
  const notes: ProfileNote[] = []
  if (by === 'values') notes.push({ code: 'column-guessed', params: { column, kind } })
  if (filled < rows * oftenMissing) {
    notes.push({ code: 'column-often-missing', params: { column, percent: percent(filled / rows) } })
  }
  if (readable < 1 - unreadableFrom) {
    notes.push({ code: 'column-unreadable', params: { column, kind, percent: percent(1 - readable) } })
  }
  if (heaping !== undefined && heaping.firstOfJanuary > heapedFrom) {
    notes.push({ code: 'dates-heaped', params: { column, percent: percent(heaping.firstOfJanuary) } })
  }
  return notes
}

/** Ids of the fields that a model of people has, by kind; of each there is one. */
const fieldIds: Readonly<Partial<Record<FieldKind, string>>> = {
  'given-names': 'given',
  'family-name': 'family',
  'full-name': 'name',
  'date-of-birth': 'dob',
  sex: 'sex',
  'national-id': 'nid',
  phone: 'phone',
  'mother-name': 'mother',
  'household-id': 'household',
}

interface ChosenFields {
  readonly fields: readonly Field[]
  /** From a field to the one that it goes with. */
  readonly dependent: ReadonlyMap<string, string>
}

function fieldsOf(columns: readonly ColumnProfile[], profile: TableProfile, notes: ProfileNote[]): ChosenFields {
  const of = (kind: FieldKind) => columns.filter(({ guess }) => guess.kind === kind).map(({ column }) => column)
  const single = Object.entries(fieldIds).flatMap(([kind, id]): Field[] => {
    const from = of(kind as FieldKind)
    // Given and middle names are one field; of other kinds the first column counts, and others are texts.
    const used = kind === 'given-names' ? from.slice(0, 8) : from.slice(0, 1)
    return used.length === 0 ? [] : [{ id, kind: kind as FieldKind, from: used }]
  })
  const fields = hasBothNames(single) ? withWholeName(single) : [...single]
  const taken = new Set(single.flatMap(({ from }) => from))
  const places = of('place')
  const nested = nestedOrder(places, profile.sample)
  if (nested !== undefined) {
    notes.push({ code: 'places-nested', params: { columns: nested.join(', ') } })
    fields.push({ id: 'place', kind: 'place', from: [...nested] })
    for (const column of places) taken.add(column)
  }
  const texts = columns.filter(
    ({ column, guess: { kind } }) => (kind === 'text' || kind === 'place') && !taken.has(column),
  )
  const own = textFields(texts)
  const dependent = new Map<string, string>()
  const idOf = (column: string) => own.find(({ from }) => from[0] === column)?.id ?? ''
  for (const [column, parent] of dependentOrder(
    own.flatMap(({ from }) => from),
    profile.sample,
    of,
  )) {
    notes.push({ code: 'depends-on', params: { column, parent } })
    dependent.set(idOf(column), idOf(parent))
  }
  return { fields: [...fields, ...own], dependent }
}

/** The names together, by which names in another order are noticed. */
function withWholeName(fields: readonly Field[]): Field[] {
  const from = fields
    .filter(({ kind }) => kind === 'given-names' || kind === 'family-name')
    .flatMap((field) => field.from)
  return [
    ...fields.filter(({ kind }) => kind !== 'full-name'),
    { id: 'name', kind: 'full-name', from: from.slice(0, 8) },
  ]
}

const textFields = (columns: readonly ColumnProfile[]): Field[] =>
  columns.map(({ column }, i) => ({
    id: `t${i + 1}-${slug(column)}`.slice(0, 24).replace(/-+$/, ''),
    kind: 'text',
    from: [column],
  }))

const slug = (column: string): string =>
  column
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')

/** As many as a pattern holds; a comparison that depends on another stands after it. */
function comparisonsOf(
  fields: readonly Field[],
  dependent: ReadonlyMap<string, string>,
  notes: ProfileNote[],
): readonly Comparison[] {
  const chosen: Comparison[] = []
  let bits = 0
  const depth = (id: string): number => (dependent.has(id) ? 1 + depth(dependent.get(id) ?? '') : 0)
  const ordered = fields.toSorted((a, b) => depth(a.id) - depth(b.id))
  for (const field of ordered) {
    const plain = comparisonOf(field, fields)
    if (plain === undefined) continue
    const parent = dependent.get(field.id)
    const given = parent !== undefined && chosen.some(({ id }) => id === parent)
    const comparison = given ? { ...plain, dependsOn: parent } : plain
    if (bits + bitsOf(comparison) > maxPatternBits || chosen.length === maxComparisons) {
      notes.push({ code: 'column-does-not-fit', params: { column: field.from.join(', ') } })
      continue
    }
    chosen.push(comparison)
    bits += bitsOf(comparison)
  }
  return chosen
}

const rulesNotes = (rules: readonly RuleCost[]): ProfileNote[] => [
  ...rules
    .filter((rule) => rule.largestBlock > largeBlock)
    .map(({ columns, largestBlock }): ProfileNote => {
      return { code: 'large-block', params: { rule: columns.join(' + '), records: largestBlock } }
    }),
  ...(rules.length === 0 ? [{ code: 'no-blocking', params: {} } as const] : []),
]

function evidenceNotes(fields: readonly Field[]): ProfileNote[] {
  const has = (...kinds: readonly FieldKind[]) => fields.some(({ kind }) => kinds.includes(kind))
  const enough = has('given-names', 'family-name', 'full-name') && has('date-of-birth', 'national-id', 'phone')
  return enough ? [] : [{ code: 'little-evidence', params: {} }]
}
