// Named substreams: each decision about each person draws from its own generator, so a new kind of defect or a new
// attribute leaves every other draw as it was.

/** sfc32, seeded from a name's hash and an index. */
export class Random {
  private a: number
  private b: number
  private c: number
  private d: number

  constructor(hash: number, index: number) {
    this.a = hash
    this.b = mix(index ^ 0x9e3779b9)
    this.c = mix(hash + index)
    this.d = 1
    for (let i = 0; i < 8; i++) this.next()
  }

  /** Uniform in [0, 1). */
  next(): number {
    const t = (((this.a + this.b) | 0) + this.d) | 0
    this.d = (this.d + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = ((this.c << 21) | (this.c >>> 11)) + t
    return (this.c >>> 0) / 4294967296
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  /** Whole number from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1))
  }

  between(low: number, high: number): number {
    return low + this.next() * (high - low)
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)] as T
  }

  /** A key of `weights`, as often as its weight says. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
    const keys = Object.keys(weights) as K[]
    let total = 0
    for (const key of keys) total += weights[key]
    let left = this.next() * total
    for (const key of keys) {
      left -= weights[key]
      if (left < 0) return key
    }
    return keys[keys.length - 1] as K
  }

  /** Approximately normal (sum of twelve uniforms): no Math functions whose last digit differs between machines. */
  normal(mean: number, deviation: number): number {
    let sum = -6
    for (let i = 0; i < 12; i++) sum += this.next()
    return mean + deviation * sum
  }
}

export type Streams = (name: string) => (index: number) => Random

export function streams(seed: string): Streams {
  const hashes = new Map<string, number>()
  return (name) => {
    const hash = hashes.get(name) ?? textHash(`${seed}/${name}`)
    hashes.set(name, hash)
    return (index) => new Random(hash, index)
  }
}

/** FNV-1a, finished with a mixer. */
export function textHash(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return mix(hash)
}

function mix(value: number): number {
  let h = value | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
