import '../identity.css'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { searchCandidates } from '../../../api/identity.ts'
import { Guarded } from '../../../parts/Forbidden.tsx'
import { Page } from '../../../parts/Page.tsx'
import { ProblemNotice } from '../../../parts/ProblemNotice.tsx'
import { ApplicantForm } from './ApplicantForm.tsx'
import { CandidateList } from './CandidateList.tsx'

/** Before somebody is registered: records that may be them. What is typed is in no address and kept nowhere. */
export function CandidatesPage(): ReactNode {
  const { t } = useTranslation()
  const searching = useMutation({ mutationFn: searchCandidates })
  return (
    <Guarded permission="identity.match">
      <Page title={t('candidates.title')} lead={t('candidates.lead')}>
        <section className="k-panel">
          <ApplicantForm searching={searching.isPending} onSearch={searching.mutate} />
        </section>
        {searching.error === null ? null : <ProblemNotice fault={searching.error} />}
        <div role="status">
          {searching.data === undefined ? '' : t('candidates.found', { number: searching.data.candidates.length })}
        </div>
        {searching.data === undefined ? null : (
          <CandidateList key={searching.submittedAt} candidates={searching.data} />
        )}
      </Page>
    </Guarded>
  )
}
