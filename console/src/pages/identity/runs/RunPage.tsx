import '../identity.css'
import './runs.css'
import { Alert, Button } from '@mantine/core'
import { IconAlertTriangle, IconGitCompare, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Run } from '../../../../../src/identity/runs/schema.ts'
import { useIdInPath } from '../../../address.ts'
import { identityKey } from '../../../api/identity.ts'
import { cancelRun, goOnWithRun, isUnderWay, runQuery, runsQuery } from '../../../api/linkage-runs.ts'
import { uploadsQuery } from '../../../api/models.ts'
import { ConfirmButton } from '../../../parts/ConfirmButton.tsx'
import { Guarded } from '../../../parts/Forbidden.tsx'
import { useFormat } from '../../../parts/format.ts'
import { Loaded } from '../../../parts/Loaded.tsx'
import { Page, Panel } from '../../../parts/Page.tsx'
import { useSession } from '../../../session/session.ts'
import { EvaluationPanel } from './EvaluationPanel.tsx'
import { HouseholdsFound, SuspiciousClusters } from './FoundGroups.tsx'
import { ModelWaits } from './ModelWaits.tsx'
import { ClusterSizes, WeightChart } from './RunCharts.tsx'
import { RunFigures, RunWarnings, Stages, Yields } from './RunCounts.tsx'
import { ModelLink, RunMark, RunProgress, useSourceWords } from './run-words.tsx'
import { ThresholdChart } from './ThresholdChart.tsx'

export function RunPage(): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const query = useQuery(runQuery(useIdInPath()))
  const run = query.data
  return (
    <Guarded permission="identity.read">
      <Page
        title={run === undefined ? t('runs.one') : t('runs.oneOf', { time: format.instant(run.requestedAt) })}
        lead={run === undefined ? undefined : <RunLead run={run} />}
        above={
          <Link to="/identity/runs" className="k-above">
            {t('pages.runs')}
          </Link>
        }
        actions={run === undefined ? undefined : <RunActions run={run} />}
      >
        <Loaded query={query}>{(found) => <RunView run={found} />}</Loaded>
      </Page>
    </Guarded>
  )
}

function RunLead({ run }: { run: Run }) {
  const { t } = useTranslation()
  const { data: uploads } = useQuery(uploadsQuery)
  const sourceWords = useSourceWords(uploads)
  const { request, account, trained, model, id } = run
  return (
    <>
      <RunMark state={run.state} /> · {sourceWords(request.sources)} · {t('runs.by', { account })}
      <div>
        {t('models.model')} <ModelLink digest={trained ?? model} />
        {request.retrain === true ? ` · ${t('runs.retrained')}` : ''} · <span className="k-code">{id}</span>
      </div>
    </>
  )
}

/** Those that do not stop or begin work anew lead on. */
function RunActions({ run }: { run: Run }) {
  const { t } = useTranslation()
  const { may } = useSession()
  const client = useQueryClient()
  const { data: runs = [] } = useQuery(runsQuery())
  const refreshed = async (done: string) => {
    await client.invalidateQueries({ queryKey: identityKey })
    return done
  }
  const other = runs.find(({ id, state }) => state === 'done' && id !== run.id)
  if (isUnderWay(run) && may('identity.run')) {
    return (
      <ConfirmButton
        label={t('runs.cancel')}
        leftSection={<IconPlayerStop size={16} aria-hidden />}
        question={t('runs.cancelQuestion')}
        verb={t('runs.cancel')}
        act={() => cancelRun(run.id).then(() => refreshed(t('runs.cancelAsked')))}
      >
        <p>{t('runs.cancelMeans')}</p>
      </ConfirmButton>
    )
  }
  if (canGoOn(run) && may('identity.run')) {
    return (
      <ConfirmButton
        label={t('runs.goOn')}
        variant="filled"
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        question={t('runs.goOnQuestion')}
        verb={t('runs.goOn')}
        act={() => goOnWithRun(run.id).then(() => refreshed(t('runs.goesOn')))}
      >
        <p>{t('runs.goOnMeans')}</p>
      </ConfirmButton>
    )
  }
  if (run.state !== 'done' || other === undefined) return null
  const [first, second] = other.id < run.id ? [other.id, run.id] : [run.id, other.id]
  return (
    <Button
      component={Link}
      to="/identity/runs/compare"
      search={{ first, second } as never}
      variant="default"
      leftSection={<IconGitCompare size={16} aria-hidden />}
    >
      {t('runs.compare')}
    </Button>
  )
}

const dayMs = 24 * 60 * 60_000

const canGoOn = ({ state, fault, endedAt = '' }: Run): boolean =>
  Date.now() - Date.parse(endedAt) < dayMs &&
  (state === 'cancelled' || (state === 'failed' && fault?.code === 'identity.run-broke-off'))

function RunView({ run }: { run: Run }) {
  const { t } = useTranslation()
  const { report, charts } = run
  if (isUnderWay(run)) {
    return (
      <Panel title={t('runs.howFar')}>
        <RunProgress run={run} />
        <p className="k-sub">{t(run.state === 'waiting' ? 'runs.waitsText' : 'runs.runningText')}</p>
      </Panel>
    )
  }
  if (run.fault !== undefined) return <Fault fault={run.fault} />
  if (report === undefined) {
    return (
      <Panel>
        <p>{t('runs.foundNothing')}</p>
      </Panel>
    )
  }
  return (
    <>
      {run.trained === undefined ? null : <ModelWaits digest={run.trained} />}
      <RunFigures run={{ ...run, report }} />
      <RunWarnings run={{ ...run, report }} />
      {charts === undefined ? null : <WeightChart charts={charts} report={report} />}
      {charts?.thresholds === undefined ? null : (
        <ThresholdChart id={run.id} thresholds={charts.thresholds} report={report} />
      )}
      <EvaluationPanel id={run.id} />
      {charts === undefined ? null : <ClusterSizes sizes={charts.clusterSizes} />}
      <SuspiciousClusters id={run.id} all={report.clusters.suspicious} />
      {report.households === undefined ? null : <HouseholdsFound id={run.id} households={report.households} />}
      <div className="k-two">
        <Yields rules={report.rules} />
        <Stages report={report} />
      </div>
    </>
  )
}

function Fault({ fault: { message, fix = '' } }: { fault: NonNullable<Run['fault']> }) {
  const title = message.charAt(0).toUpperCase() + message.slice(1)
  return (
    <Alert
      color="clay"
      variant="light"
      role="alert"
      className="k-problem"
      icon={<IconAlertTriangle aria-hidden />}
      title={title}
    >
      {fix}
    </Alert>
  )
}
