import { Button, NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ColumnKind, Profile, ProfiledColumn } from '../../../../../../src/identity/drafts/schema.ts'
import { type Column, DataTable } from '../../../../parts/DataTable.tsx'
import { useFormat } from '../../../../parts/format.ts'
import { columnKinds, inOrder, type Said } from './columns.ts'

interface ColumnsStepProps {
  readonly profile: Profile
  readonly said: Said
  readonly onSay: (column: string, kind: ColumnKind) => void
  readonly onNext: () => void
}

/** Each column with what it is taken for and why; what the reader says counts more. */
export function ColumnsStep({ profile, onSay, onNext }: ColumnsStepProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const columns = useColumns(profile, onSay)
  const { records, counted, nothing, proposal } = profile
  return (
    <>
      <p>
        {t('wizard.records', { records: format.number(records), columns: format.number(profile.columns.length) })}{' '}
        {counted < records ? t('wizard.ofThem', { counted: format.number(counted) }) : ''} {t('wizard.noValues')}
      </p>
      <section className="k-panel k-panel-flush k-roomy">
        <DataTable
          caption={t('wizard.steps.columns')}
          columns={columns}
          rows={inOrder(profile)}
          rowKey={(row) => row.column}
        />
      </section>
      {nothing === undefined ? null : (
        <p className="k-fault" role="alert">
          {nothing.message}. {nothing.fix}
        </p>
      )}
      <div className="k-form-buttons">
        <Button disabled={proposal === undefined} onClick={onNext}>
          {t('wizard.toModel')}
        </Button>
      </div>
    </>
  )
}

function useColumns({ records }: Profile, onSay: ColumnsStepProps['onSay']): readonly Column<ProfiledColumn>[] {
  const { t } = useTranslation()
  const format = useFormat()
  const share = (part: number, of: number) => format.percent(of === 0 ? 0 : part / of)
  return [
    { key: 'column', header: t('wizard.column'), cell: ({ column }) => <strong className="k-wrap">{column}</strong> },
    {
      key: 'kind',
      header: t('wizard.takenFor'),
      cell: ({ column, kind, by }) => (
        <>
          <NativeSelect
            aria-label={t('wizard.kindOf', { column })}
            value={kind}
            data={columnKinds.map((one) => ({ value: one, label: t(`columnKinds.${one}`) }))}
            onChange={(event) => onSay(column, event.currentTarget.value as ColumnKind)}
          />
          <span className="k-sub">{t(`wizard.by.${kind === 'unknown' && by !== 'person' ? 'neither' : by}`)}</span>
        </>
      ),
    },
    {
      key: 'filled',
      header: t('wizard.filled'),
      numeric: true,
      cell: ({ filled }) => share(filled, records),
    },
    {
      key: 'distinct',
      header: t('wizard.distinct'),
      numeric: true,
      cell: ({ distinct, topShare, filled }) => (
        <>
          {format.number(distinct)}
          {filled === 0 ? null : (
            <div className="k-sub">{t('wizard.mostFrequent', { share: format.percent(topShare) })}</div>
          )}
        </>
      ),
    },
    { key: 'written', header: t('wizard.written'), cell: (row) => <Written row={row} /> },
  ]
}

const shapesShown = 3
const readableFrom = 0.995
const heapedFrom = 0.05

/** How values are written: letters as a, digits as 9. */
function Written({ row: { shapes, readable, heaping, kind } }: { readonly row: ProfiledColumn }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <>
      {shapes.slice(0, shapesShown).map(({ shape, share }) => (
        <div key={shape}>
          <code className="k-code">{shape}</code> <span className="k-sub">{format.percent(share)}</span>
        </div>
      ))}
      {readable >= readableFrom || kind === 'unknown' || kind === 'record-id' ? null : (
        <div className="k-sub">{t('wizard.unreadable', { share: format.percent(1 - readable) })}</div>
      )}
      {heaping === undefined || heaping.firstOfJanuary < heapedFrom ? null : (
        <div className="k-sub">{t('wizard.heaped', { share: format.percent(heaping.firstOfJanuary) })}</div>
      )}
    </>
  )
}
