import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { membershipsQuery } from '../../../api/identity.ts'
import { DataTable } from '../../../parts/DataTable.tsx'
import { useFormat } from '../../../parts/format.ts'
import { Loaded } from '../../../parts/Loaded.tsx'
import { RecordName } from '../words.tsx'

/** Which records were whose from when to when, and what was held true about it from when to when. */
export function Memberships({ person }: { person: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const query = useQuery(membershipsQuery(person))
  return (
    <section className="k-panel">
      <details className="k-list">
        <summary>
          <h2>{t('memberships.title')}</h2>
        </summary>
        <p className="k-sub">{t('memberships.text', { zone: format.zone })}</p>
        <Loaded query={query}>
          {(memberships) => (
            <DataTable
              caption={t('memberships.title')}
              rows={memberships}
              rowKey={({ decision, record, decidedAt, validFrom }) => `${decision} ${record} ${decidedAt} ${validFrom}`}
              columns={[
                { key: 'record', header: t('memberships.record'), cell: (row) => <RecordName of={row} /> },
                {
                  key: 'valid',
                  header: t('memberships.valid'),
                  cell: ({ validFrom, validTo }) => span(validFrom, validTo),
                },
                {
                  key: 'known',
                  header: t('memberships.known'),
                  cell: ({ decidedAt, supersededAt }) => span(decidedAt, supersededAt),
                },
              ]}
            />
          )}
        </Loaded>
      </details>
    </section>
  )

  function span(from: string, to: string | undefined) {
    return to === undefined
      ? t('memberships.since', { from: format.moment(from) })
      : t('memberships.fromTo', { from: format.moment(from), to: format.moment(to) })
  }
}
