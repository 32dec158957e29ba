import {
  IconAlertTriangle,
  IconBan,
  IconCircleCheck,
  IconCircleDashed,
  IconPlugConnectedX,
  IconUserQuestion,
  type TablerIcon,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SourceStatus } from '../api/types.ts'

export type Tone = 'good' | 'bad' | 'warn' | 'calm'

/** A state is said by word and icon; its colour only helps. */
export function Mark({ tone, icon: Icon, children }: { tone: Tone; icon: TablerIcon; children: string }) {
  return (
    <span className="k-mark" data-tone={tone}>
      <Icon size={16} stroke={2} aria-hidden />
      {children}
    </span>
  )
}

const statusMarks: Record<SourceStatus, { tone: Tone; icon: TablerIcon }> = {
  answered: { tone: 'good', icon: IconCircleCheck },
  'no-record': { tone: 'calm', icon: IconUserQuestion },
  refused: { tone: 'bad', icon: IconBan },
  unavailable: { tone: 'warn', icon: IconPlugConnectedX },
  invalid: { tone: 'warn', icon: IconAlertTriangle },
}

export function StatusMark({ status }: { status: SourceStatus }) {
  const { t } = useTranslation()
  const { tone, icon } = statusMarks[status]
  return (
    <Mark tone={tone} icon={icon}>
      {t(`status.${status}`)}
    </Mark>
  )
}

export function HealthMark({ state }: { state: 'up' | 'down' | 'unknown' }) {
  const { t } = useTranslation()
  const marks = {
    up: { tone: 'good', icon: IconCircleCheck },
    down: { tone: 'bad', icon: IconPlugConnectedX },
    unknown: { tone: 'calm', icon: IconCircleDashed },
  } as const
  return (
    <Mark tone={marks[state].tone} icon={marks[state].icon}>
      {t(`health.${state}`)}
    </Mark>
  )
}
