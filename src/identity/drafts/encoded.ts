import { join } from 'node:path'
import { ok, type Result } from '../../kernel/result.ts'
import { chunksOf, literal, numbersOf } from '../linkage/encode/duckdb.ts'
import { joinedValue, prepare } from '../linkage/encode/prepare.ts'
import { columnFiles } from '../linkage/encode/prepared.ts'
import type { CleanerOf } from '../linkage/model/cleaned.ts'
import { columnsOf } from '../linkage/model/columns.ts'
import type { Field, LinkageModel } from '../linkage/model/schema.ts'
import type { DraftSource } from './schema.ts'
import { type Read, type SourceReach, withRecords } from './source.ts'
import { inTurns } from './turns.ts'

/** A source as integers: no text of anybody is kept, only how values are written. */
export interface EncodedSource {
  readonly records: number
  readonly counted: number
  readonly without: readonly string[]
  /** Every column that the fields yield, by name. */
  readonly columns: ReadonlyMap<string, Int32Array>
  /** How the value of a field is written in a record. */
  readonly shapeOf: (field: string, row: number) => string | undefined
}

/** All parts of all fields at once: whichever rules somebody tries then, nothing is read again. */
export function encodeSource(
  source: DraftSource,
  fields: readonly Field[],
  world: SourceReach & { readonly cleanerOf: CleanerOf },
): Promise<Result<EncodedSource>> {
  const read = [...new Set(fields.flatMap(({ from }) => from))]
  return withRecords(source, read, world, async (records) => ok(await encode(records, fields, world.cleanerOf)))
}

async function encode(read: Read, fields: readonly Field[], cleanerOf: CleanerOf): Promise<EncodedSource> {
  const { database, table, records, counted, without } = read
  const names = columnsOf(fields).map(({ name }) => name)
  const shapes = new Map<string, Shapes>()
  for (const field of fields) shapes.set(field.id, await shapesOf(read, field))
  const folder = join(read.folder, 'prepared')
  await prepare(database, {
    // A row is a record here, whatever its id says.
    raw: `select * replace (rowid::varchar as record_id) from ${table}`,
    ...{
      model: withEveryColumn(fields, names),
      cleanerOf,
      folder,
      threads: 1,
      fingerprint: '',
      progress: () => undefined,
    },
  })
  const columns = new Map(names.map((name) => [name, new Int32Array(counted)]))
  await fillFrom(
    read,
    `select "row", ${names.map((name) => `"${name}"`).join(', ')} from read_parquet(${literal(columnFiles(folder))})`,
    [...columns.values()],
  )
  return {
    ...{ records, counted, without, columns },
    shapeOf(field, row) {
      const { of, words } = shapes.get(field) ?? { of: new Int32Array(), words: [] }
      return words[(of[row] ?? 0) - 1]
    },
  }
}

const withEveryColumn = (fields: readonly Field[], columns: string[]): LinkageModel => ({
  ...{ id: 'draft', version: 1, fields: [...fields], comparisons: [] },
  blocking: { rules: [{ id: 'all', columns }], maxPairsPerBlock: 1 },
  ...{ thresholds: { link: 0, review: 0, kin: 0 }, constraints: { uniqueSources: [], rosters: [] } },
})

interface Shapes {
  /** Of each row: the number of its shape from 1, or 0. */
  readonly of: Int32Array
  readonly words: readonly string[]
}

const shownLetters = 60

async function shapesOf(read: Read, field: Field): Promise<Shapes> {
  const { database, table, counted } = read
  const written = `regexp_replace(left(${joinedValue(field)}, ${shownLetters}), '\\p{L}\\p{M}*', 'a', 'g')`
  const shape = `regexp_replace(regexp_replace(${written}, '\\p{Nd}', '9', 'g'), 'a{2,}', 'aa', 'g')`
  await database.run(
    `create or replace table shapes as select shape, (row_number() over ())::integer as code
     from (select distinct ${shape} as shape from ${table}) where shape is not null`,
  )
  const rows = (await database.runAndReadAll('select shape from shapes order by code')).getRows()
  const of = new Int32Array(counted)
  await fillFrom(
    read,
    `select each."row", shapes.code from (select rowid::integer as "row", ${shape} as shape from ${table}) each join shapes using (shape)`,
    [of],
  )
  await database.run('drop table shapes')
  return { of, words: rows.map(([word]) => String(word)) }
}

/** Puts the columns of a query after its first, `row`, at the place of their row. */
async function fillFrom({ database }: Read, query: string, to: readonly Int32Array[]): Promise<void> {
  for await (const chunk of chunksOf(database, query)) {
    const rows = numbersOf(chunk, 0)
    for (const [i, column] of to.entries()) {
      const values = numbersOf(chunk, i + 1)
      for (let at = 0; at < rows.length; at++) column[rows[at]!] = values[at]!
    }
  }
}

interface Kept {
  readonly key: string
  readonly until: number
  readonly source: Promise<Result<EncodedSource>>
}

/** Some tens of megabytes each. */
const maxKept = 2
const keptMs = 600_000
const maxWaiting = 4

export interface EncodedSources {
  /** Undefined where too many wait already. */
  get(key: string, read: () => Promise<Result<EncodedSource>>): Promise<Result<EncodedSource>> | undefined
}

/** The sources last looked at, for as long as somebody types; they are read one after another. */
export function keepSources(now: () => number): EncodedSources {
  let kept: Kept[] = []
  const inTurn = inTurns(maxWaiting)
  return {
    get(key, read) {
      kept = kept.filter(({ until }) => until > now())
      const known = kept.find((one) => one.key === key)
      if (known !== undefined) return known.source
      const source = inTurn(read)
      if (source === undefined) return undefined
      const one: Kept = { key, until: now() + keptMs, source }
      kept = [one, ...kept].slice(0, maxKept)
      // What could not be read is tried again next time.
      const forget = () => {
        kept = kept.filter((other) => other !== one)
      }
      source.then(({ ok: read }) => (read ? undefined : forget()), forget)
      return source
    },
  }
}
