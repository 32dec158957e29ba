import type { DuckDBConnection } from '@duckdb/node-api'
import { identifier } from '../encode/duckdb.ts'
import type { RuleYield } from '../engines/contract.ts'
import type { BlockingRule, LinkageModel } from '../model/schema.ts'

/** Blocks of a rule with more than one record: its columns and `size`. `records`: a table or a function that reads one. */
export function blocksOf(records: string, { columns }: BlockingRule): string {
  const keys = columns.map(identifier)
  return `select ${keys.join(', ')}, count(*) as size from ${records}
    where ${keys.map((key) => `${key} <> 0`).join(' and ')} group by all having count(*) > 1`
}

/** As a condition on `size`. */
export const tooLarge = ({ maxPairsPerBlock }: LinkageModel['blocking']): string =>
  `size * (size - 1) / 2 > ${maxPairsPerBlock}`

/** What a rule will cost, exactly and before a pair is compared: the sum of k(k-1)/2 over its blocks of k records. */
export async function costOfRule(
  database: DuckDBConnection,
  records: string,
  blocking: LinkageModel['blocking'],
  rule: BlockingRule,
): Promise<RuleYield> {
  const large = tooLarge(blocking)
  const pairs = 'size * (size - 1) / 2'
  const reader = await database.runAndReadAll(
    `select coalesce(sum(${pairs}) filter (not (${large})), 0), count(*) filter (${large}),
       coalesce(sum(size) filter (${large}), 0), coalesce(sum(${pairs}) filter (${large}), 0) from (${blocksOf(records, rule)})`,
  )
  const [kept = 0, blocks = 0, members = 0, lost = 0] = reader.getRows()[0]!.map(Number)
  return { rule: rule.id, pairs: kept, purged: { blocks, records: members, pairs: lost } }
}

export interface BlockingWarning {
  readonly rule: string
  /** `purges`: blocks are left out; `explodes`: one rule alone yields most of a large number of pairs. */
  readonly warning: 'purges' | 'explodes'
}

const manyPairsPerRecord = 1_000

/** What a person should see before the run. */
export function blockingWarnings(costs: readonly RuleYield[], records: number): BlockingWarning[] {
  return costs.flatMap(({ rule, pairs, purged }) => [
    ...(purged.blocks > 0 ? [{ rule, warning: 'purges' } as const] : []),
    ...(pairs > records * manyPairsPerRecord ? [{ rule, warning: 'explodes' } as const] : []),
  ])
}
