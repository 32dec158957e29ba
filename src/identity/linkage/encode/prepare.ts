import { mkdirSync, rmSync } from 'node:fs'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { CleanerOf } from '../model/cleaned.ts'
import { type Column, comparedTexts, usedColumns } from '../model/columns.ts'
import type { Field, LinkageModel } from '../model/schema.ts'
import { preparationDigest } from '../model/signed.ts'
import { tableOfNumbers } from './append.ts'
import { coderOf, type Dictionary, dictionary } from './codes.ts'
import { chunksOf, identifier, literal, numbersOf } from './duckdb.ts'
import { extent, implicationsOf } from './implications.ts'
import { columnFile, householdFile, type Prepared, recordFile, textFile, writePrepared } from './prepared.ts'
import { packTexts, writeTexts } from './texts.ts'

export interface Preparation {
  /** A query that yields source, record_id and the columns that the fields are read from; all texts. */
  readonly raw: string
  /** The caller's word for the state of the data: another word, another preparation. */
  readonly fingerprint: string
  readonly model: LinkageModel
  readonly cleanerOf: CleanerOf
  readonly folder: string
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
  await database.run(`copy (select "row", source_code, source, record_id from raw) to ${literal(recordFile(folder))}`)
  if (household !== undefined) await keepHouseholds(database, folder)
  progress(0.1)

  const texts = new Set(comparedTexts(model).flatMap(({ domain }) => domain ?? []))
  const dictionaries = dictionariesOf(folder, texts)
  const encoded = new Map<string, Int32Array>()
  for (const [i, field] of fields.entries()) {
    const columns = used.filter((column) => column.field === field.id)
    const codes = await encodeField(
      database,
      { index: i, field, columns, records },
      preparation.cleanerOf,
      dictionaries,
    )
    for (const [name, values] of codes) encoded.set(name, values)
    dictionaries.close(used.filter((column) => fields.indexOf(fieldOf(fields, column)) > i))
    progress(0.1 + (0.7 * (i + 1)) / fields.length)
  }
  await writeColumns(database, folder, encoded, records)
  progress(1)
  const prepared: Prepared = {
    ...{ digest: preparationDigest(model), fingerprint, records, repeated, sources },
    columns: used.map(({ name, coding, domain }) => ({
      ...{ name, coding, ...extent(encoded.get(name)!) },
      ...(domain === undefined ? {} : { domain }),
    })),
    implications: fields.flatMap((field) =>
      implicationsOf(used.filter((column) => column.field === field.id).map(({ name }) => [name, encoded.get(name)!])),
    ),
    texts: [...texts],
    seconds: (performance.now() - started) / 1000,
  }
  writePrepared(folder, prepared)
  return prepared
}

const fieldOf = (fields: readonly Field[], { field }: Column): Field => fields.find(({ id }) => id === field)!

/** SQL of the raw value of a field: its columns joined; a place keeps an empty step in its position. */
export function joinedValue({ kind, from }: Field): string {
  const column = (name: string) => `trim(${identifier(name)}::varchar)`
  if (kind === 'place' && from.length > 1) {
    const path = from.map((name) => `coalesce(${column(name)}, '')`).join(` || '/' || `)
    return `nullif(${path}, ${literal('/'.repeat(from.length - 1))})`
  }
  return `nullif(concat_ws(' ', ${from.map((name) => `nullif(${column(name)}, '')`).join(', ')}), '')`
}

interface LoadedFields {
  readonly fields: readonly Field[]
  readonly household: Field | undefined
}

/** The raw table with its rows numbered. Of rows with one source and record id the first counts. */
async function loadRaw(database: DuckDBConnection, { fields, household }: LoadedFields, raw: string) {
  const values = [
    ...fields.map((field, i) => `${joinedValue(field)} as f${i}`),
    ...(household === undefined ? [] : [`${joinedValue(household)} as household`]),
  ].join(', ')
  await database.run(
    `create or replace table raw as select (row_number() over () - 1)::integer as "row", 0::integer as source_code,
       source::varchar as source, record_id::varchar as record_id, ${values} from (${raw})`,
  )
  const [all, distinct] = await row(
    database,
    'select count(*), (select count(*) from (select distinct source, record_id from raw)) from raw',
  )
  const repeated = all! - distinct!
  if (repeated > 0) await dropRepeated(database)
  await database.run(
    `create or replace table sources as select source, count(*)::integer as records,
       (row_number() over (order by source))::integer as code from raw group by source`,
  )
  await database.run('update raw set source_code = sources.code from sources where raw.source = sources.source')
  const reader = await database.runAndReadAll('select source, records from sources order by code')
  const sources = reader.getRows().map(([source, records]) => ({ source: String(source), records: Number(records) }))
  return { records: distinct!, repeated, sources }
}

/** As the sources write them: whoever reads which households became one must find them there again. */
async function keepHouseholds(database: DuckDBConnection, folder: string): Promise<void> {
  await database.run(
    `copy (select "row", source_code, household from raw where household is not null) to ${literal(householdFile(folder))}`,
  )
  await database.run('alter table raw drop column household')
}

async function dropRepeated(database: DuckDBConnection): Promise<void> {
  await database.run(
    `create or replace table raw as select * replace ((row_number() over (order by "row") - 1)::integer as "row")
     from raw semi join (select min("row") as "row" from raw group by source, record_id) using ("row")`,
  )
}

async function row(database: DuckDBConnection, query: string): Promise<number[]> {
  const reader = await database.runAndReadAll(query)
  return reader.getRows()[0]!.map(Number)
}

interface FieldWork {
  readonly index: number
  readonly field: Field
  readonly columns: readonly Column[]
  readonly records: number
}

/** Codes of each column of a field, by record. */
async function encodeField(
  database: DuckDBConnection,
  { index, field, columns, records }: FieldWork,
  cleanerOf: CleanerOf,
  dictionaries: Dictionaries,
): Promise<[name: string, codes: Int32Array][]> {
  const value = `f${index}`
  await database.run(
    `create or replace table distinct_values as
       select (row_number() over ())::integer as code, value from (select distinct ${value} as value from raw where ${value} is not null)`,
  )
  const [count] = await row(database, 'select count(*) from distinct_values')
  const clean = cleanerOf(field.kind)
  const coders = columns.map((column) => coderOf(column, () => dictionaries.of(column)))
  const codes = columns.map(() => new Int32Array(count! + 1))
  for await (const chunk of chunksOf(database, 'select code, value from distinct_values')) {
    const numbers = numbersOf(chunk, 0)
    const values = chunk.getColumnVector(1)
    for (let i = 0; i < chunk.rowCount; i++) {
      const cleaned = clean(values.getItem(i) as string)
      for (let c = 0; c < columns.length; c++) {
        const part = cleaned[columns[c]!.part]
        if (part !== null && part !== undefined) codes[c]![numbers[i]!] = coders[c]!(part)
      }
    }
  }
  const encoded = columns.map(() => new Int32Array(records))
  const query = `select raw."row", distinct_values.code from raw join distinct_values on raw.${value} = distinct_values.value`
  for await (const chunk of chunksOf(database, query)) {
    const rows = numbersOf(chunk, 0)
    const raw = numbersOf(chunk, 1)
    for (let c = 0; c < columns.length; c++) {
      const from = codes[c]!
      const to = encoded[c]!
      for (let i = 0; i < rows.length; i++) to[rows[i]!] = from[raw[i]!]!
    }
  }
  await database.run(`drop table distinct_values; alter table raw drop column ${value}`)
  return columns.map(({ name }, c) => [name, encoded[c]!])
}

interface Dictionaries {
  of(column: Column): Dictionary
  /** Writes and forgets the dictionaries that no later column needs. */
  close(later: readonly Column[]): void
}

function dictionariesOf(folder: string, texts: ReadonlySet<string>): Dictionaries {
  const open = new Map<string, Dictionary>()
  return {
    of({ domain = '' }) {
      const known = open.get(domain) ?? dictionary()
      open.set(domain, known)
      return known
    },
    close(later) {
      for (const [domain, values] of open) {
        if (later.some((column) => column.domain === domain)) continue
        if (texts.has(domain)) writeTexts(textFile(folder, domain), packTexts(values.values()))
        open.delete(domain)
      }
    },
  }
}

const rowsPerFile = 1_048_576

/** Parquet files of a million rows: no more than that is held twice. */
async function writeColumns(
  database: DuckDBConnection,
  folder: string,
  encoded: ReadonlyMap<string, Int32Array>,
  records: number,
): Promise<void> {
  const rows = Int32Array.from({ length: Math.min(rowsPerFile, records) }, (_, i) => i)
  for (let from = 0, batch = 0; from < records || batch === 0; from += rowsPerFile, batch++) {
    const to = Math.min(from + rowsPerFile, records)
    if (batch > 0) for (let i = 0; i < rows.length; i++) rows[i]! += rowsPerFile
    const slices = [...encoded].map(([name, codes]) => ({ name, values: codes.subarray(from, to) }))
    await tableOfNumbers(database, 'batch', [{ name: 'row', values: rows.subarray(0, to - from) }, ...slices])
    await database.run(`copy batch to ${literal(columnFile(folder, batch))} (format parquet, compression zstd)`)
  }
  await database.run('drop table batch')
}
