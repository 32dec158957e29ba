import { Worker } from 'node:worker_threads'
import { fail, ok, type Result } from '../../kernel/result.ts'
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

/**
 * The sheets of a workbook (ECMA-376) by name, or why it is none; bounded in what it unpacks to, in memory and in time.
 * Parsing happens in a thread of its own.
 */
export async function readSheets(bytes: Buffer): Promise<Result<ReadonlyMap<string, Cells>, string>> {
  const unpacked = unpackedBytes(bytes)
  if (unpacked === undefined) return fail('not a workbook')
  if (unpacked > maxUnpackedBytes) return fail(`larger than ${maxUnpackedBytes} bytes when unpacked`)
  const sheets = await parseApart(bytes)
  if (sheets === undefined) return fail('not a workbook, or one that takes too long or too much memory')
  return ok(new Map(sheets.map(({ sheet, data }) => [sheet, data])))
}

async function parseApart(bytes: Buffer): Promise<readonly Sheet[] | undefined> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
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
