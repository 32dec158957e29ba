import './partners.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListedPartner } from '../../../../src/federation/partners/schema.ts'
import { useIdInPath } from '../../address.ts'
import { partnersQuery } from '../../api/traffic.ts'
import { Guarded } from '../../parts/Forbidden.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { Page } from '../../parts/Page.tsx'
import { NotFound } from '../../shell/NotFound.tsx'
import { draftOf } from './draft.ts'
import { useKeptDraft } from './kept-draft.ts'
import { PartnerForm } from './PartnerForm.tsx'

const formWidth = 860

export function OnboardPage(): ReactNode {
  const { t } = useTranslation()
  const query = useQuery(partnersQuery)
  return (
    <Guarded permission="partner.manage">
      <Page title={t('onboard.title')} lead={t('onboard.lead')} above={<Above />} width={formWidth}>
        <Loaded query={query}>{(partners) => <NewPartner taken={partners.map(({ id }) => id)} />}</Loaded>
      </Page>
    </Guarded>
  )
}

function Above() {
  const { t } = useTranslation()
  return (
    <Link to="/partners" className="k-above">
      {t('pages.partners')}
    </Link>
  )
}

function NewPartner({ taken }: { taken: readonly string[] }) {
  const [draft, keep, forget] = useKeptDraft()
  return <PartnerForm draft={draft} onChange={keep} onDone={forget} taken={taken} />
}

export function EditPartnerPage(): ReactNode {
  const { t } = useTranslation()
  const id = useIdInPath()
  const query = useQuery(partnersQuery)
  const partner = query.data?.find((one) => one.id === id)
  if (query.data !== undefined && partner === undefined) return <NotFound />
  return (
    <Guarded permission="partner.manage">
      <Page title={t('onboard.editTitle', { name: partner?.name ?? id })} above={<Above />} width={formWidth}>
        <Loaded query={query}>{() => (partner === undefined ? null : <ChangedPartner partner={partner} />)}</Loaded>
      </Page>
    </Guarded>
  )
}

function ChangedPartner({ partner }: { partner: ListedPartner }) {
  const [draft, setDraft] = useState(() => draftOf(partner))
  return <PartnerForm draft={draft} onChange={setDraft} partner={partner} taken={[]} />
}
