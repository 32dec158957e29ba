// Every test but those of the browser, in one process: `npm test`, or `npm test -- src/ledger` for those of a path.
import process from 'node:process'
import { filesUnder, runs } from './tool.ts'

const args = process.argv.slice(2)
const paths = args.filter((arg) => !arg.startsWith('--'))
const flags = args.filter((arg) => arg.startsWith('--'))

const files = filesUnder(
  ['src', 'plugins', 'countries', 'test', 'scripts', 'bench', 'console'],
  (path) =>
    path.endsWith('.test.ts') &&
    !path.endsWith('.browser.test.ts') &&
    (paths.length === 0 || paths.some((wanted) => path.includes(wanted))),
)
if (files.length === 0) {
  console.error(`no test lies under ${paths.join(' or ')}`)
  process.exit(1)
}
const passed = runs(process.execPath, [
  '--disable-warning=ExperimentalWarning',
  '--test',
  '--test-isolation=none',
  '--test-force-exit',
  // One test that hangs must not keep the rest from being heard of.
  '--test-timeout=300000',
  ...flags,
  ...files,
])
process.exit(passed ? 0 : 1)
