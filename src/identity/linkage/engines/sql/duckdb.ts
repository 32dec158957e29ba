import type { DuckDBConnection } from '@duckdb/node-api'
import { tableOfNumbers } from '../../encode/append.ts'
import { columnFiles, type Prepared } from '../../encode/prepared.ts'
import type { LinkageEngine, Scored } from '../contract.ts'
import { readTextsOf } from '../wasm/memory.ts'
import { candidateSteps } from './candidates.ts'
import { duckdb, table } from './dialect.ts'
import { edgeSteps } from './edge-steps.ts'
import { readEdges } from './edges.ts'
import { evidenceTable, gainTable, ownerTable } from './lookups.ts'
import { type Step, statementOf, textColumns } from './plan.ts'
import { tally } from './tally.ts'
import { alikeTable, signatureTable } from './texts.ts'

export interface SqlEngineOptions {
  /** Of the prepared records. */
  readonly folder: string
  readonly prepared: Prepared
}

/** The same pairs as the kernel's, by portable SQL on DuckDB in process: for machines without threads, and to check both others. */
export const duckdbEngine = (database: DuckDBConnection, options: SqlEngineOptions): LinkageEngine => ({
  async scorePairs(model, threshold, progress): Promise<Scored> {
    const { folder, prepared } = options
    const textOf = textsByColumn(options)
    await database.run(duckdb.open(table('prepared'), columnFiles(folder)))
    const { rules, purging, rarities, rarest } = await tally(database, model, prepared)
    const scoring = { model, prepared, threshold, rarest, purging }
    await tableOfNumbers(database, 'owner', ownerTable(scoring))
    await tableOfNumbers(database, 'gain', gainTable(scoring))
    await tableOfNumbers(database, 'evidence', evidenceTable(model))
    for (const [n, columns] of rarities.entries()) await tableOfNumbers(database, `rarity_${n}`, columns)
    const texts = textColumns(model)
    for (const [n, { column }] of texts.entries())
      await tableOfNumbers(database, `signatures_${n}`, signatureTable(textOf(column)))

    const plan = { ...scoring, dialect: duckdb }
    const first = candidateSteps(plan)
    const take = async (steps: readonly Step[], done: number): Promise<void> => {
      for (const [i, step] of steps.entries()) {
        await database.run(statementOf(duckdb, step))
        progress((done + i + 1) / (first.length + 1))
      }
    }
    await take(first, 0)
    for (const [n, text] of texts.entries())
      await tableOfNumbers(
        database,
        `alike_${n}`,
        await alikeTable(database, text, textOf(text.column), table(`texts_${n}`)),
      )
    await take(edgeSteps(plan), first.length)
    return { edges: await readEdges(database, table('edges')), rules }
  },
})

/** Texts of the columns that are compared by them. */
export function textsByColumn({ folder, prepared }: SqlEngineOptions) {
  const texts = readTextsOf(folder, prepared.texts)
  const domains = new Map(prepared.columns.map(({ name, domain = '' }) => [name, domain]))
  return (column: string) => texts.get(domains.get(column) ?? '')!
}
