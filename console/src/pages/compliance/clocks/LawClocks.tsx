import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { LawRow } from '../../../../../src/agreements/law/routes.ts'
import { lawClocksQuery } from '../../../api/compliance.ts'
import { countryQuery } from '../../../api/queries.ts'
import { type Column, DataTable } from '../../../parts/DataTable.tsx'
import { useLocal } from '../../../parts/local.ts'

/** The rows of law that set the times above, and how well each is known. */
export function LawClocks() {
  const { t } = useTranslation()
  const { data: country } = useQuery(countryQuery)
  const code = country?.code ?? ''
  const { data: own = [] } = useQuery({ ...lawClocksQuery(code), enabled: code !== '' })
  const columns = useColumns()
  if (own.length === 0) return null
  return (
    <details className="k-panel k-list">
      <summary>
        <h2>{t('clocks.law', { number: own.length })}</h2>
      </summary>
      <p className="k-sub">{t('clocks.lawText')}</p>
      <div className="k-roomy">
        <DataTable caption={t('clocks.lawCaption')} columns={columns} rows={own} rowKey={({ id }) => id} />
      </div>
    </details>
  )
}

function useColumns(): readonly Column<LawRow>[] {
  const { t } = useTranslation()
  const local = useLocal()
  return [
    { key: 'time', header: t('clocks.time'), cell: ({ message }) => local(message) },
    {
      key: 'law',
      header: t('clocks.source'),
      cell: ({ act, section }) => `${act}, ${section}`,
      sortBy: ({ section }) => section,
    },
    {
      key: 'verified',
      header: t('clocks.known'),
      cell: ({ verified }) => t(`verified.${verified}`),
      sortBy: ({ verified }) => verified,
    },
  ]
}
