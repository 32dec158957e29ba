import { readFile } from 'node:fs/promises'
import type { ProviderFailure } from '../../../src/exchange/plugin.ts'
import { fail, type Result } from '../../../src/kernel/result.ts'
import { type Cells, readSheets } from '../../../src/standards/workbook/sheets.ts'
import type { DroppedFile } from '../file-drop.ts'
import { badFile } from '../table.ts'

/** The sheets of a workbook that was dropped, by name. */
export async function readDropped(file: DroppedFile): Promise<Result<ReadonlyMap<string, Cells>, ProviderFailure>> {
  const bytes = await readFile(file.path).catch(() => undefined)
  if (bytes === undefined) return fail({ kind: 'unavailable', detail: `${file.name} cannot be read` })
  const sheets = await readSheets(bytes)
  return sheets.ok ? sheets : fail(badFile(file, sheets.problem))
}
