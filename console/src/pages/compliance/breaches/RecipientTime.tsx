import { useTranslation } from 'react-i18next'
import type { Recipient } from '../../../../../src/compliance/breaches/schema.ts'
import { useFormat } from '../../../parts/format.ts'
import { useNames } from '../../../parts/names.ts'
import { DueTime, timeOf } from '../DueMark.tsx'

/** Until when somebody must be told, and by which law or clause. */
export function RecipientTime({ of, brief = false }: { of: Recipient; brief?: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const { due, withoutDelay, agreed } = of
  if (due !== undefined) return <DueTime time={timeOf(due)} brief={brief} />
  if (withoutDelay !== undefined) {
    return (
      <>
        {t('breach.withoutDelay')}{' '}
        <span className="k-sub">
          {withoutDelay.act}, {withoutDelay.section}
        </span>
      </>
    )
  }
  if (agreed === undefined) return <>{t('breach.noTime')}</>
  const { at, hours, agreement, office, address } = agreed
  return (
    <>
      <time dateTime={at}>{format.instant(at)}</time>
      <span className="k-sub k-own-time">
        {t('breach.agreed', { hours: format.number(hours), agreement: names.agreement(agreement) })}
      </span>
      {brief ? null : (
        <span className="k-sub k-own-time">
          {office}, {address}
        </span>
      )}
    </>
  )
}
