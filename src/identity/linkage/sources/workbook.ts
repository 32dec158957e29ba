import { readFile } from 'node:fs/promises'
import { sha256Hex } from '../../../kernel/digest.ts'
import { fail, ok, type Result } from '../../../kernel/result.ts'
import { type Cells, readSheets } from '../../../standards/workbook/sheets.ts'
import { fileSize } from './files.ts'
import type { Opened } from './opened.ts'
import { columnTwice, emptySource, unreadable } from './problems.ts'
import { appendRows, columnsRead, type RawTable } from './raw-table.ts'
import type { Source, SourceOrigin } from './schema.ts'

type WorkbookOrigin = Extract<SourceOrigin, { kind: 'xlsx' }>

/** A sheet holds at most 1,048,576 rows; what a person edits by hand is far smaller. */
const maxWorkbookBytes = 100_000_000
/** A title and notes may stand above the header. */
const headerWithinRows = 20

/** One sheet of a workbook; its header is the first of its first rows that has the record id's column, else the fullest. */
export async function openWorkbook(source: Source, origin: WorkbookOrigin): Promise<Result<Opened>> {
  const size = await fileSize(source, origin.path, maxWorkbookBytes)
  if (!size.ok) return size
  const bytes = await readFile(origin.path)
  const sheets = await readSheets(bytes)
  if (!sheets.ok) return fail(unreadable(source, sheets.problem))
  const cells = origin.sheet === undefined ? [...sheets.value.values()][0] : sheets.value.get(origin.sheet)
  if (cells === undefined) return fail(unreadable(source, `it has no sheet ${origin.sheet ?? ''}`))
  if (cells.length === 0) return fail(emptySource(source))
  const rows = cells.map((row) => row.map(textOf))
  const top = headerAt(rows.slice(0, headerWithinRows), source.recordId)
  const columns = rows[top] ?? []
  const twice = columns.find((name, i) => name !== '' && columns.indexOf(name) < i)
  if (twice !== undefined) return fail(columnTwice(source, twice))
  return ok({
    digest: sha256Hex(bytes),
    columns: columns.filter((name) => name !== ''),
    load: (table, as) => load(as, table, { columns, rows: rows.slice(top + 1) }),
    close: () => Promise.resolve(),
  })
}

/** Without the record id's column among them, the first of the fullest rows: titles and notes fill a cell or two. */
function headerAt(rows: readonly (readonly string[])[], recordId: string): number {
  const named = recordId === '' ? -1 : rows.findIndex((row) => row.includes(recordId))
  if (named >= 0) return named
  const filled = rows.map((row) => row.filter((text) => text !== '').length)
  return Math.max(filled.indexOf(Math.max(...filled)), 0)
}

interface Sheet {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

async function load(source: Source, table: RawTable, { columns, rows }: Sheet): Promise<Result<void>> {
  const places = columnsRead(source, table).map((column) => columns.indexOf(column))
  const appender = await appendRows(table, source)
  for (const row of rows) {
    // Rows that are blank through and through stand between tables and below them.
    if (row.some((text) => text !== '')) appender.append(places.map((place) => row[place] ?? ''))
  }
  appender.close()
  return ok(undefined)
}

function textOf(cell: Cells[number][number]): string {
  if (cell === null || cell === undefined) return ''
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell).trim()
}
