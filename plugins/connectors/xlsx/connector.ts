import type { Connector, ConnectorContext, OpenConnector, ProviderFailure } from '../../../src/exchange/plugin.ts'
import { fail, ok, type Result } from '../../../src/kernel/result.ts'
import type { Cells } from '../../../src/standards/workbook/sheets.ts'
import type { DroppedFile } from '../file-drop.ts'
import { badFile, dropOf, openTable, type Row } from '../table.ts'
import { XlsxSettings } from './settings.ts'
import { readDropped } from './workbook.ts'

const defaults = { latest: 1, maxBytes: 20_000_000, settleMs: 2_000 }
const headerRows = 20
const maxRows = 500_000

/** Workbooks dropped into a folder, filled in by hand: a header that is not the first row, cells of mixed types. */
export const connector: Connector = { kind: 'xlsx', settings: XlsxSettings, open }

function open(context: ConnectorContext): OpenConnector {
  const settings = context.operation as XlsxSettings
  return openTable({
    ...dropOf(context, settings, defaults),
    read: (file) => readFile(file, settings),
    combine: (rows) => rows,
  })
}

async function readFile(file: DroppedFile, settings: XlsxSettings): Promise<Result<readonly Row[], ProviderFailure>> {
  const sheets = await readDropped(file)
  if (!sheets.ok) return sheets
  const base = tableOf(file, sheets.value, settings)
  if (!base.ok) return base
  const rows = base.value.map((row) => ({ ...row, ...file.parts }))
  if (settings.details === undefined) return ok(rows)
  const details = tableOf(file, sheets.value, settings.details)
  if (!details.ok) return details
  return ok(withDetails(rows, details.value, settings.details.by))
}

interface Wanted {
  readonly sheet: string
  readonly columns: readonly string[]
}

function tableOf(
  file: DroppedFile,
  sheets: ReadonlyMap<string, Cells>,
  wanted: Wanted,
): Result<readonly Row[], ProviderFailure> {
  const cells = sheets.get(wanted.sheet)
  if (cells === undefined) return fail(badFile(file, `without the sheet ${wanted.sheet}`))
  if (cells.length > maxRows) return fail(badFile(file, `more than ${maxRows} rows`))
  const heads = cells
    .slice(0, headerRows)
    .map((row) => row.map((cell) => (typeof cell === 'string' ? cell.trim() : '')))
  const at = heads.findIndex((row) => wanted.columns.every((column) => row.includes(column)))
  const header = heads[at]
  if (header === undefined) {
    // The likeliest header is the row with most of the columns: what it lacks is what to mend.
    const missing = heads
      .map((row) => wanted.columns.filter((column) => !row.includes(column)))
      .reduce((least, lacking) => (lacking.length < least.length ? lacking : least), [...wanted.columns])
    return fail(badFile(file, `sheet ${wanted.sheet} without the column ${missing.join(', ')}`))
  }
  const rows = cells.slice(at + 1).filter((row) => row.some((cell) => cell !== null))
  return ok(rows.map((row) => rowOf(header, row)))
}

function rowOf(header: readonly string[], cells: readonly unknown[]): Row {
  const row: Record<string, unknown> = Object.create(null)
  header.forEach((column, i) => {
    if (column !== '') row[column] = cells[i] ?? null
  })
  return row
}

/** A row without details stays as it is: being on the list is a fact of its own. */
function withDetails(rows: readonly Row[], details: readonly Row[], by: string): readonly Row[] {
  const byKey = new Map<unknown, Row[]>()
  for (const detail of details) {
    const same = byKey.get(detail[by])
    if (same === undefined) byKey.set(detail[by], [detail])
    else same.push(detail)
  }
  return rows.flatMap((row) => byKey.get(row[by])?.map((detail) => ({ ...detail, ...row })) ?? [row])
}
