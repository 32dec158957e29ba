import './subscriptions.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Subscription } from '../../../../src/exchange/subscriptions/schema.ts'
import { useIdInPath } from '../../address.ts'
import { subscriptionQuery } from '../../api/traffic.ts'
import { CopyButton } from '../../parts/CopyButton.tsx'
import { Fact } from '../../parts/Fact.tsx'
import { Guarded } from '../../parts/Forbidden.tsx'
import { useFormat } from '../../parts/format.ts'
import { Loaded } from '../../parts/Loaded.tsx'
import { useNames } from '../../parts/names.ts'
import { Page, Panel } from '../../parts/Page.tsx'
import { PartnerLink } from '../../parts/PartnerLink.tsx'
import { When } from '../../parts/When.tsx'
import { useSession } from '../../session/session.ts'
import { EndSubscription, ReplaySince } from './SubscriptionActions.tsx'
import { HeldReason, SubscriptionMark, useFrequencyText } from './SubscriptionParts.tsx'

export function SubscriptionPage(): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const code = useIdInPath()
  const query = useQuery(subscriptionQuery(code))
  const events = query.data?.events.map((event) => t(`events.${event}`))
  return (
    <Guarded permission="subscription.read">
      <Page
        title={events === undefined ? code : format.list(events)}
        lead={<span className="k-code">{code}</span>}
        above={
          <Link to="/subscriptions" className="k-above">
            {t('pages.subscriptions')}
          </Link>
        }
        actions={query.data === undefined ? undefined : <Actions subscription={query.data} />}
        width={1040}
      >
        <Loaded query={query}>{(data) => <SubscriptionView subscription={data} />}</Loaded>
      </Page>
    </Guarded>
  )
}

function Actions({ subscription }: { subscription: Subscription }) {
  const { may } = useSession()
  if (subscription.status === 'ended' || !may('subscription.manage')) return null
  return (
    <div className="k-panel-actions">
      <ReplaySince subscription={subscription} />
      <EndSubscription subscription={subscription} />
    </div>
  )
}

function SubscriptionView({ subscription }: { subscription: Subscription }) {
  const { t } = useTranslation()
  const { counts, code } = subscription
  return (
    <>
      <div className="k-figures">
        <Link to="/deliveries" search={{ subscription: code }} className="k-figure">
          <Figure label={t('subscriptions.notified')} value={counts.notified} note={t('subscription.notifiedNote')} />
        </Link>
        <div className="k-figure">
          <Figure label={t('subscriptions.pending')} value={counts.pending} note={t('subscription.pendingNote')} />
        </div>
        <div className="k-figure">
          <Figure label={t('subscription.passedOver')} value={counts.passedOver} note={t('subscription.passedNote')} />
        </div>
      </div>
      <SubscriptionFacts subscription={subscription} />
    </>
  )
}

function Figure({ label, value, note }: { label: string; value: number; note: string }) {
  const format = useFormat()
  return (
    <>
      <span className="k-figure-label">{label}</span>
      <span className="k-figure-value">{format.number(value)}</span>
      <span className="k-figure-note">{note}</span>
    </>
  )
}

function SubscriptionFacts({ subscription }: { subscription: Subscription }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const frequencyText = useFrequencyText()
  const { status, member, client, protocol, service, purpose, filterElements, frequency, url } = subscription
  return (
    <Panel>
      <dl className="k-facts">
        <Fact label={t('terms.status')}>
          <SubscriptionMark status={status} />
          <HeldReason subscription={subscription} />
        </Fact>
        <Fact label={t('subscriptions.who')}>
          {names.member(member)}{' '}
          <span className="k-sub">
            <PartnerLink client={client} /> · {protocol}
          </span>
        </Fact>
        <Fact label={t('subscriptions.from')}>{names.service(service)}</Fact>
        <Fact label={t('terms.purpose')}>{names.purpose(purpose)}</Fact>
        <Fact label={t('subscription.filter')}>
          {filterElements.length === 0
            ? t('subscription.noFilter')
            : t('subscription.filterOn', { elements: format.list(filterElements.map(names.element)) })}
        </Fact>
        <Fact label={t('subscription.frequency')}>
          {frequencyText(frequency)}
          {frequency === undefined ? null : <span className="k-sub k-code"> {frequency}</span>}
        </Fact>
        <Fact label={t('subscription.period')}>
          <Period subscription={subscription} />
        </Fact>
        <Fact label={t('subscription.address')}>
          <span className="k-code">{url}</span> <CopyButton text={url} label={t('subscription.address')} />
        </Fact>
        <Moments subscription={subscription} />
      </dl>
    </Panel>
  )
}

function Period({ subscription: { from, until } }: { subscription: Subscription }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (from === undefined && until === undefined) return t('subscription.noPeriod')
  return [
    from === undefined ? '' : t('exchanges.since', { time: format.instant(from) }),
    until === undefined ? '' : t('exchanges.until', { time: format.instant(until) }),
  ]
    .join(' ')
    .trim()
}

function Moments({ subscription }: { subscription: Subscription }) {
  const { t } = useTranslation()
  const moments = [
    [t('subscription.created'), subscription.createdAt],
    [t('subscription.lastNotified'), subscription.lastNotifiedAt],
    [t('subscription.nextRun'), subscription.nextRunAt],
    [t('subscription.ended'), subscription.endedAt],
  ] as const
  return moments.map(([label, at]) =>
    at === undefined ? null : (
      <Fact key={label} label={label}>
        <When at={at} />
      </Fact>
    ),
  )
}
