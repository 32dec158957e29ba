import './conformance.css'
import { IconClipboardCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReportSummary } from '../../../../src/conformance/schema.ts'
import { reportsQuery } from '../../api/traffic.ts'
import { type Column, DataTable } from '../../parts/DataTable.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { Guarded } from '../../parts/Forbidden.tsx'
import { useFormat } from '../../parts/format.ts'
import { Loaded } from '../../parts/Loaded.tsx'
import { Page } from '../../parts/Page.tsx'
import { useSession } from '../../session/session.ts'
import { ConformsMark } from './ConformsMark.tsx'
import { RunPanel } from './RunPanel.tsx'

export function ConformancePage(): ReactNode {
  const { t } = useTranslation()
  const { may } = useSession()
  const reports = useQuery(reportsQuery)
  return (
    <Guarded permission="conformance.read">
      <Page title={t('conformance.title')} lead={t('conformance.lead')}>
        {may('conformance.run') ? <RunPanel /> : null}
        <Loaded query={reports}>{(data) => <ReportTable reports={data} />}</Loaded>
      </Page>
    </Guarded>
  )
}

function ReportTable({ reports }: { reports: readonly ReportSummary[] }) {
  const { t } = useTranslation()
  const columns = useColumns()
  if (reports.length === 0) {
    return (
      <section className="k-panel">
        <EmptyState icon={IconClipboardCheck} title={t('conformance.none')} text={t('conformance.noneText')} />
      </section>
    )
  }
  return (
    <section className="k-panel k-panel-flush k-scroll-pad k-roomy k-report-rows">
      <DataTable caption={t('conformance.reports')} columns={columns} rows={reports} rowKey={({ id }) => id} />
    </section>
  )
}

function useColumns(): readonly Column<ReportSummary>[] {
  const { t } = useTranslation()
  const format = useFormat()
  return [
    {
      key: 'at',
      header: t('exchanges.whenIn', { zone: format.zone }),
      cell: ({ id, at }) => (
        <Link to="/conformance/$id" params={{ id }} className="k-nowrap">
          {format.moment(at)}
        </Link>
      ),
      sortBy: ({ at }) => at,
    },
    {
      key: 'server',
      header: t('conformance.server'),
      cell: ({ baseUrl, specVersion }) => (
        <>
          <span className="k-code">{baseUrl}</span>
          <div className="k-sub">{t('conformance.edition', { edition: specVersion })}</div>
        </>
      ),
      sortBy: ({ baseUrl }) => baseUrl,
    },
    {
      key: 'registry',
      header: t('conformance.registry'),
      cell: ({ registry }) => t(`registries.${registry}`),
      sortBy: ({ registry }) => t(`registries.${registry}`),
    },
    {
      key: 'conforms',
      header: t('conformance.verdict'),
      cell: ({ conforms }) => <ConformsMark conforms={conforms} />,
      sortBy: ({ conforms }) => Number(conforms),
    },
    ...(['passed', 'failed', 'skipped'] as const).map(
      (result): Column<ReportSummary> => ({
        key: result,
        header: t(`results.${result}`),
        cell: (report) => format.number(report[result]),
        sortBy: (report) => report[result],
        numeric: true,
      }),
    ),
  ]
}
