import '../compliance.css'
import { TextInput } from '@mantine/core'
import { IconFileDescription, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Register, RegisterEntry } from '../../../../../src/compliance/register/schema.ts'
import { useAddress } from '../../../address.ts'
import { type RegisterSearch, registerQuery } from '../../../api/compliance.ts'
import { purposesQuery } from '../../../api/queries.ts'
import { type Column, DataTable } from '../../../parts/DataTable.tsx'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { ClearFilters, FilterChoices } from '../../../parts/FilterChoices.tsx'
import { Guarded } from '../../../parts/Forbidden.tsx'
import { useFormat } from '../../../parts/format.ts'
import { Loaded } from '../../../parts/Loaded.tsx'
import { useLocal } from '../../../parts/local.ts'
import { useNames } from '../../../parts/names.ts'
import { Page } from '../../../parts/Page.tsx'
import { instantIn } from '../../../parts/zoned-time.ts'
import { registerSearch } from '../../../search.ts'
import { plain } from '../../../shell/search-hits.ts'
import { useMemberOptions } from '../member-options.ts'
import { RegisterExport } from './RegisterExport.tsx'

/** Derived each time from agreements and what went through under them: nobody keeps it by hand. */
export function RegisterPage(): ReactNode {
  const { t } = useTranslation()
  const asked = useAsked()
  const query = useQuery(registerQuery(asked))
  return (
    <Guarded permission="agreement.read">
      <Page title={t('register.title')} lead={t('register.lead')} actions={<RegisterExport filter={asked} />}>
        <Filters />
        <Loaded query={query}>{(register) => <Found register={register} />}</Loaded>
      </Page>
    </Guarded>
  )
}

/** The address in days of the country, the question in instants: the last day belongs to it. */
function useAsked(): RegisterSearch {
  const { timeZone } = useFormat()
  const [{ member, purpose, gaps, from, until }] = useAddress(registerSearch)
  const start = from === undefined ? undefined : instantIn(timeZone, `${from}T00:00`)
  const end = until === undefined ? undefined : instantIn(timeZone, `${until}T23:59:59`)
  return {
    ...(member === undefined ? {} : { member }),
    ...(purpose === undefined ? {} : { purpose }),
    ...(gaps === undefined ? {} : { gaps }),
    ...(start === undefined ? {} : { from: start }),
    ...(end === undefined ? {} : { until: end }),
  }
}

function Filters() {
  const { t } = useTranslation()
  const local = useLocal()
  const members = useMemberOptions()
  const { data: purposes = [] } = useQuery(purposesQuery)
  const [filter, choose] = useAddress(registerSearch)
  const set = (name: string, value: string) => choose({ ...filter, [name]: value })
  const { member, purpose, gaps, from, until, search } = filter
  return (
    <div className="k-toolbar k-filters">
      <TextInput
        label={t('register.search')}
        value={search ?? ''}
        leftSection={<IconSearch size={16} aria-hidden />}
        onChange={(event) => set('search', event.currentTarget.value)}
      />
      <FilterChoices
        filter={{ ...(member && { member }), ...(purpose && { purpose }), ...(gaps && { gaps }) }}
        onChoose={set}
        choices={[
          { name: 'member', label: t('register.member'), options: members },
          {
            name: 'purpose',
            label: t('terms.purpose'),
            options: purposes.map(({ id, label }) => ({ value: id, label: local(label) })),
          },
          { name: 'gaps', label: t('register.gaps'), options: [{ value: 'true', label: t('register.withGaps') }] },
        ]}
      />
      <TextInput
        type="date"
        label={t('register.from')}
        value={from ?? ''}
        onChange={(event) => set('from', event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t('register.until')}
        value={until ?? ''}
        onChange={(event) => set('until', event.currentTarget.value)}
      />
      <ClearFilters filter={filter} onClear={() => choose({})} />
    </div>
  )
}

function Found({ register }: { register: Register }) {
  const { t } = useTranslation()
  const local = useLocal()
  const format = useFormat()
  const columns = useColumns()
  const [{ search }] = useAddress(registerSearch)
  const shown = register.entries.filter(
    ({ title, agreement }) => search === undefined || plain(`${local(title)} ${agreement.id}`).includes(plain(search)),
  )
  if (shown.length === 0) {
    return (
      <section className="k-panel">
        <EmptyState icon={IconFileDescription} title={t('register.none')} text={t('register.noneText')} />
      </section>
    )
  }
  return (
    <section className="k-panel k-panel-flush">
      <div className="k-panel-bar">
        <span role="status">{t('register.shown', { number: shown.length })}</span>
        <span className="k-sub">
          {t('register.counted', { from: format.day(register.from), until: format.day(register.until) })}
        </span>
      </div>
      <div className="k-scroll-pad k-roomy">
        <DataTable
          caption={t('register.title')}
          columns={columns}
          rows={shown}
          rowKey={({ agreement }) => agreement.id}
        />
      </div>
    </section>
  )
}

function useColumns(): readonly Column<RegisterEntry>[] {
  const { t } = useTranslation()
  const local = useLocal()
  const names = useNames()
  const format = useFormat()
  return [
    {
      key: 'activity',
      header: t('register.activity'),
      cell: ({ agreement, title, purposes }) => (
        <>
          <Link to="/compliance/register/$id" params={{ id: agreement.id }}>
            {local(title)}
          </Link>
          <div className="k-sub">{purposes.map(({ label }) => local(label)).join(' · ')}</div>
        </>
      ),
      sortBy: ({ title }) => local(title),
    },
    {
      key: 'recipients',
      header: t('register.recipients'),
      cell: ({ recipients }) => recipients.map((id) => <div key={id}>{names.member(id)}</div>),
      sortBy: ({ recipients }) => names.member(recipients[0] ?? ''),
    },
    {
      key: 'data',
      header: t('register.data'),
      cell: ({ data }) => {
        const sensitive = data.filter(({ classification }) => classification === 'sensitive').length
        return (
          <>
            {t('register.fields', { number: format.number(data.length) })}
            {sensitive === 0 ? null : (
              <div className="k-sub k-nowrap">{t('register.sensitive', { number: format.number(sensitive) })}</div>
            )}
          </>
        )
      },
      sortBy: ({ data }) => data.length,
    },
    {
      key: 'gaps',
      header: t('register.gaps'),
      cell: ({ gaps }) => (gaps.length === 0 ? '–' : format.list(gaps.map((gap) => t(`registerGaps.${gap}`)))),
      sortBy: ({ gaps }) => gaps.length,
    },
    {
      key: 'answered',
      header: t('register.answered'),
      cell: ({ exchanges }) => format.number(exchanges.answered),
      sortBy: ({ exchanges }) => exchanges.answered,
      numeric: true,
    },
    {
      key: 'persons',
      header: t('register.persons'),
      cell: ({ exchanges }) => format.number(exchanges.persons),
      sortBy: ({ exchanges }) => exchanges.persons,
      numeric: true,
    },
  ]
}
