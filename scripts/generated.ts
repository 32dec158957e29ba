import type pg from 'pg'
import { configurationPage } from '../src/platform/config/describe.ts'
import { dumpSchema } from '../src/platform/database/schema-dump.ts'
import { describeTables } from '../src/platform/database/table-types.ts'
import { openApiText } from '../src/platform/http/document.ts'
import { withEveryRoute } from '../test/support/routes.ts'

/** A file that follows from the code and is checked in; a test compares it. */
export interface GeneratedFile {
  readonly path: string
  /** `pool` leads to a database with every migration applied and nothing else. */
  content(pool: pg.Pool): Promise<string> | string
}

export const generatedFiles: readonly GeneratedFile[] = [
  { path: 'migrations/schema.sql', content: dumpSchema },
  { path: 'src/platform/database/tables.generated.ts', content: describeTables },
  { path: 'docs/configuration.md', content: configurationPage },
  { path: 'docs/openapi.json', content: (pool) => withEveryRoute(pool, openApiText) },
]
