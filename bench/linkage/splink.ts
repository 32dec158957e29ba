/**
 * Splink on DuckDB over what `npm run bench:linkage` prepared: the same records, blocking rules and levels, and with its own
 * comparison library beside it. Skipped when Splink is not installed.
 * `SPLINK_PYTHON=/path/to/venv/bin/python node bench/linkage/splink.ts [1000000:wide …]`
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { root } from '../../scripts/tool.ts'
import { narrowBlocking, wideBlocking } from '../../src/identity/linkage/model/person.ts'
import { machineLine } from '../measure.ts'

interface SplinkFigures {
  readonly wall: number
  readonly processor: number
  readonly train: number
  readonly predict: number
  readonly cluster: number
  readonly memory_gib: number
  readonly best_f1: number
  readonly best_weight: number
  readonly f1_at_even_odds: number
}

const python = process.env.SPLINK_PYTHON ?? 'python3'
const version = spawnSync(python, ['-c', 'import splink, duckdb; print(splink.__version__, duckdb.__version__)'])
if (version.status !== 0) {
  console.log(
    `skipped: ${python} has no Splink. Make a venv, pip install splink, and name its python in SPLINK_PYTHON.`,
  )
  process.exit(0)
}
const [splink = '', duckdb = ''] = version.stdout.toString().trim().split(' ')
console.log(`${machineLine()}; Splink ${splink} on DuckDB ${duckdb}; cleaning and encoding not counted, as for ours`)
const sizes = process.argv.slice(2).length > 0 ? process.argv.slice(2) : ['100000:wide', '1000000:wide']
for (const size of sizes) {
  const [records = '', blocking = 'wide'] = size.split(':')
  const folder = join(root, '.cache', 'linkage', records)
  const prepared = join(folder, blocking, 'prepared')
  if (!existsSync(join(prepared, 'prepared.json'))) {
    console.log(`${size}: nothing prepared; run npm run bench:linkage -- ${size} first`)
    continue
  }
  const { columns, records: count } = JSON.parse(readFileSync(join(prepared, 'prepared.json'), 'utf8')) as {
    columns: { name: string }[]
    records: number
  }
  const rules = blocking === 'narrow' ? narrowBlocking : wideBlocking
  const rulesFile = join(folder, 'splink-rules.json')
  const plan = {
    columns: columns.map(({ name }) => name),
    rules: rules.map((rule) => rule.columns),
    // -I: this folder's own splink.py must not be taken for the package.
    // A fifth of the records has a duplicate: what a user would say, and near the truth.
    prior: (count * 0.2) / ((count * (count - 1)) / 2),
  }
  writeFileSync(rulesFile, JSON.stringify(plan))
  for (const levels of ['same', 'library']) {
    const script = fileURLToPath(new URL('./splink.py', import.meta.url))
    const files = [prepared, join(folder, 'people.parquet'), join(folder, 'truth.parquet'), rulesFile]
    const done = spawnSync(python, ['-I', script, ...files, levels, '2'], { maxBuffer: 2 ** 26 })
    if (done.status !== 0) {
      console.log(`${size}, ${levels} levels: failed\n${done.stderr.toString().slice(-1_500)}`)
      continue
    }
    const figures = JSON.parse(done.stdout.toString().trim().split('\n').at(-1) ?? '{}') as SplinkFigures
    const { wall, processor, train, predict, cluster } = figures
    console.log(
      `${size}, ${levels === 'same' ? 'identical levels' : 'its own comparison library'}: ${wall.toFixed(1)} s (${processor.toFixed(1)} s of processor): ` +
        `load and train ${train.toFixed(1)} s, predict ${predict.toFixed(1)} s, cluster ${cluster.toFixed(1)} s; ${figures.memory_gib.toFixed(2)} GiB; ` +
        `F1 of pairs at even odds ${figures.f1_at_even_odds.toFixed(4)}, best ${figures.best_f1.toFixed(4)} from ${figures.best_weight} bits`,
    )
  }
}
