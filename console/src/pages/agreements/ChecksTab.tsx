import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { analysisQuery } from '../../api/agreements.ts'
import { Loaded } from '../../parts/Loaded.tsx'
import { Panel } from '../../parts/Page.tsx'
import type { TabProps } from './AgreementPage.tsx'
import { Findings } from './Findings.tsx'

/** Static analysis of the version that applies. */
export function ChecksTab({ data }: TabProps) {
  const { t } = useTranslation()
  const query = useQuery(analysisQuery(data.agreement.id))
  return (
    <Panel title={t('checks.title')}>
      <p className="k-sub">{t(data.inForce ? 'checks.leadInForce' : 'checks.lead')}</p>
      <Loaded query={query}>{(analysis) => <Findings agreement={data.agreement} analysis={analysis} />}</Loaded>
    </Panel>
  )
}
