import { Button, Menu } from '@mantine/core'
import { IconArrowsExchange, IconDownload } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExchangeSummary } from '../../../../src/exchange/schema.ts'
import { useAddress } from '../../address.ts'
import { type ExchangeSearch, fetchExchanges } from '../../api/queries.ts'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { Guarded } from '../../parts/Forbidden.tsx'
import { RowsSkeleton } from '../../parts/Loaded.tsx'
import { useLocal } from '../../parts/local.ts'
import { Page } from '../../parts/Page.tsx'
import { ProblemNotice } from '../../parts/ProblemNotice.tsx'
import { saveFile } from '../../parts/save-file.ts'
import { exchangesSearch } from '../../search.ts'
import { useSession } from '../../session/session.ts'
import { ExchangeFilters } from './ExchangeFilters.tsx'
import { ExchangeTable } from './ExchangeTable.tsx'
import { toCsv } from './export.ts'

export function ExchangesPage(): ReactNode {
  const { t } = useTranslation()
  const [filter] = useAddress(exchangesSearch)
  return (
    <Guarded permission="exchange.read">
      <Page title={t('exchanges.title')} lead={<Lead />}>
        <ExchangeFilters filter={filter} />
        <FoundExchanges filter={filter} />
      </Page>
    </Guarded>
  )
}

function Lead() {
  const { t } = useTranslation()
  const local = useLocal()
  const { session, may } = useSession()
  const whose = may('exchange.read-all') ? '' : t('exchanges.ownOnly', { member: local(session?.memberName) })
  return `${t('exchanges.lead')} ${whose}`
}

function FoundExchanges({ filter }: { filter: ExchangeSearch }) {
  const { t } = useTranslation()
  const query = useInfiniteQuery({
    queryKey: ['exchanges', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => fetchExchanges(filter, pageParam, signal),
    getNextPageParam: (page) => page.next,
  })
  if (query.isError) return <ProblemNotice fault={query.error} onRetry={() => void query.refetch()} />
  if (query.data === undefined) return <RowsSkeleton rows={10} />
  const exchanges = query.data.pages.flatMap((page) => page.exchanges)
  if (exchanges.length === 0) return <NoExchanges filtered={Object.keys(filter).length > 0} />
  return (
    <section className="k-panel k-panel-flush">
      <div className="k-panel-bar">
        <span role="status">{t('exchanges.shown', { number: exchanges.length })}</span>
        <ExportMenu exchanges={exchanges} />
      </div>
      <ExchangeTable exchanges={exchanges} />
      {query.hasNextPage ? (
        <div className="k-more">
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('exchanges.more')}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

function NoExchanges({ filtered }: { filtered: boolean }) {
  const { t } = useTranslation()
  return (
    <section className="k-panel">
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
    </section>
  )
}

function ExportMenu({ exchanges }: { exchanges: readonly ExchangeSummary[] }) {
  const { t } = useTranslation()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" size="xs" leftSection={<IconDownload size={15} aria-hidden />}>
          {t('exchanges.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => saveFile('exchanges.csv', 'text/csv', toCsv(exchanges))}>
          {t('exchanges.csv')}
        </Menu.Item>
        <Menu.Item onClick={() => saveFile('exchanges.json', 'application/json', JSON.stringify(exchanges, null, 2))}>
          {t('exchanges.json')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
