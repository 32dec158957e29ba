import { IconCircleCheck, IconCircleX, IconPlayerPause, IconPlugConnected } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ListedPartner } from '../../../../src/federation/partners/schema.ts'
import { useFormat } from '../../parts/format.ts'
import { Mark } from '../../parts/StatusMark.tsx'

export function PartnerMark({ status }: { status: ListedPartner['status'] }) {
  const { t } = useTranslation()
  return status === 'active' ? (
    <Mark tone="good" icon={IconPlugConnected}>
      {t('partnerStates.active')}
    </Mark>
  ) : (
    <Mark tone="bad" icon={IconPlayerPause}>
      {t('partnerStates.suspended')}
    </Mark>
  )
}

export function LastTest({ lastTest }: { lastTest: ListedPartner['lastTest'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (lastTest === undefined) return <span className="k-sub">{t('partners.neverTested')}</span>
  return (
    <>
      <Mark tone={lastTest.ok ? 'good' : 'bad'} icon={lastTest.ok ? IconCircleCheck : IconCircleX}>
        {t(lastTest.ok ? 'results.passed' : 'results.failed')}
      </Mark>
      <div className="k-sub" title={format.instant(lastTest.at)}>
        {format.relative(lastTest.at)}
      </div>
    </>
  )
}
