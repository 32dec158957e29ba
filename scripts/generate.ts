// Writes the files that follow from the code: `npm run generate`, after a migration, a setting or a route has changed.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { createTestDatabase } from '../test/support/database.ts'
import { generatedFiles } from './generated.ts'
import { root } from './tool.ts'

const cleanups: (() => Promise<void> | void)[] = []
const { pool } = await createTestDatabase({ after: (cleanup) => void cleanups.push(cleanup) })
for (const { path, content } of generatedFiles) {
  const file = join(root, path)
  const text = await content(pool)
  if (text === readIfThere(file)) continue
  writeFileSync(file, text)
  console.log(`wrote ${path}`)
}
for (const cleanup of cleanups) await cleanup()
process.exit(0)

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
