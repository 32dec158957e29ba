import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../address.ts'
import { agreementsQuery, type ExchangeSearch, membersQuery, purposesQuery, systemsQuery } from '../../api/queries.ts'
import { ClearFilters, type FilterChoice, FilterChoices } from '../../parts/FilterChoices.tsx'
import { useFormat } from '../../parts/format.ts'
import { useLocal } from '../../parts/local.ts'
import { exchangesSearch } from '../../search.ts'

const statuses = ['answered', 'no-record', 'refused', 'unavailable', 'invalid'] as const

/** Every choice goes into the address at once: a filtered list can be linked and bookmarked. */
export function ExchangeFilters({ filter }: { filter: ExchangeSearch }) {
  const { t } = useTranslation()
  const [, choose] = useAddress(exchangesSearch)
  const choices = useChoices()
  const set = (name: keyof ExchangeSearch, value: string) => choose({ ...filter, [name]: value })
  const search = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    set('search', String(new FormData(event.currentTarget).get('search') ?? '').trim())
  }
  return (
    <div className="k-toolbar k-filters">
      <search>
        <form onSubmit={search}>
          <TextInput
            key={filter.search ?? ''}
            name="search"
            label={t('exchanges.search')}
            defaultValue={filter.search ?? ''}
            rightSection={
              <button type="submit" className="k-icon-button" aria-label={t('exchanges.searchNow')}>
                <IconSearch size={16} aria-hidden />
              </button>
            }
          />
        </form>
      </search>
      <FilterChoices choices={choices} filter={filter} onChoose={set} />
      <SinceNote filter={filter} />
      <ClearFilters filter={filter} onClear={() => choose({})} />
    </div>
  )
}

type ChoiceName = 'status' | 'consumer' | 'provider' | 'service' | 'agreement' | 'purpose'

function useChoices(): readonly FilterChoice<ChoiceName>[] {
  const { t } = useTranslation()
  const local = useLocal()
  const { data: members = [] } = useQuery(membersQuery)
  const { data: systems = [] } = useQuery(systemsQuery)
  const { data: agreements = [] } = useQuery(agreementsQuery)
  const { data: purposes = [] } = useQuery(purposesQuery)
  const memberOptions = members.map(({ id, name }) => ({ value: id, label: local(name) }))
  return [
    {
      name: 'status',
      label: t('terms.status'),
      options: statuses.map((value) => ({ value, label: t(`status.${value}`) })),
    },
    { name: 'consumer', label: t('terms.consumer'), options: memberOptions },
    { name: 'provider', label: t('terms.provider'), options: memberOptions },
    {
      name: 'service',
      label: t('terms.service'),
      options: systems.flatMap(({ services }) => services.map(({ id, name }) => ({ value: id, label: local(name) }))),
    },
    {
      name: 'agreement',
      label: t('terms.agreement'),
      options: agreements.map(({ agreement }) => ({ value: agreement.id, label: local(agreement.title) })),
    },
    {
      name: 'purpose',
      label: t('terms.purpose'),
      options: purposes.map(({ id, label }) => ({ value: id, label: local(label) })),
    },
  ]
}

function SinceNote({ filter: { from, until } }: { filter: ExchangeSearch }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (from === undefined && until === undefined) return null
  return (
    <span className="k-tag">
      {from === undefined ? null : t('exchanges.since', { time: format.instant(from) })}{' '}
      {until === undefined ? null : t('exchanges.until', { time: format.instant(until) })}
    </span>
  )
}
