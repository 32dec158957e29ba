import { IconClockHour4 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Attempt, DeliveryDetail } from '../../../../src/exchange/deliveries/schema.ts'
import { useFormat } from '../../parts/format.ts'
import { When } from '../../parts/When.tsx'
import { outcomeSigns } from './outcome.ts'

/** What was tried, in its order, and what is to come. */
export function AttemptTimeline({ delivery: { history, nextAttemptAt } }: { delivery: DeliveryDetail }) {
  const { t } = useTranslation()
  return (
    <ol className="k-timeline">
      {history.map((attempt) => (
        <TriedAttempt key={attempt.number} attempt={attempt} />
      ))}
      {nextAttemptAt === undefined ? null : (
        <li data-tone="calm">
          <span className="k-timeline-mark">
            <IconClockHour4 size={16} stroke={2} aria-hidden />
          </span>
          <div>
            <strong>{t('delivery.nextAttempt')}</strong>
            <div>
              <When at={nextAttemptAt} />
            </div>
          </div>
        </li>
      )}
      {history.length === 0 && nextAttemptAt === undefined ? (
        <li className="k-sub">{t('deliveries.notTried')}</li>
      ) : null}
    </ol>
  )
}

function TriedAttempt({ attempt: { number, at, durationMs, outcome, status, detail } }: { attempt: Attempt }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { tone, icon: Icon } = outcomeSigns[outcome]
  return (
    <li data-tone={tone}>
      <span className="k-timeline-mark">
        <Icon size={16} stroke={2} aria-hidden />
      </span>
      <div>
        <strong>{t(`outcomes.${outcome}`)}</strong>
        <div className="k-sub">
          {t('delivery.attempt', { number: format.number(number) })} · {format.instant(at)} ·{' '}
          {format.duration(durationMs)}
          {status === undefined ? '' : ` · ${t('deliveries.httpStatus', { status })}`}
        </div>
        {outcome === 'delivered' ? null : <div>{t(`outcomesExplained.${outcome}`)}</div>}
        {detail === undefined ? null : <div className="k-code k-sub">{detail}</div>}
      </div>
    </li>
  )
}
