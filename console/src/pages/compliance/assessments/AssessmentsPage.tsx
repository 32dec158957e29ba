import '../compliance.css'
import { Button } from '@mantine/core'
import { IconFilePlus, IconShieldHalf } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShownAssessment } from '../../../../../src/compliance/assessments/schema.ts'
import { useAddress } from '../../../address.ts'
import { assessmentsQuery } from '../../../api/compliance.ts'
import { type Column, DataTable } from '../../../parts/DataTable.tsx'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { ClearFilters, FilterChoices } from '../../../parts/FilterChoices.tsx'
import { Guarded } from '../../../parts/Forbidden.tsx'
import { useFormat } from '../../../parts/format.ts'
import { Loaded } from '../../../parts/Loaded.tsx'
import { useNames } from '../../../parts/names.ts'
import { Page } from '../../../parts/Page.tsx'
import { assessmentsSearch } from '../../../search.ts'
import { useSession } from '../../../session/session.ts'
import { assessmentStatuses } from '../known.ts'
import { AssessmentMark, LevelMark } from './AssessmentMark.tsx'
import { Clauses } from './Clauses.tsx'

export function AssessmentsPage(): ReactNode {
  const { t } = useTranslation()
  const { may } = useSession()
  const query = useQuery(assessmentsQuery)
  return (
    <Guarded permission="agreement.read">
      <Page
        title={t('assessments.title')}
        lead={t('assessments.lead')}
        actions={
          may('assessment.draft') ? (
            <Button
              component={Link}
              to="/compliance/assessments/new"
              leftSection={<IconFilePlus size={16} aria-hidden />}
            >
              {t('assessments.new')}
            </Button>
          ) : undefined
        }
      >
        <Filters />
        <Loaded query={query}>
          {(assessments) => (
            <>
              <Found assessments={assessments} />
              <Clauses assessments={assessments} />
            </>
          )}
        </Loaded>
      </Page>
    </Guarded>
  )
}

function Filters() {
  const { t } = useTranslation()
  const names = useNames()
  const [filter, choose] = useAddress(assessmentsSearch)
  const { data: assessments = [] } = useQuery(assessmentsQuery)
  const agreements = [...new Set(assessments.map(({ agreement }) => agreement))]
  return (
    <div className="k-toolbar k-filters">
      <FilterChoices
        filter={filter}
        onChoose={(name, value) => choose({ ...filter, [name]: value })}
        choices={[
          {
            name: 'status',
            label: t('terms.status'),
            options: assessmentStatuses.map((value) => ({ value, label: t(`assessmentStates.${value}`) })),
          },
          {
            name: 'agreement',
            label: t('terms.agreement'),
            options: agreements.map((id) => ({ value: id, label: names.agreement(id) })),
          },
        ]}
      />
      <ClearFilters filter={filter} onClear={() => choose({})} />
    </div>
  )
}

function Found({ assessments }: { assessments: readonly ShownAssessment[] }) {
  const { t } = useTranslation()
  const [{ status, agreement }] = useAddress(assessmentsSearch)
  const columns = useColumns()
  const shown = assessments.filter(
    (one) =>
      (status === undefined || one.status === status) && (agreement === undefined || one.agreement === agreement),
  )
  if (shown.length === 0) {
    const filtered = assessments.length > 0
    return (
      <section className="k-panel">
        <EmptyState
          icon={IconShieldHalf}
          title={t(filtered ? 'assessments.noneFound' : 'assessments.none')}
          text={t(filtered ? 'exchanges.noneFoundText' : 'assessments.noneText')}
        />
      </section>
    )
  }
  return (
    <section className="k-panel k-panel-flush k-scroll-pad k-roomy">
      <DataTable caption={t('assessments.title')} columns={columns} rows={shown} rowKey={({ id }) => id} />
    </section>
  )
}

function useColumns(): readonly Column<ShownAssessment>[] {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  return [
    {
      key: 'agreement',
      header: t('assessments.of'),
      cell: ({ id, agreement, rerun }) => (
        <>
          <Link to="/compliance/assessments/$id" params={{ id }}>
            {names.agreement(agreement)}
          </Link>
          {rerun.length === 0 ? null : (
            <div className="k-sub" data-overdue="true">
              {t('assessments.again', { parts: format.list(rerun.map((part) => t(`scopeParts.${part}`))) })}
            </div>
          )}
        </>
      ),
      sortBy: ({ agreement }) => names.agreement(agreement),
    },
    {
      key: 'status',
      header: t('terms.status'),
      cell: ({ status, at, linked }) => (
        <>
          <AssessmentMark status={status} />
          <div className="k-sub">{format.day(at)}</div>
          {linked ? <div className="k-sub">{t('assessments.linked')}</div> : null}
        </>
      ),
      sortBy: ({ status }) => status,
    },
    {
      key: 'risk',
      header: t('assessments.risk'),
      cell: ({ level, content }) =>
        content.notNeeded === undefined ? <LevelMark level={level} /> : t('assessments.notNeeded'),
      sortBy: ({ level }) => ['low', 'medium', 'high'].indexOf(level),
    },
    {
      key: 'reported',
      header: t('assessments.reported'),
      cell: ({ report }) => (report === undefined ? '–' : format.day(report.on)),
      sortBy: ({ report }) => report?.on ?? '',
    },
    {
      key: 'start',
      header: t('assessments.start'),
      cell: ({ report }) => (report?.earliestStart === undefined ? '–' : format.day(report.earliestStart)),
      sortBy: ({ report }) => report?.earliestStart ?? '',
    },
  ]
}
