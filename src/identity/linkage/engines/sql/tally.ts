import type { DuckDBConnection } from '@duckdb/node-api'
import { blocksOf, costOfRule, tooLarge } from '../../blocking/cost.ts'
import type { NumberColumn } from '../../encode/append.ts'
import { chunksOf, numbersOf } from '../../encode/duckdb.ts'
import type { Prepared } from '../../encode/prepared.ts'
import type { LinkageModel } from '../../model/schema.ts'
import type { RuleYield } from '../contract.ts'
import type { RarityGain } from '../gains.ts'
import { mostRarity, rarityOf } from '../rarity.ts'
import { rarityColumns } from '../wasm/layout.ts'
import { duckdb, number } from './dialect.ts'

/** What is counted over the prepared columns before a pair is looked at. */
export interface Tally {
  readonly rules: readonly RuleYield[]
  /** Rules, as bits, of which blocks are left out; the table `purged` (row, purged) says of which records. */
  readonly purging: number
  /** (code, bits) of each column whose frequencies the model uses, in the order of `rarityColumns`. */
  readonly rarities: readonly (readonly NumberColumn[])[]
  readonly rarest: RarityGain
}

const name = duckdb.identifier

/** Over the table `prepared`. One machine does it in seconds, whichever engine compares the pairs afterwards. */
export async function tally(database: DuckDBConnection, model: LinkageModel, prepared: Prepared): Promise<Tally> {
  const rules = await markPurged(database, model)
  const most = new Map<string, number>()
  const rarities: NumberColumn[][] = []
  for (const column of rarityColumns(model)) {
    const counts = await countsOf(database, column, prepared)
    const rarity = rarityOf(counts)
    most.set(column, mostRarity(counts, rarity))
    rarities.push([
      { name: 'code', values: Int32Array.from(counts, (_, code) => code) },
      { name: 'bits', values: Float64Array.from(rarity) },
    ])
  }
  const purging = rules.reduce((bits, { purged }, rule) => (purged.blocks > 0 ? bits | (1 << rule) : bits), 0)
  return { rules, purging, rarities, rarest: (column) => most.get(column) ?? 0 }
}

/** Marks the records of blocks that are too large, and counts the pairs of each rule. */
async function markPurged(database: DuckDBConnection, { blocking }: LinkageModel): Promise<RuleYield[]> {
  const yields: RuleYield[] = []
  await database.run('create or replace table marks ("row" integer, mark integer)')
  for (const [index, rule] of blocking.rules.entries()) {
    const found = await costOfRule(database, 'prepared', blocking, rule)
    yields.push(found)
    if (found.purged.blocks === 0) continue
    const keys = rule.columns.map(name).join(', ')
    const large = `select ${keys} from (${blocksOf('prepared', rule)}) where ${tooLarge(blocking)}`
    await database.run(
      `insert into marks select "row", ${number(2 ** index)} from prepared join (${large}) using (${keys})`,
    )
  }
  await database.run(
    `create or replace table purged as select "row", cast(sum(mark) as integer) as purged from marks group by "row";
     drop table marks`,
  )
  return yields
}

async function countsOf(database: DuckDBConnection, column: string, { columns }: Prepared): Promise<Int32Array> {
  const counts = new Int32Array((columns.find((one) => one.name === column)?.largest ?? 0) + 1)
  const query = `select ${name(column)} as code, count(*)::integer from prepared group by code`
  for await (const chunk of chunksOf(database, query)) {
    numbersOf(chunk, 0).forEach((code, i) => {
      counts[code] = numbersOf(chunk, 1)[i]!
    })
  }
  return counts
}
