import './deliveries.css'
import { IconRefresh, IconSend } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeliveryList, DeliveryState } from '../../../../src/exchange/deliveries/schema.ts'
import { useAddress } from '../../address.ts'
import { membersQuery } from '../../api/queries.ts'
import { type DeliverySearch, fetchDeliveries, refreshWhileWaiting, replayDead } from '../../api/traffic.ts'
import { ConfirmButton } from '../../parts/ConfirmButton.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { ExportMenu } from '../../parts/ExportMenu.tsx'
import { ClearFilters, FilterChoices } from '../../parts/FilterChoices.tsx'
import { Guarded } from '../../parts/Forbidden.tsx'
import { useFormat } from '../../parts/format.ts'
import { ListPanel } from '../../parts/ListPanel.tsx'
import { useLocal } from '../../parts/local.ts'
import { OwnLead } from '../../parts/OwnLead.tsx'
import { Page } from '../../parts/Page.tsx'
import { deliveriesSearch } from '../../search.ts'
import { useSession } from '../../session/session.ts'
import { DeliveryMark, DeliveryTable } from './DeliveryTable.tsx'
import { toCsv } from './export.ts'
import { GivenUpRequests } from './GivenUpRequests.tsx'
import { SubscriptionLink } from './SubscriptionLink.tsx'

const states = ['waiting', 'delivered', 'dead'] as const
const kinds = ['callback', 'notification'] as const

export function DeliveriesPage(): ReactNode {
  const { t } = useTranslation()
  const [filter] = useAddress(deliveriesSearch)
  return (
    <Guarded permission="delivery.read">
      <Page title={t('deliveries.title')} lead={<OwnLead lead="deliveries.lead" ownOnly="deliveries.ownOnly" />}>
        <FoundDeliveries filter={filter} />
        <GivenUpRequests />
      </Page>
    </Guarded>
  )
}

function FoundDeliveries({ filter }: { filter: DeliverySearch }) {
  const query = useInfiniteQuery({
    queryKey: ['deliveries', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => fetchDeliveries(filter, pageParam, signal),
    getNextPageParam: (page) => page.next,
    refetchInterval: ({ state: { data } }) => refreshWhileWaiting((data?.pages[0]?.counts.waiting ?? 0) > 0),
  })
  const counts = query.data?.pages[0]?.counts
  return (
    <>
      <Figures counts={counts} chosen={filter.state} />
      <DeliveryFilters filter={filter} />
      <ListPanel
        query={query}
        rowsOf={(page) => page.deliveries}
        empty={<NoDeliveries filtered={Object.keys(filter).length > 0} />}
        actions={(rows) => <ExportMenu name="deliveries" rows={rows} toCsv={toCsv} />}
      >
        {(rows) => <DeliveryTable deliveries={rows} />}
      </ListPanel>
    </>
  )
}

/** Counted over all that the reader may see: so each opens the list with no other filter. */
function Figures({
  counts,
  chosen,
}: {
  counts: DeliveryList['counts'] | undefined
  chosen: DeliveryState | undefined
}) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <div className="k-figures">
      {states.map((state) => (
        <Link
          key={state}
          to="/deliveries"
          search={{ state }}
          className="k-figure"
          data-chosen={state === chosen}
          activeProps={{ 'aria-current': undefined }}
        >
          <span className="k-figure-label">
            <DeliveryMark state={state} />
          </span>
          <span className="k-figure-value">{counts === undefined ? '–' : format.number(counts[state])}</span>
          <span className="k-figure-note">{t(`deliveryStatesExplained.${state}`)}</span>
        </Link>
      ))}
    </div>
  )
}

function DeliveryFilters({ filter }: { filter: DeliverySearch }) {
  const { t } = useTranslation()
  const local = useLocal()
  const [, choose] = useAddress(deliveriesSearch)
  const { data: members = [] } = useQuery(membersQuery)
  return (
    <div className="k-toolbar k-filters">
      <FilterChoices
        filter={filter}
        onChoose={(name, value) => choose({ ...filter, [name]: value })}
        choices={[
          {
            name: 'state',
            label: t('terms.status'),
            options: states.map((value) => ({ value, label: t(`deliveryStates.${value}`) })),
          },
          {
            name: 'kind',
            label: t('deliveries.what'),
            options: kinds.map((value) => ({ value, label: t(`deliveryKinds.${value}`) })),
          },
          {
            name: 'member',
            label: t('deliveries.to'),
            options: members.map(({ id, name }) => ({ value: id, label: local(name) })),
          },
        ]}
      />
      {filter.subscription === undefined ? null : (
        <span className="k-tag">
          {t('deliveries.ofSubscription')} <SubscriptionLink id={filter.subscription} />
        </span>
      )}
      <ClearFilters filter={filter} onClear={() => choose({})} />
      <ReplayDead filter={filter} />
    </div>
  )
}

/** Offered only where the list shows exactly what would be sent again. */
function ReplayDead({ filter }: { filter: DeliverySearch }) {
  const { t } = useTranslation()
  const { may } = useSession()
  const format = useFormat()
  const client = useQueryClient()
  if (filter.state !== 'dead' || !may('delivery.manage')) return null
  const replay = async () => {
    const { replayed, left } = await replayDead(filter)
    void client.invalidateQueries({ queryKey: ['deliveries'] })
    return t(left === 0 ? 'deliveries.replayed' : 'deliveries.replayedSome', {
      number: format.number(replayed),
      left: format.number(left),
    })
  }
  return (
    <ConfirmButton
      label={t('deliveries.replayAll')}
      leftSection={<IconRefresh size={16} aria-hidden />}
      question={t('deliveries.replayAllQuestion')}
      verb={t('deliveries.replayAll')}
      act={replay}
    >
      {t('deliveries.replayAllText')}
    </ConfirmButton>
  )
}

function NoDeliveries({ filtered }: { filtered: boolean }) {
  const { t } = useTranslation()
  return (
    <EmptyState
      icon={IconSend}
      title={t(filtered ? 'deliveries.noneFound' : 'deliveries.none')}
      text={t(filtered ? 'deliveries.noneFoundText' : 'deliveries.noneText')}
    >
      {filtered ? (
        <Link to="/deliveries" search={{}}>
          {t('exchanges.clear')}
        </Link>
      ) : (
        <Link to="/subscriptions">{t('deliveries.seeSubscriptions')}</Link>
      )}
    </EmptyState>
  )
}
