import { IconBan, IconCircleCheck, IconInbox, IconPlayerPlay, IconUserCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CaseStatus, ShownCase } from '../../../../../src/compliance/rights/schema.ts'
import { Mark } from '../../../parts/StatusMark.tsx'
import { DueTime, timeOf, UrgencyMark } from '../DueMark.tsx'

const signs = {
  received: { tone: 'warn', icon: IconInbox },
  verified: { tone: 'warn', icon: IconUserCheck },
  'in-progress': { tone: 'warn', icon: IconPlayerPlay },
  done: { tone: 'good', icon: IconCircleCheck },
  refused: { tone: 'bad', icon: IconBan },
} as const

export function CaseMark({ status }: { status: CaseStatus }) {
  const { t } = useTranslation()
  return (
    <Mark tone={signs[status].tone} icon={signs[status].icon}>
      {t(`caseStates.${status}`)}
    </Mark>
  )
}

interface CaseDueProps {
  readonly of: Pick<ShownCase, 'due' | 'overdue'>
  readonly brief?: boolean
}

/** When a case is due, and whether it was or is too late. */
export function CaseDue({ of: { due, overdue }, brief = false }: CaseDueProps) {
  const { t } = useTranslation()
  if (due === undefined) return <span className="k-sub">{t('due.none')}</span>
  return (
    <>
      {overdue ? <UrgencyMark urgency="overdue" /> : null} <DueTime time={timeOf(due)} brief={brief} />
    </>
  )
}
