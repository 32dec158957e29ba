/**
 * Private linkage: encodings a second, comparisons a second on one core, and two files of a million encodings matched with
 * sampling of bits. Run: node bench/private.ts [RECORDS]
 */
import process from 'node:process'
import { encodingBytes } from '../src/identity/private/encoding/filter.ts'
import { oneBucket } from '../src/identity/private/match/blocks.ts'
import { openComparer } from '../src/identity/private/match/compare.ts'
import { type EncodedSet, match } from '../src/identity/private/match/match.ts'
import { checked, encoderOf, kernelFolder, people } from '../src/identity/private/test-project.ts'
import { mustBeOk } from '../src/kernel/result.ts'
import { machineLine, median } from './measure.ts'

const rounds = 5
const side = 10_000
const records = Number(process.argv[2] ?? 1_000_000)
/** Of the bits of an encoding that differ between two records of one person, in the run of a million. */
const differing = 0.12

/** Seconds of processor time, which a busy neighbour does not lengthen. */
function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

let state = 1
function random(): number {
  state ^= state << 13
  state ^= state >>> 17
  state ^= state << 5
  return state >>> 0
}

/** About half of all bits set, as diffusion leaves them. */
function randomBits(count: number): Uint8Array {
  const words = new Uint32Array((count * encodingBytes) / 4)
  for (let i = 0; i < words.length; i++) words[i] = random()
  return new Uint8Array(words.buffer)
}

const setOf = (bits: Uint8Array): EncodedSet => ({
  ids: Array.from({ length: bits.length / encodingBytes }, (_, i) => String(i)),
  ...{ bits, blocks: [] },
})

function withDifferences(bits: Uint8Array): Uint8Array {
  const out = Uint8Array.from(bits)
  const each = Math.round(differing * encodingBytes * 8)
  for (let row = 0; row < bits.length / encodingBytes; row++) {
    for (let i = 0; i < each; i++) {
      const place = random() % (encodingBytes * 8)
      const at = row * encodingBytes + (place >> 3)
      out[at] = (out[at] ?? 0) ^ (1 << (place & 7))
    }
  }
  return out
}

console.log(machineLine())

const encoder = encoderOf(checked(), 'nida')
const encodeSeconds = cpuSeconds(() => {
  for (let i = 0; i < 50_000; i++) {
    const { given, family, sex } = people[i % 3] ?? {}
    encoder.encode(`${i}`, {
      given,
      family: `${family} ${i % 4000}`,
      sex,
      born: `19${30 + (i % 60)}-0${1 + (i % 9)}-1${i % 9}`,
    })
  }
})
console.log(`encoding: ${Math.round(50_000 / encodeSeconds).toLocaleString('en')} records/s of one core`)

for (const threshold of [0.6, 0.7, 0.8]) {
  const comparer = await openComparer({ a: randomBits(side), b: randomBits(side) }, threshold, kernelFolder)
  const [a, b] = [oneBucket(side), oneBucket(side)]
  const rates = Array.from({ length: rounds }, () => {
    const seconds = cpuSeconds(() => void comparer.compare(a, b, () => true))
    return (side * side) / seconds / 1e6
  })
  console.log(`comparing, threshold ${threshold}: ${median(rates).toFixed(0)} M comparisons/s of one core`)
}

const bits = randomBits(records)
const blocking = { kind: 'lsh', tables: 40, bits: 18 } as const
const [a, b] = [setOf(bits), setOf(withDifferences(bits))]
const before = process.cpuUsage()
const started = performance.now()
const found = mustBeOk(
  await match(a, b, { blocking, threshold: 0.7, digest: 'b'.repeat(64) }, { folder: kernelFolder }),
)
const { user, system } = process.cpuUsage(before)
const right = found.linked.filter((pair) => pair.a === pair.b).length
console.log(
  `${records.toLocaleString('en')} × ${records.toLocaleString('en')}, ${blocking.tables} tables of ${blocking.bits} bits: ` +
    `${((performance.now() - started) / 1000).toFixed(1)} s (${((user + system) / 1e6).toFixed(1)} s of processor), ` +
    `${(found.compared / 1e6).toFixed(0)} M comparisons, ${((100 * right) / records).toFixed(2)} % of the pairs found, ` +
    `${found.linked.length - right} wrong, ${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB`,
)
