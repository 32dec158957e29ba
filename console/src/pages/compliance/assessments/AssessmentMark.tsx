import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconFileTime,
  IconPencil,
  IconShieldCheck,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { AssessmentStatus, Level } from '../../../../../src/compliance/assessments/schema.ts'
import { Mark } from '../../../parts/StatusMark.tsx'

const signs = {
  draft: { tone: 'calm', icon: IconPencil },
  submitted: { tone: 'warn', icon: IconFileTime },
  approved: { tone: 'good', icon: IconCircleCheck },
  rejected: { tone: 'bad', icon: IconCircleX },
} as const

export function AssessmentMark({ status }: { status: AssessmentStatus }) {
  const { t } = useTranslation()
  return (
    <Mark tone={signs[status].tone} icon={signs[status].icon}>
      {t(`assessmentStates.${status}`)}
    </Mark>
  )
}

const levelSigns = {
  low: { tone: 'good', icon: IconShieldCheck },
  medium: { tone: 'warn', icon: IconAlertTriangle },
  high: { tone: 'bad', icon: IconAlertTriangle },
} as const

export function LevelMark({ level }: { level: Level }) {
  const { t } = useTranslation()
  return (
    <Mark tone={levelSigns[level].tone} icon={levelSigns[level].icon}>
      {t(`riskLevels.${level}`)}
    </Mark>
  )
}
