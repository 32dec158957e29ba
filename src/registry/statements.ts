import type pg from 'pg'
import { sha256Hex } from '../kernel/digest.ts'
import type { Fragment } from './condition.ts'

export type PreparedStatements = (client: pg.ClientBase, statement: Fragment) => Promise<Record<string, unknown>[]>

const maxPrepared = 64

/**
 * The first shapes of statement are kept prepared by each connection, which saves planning them again. The bound keeps
 * a caller who varies the shape from filling the server's memory.
 */
export function preparedStatements(): PreparedStatements {
  const names = new Map<string, string>()
  return async (client, { text, values }) => {
    let name = names.get(text)
    if (name === undefined && names.size < maxPrepared) {
      name = `registry-${sha256Hex(text).slice(0, 24)}`
      names.set(text, name)
    }
    const { rows } = await client.query({ ...(name === undefined ? {} : { name }), text, values: [...values] })
    return rows
  }
}
