import './deliveries.css'
import { IconRefresh } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeliveryDetail } from '../../../../src/exchange/deliveries/schema.ts'
import { useIdInPath } from '../../address.ts'
import { deliveryQuery, replayDelivery } from '../../api/traffic.ts'
import { ConfirmButton } from '../../parts/ConfirmButton.tsx'
import { CopyButton } from '../../parts/CopyButton.tsx'
import { Fact } from '../../parts/Fact.tsx'
import { Guarded } from '../../parts/Forbidden.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { useNames } from '../../parts/names.ts'
import { Page, Panel } from '../../parts/Page.tsx'
import { PartnerLink } from '../../parts/PartnerLink.tsx'
import { When } from '../../parts/When.tsx'
import { useSession } from '../../session/session.ts'
import { AttemptTimeline } from './AttemptTimeline.tsx'
import { DeliveryMark } from './DeliveryTable.tsx'
import { SubscriptionLink } from './SubscriptionLink.tsx'

export function DeliveryPage(): ReactNode {
  const { t } = useTranslation()
  const id = useIdInPath()
  const delivery = useQuery(deliveryQuery(id))
  return (
    <Guarded permission="delivery.read">
      <Page
        title={t('delivery.title')}
        lead={<span className="k-code">{id}</span>}
        above={
          <Link to="/deliveries" className="k-above">
            {t('pages.deliveries')}
          </Link>
        }
        actions={delivery.data === undefined ? undefined : <Replay delivery={delivery.data} />}
        width={1040}
      >
        <Loaded query={delivery}>{(data) => <DeliveryView delivery={data} />}</Loaded>
      </Page>
    </Guarded>
  )
}

function DeliveryView({ delivery }: { delivery: DeliveryDetail }) {
  const { t } = useTranslation()
  return (
    <>
      <DeliveryFacts delivery={delivery} />
      <div className="k-two">
        <Panel title={t('delivery.attempts')}>
          <AttemptTimeline delivery={delivery} />
        </Panel>
        <Panel title={t('delivery.carried')}>
          <p className="k-sub">{t('delivery.carriedText')}</p>
          {delivery.exchanges.length === 0 ? (
            <p>{t('delivery.carriedNone')}</p>
          ) : (
            <ul className="k-plain-list">
              {delivery.exchanges.map((id) => (
                <li key={id}>
                  <Link to="/exchanges/$id" params={{ id }} className="k-code">
                    {id}
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </Panel>
      </div>
    </>
  )
}

function DeliveryFacts({ delivery }: { delivery: DeliveryDetail }) {
  const { t } = useTranslation()
  const names = useNames()
  const { kind, action, protocol, member, client, url, state, subscription } = delivery
  return (
    <Panel>
      <dl className="k-facts">
        <Fact label={t('terms.status')}>
          <DeliveryMark state={state} />
          <div className="k-sub">{t(`deliveryStatesExplained.${state}`)}</div>
        </Fact>
        <Fact label={t('deliveries.what')}>
          {t(`deliveryKinds.${kind}`)}{' '}
          <span className="k-sub k-code">
            {protocol} · {action}
          </span>
        </Fact>
        <Fact label={t('deliveries.to')}>
          <PartnerLink client={client} /> <span className="k-sub">{names.member(member)}</span>
          <div className="k-code k-sub">{url}</div>
        </Fact>
        <Fact label={t('delivery.created')}>
          <When at={delivery.createdAt} />
        </Fact>
        {delivery.deliveredAt === undefined ? null : (
          <Fact label={t('delivery.delivered')}>
            <When at={delivery.deliveredAt} />
          </Fact>
        )}
        {delivery.nextAttemptAt === undefined ? null : (
          <Fact label={t('delivery.next')}>
            <When at={delivery.nextAttemptAt} />
          </Fact>
        )}
        <MessageNumber label={t('delivery.transaction')} value={delivery.transactionId} />
        <MessageNumber label={t('delivery.correlation')} value={delivery.correlationId} />
        {subscription === undefined ? null : (
          <Fact label={t('delivery.subscription')}>
            <SubscriptionLink id={subscription} />
          </Fact>
        )}
      </dl>
    </Panel>
  )
}

function MessageNumber({ label, value }: { label: string; value: string | undefined }) {
  if (value === undefined) return null
  return (
    <Fact label={label}>
      <span className="k-code">{value}</span> <CopyButton text={value} label={label} />
    </Fact>
  )
}

function Replay({ delivery: { id, state, replayable } }: { delivery: DeliveryDetail }) {
  const { t } = useTranslation()
  const { may } = useSession()
  const client = useQueryClient()
  if (state === 'waiting' || !may('delivery.manage')) return null
  if (!replayable) return <span className="k-sub">{t('delivery.notKept')}</span>
  const replay = async () => {
    await replayDelivery(id)
    void client.invalidateQueries({ queryKey: ['deliveries'] })
    return t('delivery.replayed')
  }
  return (
    <ConfirmButton
      label={t('delivery.replay')}
      leftSection={<IconRefresh size={16} aria-hidden />}
      question={t('delivery.replayQuestion')}
      verb={t('delivery.replay')}
      act={replay}
    >
      {t(state === 'delivered' ? 'delivery.replayTwiceText' : 'delivery.replayText')}
    </ConfirmButton>
  )
}
