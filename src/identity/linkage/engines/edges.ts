import type { DuckDBConnection } from '@duckdb/node-api'
import { chunksOf, numbersOf } from '../encode/duckdb.ts'
import type { Edges } from './contract.ts'

/** As the contract wants them, in the order in which they come. `rows`: a query's part after `from`, with a, b, weight, pattern. */
export async function edgesFrom(database: DuckDBConnection, rows: string, count: number): Promise<Edges> {
  const edges = {
    count,
    ...{ a: new Int32Array(count), b: new Int32Array(count), pattern: new Int32Array(count) },
    weight: new Float64Array(count),
  }
  let at = 0
  for await (const chunk of chunksOf(database, `select a, b, weight, pattern from ${rows}`)) {
    edges.a.set(numbersOf(chunk, 0), at)
    edges.b.set(numbersOf(chunk, 1), at)
    edges.weight.set(numbersOf<Float64Array>(chunk, 2), at)
    edges.pattern.set(numbersOf(chunk, 3), at)
    at += chunk.rowCount
  }
  return edges
}
