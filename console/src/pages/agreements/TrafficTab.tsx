import { IconArrowsExchange } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { fetchExchanges, overviewQuery } from '../../api/queries.ts'
import type { SourceStatus } from '../../api/types.ts'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { ExchangeLink } from '../../parts/ExchangeLink.tsx'
import { useFormat } from '../../parts/format.ts'
import { gateKey } from '../../parts/gates.ts'
import { ListPanel } from '../../parts/ListPanel.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { Panel } from '../../parts/Page.tsx'
import { useSession } from '../../session/session.ts'
import { ExchangeTable } from '../exchanges/ExchangeTable.tsx'
import type { TabProps } from './AgreementPage.tsx'

const weekMinutes = 7 * 24 * 60

/** What moved under the agreement, and what was refused at which gate. */
export function TrafficTab({ data }: TabProps) {
  const { t } = useTranslation()
  const { may } = useSession()
  const { id } = data.agreement
  return (
    <>
      <Week id={id} />
      {may('exchange.read') ? (
        <>
          <Refused id={id} />
          <h2 className="k-tab-heading">{t('traffic.latest')}</h2>
          <Latest id={id} />
        </>
      ) : null}
    </>
  )
}

function Week({ id }: { id: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const query = useQuery(overviewQuery(weekMinutes))
  return (
    <Panel title={t('traffic.week')}>
      <Loaded query={query}>
        {({ flows, at }) => {
          const own = flows.filter(({ agreement }) => agreement === id)
          const from = new Date(Date.parse(at) - weekMinutes * 60_000).toISOString()
          const figure = (label: string, value: number, status?: SourceStatus) => (
            <div className="k-figure">
              <span className="k-figure-label">{label}</span>
              <span className="k-figure-value">
                <ExchangeLink filter={{ agreement: id, from, ...(status === undefined ? {} : { status }) }}>
                  {format.number(value)}
                </ExchangeLink>
              </span>
            </div>
          )
          const sum = (of: 'asked' | 'answered' | 'refused' | 'unavailable') =>
            own.reduce((total, flow) => total + flow[of], 0)
          return (
            <div className="k-figures">
              {figure(t('country.asked'), sum('asked'))}
              {figure(t('status.answered'), sum('answered'), 'answered')}
              {figure(t('status.refused'), sum('refused'), 'refused')}
              {figure(t('status.unavailable'), sum('unavailable'), 'unavailable')}
            </div>
          )
        }}
      </Loaded>
    </Panel>
  )
}

function useExchanges(id: string, status?: SourceStatus) {
  const filter = status === undefined ? { agreement: id } : { agreement: id, status }
  return useInfiniteQuery({
    queryKey: ['exchanges', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => fetchExchanges(filter, pageParam, signal),
    getNextPageParam: (page) => page.next,
  })
}

/** By gate, of the latest refused: enough to see what stops people, and it says that it is not all. */
function Refused({ id }: { id: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const query = useExchanges(id, 'refused')
  const latest = query.data?.pages[0]?.exchanges ?? []
  if (latest.length === 0) return null
  const gates = [...Map.groupBy(latest, ({ refusedAt = '' }) => refusedAt)].toSorted(
    ([, a], [, b]) => b.length - a.length,
  )
  return (
    <Panel title={t('traffic.refused')}>
      <p className="k-sub">{t('traffic.refusedOf', { number: format.number(latest.length) })}</p>
      <ul className="k-plain-list">
        {gates.map(([gate, refused]) => (
          <li key={gate} className="k-gate-count">
            <span>
              {t(gateKey(gate))} <span className="k-sub">{gate}</span>
            </span>
            <ExchangeLink filter={{ agreement: id, status: 'refused' }}>{format.number(refused.length)}</ExchangeLink>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Latest({ id }: { id: string }) {
  const { t } = useTranslation()
  return (
    <ListPanel
      query={useExchanges(id)}
      rowsOf={(page) => page.exchanges}
      empty={<EmptyState icon={IconArrowsExchange} title={t('traffic.none')} text={t('traffic.noneText')} />}
    >
      {(rows) => <ExchangeTable exchanges={rows} />}
    </ListPanel>
  )
}
