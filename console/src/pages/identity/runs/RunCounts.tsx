import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Run, RunReport } from '../../../../../src/identity/runs/schema.ts'
import { DataTable } from '../../../parts/DataTable.tsx'
import { useFormat } from '../../../parts/format.ts'
import { Panel } from '../../../parts/Page.tsx'

export type DoneRun = Run & { readonly report: RunReport }

/** What a run looked at and what came of it; the pairs open in the queue. */
export function RunFigures({ run: { id, report, proposals } }: { run: DoneRun }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { records, pairs, clusters } = report
  const figures = [
    { key: 'records', value: records, note: t('runs.sourcesOf', { number: report.sources.length }) },
    { key: 'compared', value: pairs.compared, note: t('runs.comparedNote') },
    { key: 'linked', value: pairs.linked, note: t('runs.linkedNote', { people: format.number(clusters.ofSeveral) }) },
    { key: 'review', value: pairs.review, note: t('runs.reviewNote') },
  ] as const
  return (
    <div className="k-figures">
      {figures.map(({ key, value, note }) => (
        <div key={key} className="k-figure">
          <span className="k-figure-label">{t(`runFigures.${key}`)}</span>
          <span className="k-figure-value">{format.number(value)}</span>
          <span className="k-figure-note">{note}</span>
        </div>
      ))}
      {proposals === undefined ? null : (
        <Link to="/identity/duplicates" search={{ run: id } as never} className="k-figure">
          <span className="k-figure-label">{t('runFigures.proposed')}</span>
          <span className="k-figure-value">{format.number(proposals.found)}</span>
          <span className="k-figure-note">{t('runs.freshOf', { number: format.number(proposals.fresh) })}</span>
        </Link>
      )}
    </div>
  )
}

/** What a reader must know before believing the rest. Nothing to warn of, nothing shown. */
export function RunWarnings({ run: { report, proposals } }: { run: DoneRun }) {
  const { t } = useTranslation()
  const format = useFormat()
  const number = format.number
  const warnings = [
    ...report.rules
      .filter(({ purged }) => purged.blocks > 0)
      .map(({ rule, purged }) =>
        t('runWarnings.blocks', {
          ...{ rule, blocks: number(purged.blocks), records: number(purged.records), pairs: number(purged.pairs) },
        }),
      ),
    ...(report.training !== null && !report.training.settled
      ? [t('runWarnings.unsettled', { rounds: number(report.training.rounds) })]
      : []),
    ...(report.repeated > 0 ? [t('runWarnings.repeated', { rows: number(report.repeated) })] : []),
    ...((proposals?.leftOut ?? 0) > 0 ? [t('runWarnings.leftOut', { pairs: number(proposals?.leftOut ?? 0) })] : []),
  ]
  if (warnings.length === 0) return null
  return (
    <Panel title={t('runWarnings.title')}>
      <ul className="k-run-warnings">
        {warnings.map((warning) => (
          <li key={warning}>{warning}</li>
        ))}
      </ul>
    </Panel>
  )
}

/** Pairs that each blocking rule brought to be compared; a pair of two rules is counted for both. */
export function Yields({ rules }: { rules: RunReport['rules'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Panel title={t('runs.yields')}>
      <p className="k-sub">{t('runs.yieldsText')}</p>
      <DataTable
        caption={t('runs.yields')}
        rows={rules}
        rowKey={({ rule }) => rule}
        columns={[
          {
            key: 'rule',
            header: t('runs.rule'),
            cell: ({ rule }) => <span className="k-code k-wrap">{rule}</span>,
            sortBy: ({ rule }) => rule,
          },
          {
            key: 'pairs',
            header: t('runs.pairs'),
            numeric: true,
            cell: ({ pairs }) => format.number(pairs),
            sortBy: ({ pairs }) => pairs,
          },
          {
            key: 'purged',
            header: t('runs.leftOutBlocks'),
            numeric: true,
            cell: ({ purged }) => format.number(purged.blocks),
            sortBy: ({ purged }) => purged.blocks,
          },
        ]}
      />
    </Panel>
  )
}

const stages = ['prepare', 'train', 'score', 'cluster'] as const

export function Stages({ report: { seconds } }: { report: RunReport }) {
  const { t } = useTranslation()
  const format = useFormat()
  const longest = Math.max(0.001, ...stages.map((stage) => seconds[stage]))
  return (
    <Panel title={t('runs.stages')}>
      <DataTable
        caption={t('runs.stages')}
        rows={stages}
        rowKey={(stage) => stage}
        columns={[
          { key: 'stage', header: t('runs.stage'), cell: (stage) => t(`runStages.${stage}`) },
          {
            key: 'took',
            header: t('exchanges.duration'),
            numeric: true,
            cell: (stage) => (
              <>
                {seconds[stage] === 0 ? t('runs.notAgain') : format.duration(seconds[stage] * 1000)}
                <svg className="k-run-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                  <rect width={(seconds[stage] / longest) * 100} height="6" />
                </svg>
              </>
            ),
          },
        ]}
      />
    </Panel>
  )
}
