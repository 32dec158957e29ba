import './conformance.css'
import { Button, SegmentedControl } from '@mantine/core'
import { IconDownload, IconFileTypeHtml } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CheckResult, ConformanceReport } from '../../../../src/conformance/schema.ts'
import { useAddress, useIdInPath } from '../../address.ts'
import { reportPagePath, reportQuery } from '../../api/traffic.ts'
import { Guarded } from '../../parts/Forbidden.tsx'
import { useFormat } from '../../parts/format.ts'
import { Loaded } from '../../parts/Loaded.tsx'
import { Page, Panel } from '../../parts/Page.tsx'
import { ResultMark } from '../../parts/ResultMark.tsx'
import { saveFile } from '../../parts/save-file.ts'
import { reportSearch } from '../../search.ts'
import { ConformsMark } from './ConformsMark.tsx'
import { groupKey } from './check-groups.ts'

export function ReportPage(): ReactNode {
  const { t } = useTranslation()
  const id = useIdInPath()
  const report = useQuery(reportQuery(id))
  const registry = report.data?.registry
  return (
    <Guarded permission="conformance.read">
      <Page
        title={
          registry === undefined ? t('report.title') : t('report.titleOf', { registry: t(`registries.${registry}`) })
        }
        lead={report.data === undefined ? undefined : <ReportLead report={report.data} />}
        above={
          <Link to="/conformance" className="k-above">
            {t('pages.conformance')}
          </Link>
        }
        actions={report.data === undefined ? undefined : <Downloads report={report.data} />}
        width={1040}
      >
        <Loaded query={report}>{(data) => <ReportView report={data} />}</Loaded>
      </Page>
    </Guarded>
  )
}

function ReportLead({ report }: { report: ConformanceReport }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <>
      <ConformsMark conforms={report.conforms} /> · <span className="k-code">{report.baseUrl}</span>
      <div>
        {format.instant(report.at)} · {t('ask.took', { time: format.duration(report.durationMs) })} ·{' '}
        {t('conformance.edition', { edition: report.specVersion })} · {report.tool}
      </div>
    </>
  )
}

function Downloads({ report }: { report: ConformanceReport }) {
  const { t } = useTranslation()
  return (
    <div className="k-panel-actions k-no-print">
      <Button
        component="a"
        href={reportPagePath(report.id)}
        download={`${report.id}.html`}
        variant="default"
        leftSection={<IconFileTypeHtml size={16} aria-hidden />}
      >
        {t('report.html')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
        onClick={() => saveFile(`${report.id}.json`, 'application/json', JSON.stringify(report, null, 2))}
      >
        {t('report.json')}
      </Button>
    </div>
  )
}

function ReportView({ report }: { report: ConformanceReport }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [{ show }, choose] = useAddress(reportSearch)
  const shown = report.checks.filter(({ result }) => show === undefined || result === show)
  return (
    <>
      <div className="k-figures">
        {(['passed', 'failed', 'skipped'] as const).map((result) => (
          <div key={result} className="k-figure">
            <span className="k-figure-label">
              <ResultMark result={result} />
            </span>
            <span className="k-figure-value">{format.number(report[result])}</span>
            <span className="k-figure-note">{t(`resultsExplained.${result}`)}</span>
          </div>
        ))}
      </div>
      <SegmentedControl
        className="k-report-filter"
        aria-label={t('report.show')}
        value={show ?? ''}
        onChange={(value) => choose({ show: value })}
        data={[
          { value: '', label: t('report.all') },
          { value: 'failed', label: t('report.failedOnly') },
        ]}
      />
      {shown.length === 0 ? (
        <Panel>
          <p>{t('report.nothingFailed')}</p>
        </Panel>
      ) : null}
      {[...Map.groupBy(shown, ({ group }) => group)].map(([group, checks]) => (
        <Group key={group} group={group} checks={checks} />
      ))}
    </>
  )
}

function Group({ group, checks }: { group: string; checks: readonly CheckResult[] }) {
  const { t } = useTranslation()
  const passed = checks.filter(({ result }) => result === 'passed').length
  return (
    <Panel
      title={t(groupKey(group))}
      actions={<span className="k-sub">{t('report.passedOf', { passed, all: checks.length })}</span>}
    >
      <ul className="k-check-list">
        {checks.map((check) => (
          <Check key={check.id} check={check} />
        ))}
      </ul>
    </Panel>
  )
}

/** What a check says is in the words of the standard, in English. */
function Check({ check: { id, title, clause, level, result, detail, durationMs } }: { check: CheckResult }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <li data-result={result} data-check={id}>
      <div className="k-check-head">
        <ResultMark result={result} />
        <span className="k-tag">{t(`levels.${level}`)}</span>
      </div>
      <div className="k-wrap">
        <strong lang="en">{title}</strong>
        <div className="k-sub">
          <span lang="en">{clause}</span> · <span className="k-code">{id}</span> · {format.duration(durationMs)}
        </div>
        {detail === undefined ? null : (
          <p className="k-check-detail" lang="en">
            {detail}
          </p>
        )}
      </div>
    </li>
  )
}
