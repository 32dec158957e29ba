import './partners.css'
import { Button, TextInput } from '@mantine/core'
import { IconBuildingCommunity, IconPlus, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListedPartner } from '../../../../src/federation/partners/schema.ts'
import { useAddress } from '../../address.ts'
import { membersQuery } from '../../api/queries.ts'
import { partnersQuery } from '../../api/traffic.ts'
import { DataTable } from '../../parts/DataTable.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { ClearFilters, FilterChoices } from '../../parts/FilterChoices.tsx'
import { Guarded } from '../../parts/Forbidden.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { useLocal } from '../../parts/local.ts'
import { Page } from '../../parts/Page.tsx'
import { partnersSearch } from '../../search.ts'
import { useSession } from '../../session/session.ts'
import { plain } from '../../shell/search-hits.ts'
import { usePartnerColumns } from './partner-columns.tsx'

export function PartnersPage(): ReactNode {
  const { t } = useTranslation()
  const { may } = useSession()
  const partners = useQuery(partnersQuery)
  return (
    <Guarded permission="partner.read">
      <Page
        title={t('partners.title')}
        lead={t('partners.lead')}
        actions={may('partner.manage') ? <OnboardLink /> : undefined}
      >
        <PartnerFilters />
        <Loaded query={partners}>{(data) => <PartnerTable partners={data} />}</Loaded>
      </Page>
    </Guarded>
  )
}

function OnboardLink() {
  const { t } = useTranslation()
  return (
    <Button
      renderRoot={(props) => <Link to="/partners/new" {...props} />}
      leftSection={<IconPlus size={16} aria-hidden />}
    >
      {t('partners.onboard')}
    </Button>
  )
}

function PartnerFilters() {
  const { t } = useTranslation()
  const local = useLocal()
  const [filter, choose] = useAddress(partnersSearch)
  const { search, ...lists } = filter
  const { data: members = [] } = useQuery(membersQuery)
  return (
    <div className="k-toolbar k-filters">
      <TextInput
        label={t('partners.search')}
        value={search ?? ''}
        onChange={(event) => choose({ ...filter, search: event.currentTarget.value })}
        leftSection={<IconSearch size={16} aria-hidden />}
      />
      <FilterChoices
        filter={lists}
        onChoose={(name, value) => choose({ ...filter, [name]: value })}
        choices={[
          {
            name: 'status',
            label: t('terms.status'),
            options: (['active', 'suspended'] as const).map((value) => ({ value, label: t(`partnerStates.${value}`) })),
          },
          {
            name: 'member',
            label: t('partners.member'),
            options: members.map(({ id, name }) => ({ value: id, label: local(name) })),
          },
        ]}
      />
      <ClearFilters filter={filter} onClear={() => choose({})} />
    </div>
  )
}

function PartnerTable({ partners }: { partners: readonly ListedPartner[] }) {
  const { t } = useTranslation()
  const { may } = useSession()
  const [{ status, member, search }] = useAddress(partnersSearch)
  const columns = usePartnerColumns()
  const shown = partners.filter(
    (partner) =>
      (status === undefined || partner.status === status) &&
      (member === undefined || partner.member === member) &&
      (search === undefined ||
        plain([partner.name, partner.id, partner.client, ...partner.senderIds].join(' ')).includes(plain(search))),
  )
  if (shown.length === 0) {
    const none = partners.length === 0
    return (
      <section className="k-panel">
        <EmptyState
          icon={IconBuildingCommunity}
          title={t(none ? 'partners.none' : 'partners.noneFound')}
          text={t(none ? 'partners.noneText' : 'agreements.noneText')}
        >
          {none && may('partner.manage') ? <OnboardLink /> : null}
        </EmptyState>
      </section>
    )
  }
  return (
    <section className="k-panel k-panel-flush k-scroll-pad k-roomy k-partner-rows">
      <DataTable caption={t('partners.title')} columns={columns} rows={shown} rowKey={({ id }) => id} />
    </section>
  )
}
