/**
 * Two linkage runs compared, and one evaluated, from their files alone:
 * `node bench/compare-runs.ts [1000000 10000000 10000000:shuffled]`. The files are made up and kept under
 * `.cache/compare-runs`; shuffled, the second run holds its records in another order, and one in a hundred of either is not in
 * the other. Each size is measured in a process of its own, so that its memory is its own.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { root } from '../scripts/tool.ts'
import { compareRunFiles } from '../src/identity/linkage/evaluate/compared.ts'
import { measurePeople } from '../src/identity/linkage/evaluate/people.ts'
import { measuringDatabase } from '../src/identity/measures/under-way.ts'
import { truthOf, writeRuns } from './compare-runs/written.ts'
import { machineLine } from './measure.ts'

const usual = ['1000000', '1000000:shuffled', '10000000', '10000000:shuffled']
const known = 500_000
const examples = 500

interface Measured {
  readonly seconds: Readonly<Record<string, number>>
  /** Of the processor, of all threads together. */
  readonly processorSeconds: number
  readonly peakMiB: number
  readonly said: string
}

/** Seconds of each step, and of the whole. */
async function timed<T>(work: (watch: (step: string) => void) => Promise<T>) {
  const seconds: Record<string, number> = {}
  const started = performance.now()
  let [step, began] = ['open', started]
  const watch = (next: string): void => {
    if (next === step) return
    const now = performance.now()
    seconds[step] = (seconds[step] ?? 0) + (now - began) / 1000
    ;[step, began] = [next, now]
  }
  const value = await work(watch)
  watch('end')
  return { value, seconds: { ...seconds, all: (performance.now() - started) / 1000 } }
}

function used() {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  return { processorSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMiB: Math.round(maxRSS / 1024) }
}

async function measure(what: string, folder: string): Promise<Measured> {
  const [first, second] = [join(folder, 'first'), join(folder, 'second')]
  const { signal } = new AbortController()
  if (what === 'compare') {
    const { value, seconds } = await timed((watch) =>
      measuringDatabase(first, signal, (database) => compareRunFiles(database, { first, second }, examples, watch)),
    )
    return { seconds, ...used(), said: JSON.stringify([value.records, value.pairs, value.clusters]) }
  }
  const people = truthOf(known)
  const { value, seconds } = await timed((watch) =>
    measuringDatabase(first, signal, (database) =>
      measurePeople(database, first, { divisions: ['third'], people }, watch),
    ),
  )
  return { seconds, ...used(), said: JSON.stringify([value.known, value.clusters.pairs]) }
}

async function folderOf(size: string): Promise<string> {
  const base = join(root, '.cache', 'compare-runs')
  const folder = join(base, size.replace(':', '-'))
  if (existsSync(folder)) return folder
  const [records = '', order] = size.split(':')
  rmSync(`${folder}.new`, { recursive: true, force: true })
  await writeRuns(`${folder}.new`, Number(records), order === 'shuffled')
  renameSync(`${folder}.new`, folder)
  return folder
}

const [asked = '', folder = ''] = process.argv.slice(2)
if (asked === 'compare' || asked === 'evaluate') {
  process.stdout.write(JSON.stringify(await measure(asked, folder)))
} else {
  const sizes = process.argv.slice(2)
  console.log(machineLine())
  for (const size of sizes.length === 0 ? usual : sizes) {
    const to = await folderOf(size)
    for (const what of ['compare', 'evaluate']) {
      const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), what, to], { encoding: 'utf8' })
      if (child.status !== 0) throw new Error(child.stderr)
      const { seconds, processorSeconds, peakMiB, said } = JSON.parse(child.stdout) as Measured
      const steps = Object.entries(seconds).map(([step, took]) => `${step} ${took.toFixed(1)} s`)
      console.log(
        `${size} ${what}: ${steps.join(', ')}; processor ${processorSeconds.toFixed(1)} s; peak ${peakMiB} MiB; ${said}`,
      )
    }
  }
}
