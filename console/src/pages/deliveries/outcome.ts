import {
  IconAlertTriangle,
  IconBan,
  IconCircleCheck,
  IconClockHour4,
  IconClockX,
  IconCornerUpRight,
  IconHelpOctagon,
  IconKeyOff,
  IconPlugConnectedX,
  IconSkull,
  type TablerIcon,
} from '@tabler/icons-react'
import type { AttemptOutcome, DeliveryState } from '../../../../src/exchange/deliveries/schema.ts'
import type { Tone } from '../../parts/StatusMark.tsx'

interface Sign {
  readonly tone: Tone
  readonly icon: TablerIcon
}

export const stateSigns: Readonly<Record<DeliveryState, Sign>> = {
  waiting: { tone: 'warn', icon: IconClockHour4 },
  delivered: { tone: 'good', icon: IconCircleCheck },
  dead: { tone: 'bad', icon: IconSkull },
}

export const outcomeSigns: Readonly<Record<AttemptOutcome, Sign>> = {
  delivered: { tone: 'good', icon: IconCircleCheck },
  'address-refused': { tone: 'bad', icon: IconBan },
  'no-key': { tone: 'bad', icon: IconKeyOff },
  unreachable: { tone: 'bad', icon: IconPlugConnectedX },
  timeout: { tone: 'warn', icon: IconClockX },
  redirected: { tone: 'bad', icon: IconCornerUpRight },
  rejected: { tone: 'bad', icon: IconAlertTriangle },
  'not-understood': { tone: 'bad', icon: IconHelpOctagon },
}
