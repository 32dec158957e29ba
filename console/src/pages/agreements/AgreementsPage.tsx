import './agreements.css'
import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { IconFilePlus, IconScale, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../address.ts'
import { agreementsQuery, membersQuery } from '../../api/queries.ts'
import type { ListedAgreement } from '../../api/types.ts'
import { type Column, DataTable } from '../../parts/DataTable.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { Guarded } from '../../parts/Forbidden.tsx'
import { useFormat } from '../../parts/format.ts'
import { Loaded } from '../../parts/Loaded.tsx'
import { useLocal } from '../../parts/local.ts'
import { useNames } from '../../parts/names.ts'
import { Page } from '../../parts/Page.tsx'
import { agreementSearch } from '../../search.ts'
import { useSession } from '../../session/session.ts'
import { plain } from '../../shell/search-hits.ts'
import { Deadlines, Radar } from './Radar.tsx'
import { dueWithin } from './radar.ts'
import { StateMark } from './StateMark.tsx'
import { metersOf, stateOf } from './state.ts'
import { VolumeMeters } from './VolumeMeters.tsx'

export function AgreementsPage(): ReactNode {
  const { t } = useTranslation()
  const agreements = useQuery(agreementsQuery)
  return (
    <Guarded permission="agreement.read">
      <Page title={t('agreements.title')} lead={t('agreements.lead')} actions={<Actions />}>
        <Loaded query={agreements}>
          {(data) => (
            <>
              <Radar agreements={data} />
              <AgreementFilters />
              <AgreementTable agreements={data} />
            </>
          )}
        </Loaded>
      </Page>
    </Guarded>
  )
}

function Actions() {
  const { t } = useTranslation()
  const { may } = useSession()
  return (
    <div className="k-panel-actions">
      <Button component={Link} to="/agreements/composition" variant="default">
        {t('agreements.composition')}
      </Button>
      {may('agreement.draft') ? (
        <Button component={Link} to="/agreements/new" leftSection={<IconFilePlus size={16} aria-hidden />}>
          {t('agreements.draftNew')}
        </Button>
      ) : null}
    </div>
  )
}

function AgreementFilters() {
  const { t } = useTranslation()
  const local = useLocal()
  const [chosen, choose] = useAddress(agreementSearch)
  const { state, member, search } = chosen
  const { data: members = [] } = useQuery(membersQuery)
  const set = (name: 'state' | 'member' | 'search', value: string) => choose({ ...chosen, [name]: value })
  return (
    <div className="k-toolbar k-filters">
      <TextInput
        label={t('agreements.search')}
        value={search ?? ''}
        onChange={(event) => set('search', event.currentTarget.value)}
        leftSection={<IconSearch size={16} aria-hidden />}
      />
      <NativeSelect
        label={t('agreements.party')}
        value={member ?? ''}
        onChange={(event) => set('member', event.currentTarget.value)}
        data={[
          { value: '', label: t('exchanges.any') },
          ...members.map(({ id, name }) => ({ value: id, label: local(name) })),
        ]}
      />
      <SegmentedControl
        aria-label={t('terms.status')}
        value={state ?? ''}
        onChange={(value) => set('state', value)}
        data={[
          { value: '', label: t('agreements.all') },
          { value: 'in-force', label: t('agreementStates.in-force') },
          { value: 'not-in-force', label: t('agreements.notInForce') },
        ]}
      />
    </div>
  )
}

function AgreementTable({ agreements }: { agreements: readonly ListedAgreement[] }) {
  const { t } = useTranslation()
  const local = useLocal()
  const [{ state, member, search, within }] = useAddress(agreementSearch)
  const columns = useColumns(within)
  const today = useFormat().today()
  const shown = agreements.filter(
    ({ agreement, inForce, standing }) =>
      (within === undefined || (standing.status !== 'terminated' && dueWithin(agreement, within, today).length > 0)) &&
      (state === undefined || inForce === (state === 'in-force')) &&
      (member === undefined || agreement.provider === member || agreement.consumer === member) &&
      (search === undefined || plain(`${local(agreement.title)} ${agreement.id}`).includes(plain(search))),
  )
  if (shown.length === 0) {
    return (
      <section className="k-panel">
        <EmptyState icon={IconScale} title={t('agreements.none')} text={t('agreements.noneText')} />
      </section>
    )
  }
  return (
    <section className="k-panel k-panel-flush k-scroll-pad">
      <DataTable
        caption={t('agreements.title')}
        columns={columns}
        rows={shown}
        rowKey={({ agreement }) => agreement.id}
      />
    </section>
  )
}

function useColumns(within: number | undefined): readonly Column<ListedAgreement>[] {
  const { t } = useTranslation()
  const local = useLocal()
  const names = useNames()
  const format = useFormat()
  const today = format.today()
  return [
    {
      key: 'title',
      header: t('terms.agreement'),
      cell: ({ agreement }) => (
        <>
          <Link to="/agreements/$id" params={{ id: agreement.id }}>
            {local(agreement.title)}
          </Link>
          <div className="k-sub">{agreement.purposes.map(names.purpose).join(' · ')}</div>
        </>
      ),
      sortBy: ({ agreement }) => local(agreement.title),
    },
    {
      key: 'parties',
      header: t('agreements.parties'),
      cell: ({ agreement }) => (
        <>
          {names.member(agreement.provider)} <span aria-hidden>→</span>
          <div>{names.member(agreement.consumer)}</div>
        </>
      ),
      sortBy: ({ agreement }) => names.member(agreement.provider),
    },
    {
      key: 'state',
      header: t('terms.status'),
      cell: (row) => (
        <>
          <StateMark state={stateOf(row, today)} />
          <div className="k-sub">{t('agreements.until', { day: format.day(row.agreement.validUntil) })}</div>
        </>
      ),
      sortBy: (row) => stateOf(row, today),
    },
    within === undefined
      ? { key: 'usage', header: t('agreements.usage'), cell: (row) => <VolumeMeters meters={metersOf(row)} /> }
      : {
          key: 'due',
          header: t('radar.next'),
          cell: ({ agreement }) => <Deadlines deadlines={dueWithin(agreement, within, today)} />,
          sortBy: ({ agreement }) => dueWithin(agreement, within, today)[0]?.day ?? '',
        },
  ]
}
