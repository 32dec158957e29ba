import './agreements.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress, useIdInPath } from '../../address.ts'
import { historyQuery, type VersionHistory } from '../../api/agreements.ts'
import { agreementQuery } from '../../api/queries.ts'
import type { AgreementPage as AgreementData } from '../../api/types.ts'
import { Guarded } from '../../parts/Forbidden.tsx'
import { useFormat } from '../../parts/format.ts'
import { Loaded } from '../../parts/Loaded.tsx'
import { useLocal } from '../../parts/local.ts'
import { useNames } from '../../parts/names.ts'
import { Page } from '../../parts/Page.tsx'
import { useReason } from '../../parts/reason.ts'
import { agreementPageSearch, agreementTabs } from '../../search.ts'
import { AllowsTab } from './AllowsTab.tsx'
import { ChangesTab } from './ChangesTab.tsx'
import { ChecksTab } from './ChecksTab.tsx'
import { StandingTab } from './StandingTab.tsx'
import { StateMark } from './StateMark.tsx'
import { stateOf } from './state.ts'
import { TextTab } from './TextTab.tsx'
import { TrafficTab } from './TrafficTab.tsx'
import { NewVersionLink } from './version-links.tsx'

/** The workbench of one agreement: what it allows, what it says, how it stands, and what comes of it. */
export function AgreementPage(): ReactNode {
  const { t } = useTranslation()
  const id = useIdInPath()
  const local = useLocal()
  const query = useQuery(agreementQuery(id))
  return (
    <Guarded permission="agreement.read">
      <Page
        title={local(query.data?.agreement.title) || id}
        above={
          <Link to="/agreements" className="k-above">
            {t('pages.agreements')}
          </Link>
        }
        lead={query.data === undefined ? undefined : <AgreementLead data={query.data} />}
        actions={query.data === undefined ? undefined : <NewVersionLink agreement={query.data.agreement} />}
      >
        <Loaded query={query}>{(data) => <AgreementTabs data={data} />}</Loaded>
      </Page>
    </Guarded>
  )
}

function AgreementLead({ data }: { data: AgreementData }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const reason = useReason()
  const { agreement } = data
  return (
    <>
      <StateMark state={stateOf(data, format.today())} />
      <span>
        {' '}
        · {names.member(agreement.provider)} <span aria-hidden>→</span> {names.member(agreement.consumer)} ·{' '}
        {t('agreement.versionNumber', { version: agreement.version })}
      </span>
      {data.stopped === undefined ? null : <div>{reason(data.stopped).message}</div>}
    </>
  )
}

function AgreementTabs({ data }: { data: AgreementData }) {
  const { t } = useTranslation()
  const { id } = data.agreement
  const [{ tab = 'allows' }] = useAddress(agreementPageSearch)
  return (
    <>
      <nav className="k-tabs" aria-label={t('agreement.tabsLabel')}>
        {agreementTabs.map((key) => (
          <Link
            key={key}
            to="/agreements/$id"
            params={{ id }}
            search={{ tab: key } as never}
            aria-current={key === tab ? 'page' : undefined}
            resetScroll={false}
          >
            {t(`agreement.tab.${key}`)}
          </Link>
        ))}
      </nav>
      {tab === 'allows' ? <AllowsTab data={data} /> : <HistoricTab tab={tab} data={data} />}
    </>
  )
}

export interface TabProps {
  readonly data: AgreementData
  /** Newest first; at least one. */
  readonly versions: readonly VersionHistory[]
}

const tabs = {
  text: TextTab,
  standing: StandingTab,
  changes: ChangesTab,
  traffic: TrafficTab,
  checks: ChecksTab,
} as const

function HistoricTab({ tab, data }: { tab: keyof typeof tabs; data: AgreementData }) {
  const query = useQuery(historyQuery(data.agreement.id))
  const Tab = tabs[tab]
  return <Loaded query={query}>{({ versions }) => <Tab data={data} versions={versions} />}</Loaded>
}
