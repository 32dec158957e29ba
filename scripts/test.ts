// Every test but those of the browser: `npm test`, or `npm test -- src/ledger` for those of a path. In as many processes
// as run well beside their databases; each runs its files one after another.
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { seedsOfThisRun } from '../test/support/seeds.ts'
import { buildConsole } from './build-console.ts'
import { filesUnder, root } from './tool.ts'

/** More would slow each other down more than they gain. */
const processesLimit = 2
const filesForOneProcess = 8

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

interface Run {
  readonly passed: boolean
  /** The counts, and the failures told once more: kept for the end, where a reader looks for them. */
  readonly summary: readonly string[]
}

function run(some: readonly string[], seeds: Readonly<Record<string, string>>): Promise<Run> {
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      '--test',
      '--test-isolation=none',
      '--test-force-exit',
      // Some of what tests wait for keeps no process alive by itself, and the runner takes an idle one for done.
      '--import=data:text/javascript,setInterval(()=>{},1e9)',
      // One test that hangs must not keep the rest from being heard of.
      '--test-timeout=300000',
      '--test-reporter=spec',
      ...flags,
      ...some,
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...seeds } },
  )
  const summary: string[] = []
  createInterface(child.stdout).on('line', (line) => {
    if (summary.length > 0 || line.startsWith('ℹ tests ')) summary.push(line)
    else console.log(line)
  })
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ passed: code === 0, summary }))
  })
}

const count = files.length <= filesForOneProcess ? 1 : Math.min(processesLimit, availableParallelism())
// Neighbours are alike in what they cost, so each process gets every second one.
const shares = Array.from({ length: count }, (_, share) => files.filter((_, i) => i % count === share))
// Where few tests start a node, each is quicker with a country of its own.
const seeds = count > 1 ? seedsOfThisRun() : {}
// Nodes that are tested build it where it is missing; two at once would be in each other's way.
if (count > 1) await buildConsole()
const runs = await Promise.all(shares.map((share) => run(share, seeds)))
for (const { summary } of runs) console.log(summary.join('\n'))
process.exit(runs.every(({ passed }) => passed) ? 0 : 1)
