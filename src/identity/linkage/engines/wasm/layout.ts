import type { Prepared } from '../../encode/prepared.ts'
import type { Texts } from '../../encode/texts.ts'
import type { LinkageModel } from '../../model/schema.ts'
import { countBits, edgeBytes, lineBytes, parameterNames } from './kernel-text.ts'
import { classBits, type Lines, lineColumns } from './lines.ts'
import { type Places, weightStride } from './source.ts'

/** Bytes of one bit for each of the 2^16 masks of agreement. */
export const tableBytes = 8_192
export const pageBytes = 65_536
/** Eight numbers of sixteen bits. */
export const reachBytes = 16
export const outCapacity = 8_192
const flagBytes = 8_192
const countBytes = 4 << countBits
/** Records that are copied side by side at once, beside the largest block. */
const blockSpare = 2_048

/** Where everything lies in the memory that the workers share; all addresses are bytes. */
export interface Layout {
  readonly lines: number
  readonly rest: number
  readonly purged: number
  readonly ownTables: number
  readonly reach: number
  readonly weights: number
  readonly rarity: ReadonlyMap<string, number>
  readonly texts: ReadonlyMap<string, TextPlace>
  readonly workers: readonly WorkerPlace[]
  readonly blockCapacity: number
  readonly bytes: number
}

export interface TextPlace {
  readonly offsets: number
  readonly points: number
  readonly signatures: number
}

export interface WorkerPlace {
  /** Of the words that `open` reads. */
  readonly parameters: number
  readonly entries: number
  readonly entriesOther: number
  readonly block: number
  readonly blockClasses: number
  readonly blockRest: number
  readonly out: number
  readonly flags: number
  readonly counts: number
}

/** Columns whose values' frequencies the model uses. */
export const rarityColumns = ({ comparisons }: Pick<LinkageModel, 'comparisons'>): string[] => [
  ...new Set(comparisons.flatMap(({ levels }) => levels.flatMap(({ frequencies }) => frequencies ?? []))),
]

/** Five words, and room for three more. */
const textWords = 32
/** The first page holds the words that the source names: where texts and rarities lie. */
const textsAt = 64
const rarityAt = 16_384

/** Addresses that the generated source may name, since they are the same for all data. */
export function placesOf(model: LinkageModel, domains: readonly string[]): Places {
  const columns = rarityColumns(model)
  return {
    text: (domain) => textsAt + domains.indexOf(domain) * textWords,
    rarity: (column) => rarityAt + columns.indexOf(column) * 4,
  }
}

export interface Extent {
  readonly model: LinkageModel
  readonly lines: Lines
  readonly prepared: Prepared
  readonly texts: ReadonlyMap<string, Texts>
  readonly workers: number
}

export function layoutOf({ model, lines, prepared, texts, workers }: Extent): Layout {
  const { records, columns } = prepared
  let at = pageBytes
  const take = (bytes: number): number => {
    const here = at
    at += Math.ceil(bytes / 64) * 64
    return here
  }
  const rules = model.blocking.rules.length
  const largestBlock = Math.ceil(Math.sqrt(2 * model.blocking.maxPairsPerBlock)) + 2
  const blockCapacity = Math.min(records, largestBlock) + blockSpare
  return {
    lines: take(records * lineBytes),
    rest: take(records * lines.restBytes),
    purged: take(records * 4),
    ownTables: take(rules * tableBytes),
    reach: take(reachBytes << (lineColumns + classBits(lines))),
    weights: take(model.comparisons.length * weightStride),
    rarity: new Map(
      rarityColumns(model).map((column) => [
        column,
        take(4 * ((columns.find(({ name }) => name === column)?.largest ?? 0) + 1)),
      ]),
    ),
    texts: new Map(
      [...texts].map(([domain, { offsets, points }]) => [
        domain,
        {
          offsets: take(offsets.byteLength),
          points: take(points.byteLength),
          signatures: take(offsets.byteLength),
        },
      ]),
    ),
    workers: Array.from({ length: workers }, () => ({
      parameters: take(parameterNames.length * 4),
      entries: take(records * 8),
      entriesOther: take(records * 8),
      block: take(blockCapacity * lineBytes),
      blockClasses: take(blockCapacity),
      blockRest: take(blockCapacity * lines.restBytes),
      out: take(outCapacity * edgeBytes),
      flags: take(flagBytes),
      counts: take(countBytes),
    })),
    blockCapacity,
    bytes: at,
  }
}
