// Every test but those of the browser: `npm test`, or `npm test -- src/ledger` for those of a path. In as many processes
// at a time as run well beside their databases; each runs its files one after another.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { seedsOfThisRun } from '../test/support/seeds.ts'
import { buildConsole } from './build-console.ts'
import { filesUnder, root, temporaryFilesInMemory } from './tool.ts'

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
  /** How many tests there were, passed, failed, by the names that the runner gives these counts. */
  readonly counts: ReadonlyMap<string, number>
  /** The failures told once more: kept for the end, where a reader looks for them. */
  readonly failures: readonly string[]
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
  const counts = new Map<string, number>()
  const failures: string[] = []
  createInterface(child.stdout).on('line', (line) => {
    const [, name, value] = /^ℹ (\w+) ([\d.]+)$/.exec(line) ?? []
    // The counts come last, and after them only failures.
    if (name !== undefined && (counts.size > 0 || name === 'tests')) counts.set(name, Number(value))
    else if (counts.size > 0) failures.push(line)
    else console.log(line)
  })
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ passed: code === 0, counts, failures }))
  })
}

/** Its tests leave the work to a product of their own, so that the file goes well into a process of its own. */
const startsTheProduct = (path: string): boolean =>
  /support\/(?:kiungo|world)\.ts'/.test(readFileSync(join(root, path), 'utf8'))

/**
 * What one process runs, in the order of their turn. A process costs the start of a database, so most files share one for
 * each turn at a time. Those that start the product use no other database and take longest: they come one by one, to
 * whoever is through first, and none waits for the other in the end.
 */
function groupsOf(all: readonly string[], turns: number): (readonly string[])[] {
  if (turns === 1) return [all]
  const alone = all.filter(startsTheProduct)
  const together = all.filter((path) => !alone.includes(path))
  // Neighbours are alike in what they cost, so each process gets every second one.
  const shares = Array.from({ length: turns }, (_, share) => together.filter((_, i) => i % turns === share))
  return [...shares, ...alone.map((path) => [path])].filter((group) => group.length > 0)
}

temporaryFilesInMemory()
const turns = files.length <= filesForOneProcess ? 1 : Math.min(processesLimit, availableParallelism())
const groups = groupsOf(files, turns)
// Where few tests start a node, each is quicker with a country of its own.
const seeds = turns > 1 ? seedsOfThisRun() : {}
// Nodes that are tested build it where it is missing; two at once would be in each other's way.
if (turns > 1) await buildConsole()

const started = performance.now()
const runs: Run[] = []
async function takeTurns(): Promise<void> {
  for (let group = groups.shift(); group !== undefined; group = groups.shift()) runs.push(await run(group, seeds))
}
await Promise.all(Array.from({ length: turns }, takeTurns))

for (const name of runs[0]?.counts.keys() ?? []) {
  const sum = runs.reduce((total, { counts }) => total + (counts.get(name) ?? 0), 0)
  console.log(`ℹ ${name} ${name === 'duration_ms' ? Math.round(performance.now() - started) : sum}`)
}
for (const { failures } of runs) if (failures.length > 0) console.log(failures.join('\n'))
process.exit(runs.every(({ passed }) => passed) ? 0 : 1)
