import type { DuckDBConnection } from '@duckdb/node-api'
import { chunksOf, numbersOf } from '../encode/duckdb.ts'
import { numbersIn } from './aligned.ts'
import type { JudgedPairs } from './pairs.ts'

/** From a query for scored pairs: weight, and whether the two are one person. */
export async function judgedPairs(database: DuckDBConnection, pairs: string, all: number): Promise<JudgedPairs> {
  await database.run(
    `create or replace table by_weight as select weight, (count(*) filter (same))::integer as found,
       (count(*) filter (not same))::integer as not_found from (${pairs}) group by weight`,
  )
  const [weights = 0] = await numbersIn(database, 'select count(*) from by_weight')
  const judged = {
    weight: new Float64Array(weights),
    right: new Int32Array(weights),
    wrong: new Int32Array(weights),
    all,
  }
  let [place, right, wrong] = [0, 0, 0]
  const query = 'select weight, found, not_found from by_weight order by weight desc'
  for await (const chunk of chunksOf(database, query)) {
    const [weight, found, notFound] = [numbersOf<Float64Array>(chunk, 0), numbersOf(chunk, 1), numbersOf(chunk, 2)]
    for (let i = 0; i < chunk.rowCount; i++, place++) {
      judged.weight[place] = weight[i]!
      judged.right[place] = right += found[i]!
      judged.wrong[place] = wrong += notFound[i]!
    }
  }
  return judged
}
