import { NativeSelect, TextInput } from '@mantine/core'
import { IconBooks, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Element, RecordType } from '../../../../src/semantics/schema.ts'
import { useAddress } from '../../address.ts'
import { elementsQuery } from '../../api/queries.ts'
import { type Column, DataTable } from '../../parts/DataTable.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { Guarded } from '../../parts/Forbidden.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { useLocal } from '../../parts/local.ts'
import { useNames } from '../../parts/names.ts'
import { Page } from '../../parts/Page.tsx'
import { dictionarySearch } from '../../search.ts'
import { plain } from '../../shell/search-hits.ts'

const recordTypes: readonly RecordType[] = [
  'person',
  'household',
  'birth',
  'death',
  'enrolment',
  'payment',
  'school-enrolment',
  'account',
  'assistance',
  'means',
  'marriage',
  'disabled-person',
  'impairment',
  'support',
  'farmer',
  'farm',
  'crop',
  'livestock',
  'machinery',
  'employment',
  'identity',
]

export function DictionaryPage(): ReactNode {
  const { t } = useTranslation()
  const elements = useQuery(elementsQuery)
  return (
    <Guarded permission="dictionary.read">
      <Page title={t('dictionary.title')} lead={t('dictionary.lead')}>
        <DictionaryFilters />
        <Loaded query={elements}>{(data) => <Elements elements={data} />}</Loaded>
      </Page>
    </Guarded>
  )
}

function DictionaryFilters() {
  const { t } = useTranslation()
  const [chosen, choose] = useAddress(dictionarySearch)
  const { type, search } = chosen
  const set = (name: 'type' | 'search', value: string) => choose({ ...chosen, [name]: value })
  return (
    <div className="k-toolbar k-filters">
      <TextInput
        label={t('dictionary.search')}
        value={search ?? ''}
        onChange={(event) => set('search', event.currentTarget.value)}
        leftSection={<IconSearch size={16} aria-hidden />}
      />
      <NativeSelect
        label={t('dictionary.recordType')}
        value={type ?? ''}
        onChange={(event) => set('type', event.currentTarget.value)}
        data={[
          { value: '', label: t('exchanges.any') },
          ...recordTypes.map((value) => ({ value, label: t(`recordTypes.${value}`) })),
        ]}
      />
    </div>
  )
}

function Elements({ elements }: { elements: readonly Element[] }) {
  const { t } = useTranslation()
  const local = useLocal()
  const [{ type, search }] = useAddress(dictionarySearch)
  const columns = useColumns()
  const shown = elements.filter(
    ({ id, label, definition, recordTypes: stands }) =>
      (type === undefined || stands.some((one) => one === type)) &&
      (search === undefined || plain(`${id} ${local(label)} ${local(definition)}`).includes(plain(search))),
  )
  const groups = recordTypes
    .map((recordType) => ({ recordType, found: shown.filter(({ recordTypes: [first] }) => first === recordType) }))
    .filter(({ found }) => found.length > 0)
  if (groups.length === 0) {
    return (
      <section className="k-panel">
        <EmptyState icon={IconBooks} title={t('dictionary.none')} text={t('dictionary.noneText')} />
      </section>
    )
  }
  return (
    <>
      {groups.map(({ recordType, found }) => (
        <section key={recordType} className="k-panel k-panel-flush">
          <div className="k-panel-bar">
            <h2 className="k-bar-title">{t(`recordTypes.${recordType}`)}</h2>
            <span className="k-sub">{t('dictionary.count', { number: found.length })}</span>
          </div>
          <div className="k-scroll-pad k-fixed">
            <DataTable
              caption={t(`recordTypes.${recordType}`)}
              columns={columns}
              rows={found}
              rowKey={({ id }) => id}
            />
          </div>
        </section>
      ))}
    </>
  )
}

function useColumns(): readonly Column<Element>[] {
  const { t } = useTranslation()
  const local = useLocal()
  const names = useNames()
  return [
    {
      key: 'label',
      header: t('dictionary.element'),
      cell: ({ id, label }) => (
        <>
          <Link to="/dictionary/$id" params={{ id }}>
            {local(label)}
          </Link>
          <div className="k-sub k-code">{id}</div>
        </>
      ),
      sortBy: ({ label }) => local(label),
    },
    { key: 'definition', header: t('dictionary.definition'), cell: ({ definition }) => local(definition) },
    { key: 'type', header: t('dictionary.type'), cell: ({ type }) => t(`types.${type}`), sortBy: ({ type }) => type },
    {
      key: 'classification',
      header: t('dictionary.classification'),
      cell: ({ classification }) => (
        <span className="k-tag" data-tone={classification}>
          {t(`classifications.${classification}`)}
        </span>
      ),
      sortBy: ({ classification }) => classification,
    },
    {
      key: 'source',
      header: t('dictionary.sourceOfTruth'),
      cell: ({ sourceOfTruth }) => names.system(sourceOfTruth),
      sortBy: ({ sourceOfTruth }) => names.system(sourceOfTruth),
    },
  ]
}
