import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { ok, type Result } from '../../../../../kernel/result.ts'
import type { TrainedModel } from '../../../compare/weights.ts'
import { type NumberColumn, tableOfNumbers } from '../../../encode/append.ts'
import { literal } from '../../../encode/duckdb.ts'
import { columnFiles } from '../../../encode/prepared.ts'
import type { Scored } from '../../contract.ts'
import { candidateSteps } from '../candidates.ts'
import { duckdb, type Sql, spark, type TableName, table } from '../dialect.ts'
import { type SqlEngineOptions, textsByColumn } from '../duckdb.ts'
import { edgeSteps } from '../edge-steps.ts'
import { readEdges } from '../edges.ts'
import { evidenceTable, gainTable, ownerTable } from '../lookups.ts'
import { type Plan, type Step, statementOf, textColumns } from '../plan.ts'
import { tally } from '../tally.ts'
import { alikeTable, signatureTable } from '../texts.ts'
import { runSpark, type SparkProcess } from './process.ts'

export interface SparkOptions extends SqlEngineOptions, SparkProcess {
  /**
   * Of this scoring alone: scripts, logs and tables; emptied first. All of Spark's machines must reach it, and the folder of
   * the prepared records, by the same path.
   */
  readonly work: string
}

/**
 * The same pairs as the kernel's, worked out by Spark's own command line in two goes: first the candidates, then, when the
 * texts that they bring together were compared here, the edges. DuckDB counts values beforehand and reads the result.
 */
export async function scoreOnSpark(
  database: DuckDBConnection,
  options: SparkOptions,
  model: TrainedModel,
  threshold: number,
  progress: (share: number) => void,
): Promise<Result<Scored>> {
  const { folder, prepared, work } = options
  rmSync(work, { recursive: true, force: true })
  mkdirSync(work, { recursive: true })
  const textOf = textsByColumn(options)
  const texts = textColumns(model)
  await database.run(duckdb.open(table('prepared'), columnFiles(folder)))
  const { rules, purging, rarities, rarest } = await tally(database, model, prepared)
  const plan: Plan = { dialect: spark(work), model, prepared, threshold, purging }
  const give = giverOf(database, plan, work)

  const candidates = candidateSteps(plan)
  const steps = { all: candidates.length + 1, done: 0 }
  const step = () => progress(++steps.done / (steps.all + 1))
  const first = await runSteps(options, 'candidates', step, [
    plan.dialect.open(table('prepared'), columnFiles(folder)),
    await give('purged'),
    await give('owner', ownerTable({ model, prepared, threshold, rarest, purging })),
    await give('gain', gainTable({ model, prepared, threshold, rarest, purging })),
    ...(await all(texts, (text, n) => give(`signatures_${n}`, signatureTable(textOf(text.column))))),
    ...told(plan, candidates),
  ])
  if (!first.ok) return first

  const kept = candidates.map((one) =>
    one.view ? statementOf(plan.dialect, one) : plan.dialect.open(table(one.table), join(work, one.table)),
  )
  const alike = await all(texts, async (text, n) => {
    const pairs = duckdb.files(partsOf(work, table(`texts_${n}`)))
    return give(`alike_${n}`, await alikeTable(database, text, textOf(text.column), pairs))
  })
  const second = await runSteps(options, 'edges', step, [
    ...kept,
    ...alike,
    await give('evidence', evidenceTable(model)),
    ...(await all(rarities, (columns, n) => give(`rarity_${n}`, columns))),
    ...told(plan, edgeSteps(plan)),
  ])
  if (!second.ok) return second
  const edges = await readEdges(database, duckdb.files(partsOf(work, table('edges'))))
  progress(1)
  return ok({ edges, rules })
}

/** Spark writes a table as a folder of files. */
const partsOf = (work: string, name: Sql): string => join(work, name, '*.parquet')

/** One after another: they share a database. */
async function all<T, R>(items: readonly T[], work: (item: T, index: number) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (const [index, item] of items.entries()) results.push(await work(item, index))
  return results
}

/** Writes a table of the database, filled with the columns where they are given, for Spark, and says how Spark opens it. */
const giverOf =
  (database: DuckDBConnection, { dialect }: Plan, work: string) =>
  async (name: TableName, columns?: readonly NumberColumn[]): Promise<Sql> => {
    const file = join(work, `${name}.parquet`)
    if (columns !== undefined) await tableOfNumbers(database, name, columns)
    await database.run(`copy ${name} to ${literal(file)} (format parquet); drop table ${name}`)
    return dialect.open(table(name), file)
  }

const stepDone = 'kiungo: step done'

/** The steps, each followed by a line by which its end is known. */
const told = ({ dialect }: Plan, steps: readonly Step[]): string[] =>
  steps.flatMap((step) => [statementOf(dialect, step), `select '${stepDone}'`])

const ownSettings = {
  // No metastore: nothing is written but what the script names.
  'spark.sql.catalogImplementation': 'in-memory',
  'spark.ui.showConsoleProgress': 'false',
}

function runSteps(
  options: SparkOptions,
  name: string,
  step: () => void,
  statements: readonly string[],
): Promise<Result<void>> {
  const { work, settings } = options
  const script = { file: join(work, `${name}.sql`), folder: work, log: join(work, `${name}.log`) }
  writeFileSync(script.file, statements.map((statement) => `${statement};\n`).join(''))
  return runSpark({ ...options, settings: { ...ownSettings, ...settings } }, script, (line) => {
    if (line === stepDone) step()
  })
}
