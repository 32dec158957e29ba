import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Aftermath as Met } from '../../../../src/identity/people/schema.ts'
import { useFormat } from '../../parts/format.ts'
import { useProgrammeName } from './words.tsx'

/** What an unmerge met on its way back. Nothing of it was changed: a person judges it. */
export function Aftermath({ aftermath: { since, decisions, payments, morePayments } }: { aftermath: Met }) {
  const { t } = useTranslation()
  const format = useFormat()
  const programme = useProgrammeName()
  if (decisions.length === 0 && payments.length === 0) {
    return <p className="k-aftermath k-sub">{t('aftermath.nothing', { since: format.instant(since) })}</p>
  }
  return (
    <div className="k-aftermath">
      <strong>{t('aftermath.title', { since: format.instant(since) })}</strong>
      <ul className="k-small">
        {decisions.map(({ decision, kind, at, entity }) => (
          <li key={decision}>
            {t(`linkDecisions.${kind}`)}, {format.instant(at)}: {t('aftermath.wentWith')}{' '}
            <Link to="/identity/people/$id" params={{ id: entity }} preload={false} className="k-code">
              {entity}
            </Link>
          </li>
        ))}
        {payments.map(({ payment, programme: code, paidOn, amountCents, currency, record }) => (
          <li key={payment}>
            {t('aftermath.payment', {
              programme: programme(code),
              amount: format.quantity(amountCents / 100, 'currency', currency),
              day: paidOn === undefined ? '–' : format.day(paidOn),
              record,
            })}
          </li>
        ))}
      </ul>
      {morePayments ? <p className="k-sub">{t('aftermath.more')}</p> : null}
      {payments.length === 0 ? null : <p className="k-sub">{t('aftermath.noneMoved')}</p>}
    </div>
  )
}
