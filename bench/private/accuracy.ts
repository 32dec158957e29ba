/**
 * Accuracy of private linkage beside the same linkage in clear text, and what an attack by patterns makes of each scheme.
 * FEBRL's data sets are looked for in KIUNGO_LINKAGE_DATA. Run: npm run eval:private
 */
import process from 'node:process'
import { attackShares } from '../../src/identity/private/test-attack-population.ts'
import { machineLine } from '../measure.ts'
import { countryTask, febrlTasks, type Task } from './data.ts'
import { type Linked, linkClear, linkEncoded, qualityOf, type Scheme } from './link.ts'

const all = { kind: 'all' } as const
const countryScale = Number(process.argv[2] ?? 0.04)

interface Way extends Scheme {
  readonly name: string
  /** By which every weight is multiplied, so that about as many bits are set. */
  readonly weight: number
  /** Below it nothing is kept. */
  readonly floor: number
}

const ways: readonly Way[] = [
  { name: 'no hardening', scheme: { kind: 'none' }, flip: 0, blocking: all, weight: 1, floor: 0.5 },
  { name: 'folded, noise 0.05', scheme: { kind: 'fold' }, flip: 0.05, blocking: all, weight: 1, floor: 0.45 },
  {
    name: 'diffusion of 2, noise 0.05',
    scheme: { kind: 'diffusion', of: 2 },
    flip: 0.05,
    blocking: all,
    weight: 1,
    floor: 0.53,
  },
  {
    name: 'diffusion of 3, noise 0.05',
    scheme: { kind: 'diffusion', of: 3 },
    flip: 0.05,
    blocking: all,
    weight: 0.8,
    floor: 0.53,
  },
  {
    name: 'diffusion of 4, noise 0.05',
    scheme: { kind: 'diffusion', of: 4 },
    flip: 0.05,
    blocking: all,
    weight: 0.6,
    floor: 0.53,
  },
  {
    ...{ name: 'diffusion of 4, noise 0.05, sampled bits', scheme: { kind: 'diffusion', of: 4 }, flip: 0.05 },
    ...{ blocking: { kind: 'lsh', tables: 120, bits: 10 }, weight: 0.6, floor: 0.53 },
  },
  {
    name: 'diffusion of 4, noise 0.1',
    scheme: { kind: 'diffusion', of: 4 },
    flip: 0.1,
    blocking: all,
    weight: 0.6,
    floor: 0.53,
  },
]

const weighted = (task: Task, weight: number): Task => ({
  ...task,
  fields: task.fields.map((field) => ({ ...field, hashes: Math.max(1, Math.round(field.hashes * weight)) })),
})

function row(name: string, linked: Linked, task: Task): string {
  const { f1, precision, recall, threshold } = qualityOf(linked, task)
  const cells = [f1, precision, recall].map((value) => value.toFixed(4))
  return `| ${[name, ...cells, threshold.toFixed(3), `${(linked.compared / 1e6).toFixed(2)} M`].join(' | ')} |`
}

console.log(`${machineLine()}\n`)
const folder = process.env.KIUNGO_LINKAGE_DATA
const tasks = [...febrlTasks(folder), await countryTask(countryScale)]
for (const task of tasks) {
  console.log(`## ${task.name}: ${task.a.records.length} × ${task.b.records.length}\n`)
  console.log('| | best F1 | precision | recall | at threshold | comparisons |\n|---|---|---|---|---|---|')
  console.log(row('clear text, same q-grams and weights', linkClear(task, 0.4), task))
  for (const { weight, floor, ...way } of ways) {
    const heavier = weighted(task, weight)
    console.log(row(way.name, await linkEncoded(heavier, way, floor), heavier))
  }
  console.log('')
}

console.log('## Attack by patterns: both names of others told rightly\n')
const known = [100, 250, 500]
console.log(`| of 2,000 people, known: | ${known.join(' | ')} |\n|---|${known.map(() => '---|').join('')}`)
for (const { name, scheme, flip, weight } of ways.filter(({ blocking }) => blocking.kind === 'all')) {
  const shares = attackShares({ scheme, flip, weight, people: 2000, targets: 300, known })
  console.log(`| ${name} | ${shares.map((share) => `${(100 * share).toFixed(1)} %`).join(' | ')} |`)
}
