import type { DuckDBConnection } from '@duckdb/node-api'
import { chunksOf, identifier, literal } from '../../encode/duckdb.ts'
import { columnFiles, type Prepared, textFile } from '../../encode/prepared.ts'
import { readTexts, signaturesOf, type Texts } from '../../encode/texts.ts'
import type { LinkageModel } from '../../model/schema.ts'
import { edgeBytes, lineBytes, parameterNames } from './kernel-text.ts'
import { type Lines, lineColumns } from './lines.ts'
import { type Places, weightStride } from './source.ts'

/** Bytes of one bit for each of the 2^16 masks of agreement. */
export const tableBytes = 8_192
const pageBytes = 65_536
export const outCapacity = 8_192
const flagBytes = 8_192
const countBytes = 4 << 16
/** Records that are copied side by side at once, beside the largest block. */
const blockSpare = 2_048

/** Where everything lies in the memory that the workers share; all addresses are bytes. */
export interface Layout {
  readonly lines: number
  readonly rest: number
  readonly purged: number
  readonly ownTables: number
  readonly passTables: number
  readonly weights: number
  readonly rarity: ReadonlyMap<string, number>
  readonly texts: ReadonlyMap<string, { readonly offsets: number; readonly points: number }>
  readonly workers: readonly WorkerPlace[]
  readonly blockCapacity: number
  readonly bytes: number
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

const textWords = 16
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
    passTables: take((rules * tableBytes) << lines.silent.length),
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

/** Encoded records in memory that workers share, with how often each value occurs in the columns that ask for it. */
export interface LoadedRecords {
  readonly memory: WebAssembly.Memory
  readonly layout: Layout
  readonly lines: Lines
  readonly records: number
  /** By column: how many records have each code. */
  readonly counts: ReadonlyMap<string, Int32Array>
}

export interface LoadOptions {
  readonly folder: string
  readonly prepared: Prepared
  readonly model: LinkageModel
  readonly lines: Lines
  readonly workers: number
  /** Columns whose values are to be counted. */
  readonly counted: readonly string[]
}

export function readTextsOf(folder: string, domains: readonly string[]): ReadonlyMap<string, Texts> {
  return new Map(domains.map((domain) => [domain, readTexts(textFile(folder, domain))]))
}

export async function loadRecords(database: DuckDBConnection, options: LoadOptions): Promise<LoadedRecords> {
  const { folder, prepared, model, lines, workers } = options
  const texts = readTextsOf(folder, prepared.texts)
  const layout = layoutOf({ model, lines, prepared, texts, workers })
  const pages = Math.ceil(layout.bytes / pageBytes)
  if (pages > 65_536)
    throw new RangeError(`${prepared.records} records need ${layout.bytes} bytes, more than four gibibytes`)
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true })
  const loaded = { memory, layout, lines, records: prepared.records }
  placeTexts(loaded, model, prepared.texts, texts)
  openWorkers(loaded)
  const counts = await fillLines(database, loaded, options, texts)
  return { ...loaded, counts }
}

type Placed = Omit<LoadedRecords, 'counts'>

function placeTexts(
  { memory, layout }: Placed,
  model: LinkageModel,
  domains: readonly string[],
  texts: ReadonlyMap<string, Texts>,
): void {
  const words = new Uint32Array(memory.buffer)
  const bytes = new Uint8Array(memory.buffer)
  const places = placesOf(model, domains)
  for (const [domain, { width, offsets, points }] of texts) {
    const place = layout.texts.get(domain)!
    words.set([place.offsets, place.points, width], places.text(domain) / 4)
    new Int32Array(memory.buffer, place.offsets, offsets.length).set(offsets)
    bytes.set(new Uint8Array(points.buffer, points.byteOffset, points.byteLength), place.points)
  }
  for (const [column, address] of layout.rarity) words[places.rarity(column) / 4] = address
}

function openWorkers({ memory, layout, records }: Placed): void {
  const words = new Uint32Array(memory.buffer)
  for (const place of layout.workers) {
    const values: Record<(typeof parameterNames)[number], number> = {
      ...{ records, lines: layout.lines, rest: layout.rest, purged: layout.purged },
      ...{ ownTables: layout.ownTables, passTables: layout.passTables, weights: layout.weights },
      ...{ entries: place.entries, entriesOther: place.entriesOther, block: place.block },
      ...{ blockClasses: place.blockClasses, blockRest: place.blockRest },
      ...{ blockCapacity: layout.blockCapacity, out: place.out, outCapacity, flags: place.flags, counts: place.counts },
    }
    words.set(
      parameterNames.map((name) => values[name]),
      place.parameters / 4,
    )
  }
}

/** A missing value becomes a negative number that no other record has, so that two of them are never equal. */
async function fillLines(
  database: DuckDBConnection,
  { memory, layout, lines, records }: Placed,
  { folder, prepared, counted }: LoadOptions,
  texts: ReadonlyMap<string, Texts>,
): Promise<Map<string, Int32Array>> {
  const line = new Int32Array(memory.buffer, layout.lines, records * lineColumns)
  const restWidth = lines.restBytes / 4
  const rest = new Int32Array(memory.buffer, layout.rest, records * restWidth)
  const signatures = new Map([...texts].map(([domain, of]) => [domain, signaturesOf(of)]))
  const counts = new Map(
    counted.map((name) => {
      const largest = prepared.columns.find((column) => column.name === name)?.largest ?? 0
      return [name, new Int32Array(largest + 1)]
    }),
  )
  const columns = [
    ...lines.line.map(({ name }, lane) => ({ name, to: line, width: lineColumns, lane })),
    ...lines.rest.map(({ name }, lane) => ({ name, to: rest, width: restWidth, lane })),
  ].map((column) => {
    const text = lines.texts.findIndex(({ name }) => name === column.name)
    const { domain = '' } = lines.texts[text] ?? {}
    return {
      ...{ ...column, count: counts.get(column.name), signature: lines.rest.length + text },
      signatures: text < 0 ? undefined : signatures.get(domain),
    }
  })
  const names = columns.map(({ name }) => identifier(name)).join(', ')
  const query = `select "row", ${names} from read_parquet(${literal(columnFiles(folder))})`
  for await (const chunk of chunksOf(database, query)) {
    const from = (chunk.getColumnVector(0) as unknown as Int32Vector).items[0]!
    const rows = chunk.rowCount
    for (const [c, { to, width, lane, count, signature, signatures }] of columns.entries()) {
      const { items } = chunk.getColumnVector(c + 1) as unknown as Int32Vector
      for (let i = 0, at = from * width + lane; i < rows; i++, at += width) {
        const code = items[i]!
        to[at] = code === 0 ? -(from + i + 1) : code
      }
      if (signatures !== undefined) {
        for (let i = 0, at = from * restWidth + signature; i < rows; i++, at += restWidth)
          rest[at] = signatures[items[i]!]!
      }
      if (count !== undefined) for (let i = 0; i < rows; i++) count[items[i]!]!++
    }
  }
  for (let lane = lines.line.length; lane < lineColumns; lane++) {
    for (let i = 0, at = lane; i < records; i++, at += lineColumns) line[at] = -(i + 1)
  }
  return counts
}

interface Int32Vector {
  readonly items: Int32Array
}

/** The code of a record in a column; 0 where it is missing. */
export function codeReader({ memory, layout, lines }: Pick<LoadedRecords, 'memory' | 'layout' | 'lines'>) {
  const words = new Int32Array(memory.buffer)
  return (column: string): ((record: number) => number) => {
    const lane = lines.line.findIndex(({ name }) => name === column)
    const other = lines.rest.findIndex(({ name }) => name === column)
    if (lane < 0 && other < 0) throw new Error(`no comparison and no rule reads ${column}`)
    const width = lane < 0 ? lines.restBytes / 4 : lineColumns
    const first = lane < 0 ? layout.rest / 4 + other : layout.lines / 4 + lane
    return (record) => Math.max(0, words[first + record * width]!)
  }
}
