// Types, lint and dead code: every one is run, also after another failed.
import process from 'node:process'
import { deadcode, lint, typecheck } from './checks.ts'

const failed = Object.entries({ typecheck, lint, deadcode })
  .filter(([, check]) => !check())
  .map(([name]) => name)
if (failed.length > 0) console.error(`failed: ${failed.join(', ')}`)
process.exit(failed.length === 0 ? 0 : 1)
