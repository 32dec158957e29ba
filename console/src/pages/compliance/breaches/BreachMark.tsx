import {
  IconAlarm,
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconEye,
  IconLock,
  IconMinus,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { BreachRisk, BreachStatus, Recipient } from '../../../../../src/compliance/breaches/schema.ts'
import { Mark } from '../../../parts/StatusMark.tsx'

const statusSigns = {
  open: { tone: 'bad', icon: IconAlertTriangle },
  submitted: { tone: 'warn', icon: IconEye },
  assessed: { tone: 'warn', icon: IconCircleCheck },
  closed: { tone: 'calm', icon: IconLock },
} as const

export function BreachMark({ status }: { status: BreachStatus }) {
  const { t } = useTranslation()
  return (
    <Mark tone={statusSigns[status].tone} icon={statusSigns[status].icon}>
      {t(`breachStates.${status}`)}
    </Mark>
  )
}

const riskTones = { unlikely: 'good', likely: 'warn', high: 'bad' } as const

export function RiskMark({ risk }: { risk: BreachRisk }) {
  const { t } = useTranslation()
  return (
    <Mark tone={riskTones[risk]} icon={IconAlertTriangle}>
      {t(`breachRisks.${risk}`)}
    </Mark>
  )
}

const toldSigns = {
  told: { tone: 'good', icon: IconCircleCheck },
  'told-late': { tone: 'warn', icon: IconAlarm },
  open: { tone: 'warn', icon: IconCircleDashed },
  overdue: { tone: 'bad', icon: IconAlarm },
  'not-required': { tone: 'calm', icon: IconMinus },
} as const

export function ToldMark({ state }: { state: Recipient['state'] }) {
  const { t } = useTranslation()
  return (
    <Mark tone={toldSigns[state].tone} icon={toldSigns[state].icon}>
      {t(`toldStates.${state}`)}
    </Mark>
  )
}
