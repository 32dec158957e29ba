import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { parse } from 'csv-parse'
import type { Connector, ConnectorContext, OpenConnector, ProviderFailure } from '../../../src/exchange/plugin.ts'
import { fail, ok, type Result } from '../../../src/kernel/result.ts'
import type { DroppedFile } from '../file-drop.ts'
import { badFile, dropOf, openTable, type Row } from '../table.ts'
import { CsvSettings } from './settings.ts'

const defaults = { latest: 1, maxBytes: 100_000_000, settleMs: 2_000, encoding: 'utf-8', separator: ',' } as const
const maxRecordBytes = 100_000
const maxRows = 2_000_000

/** CSV files dropped into a folder (RFC 4180), asked by the columns that the settings name. */
export const connector: Connector = { kind: 'csv', settings: CsvSettings, open }

function open(context: ConnectorContext): OpenConnector {
  const settings = context.operation as CsvSettings
  return openTable({
    ...dropOf(context, settings, defaults),
    read: (file) => readCsv(file, settings),
    combine: (rows) => (settings.group === undefined ? rows : groupRows(rows, settings.group)),
  })
}

async function readCsv(file: DroppedFile, settings: CsvSettings): Promise<Result<readonly Row[], ProviderFailure>> {
  const rows: Row[] = []
  let missing: string[] = []
  let headerSeen = false
  const parser = parse({
    delimiter: settings.separator ?? defaults.separator,
    bom: true,
    trim: true,
    max_record_size: maxRecordBytes,
    columns: (header: string[]) => {
      headerSeen = true
      missing = settings.columns.filter((column) => !header.includes(column))
      if (missing.length > 0) throw new Error('columns are missing')
      if (new Set(header).size < header.length) throw new Error('two columns have the same name')
      return header
    },
  })
  try {
    const decode = decoder(settings.encoding ?? defaults.encoding)
    await pipeline(
      createReadStream(file.path),
      decode,
      parser,
      async (records: AsyncIterable<Record<string, string>>) => {
        for await (const record of records) {
          if (rows.length === maxRows) throw new Error('too many rows')
          rows.push({ ...record, ...file.parts })
        }
      },
    )
  } catch (error) {
    return fail(badFile(file, missing.length > 0 ? `without the column ${missing.join(', ')}` : faultOf(error)))
  }
  return headerSeen ? ok(rows) : fail(badFile(file, 'empty, without a header'))
}

function decoder(encoding: string): (bytes: AsyncIterable<Buffer>) => AsyncGenerator<string> {
  return async function* decode(bytes) {
    const text = new TextDecoder(encoding, { fatal: true })
    for await (const chunk of bytes) yield text.decode(chunk, { stream: true })
    yield text.decode()
  }
}

/** In our words and the parser's line number: its message may quote a cell. */
function faultOf(error: unknown): string {
  const facts = error as { code?: unknown; lines?: unknown; message?: unknown }
  const line = typeof facts.lines === 'number' ? ` at line ${facts.lines}` : ''
  if (facts.code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'bytes that are not of the agreed encoding'
  if (typeof facts.code === 'string') return `cannot be read as CSV (${facts.code})${line}`
  return typeof facts.message === 'string' ? `cannot be read as CSV: ${facts.message}` : 'cannot be read as CSV'
}

/** Rows with the same key become one record: the newest row's columns, and all of them under `into`. */
export function groupRows(rows: readonly Row[], group: { readonly by: string; readonly into: string }): readonly Row[] {
  const groups = new Map<unknown, Row[]>()
  for (const row of rows) {
    const same = groups.get(row[group.by])
    if (same === undefined) groups.set(row[group.by], [row])
    else same.push(row)
  }
  return [...groups.values()].map((same) => ({ ...same[0], [group.into]: same }))
}
