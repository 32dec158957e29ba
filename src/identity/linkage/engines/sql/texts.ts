import type { DuckDBConnection } from '@duckdb/node-api'
import { jaroWinkler, withinEdits } from '../../compare/similarity.ts'
import type { NumberColumn } from '../../encode/append.ts'
import { chunksOf, numbersOf } from '../../encode/duckdb.ts'
import { signaturesOf, type Texts } from '../../encode/texts.ts'
import type { Sql } from './dialect.ts'
import type { TextColumn } from './plan.ts'

/** (code, letters, start, length) of each text (`signaturesOf`). */
export function signatureTable(texts: Texts): NumberColumn[] {
  const signatures = signaturesOf(texts)
  return [
    { name: 'code', values: Int32Array.from(signatures, (_, code) => code) },
    { name: 'letters', values: signatures.map((signature) => signature & 0x1fffff) },
    { name: 'start', values: signatures.map((signature) => (signature >>> 21) & 31) },
    { name: 'length', values: signatures.map((signature) => signature >>> 26) },
  ]
}

/**
 * (x, y, holds) of the pairs of texts in the table (x, y) that are alike: a bit for each condition. Each pair of distinct
 * texts is compared once, here, by the functions of every engine: dialects have others, or none.
 */
export async function alikeTable(
  database: DuckDBConnection,
  { conditions }: TextColumn,
  { offsets, points }: Texts,
  pairs: Sql,
): Promise<NumberColumn[]> {
  const [xs, ys, holds]: [number[], number[], number[]] = [[], [], []]
  const text = (code: number) => points.subarray(offsets[code], offsets[code + 1])
  for await (const chunk of chunksOf(database, `select x, y from ${pairs}`)) {
    for (const [i, x] of numbersOf(chunk, 0).entries()) {
      const y = numbersOf(chunk, 1)[i]!
      const bits = conditions.reduce((sum, condition, bit) => {
        const alike =
          condition.test === 'similar'
            ? jaroWinkler(text(x), text(y)) >= condition.atLeast
            : withinEdits(text(x), text(y), condition.atMost)
        return alike ? sum + 2 ** bit : sum
      }, 0)
      if (bits === 0) continue
      xs.push(x)
      ys.push(y)
      holds.push(bits)
    }
  }
  return [
    { name: 'x', values: Int32Array.from(xs) },
    { name: 'y', values: Int32Array.from(ys) },
    { name: 'holds', values: Int32Array.from(holds) },
  ]
}
