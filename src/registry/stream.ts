import type pg from 'pg'
import type { View } from './attributes.ts'
import { type ViewName, views } from './views.ts'

const rowsAtOnce = 5_000

export const columnsOfView = (name: ViewName): readonly string[] => Object.keys(views[name].columns)

/**
 * All records of one kind as texts (dates as ISO days), as they are at one moment, in the order of their keys, some thousand
 * rows at a time. `columns` must be among `columnsOfView(name)`. `oneIn`: only one record of so many, always the same ones.
 */
export async function* streamRecords(
  pool: pg.Pool,
  name: ViewName,
  columns: readonly string[],
  oneIn = 1,
): AsyncGenerator<readonly (readonly (string | null)[])[]> {
  const view: View = views[name]
  const list = columns.map((column) => {
    const sql = view.columns[column]
    if (sql === undefined) throw new Error(`the view ${name} has no column ${column}`)
    return `(${sql})::text`
  })
  const drawn = oneIn > 1 ? `where (hashtext(${view.key}::text)::bigint & 2147483647) % ${Math.trunc(oneIn)} = 0` : ''
  const client = await pool.connect()
  try {
    await client.query('begin transaction isolation level repeatable read read only')
    await client.query('set local statement_timeout = 0')
    await client.query(
      `declare records no scroll cursor for select ${list.join(', ')} from ${view.from} ${drawn} order by ${view.key}`,
    )
    for (;;) {
      const { rows } = await client.query({ text: `fetch ${rowsAtOnce} from records`, rowMode: 'array' })
      if (rows.length === 0) break
      yield rows
    }
    await client.query('commit')
    client.release()
  } catch (error) {
    client.release(true)
    throw error
  }
}
