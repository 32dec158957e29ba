import type pg from 'pg'
import type { Agreement } from '../../agreements/schema.ts'
import { outgrown, scopeOf } from './rules.ts'
import { latestAssessments } from './store.ts'

/** Whether a text does more than the newest approved assessment of its agreement covers; undefined when it does not. */
export const outgrownBy = (pool: pg.Pool) => async (agreement: Agreement) => {
  const all = await latestAssessments(pool, agreement.id)
  const approved = all.find(({ status, scope }) => status === 'approved' && scope !== undefined)
  if (approved?.scope === undefined) return undefined
  const parts = outgrown(approved.scope, scopeOf(agreement))
  return parts.length === 0 ? undefined : { assessment: approved.id, parts }
}
