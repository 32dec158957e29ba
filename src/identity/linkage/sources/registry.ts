import { createHash } from 'node:crypto'
import type pg from 'pg'
import { ok, type Result } from '../../../kernel/result.ts'
import { columnsOfView, streamRecords } from '../../../registry/stream.ts'
import type { Opened } from './opened.ts'
import { appendRows, columnsRead } from './raw-table.ts'
import type { SourceOrigin } from './schema.ts'

type RegistryOrigin = Extract<SourceOrigin, { kind: 'registry' }>

/** Kiungo's own registry as it is at one moment. Its digest is of the rows, and is known once they are loaded. */
export async function openRegistry({ records }: RegistryOrigin, pool: pg.Pool): Promise<Result<Opened>> {
  const hash = createHash('sha256')
  const opened = {
    digest: '',
    columns: columnsOfView(records),
    close: () => Promise.resolve(),
    async load(...[table, as]: Parameters<Opened['load']>) {
      const appender = await appendRows(table, as)
      for await (const rows of streamRecords(pool, records, columnsRead(as, table))) {
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
