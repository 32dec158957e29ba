import type pg from 'pg'
import Type, { type Static } from 'typebox'
import { type ClockRow, dueOf, standingOf } from '../../agreements/law/clocks.ts'
import type { AgreementView } from '../../agreements/service.ts'
import { Id, Instant } from '../../kernel/nouns.ts'
import { DueBy, dueShown } from '../due.ts'
import { unnoticed } from './unnoticed.ts'

const closed = { additionalProperties: false }

/** A notice that went to people: everyone first asked about before it is told by it. */
export const NoticeGiven = Type.Object(
  {
    agreement: Id,
    channel: Type.Enum(['letter', 'message', 'radio', 'poster', 'meeting', 'website', 'office']),
    givenAt: Instant,
    reference: Type.String({ minLength: 1, maxLength: 120, description: 'where the proof lies; no personal data' }),
  },
  closed,
)
export type NoticeGiven = Static<typeof NoticeGiven>

/** People of whom a member received data from another body, and who were not told since (GDPR article 14(3)). */
export const IndirectNotice = Type.Object(
  {
    agreement: Id,
    member: Id,
    persons: Type.Integer({ minimum: 1 }),
    since: Instant,
    due: Type.Optional(DueBy),
    overdue: Type.Boolean(),
  },
  closed,
)
export type IndirectNotice = Static<typeof IndirectNotice>

export async function recordNotice(tx: Pick<pg.ClientBase, 'query'>, id: string, given: NoticeGiven): Promise<boolean> {
  const { rowCount } = await tx.query(
    'insert into notice_given (id, agreement_id, channel, given_at, reference) values ($1, $2, $3, $4, $5)',
    [id, given.agreement, given.channel, given.givenAt, given.reference],
  )
  return rowCount === 1
}

export interface TimerFacts {
  readonly pool: pg.Pool
  readonly table: readonly ClockRow[]
  readonly country: string
  readonly now: Date
  readonly agreements: readonly AgreementView[]
}

/** Those longest waiting first. */
export async function indirectNotices({
  pool,
  table,
  country,
  now,
  agreements,
}: TimerFacts): Promise<IndirectNotice[]> {
  const consumers = new Map(agreements.map(({ agreement }) => [agreement.id, agreement.consumer]))
  const waiting = await unnoticed(pool)
  return waiting.flatMap(({ agreement, persons, since }) => {
    const member = consumers.get(agreement)
    if (member === undefined) return []
    const due = dueOf(table, { event: 'indirect-collection-notice', start: since, jurisdictions: [country] })
    return {
      ...{ agreement, member, persons, since: since.toISOString() },
      ...(due === undefined ? {} : { due: dueShown(due) }),
      overdue: due !== undefined && standingOf(due, { now }).over,
    }
  })
}
