import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse'
import { fail, ok, type Result } from '../../../kernel/result.ts'
import { identifier, literal } from '../encode/duckdb.ts'
import { decodeFile, fileSize } from './files.ts'
import type { Opened } from './opened.ts'
import { columnTwice, emptySource, unreadable, unreadableRow } from './problems.ts'
import { insertFrom, type RawTable } from './raw-table.ts'
import type { Source, SourceOrigin } from './schema.ts'

type CsvOrigin = Extract<SourceOrigin, { kind: 'csv' }>

const headerBytes = 1_000_000
const maxLineBytes = 4_000_000

/** A file of values with a header line (RFC 4180). */
export async function openCsv(source: Source, origin: CsvOrigin, spillFolder: string): Promise<Result<Opened>> {
  const size = await fileSize(source, origin.path)
  if (!size.ok) return size
  if (size.value === 0) return fail(emptySource(source))
  const encoding = origin.encoding ?? 'utf-8'
  const copy = encoding === 'utf-8' ? undefined : join(spillFolder, `${source.id}.utf-8.csv`)
  const digest = await decodeFile({ source, path: origin.path, encoding, ...(copy === undefined ? {} : { copy }) })
  if (!digest.ok) return digest
  const path = copy ?? origin.path
  const header = await readHeader(path)
  if (header === undefined) return fail(unreadable(source, 'its header line is not closed'))
  const separator = origin.separator ?? likelySeparator(header.line)
  const columns = await namesOf(header.line, separator)
  if (columns === undefined) return fail(unreadable(source, 'its header line is not one of a CSV file'))
  const twice = columns.find((name, i) => columns.indexOf(name) < i)
  if (twice !== undefined) return fail(columnTwice(source, twice))
  return ok({
    digest: digest.value,
    columns,
    load: (table, as) => load(as, table, csvRelation(path, columns, separator)),
    close: () => (copy === undefined ? Promise.resolve() : rm(copy, { force: true })),
  })
}

const csvRelation = (path: string, columns: readonly string[], separator: string): string =>
  `read_csv(${literal(path)}, auto_detect = false, header = true, delim = ${literal(separator)}, quote = '"', escape = '"',
    max_line_size = ${maxLineBytes}, columns = {${columns.map((name) => `${identifier(name)}: 'varchar'`).join(', ')}})`

async function load(source: Source, table: RawTable, relation: string): Promise<Result<void>> {
  try {
    return ok(await insertFrom(table, source, relation))
  } catch (error) {
    // What the reader says holds the line itself, which must not leave.
    const line = /CSV Error on Line: (\d+)/.exec(String(error))?.[1]
    if (line === undefined) throw error
    return fail(unreadableRow(source, Number(line)))
  }
}

/** The first line, without a byte order mark; a header has no line breaks within quotation marks. */
async function readHeader(path: string): Promise<{ readonly line: string } | undefined> {
  let text = ''
  for await (const chunk of createReadStream(path, { encoding: 'utf8', end: headerBytes })) {
    text += chunk as string
    const end = text.search(/\r\n|\n|\r/)
    if (end >= 0) return { line: text.slice(0, end).replace(/^\ufeff/, '') }
  }
  return text.length < headerBytes ? { line: text.replace(/^\ufeff/, '') } : undefined
}

/** The sign that parts the header into most columns. */
function likelySeparator(header: string): string {
  const count = (sign: string): number => header.split(sign).length
  return [',', ';', '\t', '|'].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

function namesOf(header: string, separator: string): Promise<string[] | undefined> {
  return new Promise((resolve) => {
    parse(header, { delimiter: separator, trim: true }, (error, rows: string[][]) =>
      resolve(error ? undefined : rows[0]),
    )
  })
}
