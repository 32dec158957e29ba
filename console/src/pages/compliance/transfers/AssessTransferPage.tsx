import '../compliance.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../../address.ts'
import { transfersQuery } from '../../../api/compliance.ts'
import { Guarded } from '../../../parts/Forbidden.tsx'
import { Loaded } from '../../../parts/Loaded.tsx'
import { Page, Panel } from '../../../parts/Page.tsx'
import { transferSearch } from '../../../search.ts'
import { TransferForm } from './TransferForm.tsx'

const formWidth = 860

export function AssessTransferPage(): ReactNode {
  const { t } = useTranslation()
  const [{ id, agreement }] = useAddress(transferSearch)
  const query = useQuery(transfersQuery)
  return (
    <Guarded permission="agreement.protect">
      <Page
        title={t('transfers.assessTitle')}
        lead={t('transfers.assessLead')}
        width={formWidth}
        above={
          <Link to="/compliance/transfers" className="k-above">
            {t('pages.transfers')}
          </Link>
        }
      >
        <Loaded query={query}>
          {(transfers) => (
            <Panel>
              <TransferForm id={id ?? ''} of={transfers.find((one) => one.agreement === agreement)} />
            </Panel>
          )}
        </Loaded>
      </Page>
    </Guarded>
  )
}
