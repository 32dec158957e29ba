// Search before create: how long one lookup takes against a registry in memory. `npm run bench:live -- 1000000`
import process from 'node:process'
import { cleanerOf } from '../src/identity/linkage/cleaning/cleaner.ts'
import { openMatcher } from '../src/identity/live/matcher.ts'
import { trainedPersonModel } from '../src/identity/test-model.ts'
import { type PersonOfBench, peopleOfBench, randomFrom, writtenAgain } from './live-people.ts'

const people = Number(process.argv[2] ?? 1_000_000)
const lookups = Number(process.argv[3] ?? 20_000)
const every = Math.max(1, Math.floor(people / lookups))

for (const blocking of ['narrow', 'wide'] as const) {
  const matcher = openMatcher(trainedPersonModel(people, blocking), cleanerOf)
  const asked: PersonOfBench[] = []
  const started = performance.now()
  let n = 0
  for (const person of peopleOfBench(people, 1)) {
    matcher.put({ source: 'registry', record: person.id }, person.values)
    if (n++ % every === 0) asked.push(person)
  }
  const read = performance.now()
  matcher.settle()
  const built = performance.now()
  const random = randomFrom(2)
  const again = asked.map((person) => writtenAgain(person, random))
  for (const { values } of again.slice(0, 500)) matcher.find(values)
  const times: number[] = []
  const processor: number[] = []
  let compared = 0
  let found = 0
  let passedOver = 0
  for (const [i, { values }] of again.entries()) {
    const busy = process.threadCpuUsage()
    const from = performance.now()
    const answer = matcher.find(values)
    times.push((performance.now() - from) * 1000)
    const { user, system } = process.threadCpuUsage(busy)
    processor.push(user + system)
    compared += answer.compared
    passedOver += answer.passedOver.length
    if (answer.candidates.some(({ record }) => record === asked[i]?.id)) found++
  }
  const spread = (of: number[]) => {
    of.sort((a, b) => a - b)
    const at = (share: number): number => Math.round(of[Math.floor(of.length * share)] ?? 0)
    return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: Math.round(of.at(-1) ?? 0) }
  }
  console.log(
    JSON.stringify({
      ...{ people, blocking, lookups: times.length },
      readSeconds: Number(((read - started) / 1000).toFixed(1)),
      indexSeconds: Number(((built - read) / 1000).toFixed(1)),
      microseconds: spread(times),
      // On a machine that does other work the clock measures that, too.
      processorMicroseconds: spread(processor),
      processorMicrosecondsEach: Math.round(processor.reduce((sum, each) => sum + each, 0) / processor.length),
      comparedPerLookup: Number((compared / times.length).toFixed(1)),
      rulesPassedOverPerLookup: Number((passedOver / times.length).toFixed(2)),
      foundShare: Number((found / times.length).toFixed(4)),
      residentMiB: Math.round(process.memoryUsage().rss / 2 ** 20),
    }),
  )
}
