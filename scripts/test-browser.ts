// The console's tests in a real Chromium, on a console built from the sources as they are.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import process from 'node:process'
import { seedsOfThisRun } from '../test/support/seeds.ts'
import { buildConsole } from './build-console.ts'
import { filesUnder, runs, temporaryFilesInMemory } from './tool.ts'

const candidates = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

const findChromium = () => candidates.find((path) => path !== undefined && existsSync(path))

function installChromium(): void {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  console.error('installing Chromium with apt-get (once) ...')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [
    ['update', '-q'],
    ['install', '-y', '-q', '--no-install-recommends', 'chromium'],
  ]) {
    if (spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env }).status !== 0) return
  }
}

if (findChromium() === undefined) installChromium()
const chromium = findChromium()
if (chromium === undefined) {
  console.error(
    'no Chromium was found: install it (`apt-get install chromium`), or set CHROMIUM_PATH to one, and repeat',
  )
  process.exit(1)
}
const wanted = process.argv.slice(2)
const files = filesUnder(
  ['src', 'test', 'console'],
  (path) => path.endsWith('.browser.test.ts') && (wanted.length === 0 || wanted.some((part) => path.includes(part))),
)
if (files.length === 0) {
  console.error('there is no browser test to run')
  process.exit(1)
}
await buildConsole()
temporaryFilesInMemory()
// Two side by side, each with a product and a browser of its own: much of a page's time is waiting.
const passed = runs(
  process.execPath,
  ['--disable-warning=ExperimentalWarning', '--test', '--test-concurrency=2', '--test-force-exit', ...files],
  { CHROMIUM_PATH: chromium, ...(files.length > 1 ? seedsOfThisRun() : {}) },
)
process.exit(passed ? 0 : 1)
