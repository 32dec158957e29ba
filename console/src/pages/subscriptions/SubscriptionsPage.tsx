import './subscriptions.css'
import { IconBellRinging } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../address.ts'
import { membersQuery } from '../../api/queries.ts'
import { eventsQuery, fetchSubscriptions, type SubscriptionSearch } from '../../api/traffic.ts'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { eventTypes } from '../../parts/events.ts'
import { ClearFilters, FilterChoices } from '../../parts/FilterChoices.tsx'
import { Guarded } from '../../parts/Forbidden.tsx'
import { useFormat } from '../../parts/format.ts'
import { ListPanel } from '../../parts/ListPanel.tsx'
import { useLocal } from '../../parts/local.ts'
import { useNames } from '../../parts/names.ts'
import { OwnLead } from '../../parts/OwnLead.tsx'
import { Page, Panel } from '../../parts/Page.tsx'
import { subscriptionsSearch } from '../../search.ts'
import { SubscriptionTable } from './SubscriptionTable.tsx'

const statuses = ['active', 'held', 'ended'] as const

export function SubscriptionsPage(): ReactNode {
  const { t } = useTranslation()
  const [filter] = useAddress(subscriptionsSearch)
  return (
    <Guarded permission="subscription.read">
      <Page
        title={t('subscriptions.title')}
        lead={<OwnLead lead="subscriptions.lead" ownOnly="subscriptions.ownOnly" />}
      >
        <RecentEvents />
        <SubscriptionFilters filter={filter} />
        <FoundSubscriptions filter={filter} />
      </Page>
    </Guarded>
  )
}

/** What happened in the registries lately: its kind and when, never about whom. */
function RecentEvents() {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const { data: events } = useQuery(eventsQuery)
  if (events === undefined) return null
  return (
    <Panel title={t('subscriptions.recent')}>
      {events.length === 0 ? (
        <p className="k-sub">{t('subscriptions.recentNone')}</p>
      ) : (
        <ol className="k-events">
          {events.map(({ id, type, service, recordedAt }) => (
            <li key={id}>
              <strong>{t(`events.${type}`)}</strong>
              <time dateTime={recordedAt} title={format.instant(recordedAt)} className="k-sub">
                {format.relative(recordedAt)}
              </time>
              <span className="k-sub">{names.service(service)}</span>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  )
}

function SubscriptionFilters({ filter }: { filter: SubscriptionSearch }) {
  const { t } = useTranslation()
  const local = useLocal()
  const [, choose] = useAddress(subscriptionsSearch)
  const { data: members = [] } = useQuery(membersQuery)
  return (
    <div className="k-toolbar k-filters">
      <FilterChoices
        filter={filter}
        onChoose={(name, value) => choose({ ...filter, [name]: value })}
        choices={[
          {
            name: 'status',
            label: t('terms.status'),
            options: statuses.map((value) => ({ value, label: t(`subscriptionStates.${value}`) })),
          },
          {
            name: 'event',
            label: t('subscriptions.hears'),
            options: eventTypes.map((value) => ({ value, label: t(`events.${value}`) })),
          },
          {
            name: 'member',
            label: t('subscriptions.who'),
            options: members.map(({ id, name }) => ({ value: id, label: local(name) })),
          },
        ]}
      />
      <ClearFilters filter={filter} onClear={() => choose({})} />
    </div>
  )
}

function FoundSubscriptions({ filter }: { filter: SubscriptionSearch }) {
  const query = useInfiniteQuery({
    queryKey: ['subscriptions', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => fetchSubscriptions(filter, pageParam, signal),
    getNextPageParam: (page) => page.next,
  })
  return (
    <ListPanel
      query={query}
      rowsOf={(page) => page.subscriptions}
      empty={<NoSubscriptions filtered={Object.keys(filter).length > 0} />}
    >
      {(rows) => <SubscriptionTable subscriptions={rows} />}
    </ListPanel>
  )
}

function NoSubscriptions({ filtered }: { filtered: boolean }) {
  const { t } = useTranslation()
  return (
    <EmptyState
      icon={IconBellRinging}
      title={t(filtered ? 'subscriptions.noneFound' : 'subscriptions.none')}
      text={t(filtered ? 'subscriptions.noneFoundText' : 'subscriptions.noneText')}
    >
      {filtered ? (
        <Link to="/subscriptions" search={{}}>
          {t('exchanges.clear')}
        </Link>
      ) : (
        <Link to="/agreements">{t('ask.seeAgreements')}</Link>
      )}
    </EmptyState>
  )
}
