import type pg from 'pg'
import type { Remembered } from '../../agreements/what-if.ts'
import { daysIn, timesIn } from '../../kernel/dates.ts'
import { newId } from '../../kernel/ids.ts'
import type { ExchangeRow } from './read.ts'

export interface Span {
  readonly consumer: string
  readonly provider: string
  readonly from: Date
  /** Id of the last exchange that was read before. */
  readonly after?: string | undefined
  readonly timeZone: string
}

export interface RememberedPage {
  readonly remembered: readonly Remembered[]
  /** Stored before their terms were kept, or stopped before the decision: cannot be decided again. */
  readonly withoutTerms: number
  readonly last: string | undefined
}

const pageSize = 1_000

/** A page of the exchanges between two members, oldest first. */
export async function readRemembered(database: pg.Pool, span: Span): Promise<RememberedPage> {
  const { rows } = await database.query<ExchangeRow>({
    name: 'exchange-remembered',
    text: `select id, at, consumer, provider, service, purpose, status, detail, subject_key, asked_by_kind, asked_by_id
           from exchange where consumer = $1 and provider = $2 and id > $3 order by id limit $4`,
    values: [span.consumer, span.provider, span.after ?? firstIdAt(span.from), pageSize],
  })
  const [dayOf, timeOf] = [daysIn(span.timeZone), timesIn(span.timeZone)]
  const remembered = rows.flatMap((row) => {
    const { asked } = row.detail
    if (asked === undefined) return []
    return [rememberedOf(row, asked, { day: dayOf(row.at), time: timeOf(row.at) })]
  })
  const last = rows.length < pageSize ? undefined : rows.at(-1)?.id
  return { remembered, withoutTerms: rows.length - remembered.length, last }
}

/** Ids begin with their time: the least that an exchange of that millisecond could have. */
const firstIdAt = (at: Date): string => newId('ex', at.getTime()).slice(0, 'ex-'.length + 10)

type Terms = NonNullable<ExchangeRow['detail']['asked']>

const rememberedOf = (row: ExchangeRow, asked: Terms, when: { day: string; time: string }): Remembered => ({
  id: row.id,
  at: row.at,
  ...when,
  request: {
    ...asked,
    consumer: row.consumer,
    provider: row.provider,
    service: row.service,
    purpose: row.purpose,
    ...(row.subject_key === null ? {} : { subject: row.subject_key }),
    ...(row.asked_by_kind === 'person' ? { user: row.asked_by_id } : {}),
  },
  refused: row.status === 'refused',
  forms: row.detail.forms,
})
