import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ShownCase } from '../../../../../src/compliance/rights/schema.ts'
import { type Column, DataTable } from '../../../parts/DataTable.tsx'
import { useFormat } from '../../../parts/format.ts'
import { useNames } from '../../../parts/names.ts'
import { CaseDue, CaseMark } from './CaseMark.tsx'

export function CaseTable({ cases, caption }: { cases: readonly ShownCase[]; caption: string }) {
  return (
    <div className="k-scroll-pad k-roomy">
      <DataTable caption={caption} columns={useColumns()} rows={cases} rowKey={({ id }) => id} />
    </div>
  )
}

function useColumns(): readonly Column<ShownCase>[] {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  return [
    {
      key: 'what',
      header: t('cases.what'),
      cell: ({ id, kind, elements, purpose }) => (
        <>
          <Link to="/compliance/rights/$id" params={{ id }}>
            {t(`rightsKinds.${kind}`)}
          </Link>
          <div className="k-sub">
            {elements === undefined ? null : format.list(elements.map(names.element))}
            {purpose === undefined ? null : names.purpose(purpose)}
          </div>
        </>
      ),
      sortBy: ({ kind }) => t(`rightsKinds.${kind}`),
    },
    {
      key: 'state',
      header: t('terms.status'),
      cell: ({ status }) => <CaseMark status={status} />,
      sortBy: ({ status }) => status,
    },
    {
      key: 'due',
      header: t('clocks.due'),
      cell: (one) => <CaseDue of={one} brief />,
      sortBy: ({ due }) => due?.at ?? '',
    },
    {
      key: 'received',
      header: t('cases.received'),
      cell: ({ receivedAt, channel }) => (
        <>
          {format.day(receivedAt)}
          <div className="k-sub">{t(`channels.${channel}`)}</div>
        </>
      ),
      sortBy: ({ receivedAt }) => receivedAt,
    },
    {
      key: 'member',
      header: t('cases.member'),
      cell: ({ member }) => names.member(member),
      sortBy: ({ member }) => names.member(member),
    },
  ]
}
