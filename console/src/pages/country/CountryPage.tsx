import './country.css'
import { SegmentedControl } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Overview } from '../../../../src/exchange/schema.ts'
import { useAddress } from '../../address.ts'
import { countryQuery, membersQuery, overviewQuery, systemsQuery } from '../../api/queries.ts'
import { Guarded } from '../../parts/Forbidden.tsx'
import { useFormat } from '../../parts/format.ts'
import { Loaded, RowsSkeleton } from '../../parts/Loaded.tsx'
import { useLocal } from '../../parts/local.ts'
import { Page } from '../../parts/Page.tsx'
import { countrySearch } from '../../search.ts'
import { Figures } from './Figures.tsx'
import { FlowTable } from './FlowTable.tsx'
import { connectionsOf } from './flows.ts'
import { ConnectionPanel, MemberPanel } from './panels.tsx'
import { Refusals } from './Refusals.tsx'

const CountryMap = lazy(() => import('./CountryMap.tsx'))
const windows = [15, 60, 1440, 10_080] as const
const usualWindow = 60

export function CountryPage(): ReactNode {
  const { t } = useTranslation()
  const [{ window = usualWindow }] = useAddress(countrySearch)
  const overview = useQuery(overviewQuery(window))
  const { data: country } = useQuery(countryQuery)
  const local = useLocal()
  const format = useFormat()
  return (
    <Guarded permission="overview.read">
      <Page
        title={t('country.title')}
        above={country === undefined ? undefined : <span className="k-sub">{local(country.name)}</span>}
        lead={
          <>
            {t('country.lead')}{' '}
            {overview.data === undefined ? null : t('country.asOf', { time: format.instant(overview.data.at) })}
          </>
        }
        actions={<WindowChoice />}
      >
        <Loaded query={overview}>{(data) => <CountryView overview={data} />}</Loaded>
      </Page>
    </Guarded>
  )
}

function WindowChoice() {
  const { t } = useTranslation()
  const [chosen, choose] = useAddress(countrySearch)
  const { window = usualWindow } = chosen
  return (
    <SegmentedControl
      aria-label={t('country.window')}
      value={String(window)}
      data={windows.map((minutes) => ({ value: String(minutes), label: t(`country.windows.${minutes}`) }))}
      onChange={(value) => choose({ ...chosen, window: value })}
    />
  )
}

/** The map needs room: on a phone the table stands first. */
function useView(): 'map' | 'table' {
  const [{ view }] = useAddress(countrySearch)
  const roomy = useMediaQuery('(min-width: 56em)', true, { getInitialValueInEffect: false })
  return view ?? (roomy ? 'map' : 'table')
}

function CountryView({ overview }: { overview: Overview }) {
  const { t } = useTranslation()
  const view = useView()
  const [address, changeAddress] = useAddress(countrySearch)
  const { flow, member } = address
  const { data: members } = useQuery(membersQuery)
  const { data: systems } = useQuery(systemsQuery)
  const connections = connectionsOf(overview.flows)
  const chosen = connections.find(({ key }) => key === flow)
  const chosenMember = members?.find(({ id }) => id === member)
  const choose = (selection: { flow?: string; member?: string }) =>
    changeAddress({ ...address, flow: undefined, member: undefined, ...selection })
  return (
    <>
      <Figures overview={overview} />
      <div className="k-country" data-aside={chosen !== undefined || chosenMember !== undefined}>
        <section className="k-panel k-panel-flush" aria-label={t('country.flows')}>
          <div className="k-panel-bar">
            <h2 className="k-bar-title">{t('country.flows')}</h2>
            <SegmentedControl
              size="xs"
              aria-label={t('country.view')}
              value={view}
              data={[
                { value: 'map', label: t('country.map') },
                { value: 'table', label: t('country.table') },
              ]}
              onChange={(value) => changeAddress({ ...address, view: value })}
            />
          </div>
          {view === 'table' || members === undefined ? (
            <FlowTable overview={overview} />
          ) : (
            <Suspense fallback={<RowsSkeleton rows={10} />}>
              <CountryMap
                members={members}
                systems={systems ?? []}
                health={overview.systems}
                connections={connections}
                selected={flow ?? member}
                onChoose={choose}
              />
            </Suspense>
          )}
        </section>
        {chosen === undefined ? null : (
          <ConnectionPanel connection={chosen} overview={overview} onClose={() => choose({})} />
        )}
        {chosenMember === undefined ? null : (
          <MemberPanel
            member={chosenMember}
            systems={systems ?? []}
            health={overview.systems}
            connections={connections}
            onChoose={choose}
          />
        )}
      </div>
      <Refusals overview={overview} />
    </>
  )
}
