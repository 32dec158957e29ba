import '../compliance.css'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { complianceKey, recordCase } from '../../../api/compliance.ts'
import { Guarded } from '../../../parts/Forbidden.tsx'
import { Page, Panel } from '../../../parts/Page.tsx'
import { RequestForm } from './RequestForm.tsx'

const formWidth = 860

/** A person, or who speaks for them, uses a right: the time of the law runs from the day on which it came in. */
export function NewCasePage(): ReactNode {
  const { t } = useTranslation()
  const client = useQueryClient()
  const router = useRouter()
  return (
    <Guarded permission="rights.record">
      <Page
        title={t('newCase.title')}
        lead={t('newCase.lead')}
        width={formWidth}
        above={
          <Link to="/compliance/rights" className="k-above">
            {t('pages.rights')}
          </Link>
        }
      >
        <Panel>
          <RequestForm
            onSend={async (request) => {
              const { id } = await recordCase(request)
              await client.invalidateQueries({ queryKey: complianceKey })
              await router.navigate({ to: '/compliance/rights/$id', params: { id } })
            }}
          />
        </Panel>
      </Page>
    </Guarded>
  )
}
