import '../identity.css'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../../address.ts'
import { Guarded } from '../../../parts/Forbidden.tsx'
import { Page } from '../../../parts/Page.tsx'
import { duplicatesSearch } from '../../../search.ts'
import { useSession } from '../../../session/session.ts'
import { queueViews } from '../known.ts'
import { ViewTabs } from '../ViewTabs.tsx'
import { AgreementOfStewards } from './AgreementOfStewards.tsx'
import { BulkList } from './BulkList.tsx'
import { LatestDecisions } from './LatestDecisions.tsx'
import { NextButton } from './NextButton.tsx'
import { Queue } from './Queue.tsx'

/** Where a steward's day begins: pairs that may be one person, those that matter most first. */
export function DuplicatesPage(): ReactNode {
  const { t } = useTranslation()
  const { may } = useSession()
  const [{ view, ...filter }] = useAddress(duplicatesSearch)
  return (
    <Guarded permission="identity.read">
      <Page
        title={t('duplicates.title')}
        lead={t('duplicates.lead')}
        actions={may('identity.review') ? <NextButton label={t('duplicates.next')} /> : undefined}
      >
        <ViewTabs
          label={t('duplicates.views')}
          chosen={view}
          views={[undefined, ...queueViews].map((one) => ({ view: one, label: t(`queueViews.${one ?? 'queue'}`) }))}
        />
        {view === undefined ? <Queue filter={filter} /> : null}
        {view === 'decisions' ? <LatestDecisions /> : null}
        {view === 'bulk' ? <BulkList /> : null}
        {view === 'agreement' ? <AgreementOfStewards /> : null}
      </Page>
    </Guarded>
  )
}
