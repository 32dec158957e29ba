import { IconAlarm, IconCalendarEvent, IconHourglassLow } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Duty, DutyUrgency } from '../../../../src/compliance/duties/schema.ts'
import { type Format, useFormat } from '../../parts/format.ts'
import { Mark } from '../../parts/StatusMark.tsx'

const signs = {
  overdue: { tone: 'bad', icon: IconAlarm },
  soon: { tone: 'warn', icon: IconHourglassLow },
  later: { tone: 'calm', icon: IconCalendarEvent },
} as const

export function UrgencyMark({ urgency }: { urgency: DutyUrgency }) {
  const { t } = useTranslation()
  return (
    <Mark tone={signs[urgency].tone} icon={signs[urgency].icon}>
      {t(`urgency.${urgency}`)}
    </Mark>
  )
}

const dayMs = 86_400_000

/** Days from today to a day, as people say it: in 3 days, 2 days ago. */
function relativeDay(day: string, format: Format): string {
  const days = Math.round((Date.parse(day) - Date.parse(format.today())) / dayMs)
  return new Intl.RelativeTimeFormat(format.locale, { numeric: 'auto' }).format(days, 'day')
}

type Time = Pick<Duty, 'day' | 'at' | 'law'>

interface DueTimeProps {
  readonly time: Time
  /** In a list: the day and the law are enough, and the row is low. */
  readonly brief?: boolean
}

/** The last day of a time, how far off it is, the instant at which it ends, and the law that says so. */
export function DueTime({ time: { day, at, law }, brief = false }: DueTimeProps) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <>
      <time dateTime={day}>{format.day(day)}</time> <span className="k-sub">{relativeDay(day, format)}</span>
      {at === undefined || brief ? null : (
        <span className="k-sub k-own-time">
          {t('due.ends', { time: format.instant(at) })} <OwnTime at={at} />
        </span>
      )}
      {law === undefined ? null : (
        <span className="k-sub k-own-time">
          {law.act}, {law.section}
          {law.provisional ? ` · ${t('due.provisional')}` : ''}
        </span>
      )}
    </>
  )
}

/** The same instant on the reader's own clocks, where they are elsewhere. */
function OwnTime({ at }: { at: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const own = new Intl.DateTimeFormat(format.locale, { dateStyle: 'medium', timeStyle: 'short' })
  const { timeZone } = own.resolvedOptions()
  if (timeZone === format.timeZone) return null
  return <span className="k-own-time">{t('due.own', { time: own.format(new Date(at)), zone: timeZone })}</span>
}

type LawTime = { readonly at: string; readonly day: string; readonly rule: string; readonly act: string } & Pick<
  NonNullable<Duty['law']>,
  'section' | 'provisional'
>

/** As a case and a notice carry it. */
export const timeOf = ({ at, day, ...law }: LawTime): Time => ({ at, day, law })
