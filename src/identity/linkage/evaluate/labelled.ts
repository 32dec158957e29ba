import type { DuckDBConnection } from '@duckdb/node-api'
import { chunksOf, literal, numbersOf } from '../encode/duckdb.ts'
import { numberedRecords, pairFile } from '../run/files.ts'
import { numbersIn } from './aligned.ts'
import { judgedPairs } from './judged.ts'
import type { JudgedPairs } from './pairs.ts'
import { type Score, scoreOf } from './score.ts'
import { tableOfTexts } from './truth-table.ts'
import type { Watch } from './watch.ts'

interface Ref {
  readonly source: string
  readonly record: string
}

/** A pair of records of which it is known whether they are one person. */
export interface LabelledPair {
  readonly first: Ref
  readonly second: Ref
  readonly same: boolean
}

export interface LabelledMeasured {
  readonly pairs: JudgedPairs
  readonly asLinked: Score
  /** Those of records that the run has, by their places in the list, and whether it linked them: a pair at each place. */
  readonly known: { readonly places: Int32Array; readonly linked: Int32Array }
}

/** A run against some pairs of which it is known what they are. */
export async function measureLabelled(
  database: DuckDBConnection,
  folder: string,
  labelled: readonly LabelledPair[],
  watch: Watch,
): Promise<LabelledMeasured> {
  watch('records')
  await tableOfTexts(
    database,
    'truth',
    ['source0', 'record0', 'source1', 'record1', 'same'],
    (function* () {
      for (const { first, second, same } of labelled)
        yield [first.source, first.record, second.source, second.record, String(same)]
    })(),
  )
  await database.run(
    `create or replace table known as select t.place, t.same, l.cluster = r.cluster as linked,
       least(l."row", r."row") as a, greatest(l."row", r."row") as b
     from (select * replace (same = 'true' as same), rowid::integer as place from truth) t
     join (${numberedRecords(folder)}) l on l.source = t.source0 and l.record_id = t.record0
     join (${numberedRecords(folder)}) r on r.source = t.source1 and r.record_id = t.record1`,
  )
  const [all = 0, right = 0, wrong = 0] = await numbersIn(
    database,
    'select count(*) filter (same), count(*) filter (linked and same), count(*) filter (linked and not same) from known',
  )
  watch('pairs')
  const scored = `select weight, same from read_parquet(${literal(pairFile(folder))}) join known using (a, b)`
  return {
    pairs: await judgedPairs(database, scored, all),
    asLinked: scoreOf(right, wrong, all - right),
    known: await knownPlaces(database),
  }
}

async function knownPlaces(database: DuckDBConnection): Promise<LabelledMeasured['known']> {
  const [count = 0] = await numbersIn(database, 'select count(*) from known')
  const known = { places: new Int32Array(count), linked: new Int32Array(count) }
  let at = 0
  for await (const chunk of chunksOf(database, 'select place, linked::integer from known order by place')) {
    known.places.set(numbersOf(chunk, 0).subarray(0, chunk.rowCount), at)
    known.linked.set(numbersOf(chunk, 1).subarray(0, chunk.rowCount), at)
    at += chunk.rowCount
  }
  return known
}
