import { IconCircleCheck, IconClock } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { CorrectionNotice, ShownCase } from '../../../../../src/compliance/rights/schema.ts'
import { useFormat } from '../../../parts/format.ts'
import { useNames } from '../../../parts/names.ts'
import { Panel } from '../../../parts/Page.tsx'
import { Mark } from '../../../parts/StatusMark.tsx'
import { useSession } from '../../../session/session.ts'
import { AgreementLink } from '../AgreementLink.tsx'

interface ToldProps {
  readonly found: ShownCase
  readonly notices: readonly CorrectionNotice[]
}

/** Everyone who received the value, what they were told, and what they did with it. */
export function Told({ found, notices }: ToldProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const told = found.steps.some(({ step }) => step === 'propagate')
  const acknowledged = notices.filter(({ acknowledgedAt }) => acknowledgedAt !== undefined).length
  return (
    <Panel title={t('told.title')}>
      {told ? (
        <>
          <p className="k-duty-note" role="status">
            {notices.length === 0
              ? t('told.nobody')
              : t('told.acknowledged', { some: format.number(acknowledged), all: format.number(notices.length) })}
          </p>
          <ul className="k-duty-told">
            {notices.map((notice) => (
              <li key={notice.id}>
                <Recipient notice={notice} />
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p className="k-sub k-duty-note">{t('told.notYet')}</p>
      )}
    </Panel>
  )
}

function Recipient({ notice }: { notice: CorrectionNotice }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const { member, outcome, acknowledgedAt, toldAt, since, elements, agreements, exchanges } = notice
  return (
    <>
      <strong>{names.member(member)}</strong>
      {outcome === undefined ? (
        <Mark tone="warn" icon={IconClock}>
          {t('told.waits')}
        </Mark>
      ) : (
        <Mark tone="good" icon={IconCircleCheck}>
          {t(`outcomesOfCorrection.${outcome}`)}
        </Mark>
      )}
      <span className="k-sub">
        {t('told.at', { time: format.instant(toldAt) })}
        {acknowledgedAt === undefined ? '' : ` · ${t('told.acknowledgedAt', { time: format.instant(acknowledgedAt) })}`}
      </span>
      <span className="k-sub">
        {t('told.received', { since: format.day(since), elements: format.list(elements.map(names.element)) })}
      </span>
      <span className="k-sub">
        {agreements.map((id) => (
          <span key={id}>
            <AgreementLink id={id} />{' '}
          </span>
        ))}
      </span>
      <ExchangesOf ids={exchanges} />
    </>
  )
}

const shownLimit = 20

/** Through which exchanges it came: each with its own receipt. */
export function ExchangesOf({ ids }: { ids: readonly string[] }) {
  const { t } = useTranslation()
  const { may } = useSession()
  return (
    <details className="k-details">
      <summary>{t('told.exchanges', { number: ids.length })}</summary>
      <ul className="k-plain-list">
        {ids.slice(0, shownLimit).map((id) => (
          <li key={id} className="k-code">
            {may('exchange.read') ? (
              <Link to="/exchanges/$id" params={{ id }}>
                {id}
              </Link>
            ) : (
              id
            )}
          </li>
        ))}
      </ul>
      {ids.length > shownLimit ? <p className="k-sub">{t('value.more', { number: ids.length - shownLimit })}</p> : null}
    </details>
  )
}
