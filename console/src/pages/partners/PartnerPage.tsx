import './partners.css'
import { Button } from '@mantine/core'
import { IconPencil, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListedPartner } from '../../../../src/federation/partners/schema.ts'
import { useIdInPath } from '../../address.ts'
import { partnersQuery, reinstatePartner, suspendPartner } from '../../api/traffic.ts'
import { ConfirmButton } from '../../parts/ConfirmButton.tsx'
import { Guarded } from '../../parts/Forbidden.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { useNames } from '../../parts/names.ts'
import { Page, Panel } from '../../parts/Page.tsx'
import { useSession } from '../../session/session.ts'
import { NotFound } from '../../shell/NotFound.tsx'
import { ClientKeys } from './ClientKeys.tsx'
import { MessageTerms } from './MessageTerms.tsx'
import { PartnerMark } from './PartnerMark.tsx'
import { MemberAgreements, PartnerAddresses, PartnerKeys, PartnerTraffic } from './PartnerPanels.tsx'
import { TestCallPanel } from './TestCallPanel.tsx'

export function PartnerPage(): ReactNode {
  const { t } = useTranslation()
  const id = useIdInPath()
  const query = useQuery(partnersQuery)
  const partner = query.data?.find((one) => one.id === id)
  if (query.data !== undefined && partner === undefined) return <NotFound />
  return (
    <Guarded permission="partner.read">
      <Page
        title={partner?.name ?? id}
        lead={partner === undefined ? undefined : <PartnerLead partner={partner} />}
        above={
          <Link to="/partners" className="k-above">
            {t('pages.partners')}
          </Link>
        }
        actions={partner === undefined ? undefined : <Actions partner={partner} />}
      >
        <Loaded query={query}>{() => (partner === undefined ? null : <PartnerView partner={partner} />)}</Loaded>
      </Page>
    </Guarded>
  )
}

function PartnerLead({ partner }: { partner: ListedPartner }) {
  const names = useNames()
  return (
    <>
      <PartnerMark status={partner.status} /> · {names.member(partner.member)} ·{' '}
      <span className="k-code">{partner.id}</span>
    </>
  )
}

function PartnerView({ partner }: { partner: ListedPartner }) {
  const { t } = useTranslation()
  return (
    <div className="k-two">
      <div className="k-effect">
        <Panel title={t('partner.terms')}>
          <MessageTerms terms={partner} />
        </Panel>
        <PartnerKeys partner={partner} />
        <ClientKeys client={partner.client} />
        <PartnerAddresses partner={partner} />
      </div>
      <div className="k-effect">
        <TestCallPanel partner={partner} />
        <MemberAgreements partner={partner} />
        <PartnerTraffic partner={partner} />
      </div>
    </div>
  )
}

function Actions({ partner }: { partner: ListedPartner }) {
  const { t } = useTranslation()
  const { may } = useSession()
  const client = useQueryClient()
  if (!may('partner.manage')) return null
  const active = partner.status === 'active'
  const change = async () => {
    await (active ? suspendPartner(partner.id) : reinstatePartner(partner.id))
    void client.invalidateQueries({ queryKey: partnersQuery.queryKey })
    return t(active ? 'partner.suspended' : 'partner.reinstated')
  }
  return (
    <div className="k-panel-actions">
      <Button
        variant="default"
        leftSection={<IconPencil size={16} aria-hidden />}
        renderRoot={(props) => <Link to="/partners/$id/edit" params={{ id: partner.id }} {...props} />}
      >
        {t('partner.edit')}
      </Button>
      <ConfirmButton
        label={t(active ? 'partner.suspend' : 'partner.reinstate')}
        leftSection={active ? <IconPlayerPause size={16} aria-hidden /> : <IconPlayerPlay size={16} aria-hidden />}
        question={t(active ? 'partner.suspendQuestion' : 'partner.reinstateQuestion', { name: partner.name })}
        verb={t(active ? 'partner.suspend' : 'partner.reinstate')}
        act={change}
      >
        {t(active ? 'partner.suspendText' : 'partner.reinstateText')}
      </ConfirmButton>
    </div>
  )
}
