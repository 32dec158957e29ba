import { type Prepared, textFile } from '../../encode/prepared.ts'
import { readTexts, type Texts } from '../../encode/texts.ts'
import type { LinkageModel } from '../../model/schema.ts'
import { maxPages } from './compile.ts'
import { parameterNames } from './kernel-text.ts'
import { type Layout, layoutOf, outCapacity, pageBytes, placesOf } from './layout.ts'
import type { Lines } from './lines.ts'
import type { Places } from './source.ts'

/** Memory that workers share, with room for the records; texts and what the workers start from are there. */
export interface RecordMemory {
  readonly memory: WebAssembly.Memory
  readonly layout: Layout
  readonly lines: Lines
  readonly records: number
}

export interface RoomFor {
  readonly folder: string
  readonly prepared: Prepared
  readonly model: LinkageModel
  readonly lines: Lines
  readonly workers: number
}

export function allocate({ folder, prepared, model, lines, workers }: RoomFor): RecordMemory {
  const { records } = prepared
  const texts = readTextsOf(folder, prepared.texts)
  const layout = layoutOf({ model, lines, prepared, texts, workers })
  const pages = Math.ceil(layout.bytes / pageBytes)
  if (pages > maxPages) throw new RangeError(`${records} records need ${layout.bytes} bytes, more than four gibibytes`)
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true })
  const room = { memory, layout, lines, records }
  placeTexts(room, placesOf(model, prepared.texts), texts)
  openWorkers(room)
  return room
}

export function readTextsOf(folder: string, domains: readonly string[]): ReadonlyMap<string, Texts> {
  return new Map(domains.map((domain) => [domain, readTexts(textFile(folder, domain))]))
}

function placeTexts({ memory, layout }: RecordMemory, places: Places, texts: ReadonlyMap<string, Texts>): void {
  const words = new Uint32Array(memory.buffer)
  const bytes = new Uint8Array(memory.buffer)
  for (const [domain, { width, offsets, points }] of texts) {
    const place = layout.texts.get(domain)!
    words.set([place.offsets, place.points, width, place.signatures, offsets.length - 1], places.text(domain) / 4)
    new Int32Array(memory.buffer, place.offsets, offsets.length).set(offsets)
    bytes.set(new Uint8Array(points.buffer, points.byteOffset, points.byteLength), place.points)
  }
  for (const [column, address] of layout.rarity) words[places.rarity(column) / 4] = address
}

function openWorkers({ memory, layout, records }: RecordMemory): void {
  const words = new Uint32Array(memory.buffer)
  for (const place of layout.workers) {
    const values: Record<(typeof parameterNames)[number], number> = {
      ...{ records, lines: layout.lines, rest: layout.rest, purged: layout.purged },
      ...{ ownTables: layout.ownTables, reach: layout.reach, weights: layout.weights },
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
