import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ExchangeSummary } from '../../../../src/exchange/schema.ts'
import { type Column, DataTable } from '../../parts/DataTable.tsx'
import { useFormat } from '../../parts/format.ts'
import { gateKey } from '../../parts/gates.ts'
import { useNames } from '../../parts/names.ts'
import { StatusMark } from '../../parts/StatusMark.tsx'

export function ExchangeTable({ exchanges }: { exchanges: readonly ExchangeSummary[] }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const columns: readonly Column<ExchangeSummary>[] = [
    {
      key: 'at',
      header: t('exchanges.whenIn', { zone: format.zone }),
      cell: ({ id, at }) => (
        <Link to="/exchanges/$id" params={{ id }} className="k-nowrap">
          {format.moment(at)}
        </Link>
      ),
      sortBy: ({ at }) => at,
    },
    {
      key: 'status',
      header: t('terms.status'),
      cell: ({ status, refusedAt }) => (
        <>
          <StatusMark status={status} />
          {refusedAt === undefined ? null : <div className="k-sub">{t(gateKey(refusedAt))}</div>}
        </>
      ),
      sortBy: ({ status }) => status,
    },
    {
      key: 'consumer',
      header: t('terms.consumer'),
      cell: ({ consumer, askedBy }) => (
        <>
          {names.member(consumer)}
          <div className="k-sub">{askedBy.id}</div>
        </>
      ),
      sortBy: ({ consumer }) => names.member(consumer),
    },
    {
      key: 'service',
      header: t('terms.service'),
      cell: ({ service, provider }) => (
        <>
          {names.service(service)}
          <div className="k-sub">{names.member(provider)}</div>
        </>
      ),
      sortBy: ({ service }) => names.service(service),
    },
    {
      key: 'purpose',
      header: t('terms.purpose'),
      cell: ({ purpose }) => names.purpose(purpose),
      sortBy: ({ purpose }) => names.purpose(purpose),
    },
    {
      key: 'records',
      header: t('exchanges.records'),
      cell: ({ records }) => format.number(records),
      sortBy: ({ records }) => records,
      numeric: true,
    },
    {
      key: 'duration',
      header: t('exchanges.duration'),
      cell: ({ durationMs }) => format.duration(durationMs),
      sortBy: ({ durationMs }) => durationMs,
      numeric: true,
    },
  ]
  return (
    <div className="k-scroll-pad">
      <DataTable caption={t('exchanges.title')} columns={columns} rows={exchanges} rowKey={({ id }) => id} />
    </div>
  )
}
