// Public sets with known answers, when they lie beside the project; they are never copied into it. Each is linked by the
// model that the wizard proposes of the file, with nothing tuned to the set.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { root } from '../../scripts/tool.ts'
import { cleanerOf } from '../../src/identity/linkage/cleaning/cleaner.ts'
import { identifier, literal } from '../../src/identity/linkage/encode/duckdb.ts'
import { proposeModel } from '../../src/identity/linkage/profile/propose.ts'
import { profileTable } from '../../src/identity/linkage/profile/table.ts'
import { mustBeOk } from '../../src/kernel/result.ts'
import { type DataSet, type KnownPerson, keyOf } from './data-set.ts'

/** Beside the project, not in it. */
const publicFolder = join(root, '..', 'shared', 'data', 'linkage')

interface PublicSet {
  readonly id: string
  readonly title: string
  readonly file: string
  readonly recordId: string
  /** SQL of the person, from the file's columns. */
  readonly person: string
  /** Columns that hold the answer. */
  readonly hidden: readonly string[]
}

const febrl = (number: number): PublicSet => ({
  id: `febrl${number}`,
  title: `FEBRL ${number}`,
  file: `dataset${number}.csv`,
  recordId: 'rec_id',
  person: `regexp_extract(rec_id, 'rec-(\\d+)', 1)`,
  hidden: ['rec_id'],
})

export const publicSets: readonly PublicSet[] = [
  febrl(1),
  febrl(2),
  febrl(3),
  {
    id: 'fake-1000',
    title: 'fake 1000 (Splink)',
    file: 'fake_1000.csv',
    recordId: 'unique_id',
    person: 'cluster',
    hidden: ['unique_id', 'cluster'],
  },
]

/** The set; undefined where its file is not there. */
export async function publicSet(database: DuckDBConnection, set: PublicSet): Promise<DataSet | undefined> {
  const path = join(publicFolder, set.file)
  if (!existsSync(path)) return undefined
  const answers = await withTrimmedNames(database, `read_csv(${literal(path)}, header = true, all_varchar = true)`)
  const hidden = `* exclude (${set.hidden.map(identifier).join(', ')})`
  await database.run(`create or replace view shown as select ${hidden} from (${answers})`)
  const { model } = mustBeOk(proposeModel(await profileTable(database, 'shown', cleanerOf), cleanerOf, { id: set.id }))
  const known = await (await database.run(`select ${set.recordId}, ${set.person} from (${answers})`)).getRows()
  const truth = new Map(
    known.map(([id, person]): [string, KnownPerson] => [
      keyOf('file', String(id)),
      { person: String(person), groups: {} },
    ]),
  )
  return {
    id: set.id,
    title: `${set.title}, ${truth.size.toLocaleString('en')} records`,
    truth,
    model,
    cleanerOf,
    load: async () => `select 'file' as source, ${set.recordId} as record_id, ${hidden} from (${answers})`,
  }
}

/** Headers of FEBRL begin with a blank. */
async function withTrimmedNames(database: DuckDBConnection, relation: string): Promise<string> {
  const columns = (await (await database.run(`describe select * from ${relation}`)).getRows()).map(([name]) =>
    String(name),
  )
  return `select ${columns.map((name) => `${identifier(name)} as ${identifier(name.trim())}`).join(', ')} from ${relation}`
}
