import { IconCalendarOff, IconCircleCheck, IconClock, IconFileText, IconPlayerPause, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Mark } from '../../parts/StatusMark.tsx'
import type { AgreementState } from './state.ts'

const marks = {
  'in-force': { tone: 'good', icon: IconCircleCheck },
  'not-yet': { tone: 'calm', icon: IconClock },
  expired: { tone: 'bad', icon: IconCalendarOff },
  stopped: { tone: 'bad', icon: IconPlayerPause },
  suspended: { tone: 'bad', icon: IconPlayerPause },
  terminated: { tone: 'bad', icon: IconX },
  'legal-review': { tone: 'calm', icon: IconFileText },
  'dpo-review': { tone: 'calm', icon: IconFileText },
  'dpia-linked': { tone: 'calm', icon: IconFileText },
  signed: { tone: 'warn', icon: IconClock },
  draft: { tone: 'calm', icon: IconFileText },
} as const

export function StateMark({ state }: { state: AgreementState }) {
  const { t } = useTranslation()
  return (
    <Mark tone={marks[state].tone} icon={marks[state].icon}>
      {t(`agreementStates.${state}`)}
    </Mark>
  )
}
