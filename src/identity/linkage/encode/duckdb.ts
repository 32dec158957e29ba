import { type DuckDBConnection, type DuckDBDataChunk, DuckDBInstance } from '@duckdb/node-api'

export interface DatabaseLimits {
  readonly threads: number
  /** For DuckDB alone; what does not fit is spilled to `spillFolder`. */
  readonly memoryMiB: number
  readonly spillFolder: string
}

/** Another connection to the same database, for what is done beside the first; it ends with the database. */
export type Beside = () => Promise<DuckDBConnection>

/** A DuckDB of its own in memory, for the length of `use`. It reaches files and nothing else. */
export async function withDatabase<T>(
  { threads, memoryMiB, spillFolder }: DatabaseLimits,
  use: (database: DuckDBConnection, beside: Beside) => Promise<T>,
): Promise<T> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(threads),
    memory_limit: `${memoryMiB}MiB`,
    temp_directory: spillFolder,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    preserve_insertion_order: 'true',
  })
  try {
    const database = await instance.connect()
    const others: DuckDBConnection[] = []
    try {
      return await use(database, async () => {
        const other = await instance.connect()
        others.push(other)
        return other
      })
    } finally {
      for (const one of [database, ...others]) one.closeSync()
    }
  } finally {
    instance.closeSync()
  }
}

/** The rows of a query in the order in which they come, some two thousand at a time, without copying them. */
export async function* chunksOf(database: DuckDBConnection, query: string): AsyncGenerator<DuckDBDataChunk> {
  const result = await database.stream(query)
  for (;;) {
    const chunk = await result.fetchChunk()
    if (chunk === null || chunk.rowCount === 0) return
    yield chunk
  }
}

/** The numbers of a column of integers or doubles, as they lie in memory: no call for each value. */
export const numbersOf = <T extends Int32Array | Float64Array = Int32Array>(
  chunk: DuckDBDataChunk,
  column: number,
): T => (chunk.getColumnVector(column) as unknown as { items: T }).items

/** A text as an SQL literal, and a name as an SQL identifier. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`
