import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../address.ts'
import type { ListedAgreement } from '../../api/types.ts'
import { useFormat } from '../../parts/format.ts'
import { useNames } from '../../parts/names.ts'
import { agreementSearch, radarDays } from '../../search.ts'
import { type Deadline, daysUntil, dueWithin } from './radar.ts'

/** How much falls due, and the way to it. What was ended for good is nobody's task any more. */
export function Radar({ agreements }: { agreements: readonly ListedAgreement[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const today = format.today()
  const [{ within, ...rest }] = useAddress(agreementSearch)
  const live = agreements.filter(({ standing: { status } }) => status !== 'terminated')
  const count = (days: number) => live.filter(({ agreement }) => dueWithin(agreement, days, today).length > 0).length
  return (
    <section className="k-panel" aria-labelledby="radar">
      <h2 id="radar" className="k-radar-title">
        {t('radar.title')}
      </h2>
      <div className="k-figures">
        {radarDays.map((days) => (
          <Link
            key={days}
            to="/agreements"
            search={(within === days ? rest : { ...rest, within: days }) as never}
            className="k-figure"
            data-chosen={within === days}
            aria-current={within === days ? 'true' : undefined}
            resetScroll={false}
          >
            <span className="k-figure-value">{format.number(count(days))}</span>
            <span className="k-figure-label">{t('radar.within', { days })}</span>
          </Link>
        ))}
      </div>
      <p className="k-sub">
        {t('radar.overdue', { number: format.number(count(-1)) })}{' '}
        {within === undefined ? null : (
          <Link to="/agreements" search={rest as never} resetScroll={false}>
            {t('radar.clear')}
          </Link>
        )}
      </p>
    </section>
  )
}

/** What falls due, in words and days. */
export function Deadlines({ deadlines }: { deadlines: readonly Deadline[] }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const today = format.today()
  return (
    <ul className="k-plain-list">
      {deadlines.map(({ kind, day, member }) => (
        <li key={`${kind} ${member ?? ''}`} data-overdue={daysUntil(day, today) < 0}>
          {format.day(day)}{' '}
          <span className="k-sub">{t(`radar.kind.${kind}`, { member: names.member(member ?? '') })}</span>
        </li>
      ))}
    </ul>
  )
}
