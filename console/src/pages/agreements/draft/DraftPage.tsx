import '../agreements.css'
import './draft.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Agreement } from '../../../../../src/agreements/schema.ts'
import { useIdInPath } from '../../../address.ts'
import { historyQuery, versionQuery } from '../../../api/agreements.ts'
import { agreementsQuery } from '../../../api/queries.ts'
import { Guarded } from '../../../parts/Forbidden.tsx'
import { useFormat } from '../../../parts/format.ts'
import { Loaded } from '../../../parts/Loaded.tsx'
import { useLocal } from '../../../parts/local.ts'
import { Page } from '../../../parts/Page.tsx'
import { useSession } from '../../../session/session.ts'
import { DraftEditor } from './DraftEditor.tsx'
import { blankDraft, nextVersion } from './draft.ts'

const pageWidth = 1480

export function NewAgreementPage(): ReactNode {
  const { t } = useTranslation()
  const { session } = useSession()
  const today = useFormat().today()
  const query = useQuery(agreementsQuery)
  return (
    <Guarded permission="agreement.draft">
      <Page title={t('drafting.newTitle')} lead={t('drafting.lead')} above={<Above />} width={pageWidth}>
        <Loaded query={query}>
          {(listed) => (
            <DraftEditor
              keptAs={`${session?.username ?? ''}.new`}
              initial={() => blankDraft(session?.member ?? '', today)}
              agreements={listed.map(({ agreement }) => agreement)}
              isNew
            />
          )}
        </Loaded>
      </Page>
    </Guarded>
  )
}

function Above() {
  const { t } = useTranslation()
  return (
    <Link to="/agreements" className="k-above">
      {t('pages.agreements')}
    </Link>
  )
}

export function NewVersionPage(): ReactNode {
  const { t } = useTranslation()
  const local = useLocal()
  const id = useIdInPath()
  const { data: listed = [] } = useQuery(agreementsQuery)
  const agreements = listed.map(({ agreement }) => agreement)
  const title = local(agreements.find((one) => one.id === id)?.title) || id
  const history = useQuery(historyQuery(id))
  return (
    <Guarded permission="agreement.draft">
      <Page
        title={t('drafting.versionTitle', { title })}
        lead={t('drafting.versionLead')}
        above={<Above />}
        width={pageWidth}
      >
        <Loaded query={history}>
          {({ versions }) => <NextVersion id={id} newest={versions[0]?.version ?? 1} agreements={agreements} />}
        </Loaded>
      </Page>
    </Guarded>
  )
}

interface NextVersionProps {
  readonly id: string
  readonly newest: number
  readonly agreements: readonly Agreement[]
}

function NextVersion({ id, newest, agreements }: NextVersionProps) {
  const { session } = useSession()
  const query = useQuery(versionQuery(id, newest))
  return (
    <Loaded query={query}>
      {({ agreement }) => (
        <DraftEditor
          keptAs={`${session?.username ?? ''}.${id}.${newest + 1}`}
          initial={() => nextVersion(agreement, newest)}
          agreements={agreements}
          isNew={false}
        />
      )}
    </Loaded>
  )
}
