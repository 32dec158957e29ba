import type { DuckDBConnection } from '@duckdb/node-api'
import { chunksOf, identifier, literal, numbersOf } from '../../encode/duckdb.ts'
import { columnFiles, type Prepared } from '../../encode/prepared.ts'
import { lineColumns } from './lines.ts'
import type { RecordMemory } from './memory.ts'

/** Encoded records in memory that workers share, with how often each value occurs in the columns that ask for it. */
export interface LoadedRecords extends RecordMemory {
  /** By column: how many records have each code. */
  readonly counts: ReadonlyMap<string, Int32Array>
}

export interface LoadOptions {
  readonly folder: string
  readonly prepared: Prepared
  /** Columns whose values are to be counted. */
  readonly counted: readonly string[]
}

/** A missing value becomes a negative number that no other record has, so that two of them are never equal. */
export async function loadRecords(
  database: DuckDBConnection,
  room: RecordMemory,
  { folder, prepared, counted }: LoadOptions,
): Promise<LoadedRecords> {
  const { memory, layout, lines, records } = room
  const line = new Int32Array(memory.buffer, layout.lines, records * lineColumns)
  const restWidth = lines.restBytes / 4
  const rest = new Int32Array(memory.buffer, layout.rest, records * restWidth)
  const counts = new Map(
    counted.map((name) => {
      const largest = prepared.columns.find((column) => column.name === name)?.largest ?? 0
      return [name, new Int32Array(largest + 1)]
    }),
  )
  const columns = [
    ...lines.line.map(({ name }, lane) => ({ name, to: line, width: lineColumns, lane })),
    ...lines.rest.map(({ name }, lane) => ({ name, to: rest, width: restWidth, lane })),
  ].map((column) => ({ ...column, count: counts.get(column.name) }))
  const names = columns.map(({ name }) => identifier(name)).join(', ')
  const query = `select "row", ${names} from read_parquet(${literal(columnFiles(folder))})`
  for await (const chunk of chunksOf(database, query)) {
    const first = numbersOf(chunk, 0)[0]!
    const codes = columns.map((_, c) => numbersOf(chunk, c + 1))
    for (let from = 0; from < chunk.rowCount; from += rowsAtOnce) {
      const to = Math.min(from + rowsAtOnce, chunk.rowCount)
      for (let c = 0; c < columns.length; c++) place(columns[c]!, codes[c]!, { from, to, first })
    }
  }
  for (let lane = lines.line.length; lane < lineColumns; lane++) {
    for (let i = 0, at = lane; i < records; i++, at += lineColumns) line[at] = -(i + 1)
  }
  return { ...room, counts }
}

/** Records whose lines stay near the processor while one column after another is written into them. */
const rowsAtOnce = 256

interface PlacedColumn {
  readonly to: Int32Array
  readonly width: number
  readonly lane: number
  readonly count: Int32Array | undefined
}

/** Rows `from` up to `to` of a chunk whose first record has the number `first`. */
function place(
  { to: words, width, lane, count }: PlacedColumn,
  codes: Int32Array,
  { from, to, first }: { readonly from: number; readonly to: number; readonly first: number },
): void {
  for (let i = from, at = (first + from) * width + lane; i < to; i++, at += width) {
    const code = codes[i]!
    words[at] = code === 0 ? -(first + i + 1) : code
  }
  if (count !== undefined) for (let i = from; i < to; i++) count[codes[i]!]!++
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
