// One task linked by encodings of a scheme, or in clear text, and how well that went.
import { cleanerOf } from '../../src/identity/linkage/cleaning/cleaner.ts'
import { type EncodingPlan, openEncoder } from '../../src/identity/private/encoding/encoder.ts'
import { tokensOf } from '../../src/identity/private/encoding/tokens.ts'
import { type EncodedSet, match } from '../../src/identity/private/match/match.ts'
import { oneToOne, type ScoredPair } from '../../src/identity/private/match/one-to-one.ts'
import { kernelFolder } from '../../src/identity/private/test-project.ts'
import { mustBeOk } from '../../src/kernel/result.ts'
import type { Source, Task } from './data.ts'

const digest = 'e'.repeat(64)

export type Scheme = Pick<EncodingPlan, 'scheme' | 'flip' | 'blocking'>

export interface Linked {
  readonly pairs: readonly ScoredPair[]
  readonly compared: number
}

const notKnown = { grams: 2, leastFields: 2 } as const

/** The encodings of one source; records that say too little are left out, and `rows` says which are in. */
export function encodeAll(source: Source, party: string, task: Task, scheme: Scheme) {
  const encoder = openEncoder(
    { ...notKnown, ...scheme, fields: task.fields },
    { secret: Buffer.alloc(32, 7), context: digest, noiseKey: Buffer.from(party) },
  )
  const rows: number[] = []
  const bits: Uint8Array[] = []
  source.records.forEach((record, row) => {
    const encoded = encoder.encode(`${row}`, record)
    if (encoded === undefined) return
    rows.push(row)
    bits.push(encoded.bits)
  })
  const set: EncodedSet = { ids: rows.map(String), bits: Buffer.concat(bits), blocks: [] }
  return { rows, set }
}

export async function linkEncoded(task: Task, scheme: Scheme, threshold: number): Promise<Linked> {
  const a = encodeAll(task.a, 'a', task, scheme)
  const b = encodeAll(task.b, 'b', task, scheme)
  const plan = { blocking: scheme.blocking, threshold, digest }
  const { linked, compared } = mustBeOk(await match(a.set, b.set, plan, { folder: kernelFolder }))
  return { compared, pairs: linked.map((pair) => ({ ...pair, a: a.rows[pair.a] ?? -1, b: b.rows[pair.b] ?? -1 })) }
}

/** The same q-grams with the same weights and the same one-to-one rule, but compared as they are. */
export function linkClear(task: Task, threshold: number): Linked {
  const weighted = (source: Source): Map<string, number>[] =>
    source.records.map((record) => {
      const tokens = new Map<string, number>()
      for (const { id, kind, from, hashes, domain } of task.fields) {
        const values = from.map((column) => record[column]?.trim() ?? '')
        const text = values.join(kind === 'place' ? '/' : ' ').trim()
        const clean = cleanerOf(kind)(text.replaceAll('/', '') === '' ? null : text)
        for (const token of tokensOf(kind, clean, notKnown.grams)) tokens.set(`${domain ?? id} ${token}`, hashes)
      }
      return tokens
    })
  const [a, b] = [weighted(task.a), weighted(task.b)]
  const total = (tokens: ReadonlyMap<string, number>): number => [...tokens.values()].reduce((sum, one) => sum + one, 0)
  const totalsB = b.map(total)
  const holders = new Map<string, number[]>()
  b.forEach((tokens, row) => {
    for (const token of tokens.keys()) {
      const rows = holders.get(token)
      if (rows === undefined) holders.set(token, [row])
      else rows.push(row)
    }
  })
  const pairs: ScoredPair[] = []
  const common = new Float64Array(b.length)
  a.forEach((tokens, row) => {
    common.fill(0)
    for (const [token, weight] of tokens) {
      for (const other of holders.get(token) ?? []) common[other] = (common[other] ?? 0) + weight
    }
    const own = total(tokens)
    common.forEach((sum, other) => {
      const score = (2 * sum) / (own + (totalsB[other] ?? 0))
      if (score >= threshold) pairs.push({ a: row, b: other, score })
    })
  })
  return { pairs: oneToOne(pairs).linked, compared: a.length * b.length }
}

export interface Quality {
  readonly precision: number
  readonly recall: number
  readonly f1: number
  /** The score from which pairs are linked. */
  readonly threshold: number
}

/** At a threshold, or at the best one when none is given: one-to-one at a higher threshold is a beginning of it at a lower. */
export function qualityOf({ pairs }: Linked, { a, b }: Task, threshold?: number): Quality {
  const inB = new Set(b.who)
  const people = new Set(a.who.filter((who) => inB.has(who))).size
  const ordered = pairs.toSorted((x, y) => y.score - x.score)
  let right = 0
  let best: Quality = { precision: 0, recall: 0, f1: 0, threshold: 1 }
  for (const [i, pair] of ordered.entries()) {
    if (threshold !== undefined && pair.score < threshold) break
    if (a.who[pair.a] === b.who[pair.b]) right++
    const [precision, recall] = [right / (i + 1), right / people]
    const f1 = (2 * right) / (i + 1 + people)
    if (threshold !== undefined || f1 > best.f1) best = { precision, recall, f1, threshold: threshold ?? pair.score }
  }
  return best
}
