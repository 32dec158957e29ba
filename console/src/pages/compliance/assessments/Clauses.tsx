import { IconAlertTriangle, IconCircleCheck, IconHourglass } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ShownAssessment } from '../../../../../src/compliance/assessments/schema.ts'
import { agreementsQuery } from '../../../api/queries.ts'
import type { ListedAgreement } from '../../../api/types.ts'
import { type Column, DataTable } from '../../../parts/DataTable.tsx'
import { useFormat } from '../../../parts/format.ts'
import { useNames } from '../../../parts/names.ts'
import { Mark } from '../../../parts/StatusMark.tsx'
import { useSession } from '../../../session/session.ts'
import { AgreementLink } from '../AgreementLink.tsx'

/** What every agreement says of its assessment, wherever that is kept: gate G3 obeys this clause. */
export function Clauses({ assessments }: { assessments: readonly ShownAssessment[] }) {
  const { t } = useTranslation()
  const { data: agreements = [] } = useQuery(agreementsQuery)
  const columns = useColumns(assessments)
  const live = agreements.filter(({ standing }) => standing.status !== 'terminated')
  if (live.length === 0) return null
  return (
    <details className="k-panel k-list">
      <summary>
        <h2>{t('assessments.clauses', { number: live.length })}</h2>
      </summary>
      <p className="k-sub">{t('assessments.clausesText')}</p>
      <div className="k-roomy">
        <DataTable
          caption={t('assessments.clausesCaption')}
          columns={columns}
          rows={live}
          rowKey={({ agreement }) => agreement.id}
        />
      </div>
    </details>
  )
}

function useColumns(assessments: readonly ShownAssessment[]): readonly Column<ListedAgreement>[] {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const { session, may } = useSession()
  const day = (iso: string | undefined) => (iso === undefined ? '–' : format.day(iso))
  const isParty = ({ agreement }: ListedAgreement): boolean =>
    [agreement.provider, agreement.consumer].includes(session?.member ?? '')
  const known = (id: string) => assessments.some(({ agreement }) => agreement === id)
  return [
    {
      key: 'agreement',
      header: t('terms.agreement'),
      cell: (row) => (
        <>
          <AgreementLink id={row.agreement.id} />
          {may('assessment.draft') && isParty(row) && !known(row.agreement.id) ? (
            <div className="k-sub">
              <Link to="/compliance/assessments/new" search={{ agreement: row.agreement.id } as never}>
                {t('assessments.draftFor')}
                <span className="k-caption">{names.agreement(row.agreement.id)}</span>
              </Link>
            </div>
          ) : null}
        </>
      ),
      sortBy: ({ agreement }) => names.agreement(agreement.id),
    },
    {
      key: 'state',
      header: t('terms.status'),
      cell: (row) => <ClauseMark row={row} />,
    },
    {
      key: 'approved',
      header: t('assessments.approvedOn'),
      cell: ({ agreement }) => day(agreement.impactAssessment?.approvedOn),
      sortBy: ({ agreement }) => agreement.impactAssessment?.approvedOn ?? '',
    },
    {
      key: 'reported',
      header: t('assessments.reported'),
      cell: ({ agreement }) => day(agreement.impactAssessment?.submittedOn),
      sortBy: ({ agreement }) => agreement.impactAssessment?.submittedOn ?? '',
    },
    {
      key: 'start',
      header: t('assessments.start'),
      cell: ({ agreement }) => day(agreement.impactAssessment?.earliestStart),
      sortBy: ({ agreement }) => agreement.impactAssessment?.earliestStart ?? '',
    },
  ]
}

function ClauseMark({ row: { agreement } }: { row: ListedAgreement }) {
  const { t } = useTranslation()
  const today = useFormat().today()
  const clause = agreement.impactAssessment
  if (clause === undefined) {
    return (
      <Mark tone="warn" icon={IconAlertTriangle}>
        {t('assessments.noClause')}
      </Mark>
    )
  }
  if (clause.earliestStart !== undefined && clause.earliestStart > today) {
    return (
      <Mark tone="warn" icon={IconHourglass}>
        {t('assessments.waiting')}
      </Mark>
    )
  }
  return (
    <>
      <Mark tone="good" icon={IconCircleCheck}>
        {t(clause.notRequired === undefined ? 'assessments.named' : 'assessments.notNeeded')}
      </Mark>
      <div className="k-sub k-wrap">{clause.reference}</div>
    </>
  )
}
