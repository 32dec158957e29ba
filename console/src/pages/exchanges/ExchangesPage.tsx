import { IconArrowsExchange } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../address.ts'
import { type ExchangeSearch, fetchExchanges } from '../../api/queries.ts'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { ExportMenu } from '../../parts/ExportMenu.tsx'
import { Guarded } from '../../parts/Forbidden.tsx'
import { ListPanel } from '../../parts/ListPanel.tsx'
import { OwnLead } from '../../parts/OwnLead.tsx'
import { Page } from '../../parts/Page.tsx'
import { exchangesSearch } from '../../search.ts'
import { ExchangeFilters } from './ExchangeFilters.tsx'
import { ExchangeTable } from './ExchangeTable.tsx'
import { toCsv } from './export.ts'

export function ExchangesPage(): ReactNode {
  const { t } = useTranslation()
  const [filter] = useAddress(exchangesSearch)
  return (
    <Guarded permission="exchange.read">
      <Page title={t('exchanges.title')} lead={<OwnLead lead="exchanges.lead" ownOnly="exchanges.ownOnly" />}>
        <ExchangeFilters filter={filter} />
        <FoundExchanges filter={filter} />
      </Page>
    </Guarded>
  )
}

function FoundExchanges({ filter }: { filter: ExchangeSearch }) {
  const query = useInfiniteQuery({
    queryKey: ['exchanges', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => fetchExchanges(filter, pageParam, signal),
    getNextPageParam: (page) => page.next,
  })
  return (
    <ListPanel
      query={query}
      rowsOf={(page) => page.exchanges}
      empty={<NoExchanges filtered={Object.keys(filter).length > 0} />}
      actions={(rows) => <ExportMenu name="exchanges" rows={rows} toCsv={toCsv} />}
    >
      {(rows) => <ExchangeTable exchanges={rows} />}
    </ListPanel>
  )
}

function NoExchanges({ filtered }: { filtered: boolean }) {
  const { t } = useTranslation()
  return (
    <EmptyState
      icon={IconArrowsExchange}
      title={t(filtered ? 'exchanges.noneFound' : 'exchanges.none')}
      text={t(filtered ? 'exchanges.noneFoundText' : 'exchanges.noneText')}
    >
      {filtered ? (
        <Link to="/exchanges" search={{}}>
          {t('exchanges.clear')}
        </Link>
      ) : (
        <Link to="/ask">{t('exchanges.askFirst')}</Link>
      )}
    </EmptyState>
  )
}
