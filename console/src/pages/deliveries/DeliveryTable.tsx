import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Delivery } from '../../../../src/exchange/deliveries/schema.ts'
import { type Column, DataTable } from '../../parts/DataTable.tsx'
import { useFormat } from '../../parts/format.ts'
import { useNames } from '../../parts/names.ts'
import { PartnerLink } from '../../parts/PartnerLink.tsx'
import { Mark } from '../../parts/StatusMark.tsx'
import { stateSigns } from './outcome.ts'

export function DeliveryTable({ deliveries }: { deliveries: readonly Delivery[] }) {
  const { t } = useTranslation()
  return (
    <div className="k-scroll-pad k-roomy k-delivery-rows">
      <DataTable caption={t('deliveries.title')} columns={useColumns()} rows={deliveries} rowKey={({ id }) => id} />
    </div>
  )
}

export function DeliveryMark({ state }: { state: Delivery['state'] }) {
  const { t } = useTranslation()
  return (
    <Mark tone={stateSigns[state].tone} icon={stateSigns[state].icon}>
      {t(`deliveryStates.${state}`)}
    </Mark>
  )
}

function useColumns(): readonly Column<Delivery>[] {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  return [
    {
      key: 'when',
      header: t('exchanges.whenIn', { zone: format.zone }),
      cell: ({ id, createdAt }) => (
        <Link to="/deliveries/$id" params={{ id }} className="k-nowrap">
          {format.moment(createdAt)}
        </Link>
      ),
      sortBy: ({ createdAt }) => createdAt,
    },
    {
      key: 'what',
      header: t('deliveries.what'),
      cell: ({ kind, action }) => (
        <>
          {t(`deliveryKinds.${kind}`)}
          <div className="k-sub k-code">{action}</div>
        </>
      ),
      sortBy: ({ kind, action }) => `${kind} ${action}`,
    },
    {
      key: 'to',
      header: t('deliveries.to'),
      cell: ({ member, client, url }) => (
        <>
          <PartnerLink client={client} />
          <div className="k-sub">{names.member(member)}</div>
          <div className="k-sub k-code">{hostOf(url)}</div>
        </>
      ),
      sortBy: ({ member, client }) => `${names.member(member)} ${client}`,
    },
    {
      key: 'state',
      header: t('terms.status'),
      cell: ({ state, nextAttemptAt }) => (
        <>
          <DeliveryMark state={state} />
          {nextAttemptAt === undefined ? null : (
            <div className="k-sub">
              {t('deliveries.next')} {format.relative(nextAttemptAt)}
              <div className="k-nowrap">{format.moment(nextAttemptAt)}</div>
            </div>
          )}
        </>
      ),
      sortBy: ({ state }) => state,
    },
    {
      key: 'attempts',
      header: t('deliveries.attempts'),
      cell: ({ attempts }) => format.number(attempts),
      sortBy: ({ attempts }) => attempts,
      numeric: true,
    },
    {
      key: 'last',
      header: t('deliveries.last'),
      cell: ({ lastAttempt }) =>
        lastAttempt === undefined ? (
          <span className="k-sub">{t('deliveries.notTried')}</span>
        ) : (
          <>
            {t(`outcomes.${lastAttempt.outcome}`)}
            {lastAttempt.status === undefined ? null : (
              <div className="k-sub">{t('deliveries.httpStatus', { status: lastAttempt.status })}</div>
            )}
          </>
        ),
      sortBy: ({ lastAttempt }) => lastAttempt?.outcome ?? '',
    },
  ]
}

/** The path is told on the delivery's own page. */
const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url)
