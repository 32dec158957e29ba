import type pg from 'pg'
import type { Agreement } from '../../agreements/schema.ts'
import type { Service } from '../../federation/schema.ts'
import type { Flow, Overview } from '../schema.ts'

interface FlowRow {
  readonly consumer: string
  readonly provider: string
  readonly system: string
  readonly service: string
  readonly agreement: string | null
  readonly asked: number
  readonly answered: number
  readonly refused: number
  readonly unavailable: number
  readonly p50: number | null
  readonly p95: number | null
  readonly last_at: Date
}

/** What went through since `from`, by flow. Counted in the database: the rows never come here. */
export async function flowsSince(database: pg.Pool, from: Date): Promise<Flow[]> {
  const { rows } = await database.query<FlowRow>({ name: 'exchange-flows', text: flowsQuery, values: [from] })
  return rows.map((row) => ({
    consumer: row.consumer,
    provider: row.provider,
    system: row.system,
    service: row.service,
    asked: row.asked,
    answered: row.answered,
    refused: row.refused,
    unavailable: row.unavailable,
    lastAt: row.last_at.toISOString(),
    ...(row.agreement === null ? {} : { agreement: row.agreement }),
    ...(row.p50 === null ? {} : { p50Ms: row.p50 / 1000 }),
    ...(row.p95 === null ? {} : { p95Ms: row.p95 / 1000 }),
  }))
}

// A time of a refusal says nothing about the provider, so percentiles are those of answers.
const flowsQuery = `
select consumer, provider, system, service, agreement_id as agreement,
  count(*)::integer as asked,
  count(*) filter (where status in ('answered', 'no-record'))::integer as answered,
  count(*) filter (where status = 'refused')::integer as refused,
  count(*) filter (where status in ('unavailable', 'invalid'))::integer as unavailable,
  percentile_cont(0.5) within group (order by duration_micros)
    filter (where status in ('answered', 'no-record')) as p50,
  percentile_cont(0.95) within group (order by duration_micros)
    filter (where status in ('answered', 'no-record')) as p95,
  max(at) as last_at
from exchange where at >= $1
group by consumer, provider, system, service, agreement_id
order by asked desc, consumer, service`

export async function refusalsSince(database: pg.Pool, from: Date): Promise<Overview['refusals']> {
  const { rows } = await database.query<{ gate: string; code: string; count: number }>({
    name: 'exchange-refusals',
    text: `select coalesce(refused_at, 'exchange') as gate, coalesce(reason_code, '') as code, count(*)::integer as count
           from exchange where at >= $1 and status = 'refused' group by 1, 2 order by 3 desc, 1, 2 limit 100`,
    values: [from],
  })
  return rows
}

/** The flows that an agreement allows and nobody used in the window stand beside those that were used. */
export function withUnusedFlows(
  used: readonly Flow[],
  agreements: readonly Agreement[],
  service: (id: string) => Service | undefined,
): Flow[] {
  const key = (flow: Pick<Flow, 'consumer' | 'service' | 'agreement'>): string =>
    `${flow.consumer} ${flow.service} ${flow.agreement ?? ''}`
  const seen = new Set(used.map(key))
  const unused = agreements.flatMap(({ id, consumer, provider, services }) =>
    services.flatMap((clause): Flow[] => {
      const found = service(clause.service)
      const flow = { consumer, service: clause.service, agreement: id }
      if (found === undefined || seen.has(key(flow))) return []
      return [{ ...flow, provider, system: found.system, asked: 0, answered: 0, refused: 0, unavailable: 0 }]
    }),
  )
  return [...used, ...unused]
}
