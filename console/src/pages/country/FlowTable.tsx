import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Flow, Overview } from '../../../../src/exchange/schema.ts'
import type { SourceStatus } from '../../api/types.ts'
import { type Column, DataTable } from '../../parts/DataTable.tsx'
import { ExchangeLink } from '../../parts/ExchangeLink.tsx'
import { useFormat } from '../../parts/format.ts'
import { useNames } from '../../parts/names.ts'
import { windowStart } from './flows.ts'

/** What the map shows, as rows to read, sort and hear. */
export function FlowTable({ overview }: { overview: Overview }) {
  const { flows } = overview
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const from = windowStart(overview)
  const count = (flow: Flow, value: number, status?: SourceStatus) =>
    value === 0 ? (
      <span className="k-zero">0</span>
    ) : (
      <ExchangeLink
        filter={{
          consumer: flow.consumer,
          provider: flow.provider,
          service: flow.service,
          from,
          ...(status === undefined ? {} : { status }),
        }}
      >
        {format.number(value)}
      </ExchangeLink>
    )
  const columns: readonly Column<Flow>[] = [
    {
      key: 'consumer',
      header: t('terms.consumer'),
      cell: (flow) => names.member(flow.consumer),
      sortBy: (flow) => names.member(flow.consumer),
    },
    {
      key: 'service',
      header: t('terms.service'),
      cell: (flow) => (
        <>
          {names.service(flow.service)}
          <div className="k-sub">{names.member(flow.provider)}</div>
        </>
      ),
      sortBy: (flow) => names.service(flow.service),
    },
    {
      key: 'agreement',
      header: t('terms.agreement'),
      cell: ({ agreement }) =>
        agreement === undefined ? (
          t('country.noAgreement')
        ) : (
          <Link to="/agreements/$id" params={{ id: agreement }}>
            {names.agreement(agreement)}
          </Link>
        ),
    },
    {
      key: 'asked',
      header: t('country.asked'),
      cell: (flow) => count(flow, flow.asked),
      sortBy: ({ asked }) => asked,
      numeric: true,
    },
    {
      key: 'refused',
      header: t('status.refused'),
      cell: (flow) => count(flow, flow.refused, 'refused'),
      sortBy: ({ refused }) => refused,
      numeric: true,
    },
    {
      key: 'unavailable',
      header: t('status.unavailable'),
      cell: (flow) => count(flow, flow.unavailable, 'unavailable'),
      sortBy: ({ unavailable }) => unavailable,
      numeric: true,
    },
    {
      key: 'p50',
      header: t('country.median'),
      cell: ({ p50Ms }) => (p50Ms === undefined ? '–' : format.duration(p50Ms)),
      sortBy: ({ p50Ms }) => p50Ms ?? 0,
      numeric: true,
    },
    {
      key: 'p95',
      header: t('country.slowest'),
      cell: ({ p95Ms }) => (p95Ms === undefined ? '–' : format.duration(p95Ms)),
      sortBy: ({ p95Ms }) => p95Ms ?? 0,
      numeric: true,
    },
  ]
  const table = (rows: readonly Flow[]) => (
    <DataTable
      caption={t('country.flows')}
      columns={columns}
      rows={rows}
      rowKey={({ consumer, service, agreement }) => `${consumer} ${service} ${agreement ?? ''}`}
    />
  )
  const used = flows.filter(({ asked }) => asked > 0).toSorted((a, b) => b.asked - a.asked)
  const idle = flows.filter(({ asked }) => asked === 0)
  return (
    <div className="k-scroll-pad">
      {used.length === 0 ? <p>{t('country.noTraffic')}</p> : table(used)}
      {idle.length === 0 ? null : (
        <details className="k-details">
          <summary>{t('country.idle', { number: idle.length })}</summary>
          {table(idle)}
        </details>
      )}
    </div>
  )
}
