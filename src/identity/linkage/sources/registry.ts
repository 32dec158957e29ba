import { createHash } from 'node:crypto'
import type pg from 'pg'
import { ok, type Result } from '../../../kernel/result.ts'
import { columnsOfView, streamRecords } from '../../../registry/stream.ts'
import type { Opened } from './opened.ts'
import { appendRows, columnsRead } from './raw-table.ts'
import type { Source, SourceOrigin } from './schema.ts'

type RegistryOrigin = Extract<SourceOrigin, { kind: 'registry' }>

/** Kiungo's own registry as it is at one moment. Its digest is of the rows, and is known once they are loaded. */
export async function openRegistry(
  source: Source,
  { records }: RegistryOrigin,
  pool: pg.Pool,
): Promise<Result<Opened>> {
  const hash = createHash('sha256')
  const opened = {
    digest: '',
    columns: columnsOfView(records),
    close: () => Promise.resolve(),
    async load(table: Parameters<Opened['load']>[0]) {
      const appender = await appendRows(table, source)
      for await (const rows of streamRecords(pool, records, columnsRead(source, table))) {
        hash.update(JSON.stringify(rows))
        for (const row of rows) appender.append(row)
      }
      appender.close()
      opened.digest = hash.digest('hex')
      return ok(undefined)
    },
  }
  return ok(opened)
}
