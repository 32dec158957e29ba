import type { TrainedModel } from '../linkage/compare/weights.ts'
import type { CleanerOf } from '../linkage/model/cleaned.ts'
import { modelDigest } from '../linkage/model/signed.ts'
import { keyOf } from '../people/rules.ts'
import type { RecordRef } from '../people/schema.ts'
import { type Blocks, buildBlocks } from './blocks.ts'
import { type Codes, type Encoder, openEncoder } from './encoded.ts'
import { chancesOf, type PairScore, pairScore, rarityColumns } from './scoring.ts'
import { openTable, type Table } from './table.ts'

type Values = Readonly<Record<string, string | null>>

/** A record that may be the same person, and how much speaks for it. */
export interface Candidate extends RecordRef, PairScore {}

export interface Found {
  /** The likeliest first. */
  readonly candidates: readonly Candidate[]
  /** Records that were compared. */
  readonly compared: number
  /** Rules whose blocks were too much to look through. */
  readonly passedOver: readonly string[]
}

/** How often a value occurs among the records: agreement on a rare one says more. */
export interface Frequency {
  readonly records: number
  readonly of: number
  readonly chance: number
}

/** The records of some sources in memory, to be matched one by one as a run by the same model would match them. */
export interface Matcher {
  readonly model: TrainedModel
  readonly digest: string
  readonly records: number
  /** A record that is there already is replaced. */
  put(ref: RecordRef, values: Values): void
  remove(ref: RecordRef): void
  /** After many records were put in: puts the blocks side by side. */
  settle(): void
  find(values: Values, options?: FindOptions): Found
  /** What the model says of two records, in the index or not. */
  compare(first: Values, second: Values): PairScore
  /** The frequency of a value of a column. */
  frequency(column: string, values: Values): Frequency | undefined
}

export interface FindOptions {
  /** Itself, when a record of the index is matched. */
  readonly except?: RecordRef
  /** Bits; what is weaker is no candidate. */
  readonly atLeast?: number
  readonly limit?: number
}

/**
 * The blocks of a record are looked through from the smallest, which tells most, until they hold so many records together;
 * those that are left are named. A clerk does not wait longer where names are common.
 */
export const mostLookedAt = 500
const defaultLimit = 20

export function openMatcher(model: TrainedModel, cleanerOf: CleanerOf): Matcher {
  const encoder = openEncoder(model, cleanerOf)
  const rarities = rarityColumns(model, encoder.at)
  const table = openTable(encoder.columns.length, new Set(rarities.flat().filter((column) => column >= 0)))
  const score = pairScore(model, { ...encoder, table, rarities })
  const shelf = openShelf(model, { encoder, table })
  let chances = chancesOf(table)
  return {
    model,
    digest: modelDigest(model),
    get records() {
      return shelf.records
    },
    put: (ref, values) => shelf.put(ref, encoder.encode(values)),
    remove: (ref) => shelf.remove(ref),
    settle() {
      shelf.settle()
      chances = chancesOf(table)
      encoder.forget()
    },
    find(values, { except, atLeast = model.thresholds.review, limit = defaultLimit } = {}) {
      const codes = encoder.encode(values)
      const candidates: Candidate[] = []
      let compared = 0
      const { data, width } = table
      const against = score(codes, chances)
      const passedOver = shelf.each(codes, except, (record) => {
        compared++
        const scored = against(data, record * width, atLeast)
        if (scored !== undefined) candidates.push({ ...shelf.ref(record), ...scored })
      })
      candidates.sort((a, b) => b.weight - a.weight || (keyOf(a) < keyOf(b) ? -1 : 1))
      return { candidates: candidates.slice(0, limit), compared, passedOver }
    },
    compare: (first, second) =>
      score(encoder.encode(first), chances)(encoder.encode(second), 0, Number.NEGATIVE_INFINITY) as PairScore,
    frequency(column, values) {
      const place = encoder.at.get(column)
      if (place === undefined) return undefined
      const code = encoder.encode(values)[place] as number
      if (code === 0) return undefined
      return { records: table.counts[place]?.[code] ?? 0, of: table.present[place] as number, chance: chances(place) }
    },
  }
}

/** More lookups than this are not made before the index is built anew. */
const gone = 0xffff_ffff

function longer(from: Uint32Array): Uint32Array<ArrayBuffer> {
  const to = new Uint32Array(Math.max(1_024, from.length * 2))
  to.set(from)
  return to
}

/** Which record stands where, and which stand in one block. */
interface Shelf {
  readonly records: number
  put(ref: RecordRef, codes: Codes): void
  remove(ref: RecordRef): void
  settle(): void
  /** Every record of the blocks that `codes` fall in, once; answers with the rules whose blocks were too much. */
  each(codes: Codes, except: RecordRef | undefined, visit: (record: number) => void): string[]
  ref(record: number): RecordRef
}

interface Shelved {
  readonly encoder: Pick<Encoder, 'at'>
  readonly table: Table
}

function openShelf({ blocking }: TrainedModel, { encoder, table }: Shelved): Shelf {
  const rules = blocking.rules.map(({ id, columns }) => ({
    id,
    columns: columns.map((name) => encoder.at.get(name) as number),
  }))
  const build = (): Blocks[] => rules.map(({ columns }) => buildBlocks(table, columns))
  let blocks = build()
  let isSettled = false
  const refs: RecordRef[] = []
  const places = new Map<string, number>()
  // By record: the last lookup that saw it, or `gone`.
  let seen = new Uint32Array(0)
  let lookup = 0
  const remove = (ref: RecordRef) => {
    const place = places.get(keyOf(ref))
    if (place === undefined) return
    table.remove(place)
    seen[place] = gone
    places.delete(keyOf(ref))
  }
  return {
    get records() {
      return places.size
    },
    put({ source, record: number }, codes) {
      remove({ source, record: number })
      const record = table.add(codes)
      if (record === seen.length) seen = longer(seen)
      refs[record] = { source, record: number }
      places.set(keyOf({ source, record: number }), record)
      if (isSettled) for (const one of blocks) one.add(record)
    },
    remove,
    settle() {
      blocks = build()
      isSettled = true
    },
    ref: (record) => refs[record] as RecordRef,
    each(codes, except, visit) {
      lookup++
      const itself = except === undefined ? -1 : (places.get(keyOf(except)) ?? -1)
      const once = (record: number) => {
        if ((seen[record] as number) >= lookup || record === itself) return
        seen[record] = lookup
        visit(record)
      }
      const sizes = blocks.map((block) => block.size(codes))
      const smallestFirst = [...rules.keys()].sort((a, b) => (sizes[a] as number) - (sizes[b] as number))
      let lookedAt = 0
      const within = smallestFirst.filter((rule) => {
        lookedAt += sizes[rule] as number
        return lookedAt <= mostLookedAt
      })
      for (const rule of within) blocks[rule]?.each(codes, once)
      return rules.flatMap(({ id }, rule) => (within.includes(rule) ? [] : id))
    },
  }
}
