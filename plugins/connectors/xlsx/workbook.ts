import { readFile } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import type { ProviderFailure } from '../../../src/exchange/plugin.ts'
import { fail, ok, type Result } from '../../../src/kernel/result.ts'
import type { DroppedFile } from '../file-drop.ts'
import { badFile } from '../table.ts'
import { unpackedBytes } from './zip.ts'

/** Rows of cells: text, number, boolean, date or null. */
export type Cells = readonly (readonly unknown[])[]
interface Sheet {
  readonly sheet: string
  readonly data: Cells
}

const maxUnpackedBytes = 300_000_000
const maxHeapMb = 1_000
const maxParseMs = 60_000

/** The sheets of a workbook by name; bounded in what it unpacks to, in memory and in time. */
export async function readSheets(file: DroppedFile): Promise<Result<ReadonlyMap<string, Cells>, ProviderFailure>> {
  const bytes = await readFile(file.path).catch(() => undefined)
  if (bytes === undefined) return fail({ kind: 'unavailable', detail: `${file.name} cannot be read` })
  const unpacked = unpackedBytes(bytes)
  if (unpacked === undefined) return fail(badFile(file, 'not a workbook'))
  if (unpacked > maxUnpackedBytes) return fail(badFile(file, `larger than ${maxUnpackedBytes} bytes when unpacked`))
  const sheets = await parseApart(bytes)
  if (sheets === undefined) return fail(badFile(file, 'not a workbook, or one that takes too long or too much memory'))
  return ok(new Map(sheets.map(({ sheet, data }) => [sheet, data])))
}

async function parseApart(bytes: Buffer): Promise<readonly Sheet[] | undefined> {
  const worker = new Worker(new URL('./workbook-worker.ts', import.meta.url), {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
  })
  const { promise, resolve } = Promise.withResolvers<readonly Sheet[] | undefined>()
  const timer = setTimeout(() => resolve(undefined), maxParseMs)
  worker.once('message', resolve)
  worker.once('error', () => resolve(undefined))
  worker.once('exit', () => resolve(undefined))
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
