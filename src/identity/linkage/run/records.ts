import type { DuckDBConnection } from '@duckdb/node-api'
import type { Forbids } from '../cluster/constraints.ts'
import { chunksOf, identifier, literal, numbersOf } from '../encode/duckdb.ts'
import { columnFiles, type Prepared, recordFile } from '../encode/prepared.ts'
import { usedColumns } from '../model/columns.ts'
import type { LinkageModel } from '../model/schema.ts'

/** What clustering looks at in the records themselves: only the few columns that it needs are read. */
export interface RecordView {
  readonly source: (record: number) => number
  readonly rosters: readonly ((record: number) => number)[]
  readonly checks: {
    readonly sex?: (record: number) => number
    readonly year?: (record: number) => number
  }
}

export async function recordView(
  database: DuckDBConnection,
  folder: string,
  { records }: Prepared,
  model: LinkageModel,
): Promise<RecordView> {
  const used = usedColumns(model)
  const ofKind = (kind: string, part: string) => {
    const ids = model.fields.filter((field) => field.kind === kind).map(({ id }) => id)
    return used.find((column) => ids.includes(column.field) && column.part === part)?.name
  }
  const wanted = { sex: ofKind('sex', 'exact'), year: ofKind('date-of-birth', 'year') }
  const names = [...model.constraints.rosters, ...Object.values(wanted).flatMap((name) => name ?? [])]
  const columns = new Map(names.map((name) => [name, new Int32Array(records)]))
  const from = (file: string) => `from read_parquet(${literal(file)})`
  const list = [...columns.keys()].map(identifier).join(', ')
  if (columns.size > 0)
    await fill(database, `select "row", ${list} ${from(columnFiles(folder))}`, [...columns.values()])
  const sources = new Int32Array(records)
  await fill(database, `select "row", source_code ${from(recordFile(folder))}`, [sources])
  const reader = (name: string) => {
    const codes = columns.get(name)!
    return (record: number): number => codes[record]!
  }
  return {
    source: (record) => sources[record]!,
    rosters: model.constraints.rosters.map(reader),
    checks: {
      ...(wanted.sex === undefined ? {} : { sex: reader(wanted.sex) }),
      ...(wanted.year === undefined ? {} : { year: reader(wanted.year) }),
    },
  }
}

async function fill(database: DuckDBConnection, query: string, columns: readonly Int32Array[]): Promise<void> {
  for await (const chunk of chunksOf(database, query)) {
    const rows = numbersOf(chunk, 0)
    for (const [c, to] of columns.entries()) {
      const codes = numbersOf(chunk, c + 1)
      for (let i = 0; i < rows.length; i++) to[rows[i]!] = codes[i]!
    }
  }
}

export function forbidsOf({ constraints }: LinkageModel, { sources }: Prepared, view: RecordView): Forbids {
  const codes = constraints.uniqueSources.map((name) => sources.findIndex(({ source }) => source === name) + 1)
  return { source: view.source, rosters: view.rosters, unique: new Set(codes.filter((code) => code > 0)) }
}
