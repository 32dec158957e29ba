// One thread of the kernel: does one task after another on the memory that all threads share.
import { parentPort, workerData } from 'node:worker_threads'
import { evidenceOf, weightOf } from '../../compare/weights.ts'
import { edgeBytes } from './kernel-text.ts'
import type { Outcome, Task, WorkerData } from './tasks.ts'

interface Kernel {
  open(parameters: number): void
  want(threshold: number, unrelated: number, household: number, limit: number, purging: number): void
  seen(): number
  sign(texts: number): void
  complete(from: number, to: number): void
  crowd(rule: number): void
  purge(rule: number): number
  score(rule: number, low: number, high: number): void
  sample(rule: number, low: number, high: number, target: number, seed: number): number
  tellAll(pairs: number, count: number): void
}

const { module, memory, place } = workerData as WorkerData
const words = new Int32Array(memory.buffer, place.out)
const floats = new Float64Array(memory.buffer, place.out)
const wordsPerEdge = edgeBytes / 4
const floatsPerEdge = edgeBytes / 8

/** What becomes of the edges that the kernel hands out; each task sets its own. */
let take = (_at: number): void => undefined

const drain = (count: number): void => {
  for (let i = 0; i < count; i++) take(i)
}
const kernel = new WebAssembly.Instance(module, { env: { memory, drain } }).exports as Kernel
kernel.open(place.parameters)

function growing() {
  let size = 4_096
  let [a, b, pattern] = [new Int32Array(size), new Int32Array(size), new Int32Array(size)]
  let weight = new Float64Array(size)
  let count = 0
  const larger = <T extends Int32Array | Float64Array>(from: T, to: T): T => {
    to.set(from)
    return to
  }
  return {
    add(left: number, right: number, levels: number, bits: number): void {
      if (count === size) {
        size *= 2
        a = larger(a, new Int32Array(size))
        b = larger(b, new Int32Array(size))
        pattern = larger(pattern, new Int32Array(size))
        weight = larger(weight, new Float64Array(size))
      }
      a[count] = left
      b[count] = right
      pattern[count] = levels
      weight[count++] = bits
    },
    edges: () => ({
      count,
      ...{ a: a.slice(0, count), b: b.slice(0, count) },
      ...{ pattern: pattern.slice(0, count), weight: weight.slice(0, count) },
    }),
  }
}

function score({ rule, low, high, model, threshold, limit, purging }: Extract<Task, { kind: 'score' }>): Outcome {
  const { match, household, unrelated } = model.parameters.pairs
  const against = (other: number) => Math.log2(match) - Math.log2(other)
  // The kernel sums in another order: the last bits of its bound must not cost an edge.
  kernel.want(threshold - 1e-6, against(unrelated), against(household), limit, purging)
  const evidence = evidenceOf(model)
  const found = growing()
  take = (i) => {
    const at = i * wordsPerEdge
    const pattern = words[at + 2]!
    const weight = weightOf(evidence(pattern), floats[i * floatsPerEdge + 2]!)
    if (weight >= threshold) found.add(words[at]!, words[at + 1]!, pattern, weight)
  }
  kernel.score(rule, low, high)
  return { kind: 'score', pairs: kernel.seen(), edges: found.edges() }
}

function sample({ rule, low, high, target, seed, limit, purging }: Extract<Task, { kind: 'sample' }>): Outcome {
  kernel.want(0, 0, 0, limit, purging)
  const counts = new Map<number, number>()
  take = (i) => {
    const pattern = words[i * wordsPerEdge + 2]!
    counts.set(pattern, (counts.get(pattern) ?? 0) + 1)
  }
  const share = kernel.sample(rule, low, high, target, seed)
  return { kind: 'sample', share, pairs: kernel.seen(), patterns: [...counts] }
}

/** The pairs lie where the entries of a rule lie otherwise. */
function tell({ pairs }: Extract<Task, { kind: 'tell' }>): Outcome {
  const room = new Int32Array(memory.buffer, place.entries, pairs.length)
  room.set(pairs)
  const patterns = new Int32Array(pairs.length / 2)
  let told = 0
  take = (i) => {
    patterns[told++] = words[i * wordsPerEdge + 2]!
  }
  kernel.tellAll(place.entries, pairs.length / 2)
  return { kind: 'tell', patterns }
}

const twoNumbers = (): [number, number] => {
  const [first = 0n, second = 0n] = new BigUint64Array(memory.buffer, place.out, 2)
  return [Number(first), Number(second)]
}

function crowd({ rule }: Extract<Task, { kind: 'crowd' }>): Outcome {
  kernel.crowd(rule)
  const [pairs, fullest] = twoNumbers()
  return { kind: 'crowd', pairs, fullest }
}

function purge({ rule, limit }: Extract<Task, { kind: 'purge' }>): Outcome {
  kernel.want(0, 0, 0, limit, 0)
  const blocks = kernel.purge(rule)
  const [records, pairs] = twoNumbers()
  return { kind: 'purge', blocks, records, pairs }
}

function outcomeOf(task: Task): Outcome {
  switch (task.kind) {
    case 'score':
      return score(task)
    case 'sample':
      return sample(task)
    case 'tell':
      return tell(task)
    case 'sign':
      kernel.sign(task.texts)
      return { kind: 'sign' }
    case 'complete':
      kernel.complete(task.from, task.to)
      return { kind: 'complete' }
    case 'crowd':
      return crowd(task)
    case 'purge':
      return purge(task)
  }
}

parentPort?.on('message', (task: Task) => parentPort?.postMessage(outcomeOf(task)))
