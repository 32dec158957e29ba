import { parse } from 'csv-parse/sync'
import { fail, ok, type Result } from '../../kernel/result.ts'
import type { RecordRef } from '../people/schema.ts'
import { type TruthFault, truthGroups, truthHeader, truthLine, truthTooLong } from './problems.ts'
import { maxDivisions, maxTruthRows } from './schema.ts'

export interface KnownPerson extends RecordRef {
  /** The caller's word for who it is; never repeated. */
  readonly person: string
  /** By division. */
  readonly groups: readonly string[]
}

export interface KnownPair {
  readonly first: RecordRef
  readonly second: RecordRef
  readonly same: boolean
}

/** Who each record really is, or of which pairs it is known. */
export type TruthFile =
  | { readonly basis: 'people'; readonly divisions: readonly string[]; readonly people: readonly KnownPerson[] }
  | { readonly basis: 'pairs'; readonly pairs: readonly KnownPair[] }

const peopleHeader = ['source', 'record', 'person']
const pairHeader = ['source', 'record', 'other_source', 'other_record', 'same']
const maxGroups = 100
const maxValueLength = 140
const saysSame: ReadonlyMap<string, boolean> = new Map([
  ...['yes', 'true', '1'].map((word) => [word, true] as const),
  ...['no', 'false', '0'].map((word) => [word, false] as const),
])

interface Line {
  readonly at: number
  readonly values: readonly string[]
}

export function readTruth(text: string): Result<TruthFile> {
  const read = linesOf(text)
  if (!read.ok) return read
  const [header, ...lines] = read.value
  const columns = header?.values.map((name) => name.toLowerCase()) ?? []
  if (lines.length > maxTruthRows) return fail(truthTooLong(maxTruthRows))
  const begins = (with_: readonly string[]) => with_.every((name, i) => columns[i] === name)
  const divisions = columns.slice(peopleHeader.length)
  const isPairs = begins(pairHeader) && columns.length === pairHeader.length
  const isPeople = begins(peopleHeader) && divisions.length <= maxDivisions && new Set(columns).size === columns.length
  if (lines.length === 0 || (!isPairs && !isPeople)) return fail(truthHeader)
  const wrong = lines.find(({ values }) => values.length !== columns.length)
  if (wrong !== undefined) return fail(truthLine(wrong.at, 'values'))
  const needed = isPairs ? pairHeader.length : peopleHeader.length
  const empty = lines.find(({ values }) => !values.every((value, i) => isValue(value, i < needed)))
  if (empty !== undefined) return fail(truthLine(empty.at, 'empty'))
  return isPairs ? pairsOf(lines) : peopleOf(lines, divisions)
}

const isValue = (value: string, needed: boolean): boolean => value.length <= maxValueLength && (value !== '' || !needed)

function linesOf(text: string): Result<Line[]> {
  const [header = ''] = text.split(/\r?\n/, 1)
  const delimiter = header.includes(',') ? ',' : ';'
  try {
    const records = parse(text, {
      ...{ bom: true, delimiter, info: true, trim: true, relax_column_count: true, skip_empty_lines: true },
      to: maxTruthRows + 2,
    }) as unknown as readonly { record: string[]; info: { lines: number } }[]
    return ok(records.map(({ record, info }) => ({ at: info.lines, values: record })))
  } catch (error) {
    const { lines = 1 } = error as { lines?: number }
    return fail(truthLine(lines, 'unreadable'))
  }
}

function peopleOf(lines: readonly Line[], divisions: readonly string[]): Result<TruthFile> {
  const seen = new Set<string>()
  const people: KnownPerson[] = []
  for (const { at, values } of lines) {
    const [source = '', record = '', person = '', ...groups] = values
    const key = `${source}\n${record}`
    if (seen.has(key)) return fail(truthLine(at, 'twice'))
    seen.add(key)
    people.push({ source, record, person, groups })
  }
  const crowded = divisions.findIndex((_, i) => new Set(people.map(({ groups }) => groups[i])).size > maxGroups)
  if (crowded >= 0) return fail(truthGroups(peopleHeader.length + crowded + 1, maxGroups))
  return ok({ basis: 'people', divisions, people })
}

function pairsOf(lines: readonly Line[]): Result<TruthFile> {
  const seen = new Set<string>()
  const pairs: KnownPair[] = []
  for (const { at, values } of lines) {
    const faulty = (fault: TruthFault) => fail(truthLine(at, fault))
    const [source = '', record = '', otherSource = '', otherRecord = '', says = ''] = values
    const same = saysSame.get(says.toLowerCase())
    if (same === undefined) return faulty('same')
    const [one, other] = [`${source}\n${record}`, `${otherSource}\n${otherRecord}`]
    if (one === other) return faulty('pair-of-itself')
    const key = [one, other].sort().join('\n\n')
    if (seen.has(key)) return faulty('twice')
    seen.add(key)
    pairs.push({ first: { source, record }, second: { source: otherSource, record: otherRecord }, same })
  }
  return ok({ basis: 'pairs', pairs })
}
