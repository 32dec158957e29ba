import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { CleanerOf } from '../model/cleaned.ts'
import { type Column, comparedTexts, usedColumns } from '../model/columns.ts'
import type { Field, LinkageModel } from '../model/schema.ts'
import { preparationDigest } from '../model/signed.ts'
import { tableOfNumbers } from './append.ts'
import { chunksOf, identifier, literal, numbersOf } from './duckdb.ts'
import type { EncodedColumn, FieldOutcome, FieldTask, NumberedField } from './fields.ts'
import { columnFile, householdFile, type Prepared, recordFile, textFile, writePrepared } from './prepared.ts'
import { openEncodingThreads } from './threads.ts'

export interface Preparation {
  /** A query that yields source, record_id and the columns that the fields are read from; all texts. */
  readonly raw: string
  /** The caller's word for the state of the data: another word, another preparation. */
  readonly fingerprint: string
  readonly model: LinkageModel
  readonly cleanerOf: CleanerOf
  readonly folder: string
  /** That clean values while the database goes on. */
  readonly threads: number
  readonly progress: (share: number) => void
}

/** Each distinct value is cleaned once; then every record is integers. */
export async function prepare(database: DuckDBConnection, preparation: Preparation): Promise<Prepared> {
  const started = performance.now()
  const { model, folder, fingerprint, progress } = preparation
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const used = usedColumns(model)
  const fields = model.fields.filter(({ id }) => used.some(({ field }) => field === id))
  const household = model.fields.find(({ kind }) => kind === 'household-id')
  const { records, repeated, sources } = await loadRaw(database, { fields, household }, preparation.raw)
  const code = `list_position([${sources.map(({ source }) => literal(source)).join(', ')}], source)::integer`
  // In the order of the records' numbers: who reads them may count on it.
  await database.run(
    `copy (select rowid::integer as "row", ${code} as source_code, source, record_id from raw) to ${literal(recordFile(folder))}`,
  )
  if (household !== undefined) {
    await database.run(
      `copy (select rowid::integer as "row", ${code} as source_code, household from raw where household is not null)
       to ${literal(householdFile(folder))}`,
    )
    await database.run('alter table raw drop column household')
  }
  progress(0.1)

  const texts = [...new Set(comparedTexts(model).flatMap(({ domain }) => domain ?? []))]
  const outcomes = await encodeAll(database, { ...preparation, records, fields, used, texts })
  const encoded = used.map(({ name }) => outcomes.columns.find((column) => column.name === name)!)
  await writeColumns(database, folder, encoded, records)
  progress(1)
  const prepared: Prepared = {
    ...{ digest: preparationDigest(model), fingerprint, records, repeated, sources, texts },
    columns: used.map(({ name, coding, domain }, i) => ({
      ...{ name, coding, largest: encoded[i]!.largest, present: encoded[i]!.present },
      ...(domain === undefined ? {} : { domain }),
    })),
    implications: outcomes.implications,
    seconds: (performance.now() - started) / 1000,
  }
  writePrepared(folder, prepared)
  return prepared
}

interface Encoding extends Preparation {
  readonly records: number
  readonly fields: readonly Field[]
  readonly used: readonly Column[]
  /** Domains whose texts are kept. */
  readonly texts: readonly string[]
}

/** While threads clean the values of one field, the database numbers those of the next. */
async function encodeAll(database: DuckDBConnection, encoding: Encoding): Promise<FieldOutcome> {
  const { fields, used, texts, records, threads, folder, progress } = encoding
  const tasks = await longestFirst(database, fields, tasksOf(fields, used))
  const pool = openEncodingThreads({ records, threads: Math.min(threads, tasks.length) }, encoding.cleanerOf)
  let done = 0
  const encode = async (task: FieldTask): Promise<FieldOutcome> => {
    const outcome = await pool.run(task)
    done += task.fields.length
    progress(0.1 + (0.7 * done) / fields.length)
    return outcome
  }
  try {
    const outcomes: Promise<FieldOutcome>[] = []
    for (const task of tasks) {
      const domains = new Set(task.flatMap(({ columns }) => columns.flatMap(({ domain }) => domain ?? [])))
      const numbered: NumberedField[] = []
      for (const one of task) numbered.push(await numberValues(database, { ...one, records, folder }))
      const encoded = encode({
        fields: numbered,
        texts: texts.filter((one) => domains.has(one)).map((domain) => ({ domain, file: textFile(folder, domain) })),
      })
      // A failure is told where all are awaited.
      encoded.catch(() => undefined)
      outcomes.push(encoded)
    }
    const all = await Promise.all(outcomes)
    return {
      columns: all.flatMap(({ columns }) => columns),
      implications: all.flatMap(({ implications }) => implications),
    }
  } finally {
    await pool.close()
  }
}

interface IndexedField {
  /** Of its column in the raw table. */
  readonly index: number
  readonly field: Field
  readonly columns: readonly Column[]
}

/** Fields that share a dictionary are one task. */
function tasksOf(fields: readonly Field[], used: readonly Column[]): IndexedField[][] {
  const tasks: IndexedField[][] = []
  for (const [index, field] of fields.entries()) {
    const columns = used.filter((column) => column.field === field.id)
    const own = { index, field, columns }
    const domains = new Set(columns.flatMap(({ domain }) => domain ?? []))
    const related = tasks.filter((task) =>
      task.some((one) => one.columns.some(({ domain = '' }) => domains.has(domain))),
    )
    for (const task of related) tasks.splice(tasks.indexOf(task), 1)
    tasks.push([...related.flat(), own])
  }
  return tasks
}

async function longestFirst(
  database: DuckDBConnection,
  fields: readonly Field[],
  tasks: readonly IndexedField[][],
): Promise<IndexedField[][]> {
  const values = await row(
    database,
    `select ${fields.map((_, i) => `approx_count_distinct(f${i})`).join(', ')} from raw`,
  )
  // A name is more work than a number.
  const work = ({ index, columns }: IndexedField) => values[index]! * columns.length
  const sum = (task: readonly IndexedField[]) => task.reduce((all, one) => all + work(one), 0)
  return tasks.toSorted((a, b) => sum(b) - sum(a))
}

/** SQL of the raw value of a field: its columns joined; a place keeps an empty step in its position. */
export function joinedValue({ kind, from }: Field): string {
  const column = (name: string) => `trim(${identifier(name)}::varchar)`
  if (kind === 'place' && from.length > 1) {
    const path = from.map((name) => `coalesce(${column(name)}, '')`).join(` || '/' || `)
    return `nullif(${path}, ${literal('/'.repeat(from.length - 1))})`
  }
  if (from.length === 1) return `nullif(${column(from[0]!)}, '')`
  return `nullif(concat_ws(' ', ${from.map((name) => `nullif(${column(name)}, '')`).join(', ')}), '')`
}

interface LoadedFields {
  readonly fields: readonly Field[]
  readonly household: Field | undefined
}

/** The raw table: a record's number is its place there. Of rows with one source and record id the first counts. */
async function loadRaw(database: DuckDBConnection, { fields, household }: LoadedFields, raw: string) {
  const values = [
    ...fields.map((field, i) => `${joinedValue(field)} as f${i}`),
    ...(household === undefined ? [] : [`${joinedValue(household)} as household`]),
  ].join(', ')
  await database.run(
    `create or replace table raw as select source::varchar as source, record_id::varchar as record_id, ${values} from (${raw})`,
  )
  const [all, distinct] = await row(
    database,
    'select count(*), (select count(*) from (select distinct source, record_id from raw)) from raw',
  )
  const repeated = all! - distinct!
  if (repeated > 0) await dropRepeated(database)
  const reader = await database.runAndReadAll('select source, count(*) from raw group by source order by source')
  const sources = reader.getRows().map(([source, records]) => ({ source: String(source), records: Number(records) }))
  return { records: distinct!, repeated, sources }
}

async function dropRepeated(database: DuckDBConnection): Promise<void> {
  await database.run(
    `create or replace table raw as select raw.*
     from raw semi join (select min(rowid) as first from raw group by source, record_id) on raw.rowid = first order by raw.rowid`,
  )
}

async function row(database: DuckDBConnection, query: string): Promise<number[]> {
  const reader = await database.runAndReadAll(query)
  return reader.getRows()[0]!.map(Number)
}

interface Numbering extends IndexedField {
  readonly records: number
  readonly folder: string
}

/** A value is one line: its line breaks are blanks, which cleaning takes for the same. */
const oneLine = `replace(replace(value, chr(10), ' '), chr(13), ' ')`

/** Numbers the distinct values of a field, writes them to a file in that order, and gives each record its value's number. */
async function numberValues(
  database: DuckDBConnection,
  { index, field, columns, records, folder }: Numbering,
): Promise<NumberedField> {
  const name = `f${index}`
  const values = join(folder, `values-${index}`)
  // In the order in which they first occur: the same records give the same codes, and so the same model, every time.
  await database.run(
    `create or replace table numbered as
       select ${name} as value from raw where ${name} is not null group by ${name} order by min(rowid)`,
  )
  const [distinct] = await row(database, 'select count(*) from numbered')
  await database.run(
    `copy (select ${oneLine} from numbered) to ${literal(values)} (format csv, header false, quote '', escape '', delimiter '\x1f')`,
  )
  const numbers = new Int32Array(new SharedArrayBuffer(records * 4))
  const query = `select raw.rowid::integer, numbered.rowid::integer + 1 from raw join numbered on raw.${name} = numbered.value`
  for await (const chunk of chunksOf(database, query)) {
    const rows = numbersOf(chunk, 0)
    const found = numbersOf(chunk, 1)
    for (let i = 0; i < rows.length; i++) numbers[rows[i]!] = found[i]!
  }
  await database.run(`drop table numbered; alter table raw drop column ${name}`)
  return { field, columns, values, distinct: distinct!, numbers }
}

const rowsPerFile = 1_048_576

/** Parquet files of a million rows: no more than that is held twice. */
async function writeColumns(
  database: DuckDBConnection,
  folder: string,
  encoded: readonly EncodedColumn[],
  records: number,
): Promise<void> {
  const rows = Int32Array.from({ length: Math.min(rowsPerFile, records) }, (_, i) => i)
  for (let from = 0, batch = 0; from < records || batch === 0; from += rowsPerFile, batch++) {
    const to = Math.min(from + rowsPerFile, records)
    if (batch > 0) for (let i = 0; i < rows.length; i++) rows[i]! += rowsPerFile
    const slices = encoded.map(({ name, codes }) => ({ name, values: codes.subarray(from, to) }))
    await tableOfNumbers(database, 'batch', [{ name: 'row', values: rows.subarray(0, to - from) }, ...slices])
    await database.run(`copy batch to ${literal(columnFile(folder, batch))} (format parquet, compression snappy)`)
  }
  await database.run('drop table batch')
}
