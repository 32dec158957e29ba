import { IconBellRinging, IconBellX, IconPlayerPause } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Subscription } from '../../../../src/exchange/subscriptions/schema.ts'
import { useFormat } from '../../parts/format.ts'
import { gateKey } from '../../parts/gates.ts'
import { useProviderOf } from '../../parts/names.ts'
import { useReason, withOpenValues } from '../../parts/reason.ts'
import { Mark } from '../../parts/StatusMark.tsx'
import { frequencyOf } from './frequency.ts'

const signs = {
  active: { tone: 'good', icon: IconBellRinging },
  held: { tone: 'warn', icon: IconPlayerPause },
  ended: { tone: 'calm', icon: IconBellX },
} as const

export function SubscriptionMark({ status }: { status: Subscription['status'] }) {
  const { t } = useTranslation()
  return (
    <Mark tone={signs[status].tone} icon={signs[status].icon}>
      {t(`subscriptionStates.${status}`)}
    </Mark>
  )
}

interface HeldReasonProps {
  readonly subscription: Subscription
  /** Without what would make it pass, where there is little room. */
  readonly brief?: boolean
}

/** At which gate it is held, why, and what would make it pass. */
export function HeldReason({ subscription, brief = false }: HeldReasonProps) {
  const { t } = useTranslation()
  const wordsOf = useReason()
  const providerOf = useProviderOf()
  const { heldFor, member, service, purpose } = subscription
  if (heldFor === undefined) return null
  const params = { consumer: member, member, service, purpose, provider: providerOf(service) ?? '' }
  const { message, fix } = wordsOf({ code: heldFor.code, params })
  return (
    <div className="k-held">
      {heldFor.gate === undefined ? null : <strong>{t(gateKey(heldFor.gate))}</strong>}
      <span>{withOpenValues(message)}</span>
      {fix === undefined || brief ? null : <span>{withOpenValues(fix)}</span>}
    </div>
  )
}

/** How often it is told, as a sentence; a schedule that has no plain sentence is shown as it was written. */
export function useFrequencyText(): (cron: string | undefined) => string {
  const { t } = useTranslation()
  const format = useFormat()
  return (cron) => {
    const frequency = frequencyOf(cron)
    switch (frequency.kind) {
      case 'at-once':
        return t('frequency.atOnce')
      case 'minutes':
        return frequency.every === 1
          ? t('frequency.everyMinute')
          : t('frequency.minutes', { every: format.number(frequency.every) })
      case 'hours':
        return frequency.every === 1
          ? t('frequency.hourly', { minute: frequency.minute })
          : t('frequency.hours', { every: format.number(frequency.every), minute: frequency.minute })
      case 'daily':
        return t('frequency.daily', { time: format.clock(frequency.hour, frequency.minute) })
      case 'weekly':
        return t('frequency.weekly', {
          days: format.list(frequency.days.map(format.weekday)),
          time: format.clock(frequency.hour, frequency.minute),
        })
      case 'monthly':
        return t('frequency.monthly', {
          day: format.number(frequency.day),
          time: format.clock(frequency.hour, frequency.minute),
        })
      case 'other':
        return t('frequency.other')
    }
  }
}
