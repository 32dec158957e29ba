import { IconAlertTriangle, IconCalendarOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { expiryOf } from './expiry.ts'
import { useFormat } from './format.ts'
import { Mark } from './StatusMark.tsx'

const signs = {
  soon: { tone: 'warn', icon: IconAlertTriangle },
  expired: { tone: 'bad', icon: IconCalendarOff },
} as const

/** A last day, with a word where it is near or past. */
export function ExpiryMark({ day }: { day: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const expiry = expiryOf(day, format.today())
  return (
    <>
      {expiry === 'valid' ? null : (
        <Mark tone={signs[expiry].tone} icon={signs[expiry].icon}>
          {t(`expiry.${expiry}`)}
        </Mark>
      )}
      <div className={expiry === 'valid' ? undefined : 'k-sub'}>{format.day(day)}</div>
    </>
  )
}
