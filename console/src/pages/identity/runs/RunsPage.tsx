import './runs.css'
import { Button } from '@mantine/core'
import { IconGitCompare, IconPlayerPlay, IconTopologyRing } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Run } from '../../../../../src/identity/runs/schema.ts'
import { isUnderWay, runsQuery } from '../../../api/linkage-runs.ts'
import { uploadsQuery } from '../../../api/models.ts'
import { type Column, DataTable } from '../../../parts/DataTable.tsx'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { Guarded } from '../../../parts/Forbidden.tsx'
import { useFormat } from '../../../parts/format.ts'
import { Loaded } from '../../../parts/Loaded.tsx'
import { Page } from '../../../parts/Page.tsx'
import { useSession } from '../../../session/session.ts'
import { ModelLink, RunMark, RunProgress, useSourceWords } from './run-words.tsx'

/** Linkage as it is run: what was linked, by which model, and how far a run is. */
export function RunsPage(): ReactNode {
  const { t } = useTranslation()
  const query = useQuery(runsQuery())
  return (
    <Guarded permission="identity.read">
      <Page title={t('runs.title')} lead={t('runs.lead')} actions={<Actions runs={query.data ?? []} />}>
        <Loaded query={query}>{(runs) => <RunTable runs={runs} />}</Loaded>
      </Page>
    </Guarded>
  )
}

function Actions({ runs }: { runs: readonly Run[] }) {
  const { t } = useTranslation()
  const { may } = useSession()
  const done = runs.filter(({ state }) => state === 'done')
  const [second, first] = done
  return (
    <div className="k-panel-actions">
      {first === undefined || second === undefined ? null : (
        <Button
          component={Link}
          to="/identity/runs/compare"
          search={{ first: first.id, second: second.id } as never}
          variant="default"
          leftSection={<IconGitCompare size={16} aria-hidden />}
        >
          {t('runs.compareTwo')}
        </Button>
      )}
      {may('identity.run') ? <StartLink /> : null}
    </div>
  )
}

function StartLink() {
  const { t } = useTranslation()
  return (
    <Button component={Link} to="/identity/runs/new" leftSection={<IconPlayerPlay size={16} aria-hidden />}>
      {t('runs.new')}
    </Button>
  )
}

function RunTable({ runs }: { runs: readonly Run[] }) {
  const { t } = useTranslation()
  const { may } = useSession()
  const columns = useColumns()
  if (runs.length === 0) {
    return (
      <section className="k-panel">
        <EmptyState icon={IconTopologyRing} title={t('runs.none')} text={t('runs.noneText')}>
          {may('identity.run') ? <StartLink /> : null}
        </EmptyState>
      </section>
    )
  }
  return (
    <section className="k-panel k-panel-flush k-scroll-pad k-roomy">
      <DataTable caption={t('runs.title')} columns={columns} rows={runs} rowKey={({ id }) => id} />
    </section>
  )
}

function useColumns(): readonly Column<Run>[] {
  const { t } = useTranslation()
  const { may } = useSession()
  const format = useFormat()
  const { data: uploads } = useQuery({ ...uploadsQuery, enabled: may('identity.read') })
  const sourceWords = useSourceWords(uploads)
  const counted = (value: number | undefined) => (value === undefined ? '–' : format.number(value))
  return [
    {
      key: 'at',
      header: t('exchanges.whenIn', { zone: format.zone }),
      cell: ({ id, requestedAt, account }) => (
        <>
          <Link to="/identity/runs/$id" params={{ id }} className="k-nowrap">
            {format.moment(requestedAt)}
          </Link>
          <div className="k-sub k-wrap">{account}</div>
        </>
      ),
      sortBy: ({ requestedAt }) => requestedAt,
    },
    {
      key: 'state',
      header: t('terms.status'),
      cell: (run) => (
        <>
          <RunMark state={run.state} />
          {isUnderWay(run) ? <RunProgress run={run} /> : null}
        </>
      ),
      sortBy: ({ state }) => state,
    },
    {
      key: 'sources',
      header: t('runs.sources'),
      cell: ({ request }) => <span className="k-wrap">{sourceWords(request.sources)}</span>,
    },
    {
      key: 'records',
      header: t('runs.records'),
      numeric: true,
      cell: ({ report }) => counted(report?.records),
      sortBy: ({ report }) => report?.records ?? -1,
    },
    {
      key: 'linked',
      header: t('runs.linked'),
      numeric: true,
      cell: ({ report }) => counted(report?.pairs.linked),
      sortBy: ({ report }) => report?.pairs.linked ?? -1,
    },
    {
      key: 'fresh',
      header: t('runs.fresh'),
      numeric: true,
      cell: ({ proposals }) => counted(proposals?.fresh),
      sortBy: ({ proposals }) => proposals?.fresh ?? -1,
    },
    {
      key: 'model',
      header: t('models.model'),
      cell: ({ model, trained }) => <ModelLink digest={trained ?? model} />,
    },
  ]
}
