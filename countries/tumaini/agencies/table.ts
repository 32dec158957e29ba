import { existsSync, readFileSync } from 'node:fs'

export type Row = readonly unknown[]
/** The keys under which a row is found, by index name; null keys are left out. */
export type Keys = Readonly<Record<string, (row: Row) => string | null>>

/** One JSON array a line, kept as bytes and parsed when asked for: a register in a fifth of the memory of its objects. */
export class Table {
  readonly length: number
  private readonly bytes: Buffer
  private readonly starts: Uint32Array
  private readonly indexes = new Map<string, Map<string, number[]>>()

  constructor(path: string, keys: Keys) {
    if (!existsSync(path)) throw new Error(`${path} is missing: generate the country first`)
    this.bytes = readFileSync(path)
    const starts: number[] = []
    for (let at = 0; at < this.bytes.length; at = this.bytes.indexOf(10, at) + 1) starts.push(at)
    this.starts = Uint32Array.from([...starts, this.bytes.length])
    this.length = starts.length
    for (const name of Object.keys(keys)) this.indexes.set(name, new Map())
    for (let i = 0; i < this.length; i++) this.enter(i, keys)
  }

  row(i: number): Row {
    return JSON.parse(this.bytes.toString('utf8', this.starts[i], (this.starts[i + 1] as number) - 1)) as Row
  }

  /** Rows under a key, in file order. */
  find(index: string, key: string): readonly number[] {
    return this.indexes.get(index)?.get(key) ?? []
  }

  first(index: string, key: string): Row | null {
    const [i] = this.find(index, key)
    return i === undefined ? null : this.row(i)
  }

  /** The keys of an index, sorted. */
  keys(index: string): string[] {
    return [...(this.indexes.get(index)?.keys() ?? [])].sort()
  }

  private enter(i: number, keys: Keys): void {
    const row = this.row(i)
    for (const [name, keyOf] of Object.entries(keys)) {
      const key = keyOf(row)
      if (key === null) continue
      const index = this.indexes.get(name) as Map<string, number[]>
      const known = index.get(key)
      if (known === undefined) index.set(key, [i])
      else known.push(i)
    }
  }
}

/** A key taken from a column that holds text or null. */
export const column =
  (i: number) =>
  (row: Row): string | null =>
    typeof row[i] === 'string' ? row[i] : null
