// How right linkage is, against known truth: `npm run eval:linkage [-- --scale 0.2 --people 100000 --seed a --json]`.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { defaultAsOf, generateCountry } from '../countries/tumaini/people/generate.ts'
import { root } from '../scripts/tool.ts'
import { withDatabase } from '../src/identity/linkage/encode/duckdb.ts'
import { tumainiCleaners } from './accuracy/country.ts'
import type { DataSet } from './accuracy/data-set.ts'
import { type Accuracy, measure } from './accuracy/measure.ts'
import { registryLike } from './accuracy/people.ts'
import { publicSet, publicSets } from './accuracy/public-sets.ts'
import { accuracyReport } from './accuracy/report.ts'
import { allSystems, registryOnly, tumainiSet } from './accuracy/tumaini.ts'

const { values } = parseArgs({
  options: {
    scale: { type: 'string', default: '0.2' },
    people: { type: 'string', default: '100000' },
    seed: { type: 'string', default: 'tumaini' },
    json: { type: 'boolean', default: false },
    'without-nicknames': { type: 'boolean', default: false },
  },
})
const say = (line: string) => process.stderr.write(`${line}\n`)
const folder = await mkdtemp(join(tmpdir(), 'kiungo-country-'))
const cleanerOf = tumainiCleaners(!values['without-nicknames'])
const results: Accuracy[] = []
const skipped: string[] = []

async function add(set: DataSet): Promise<void> {
  const found = await measure(set)
  results.push(found)
  const { pairs, clusters, groups } = found
  say(`${set.title}: pairs ${pairs.f1.toFixed(4)}, clusters ${clusters.pairs.f1.toFixed(4)}`)
  for (const { division, group, finding } of groups) {
    if (finding !== undefined) say(`  finding: ${division} ${group} ${finding}`)
  }
}

try {
  await generateCountry({ seed: values.seed, scale: Number(values.scale), asOf: defaultAsOf, folder })
  for (const sources of [registryOnly, allSystems]) await add(await tumainiSet(folder, sources, cleanerOf))
  await add(registryLike(Number(values.people), values.seed, cleanerOf))
  for (const one of publicSets) {
    const limits = { threads: 2, memoryMiB: 1_000, spillFolder: tmpdir() }
    const set = await withDatabase(limits, (database) => publicSet(database, one))
    if (set !== undefined) await add(set)
    else {
      say(`${one.title}: skipped, its file is not there`)
      skipped.push(one.title)
    }
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
const day = new Date().toISOString().slice(0, 10)
if (!values['without-nicknames']) {
  const file = join(root, 'bench', 'results', `linkage-accuracy-${day}.md`)
  await writeFile(file, accuracyReport(day, values.seed, results, skipped))
  say(`written to ${file}`)
}
if (values.json) process.stdout.write(`${JSON.stringify({ day, results, skipped }, null, 2)}\n`)
process.exit(0)
