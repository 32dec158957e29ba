import '../compliance.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../../address.ts'
import { retentionQuery } from '../../../api/compliance.ts'
import { ClearFilters, FilterChoices } from '../../../parts/FilterChoices.tsx'
import { Guarded } from '../../../parts/Forbidden.tsx'
import { Loaded } from '../../../parts/Loaded.tsx'
import { useNames } from '../../../parts/names.ts'
import { Page } from '../../../parts/Page.tsx'
import { retentionSearch } from '../../../search.ts'
import { dutyStates } from '../known.ts'
import { useMemberOptions } from '../member-options.ts'
import { Certificates } from './Certificates.tsx'
import { Schedule } from './Schedule.tsx'

/** How long what was received is kept, and the proof that it is gone. */
export function RetentionPage(): ReactNode {
  const { t } = useTranslation()
  const [{ view, agreement }] = useAddress(retentionSearch)
  return (
    <Guarded permission="agreement.read">
      <Page title={t('retention.title')} lead={t('retention.lead')}>
        <nav className="k-tabs" aria-label={t('retention.views')}>
          <Tab chosen={view === undefined}>{t('retention.schedule')}</Tab>
          <Tab chosen={view === 'certificates'} view="certificates">
            {t('retention.certificates')}
          </Tab>
        </nav>
        <Filters />
        {view === 'certificates' ? <Certificates agreement={agreement} /> : <Duties />}
      </Page>
    </Guarded>
  )
}

interface TabProps {
  readonly chosen: boolean
  readonly view?: 'certificates'
  readonly children: string
}

function Tab({ chosen, view, children }: TabProps) {
  const [{ agreement }] = useAddress(retentionSearch)
  return (
    <Link
      to="/compliance/retention"
      search={{ view, agreement } as never}
      aria-current={chosen ? 'page' : undefined}
      activeProps={{ 'aria-current': chosen ? 'page' : undefined }}
      resetScroll={false}
    >
      {children}
    </Link>
  )
}

function Filters() {
  const { t } = useTranslation()
  const names = useNames()
  const members = useMemberOptions()
  const [filter, choose] = useAddress(retentionSearch)
  const { data: duties = [] } = useQuery(retentionQuery)
  const agreements = [...new Set(duties.map(({ agreement }) => agreement))]
  const { view, ...chosen } = filter
  return (
    <div className="k-toolbar k-filters">
      <FilterChoices
        filter={chosen}
        onChoose={(name, value) => choose({ ...filter, [name]: value })}
        choices={[
          {
            name: 'agreement' as const,
            label: t('terms.agreement'),
            options: agreements.map((id) => ({ value: id, label: names.agreement(id) })),
          },
          ...(view === undefined
            ? [
                { name: 'member' as const, label: t('retention.holder'), options: members },
                {
                  name: 'state' as const,
                  label: t('terms.status'),
                  options: dutyStates.map((value) => ({ value, label: t(`retentionStates.${value}`) })),
                },
              ]
            : []),
        ]}
      />
      <ClearFilters filter={chosen} onClear={() => choose({ view })} />
    </div>
  )
}

function Duties() {
  const query = useQuery(retentionQuery)
  return <Loaded query={query}>{(duties) => <Schedule duties={duties} />}</Loaded>
}
