import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Subscription } from '../../../../src/exchange/subscriptions/schema.ts'
import { type Column, DataTable } from '../../parts/DataTable.tsx'
import { useFormat } from '../../parts/format.ts'
import { useNames } from '../../parts/names.ts'
import { PartnerLink } from '../../parts/PartnerLink.tsx'
import { HeldReason, SubscriptionMark, useFrequencyText } from './SubscriptionParts.tsx'

export function SubscriptionTable({ subscriptions }: { subscriptions: readonly Subscription[] }) {
  const { t } = useTranslation()
  return (
    <div className="k-scroll-pad k-roomy k-subscription-rows">
      <DataTable
        caption={t('subscriptions.title')}
        columns={useColumns()}
        rows={subscriptions}
        rowKey={({ code }) => code}
      />
    </div>
  )
}

function useColumns(): readonly Column<Subscription>[] {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const frequencyText = useFrequencyText()
  const eventsOf = ({ events }: Subscription) => events.map((event) => t(`events.${event}`)).join(', ')
  return [
    {
      key: 'events',
      header: t('subscriptions.hears'),
      cell: (row) => (
        <>
          <Link to="/subscriptions/$id" params={{ id: row.code }}>
            {eventsOf(row)}
          </Link>
          <div className="k-sub">{frequencyText(row.frequency)}</div>
        </>
      ),
      sortBy: eventsOf,
    },
    {
      key: 'who',
      header: t('subscriptions.who'),
      cell: ({ member, client }) => (
        <>
          {names.member(member)}
          <div className="k-sub">
            <PartnerLink client={client} />
          </div>
        </>
      ),
      sortBy: ({ member }) => names.member(member),
    },
    {
      key: 'service',
      header: t('subscriptions.from'),
      cell: ({ service, purpose }) => (
        <>
          {names.service(service)}
          <div className="k-sub">{names.purpose(purpose)}</div>
        </>
      ),
      sortBy: ({ service }) => names.service(service),
    },
    {
      key: 'status',
      header: t('terms.status'),
      cell: (row) => (
        <>
          <SubscriptionMark status={row.status} />
          <HeldReason subscription={row} brief />
        </>
      ),
      sortBy: ({ status }) => status,
    },
    {
      key: 'notified',
      header: t('subscriptions.notified'),
      cell: ({ counts, lastNotifiedAt }) => (
        <>
          {format.number(counts.notified)}
          {lastNotifiedAt === undefined ? null : <div className="k-sub">{format.relative(lastNotifiedAt)}</div>}
        </>
      ),
      sortBy: ({ counts }) => counts.notified,
      numeric: true,
    },
    {
      key: 'pending',
      header: t('subscriptions.pending'),
      cell: ({ counts }) => format.number(counts.pending),
      sortBy: ({ counts }) => counts.pending,
      numeric: true,
    },
  ]
}
