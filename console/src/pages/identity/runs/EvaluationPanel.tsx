import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Evaluation } from '../../../../../src/identity/measures/schema.ts'
import { evaluateByFile, evaluationQuery, fileEvaluationQuery } from '../../../api/linkage-runs.ts'
import { DataTable } from '../../../parts/DataTable.tsx'
import { useFormat } from '../../../parts/format.ts'
import { Loaded } from '../../../parts/Loaded.tsx'
import { useNames } from '../../../parts/names.ts'
import { Panel } from '../../../parts/Page.tsx'
import { ProblemNotice } from '../../../parts/ProblemNotice.tsx'
import { useSession } from '../../../session/session.ts'
import { codeOfRegistry, useBits } from '../words.tsx'
import { MeasureProgress } from './MeasureProgress.tsx'

/** How right the run was, as far as anybody knows: by what stewards decided, or by a file of known truth. */
export function EvaluationPanel({ id }: { id: string }) {
  const { t } = useTranslation()
  const { may } = useSession()
  const query = useQuery(evaluationQuery(id))
  const client = useQueryClient()
  const kept = fileEvaluationQuery(id)
  const { data: measured = null } = useQuery(kept)
  const byFile = useMutation({
    mutationFn: (file: File) => evaluateByFile(id, file),
    onSuccess: (evaluation) => client.setQueryData(kept.queryKey, evaluation),
  })
  return (
    <Panel title={t('evaluation.title')}>
      {measured === null ? (
        <Loaded query={query} skeleton={<MeasureProgress kind="evaluation" runs={[id]} />}>
          {(evaluation) =>
            evaluation === null ? <p>{t('evaluation.nothingDecided')}</p> : <Measured evaluation={evaluation} />
          }
        </Loaded>
      ) : (
        <>
          <Measured evaluation={measured} />
          <Button variant="subtle" onClick={() => client.setQueryData(kept.queryKey, null)}>
            {t('evaluation.back')}
          </Button>
        </>
      )}
      {may('identity.run') ? <TruthFile onFile={byFile.mutate} pending={byFile.isPending} /> : null}
      {byFile.isPending ? <MeasureProgress kind="evaluation" runs={[id]} /> : null}
      {byFile.error === null ? null : <ProblemNotice fault={byFile.error} />}
    </Panel>
  )
}

function TruthFile({ onFile, pending }: { onFile: (file: File) => void; pending: boolean }) {
  const { t } = useTranslation()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  return (
    <details className="k-details">
      <summary>{t('evaluation.byFile')}</summary>
      <form
        className="k-run-file"
        onSubmit={(event) => {
          event.preventDefault()
          const file = input.current?.files?.[0]
          if (file !== undefined) onFile(file)
        }}
      >
        <p className="k-sub" id={`${id}-note`}>
          {t('evaluation.fileNote')} <code className="k-code">source,record,person</code>{' '}
          <code className="k-code">source,record,other_source,other_record,same</code>
        </p>
        <label htmlFor={id}>{t('evaluation.file')}</label>
        <input id={id} ref={input} type="file" accept=".csv,text/csv" required aria-describedby={`${id}-note`} />
        <div>
          <Button type="submit" loading={pending}>
            {t('evaluation.measure')}
          </Button>
        </div>
      </form>
    </details>
  )
}

function Measured({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { basis, given, known, judged, asLinked, intervals, calibration } = evaluation
  const counts = { given: format.number(given), known: format.number(known), judged: format.number(judged) }
  const between = ({ low, high }: Evaluation['intervals']['recall']) =>
    t('evaluation.between', { low: format.percent(low), high: format.percent(high) })
  return (
    <>
      <p>{t(`evaluationBasis.${basis}`, counts)}</p>
      <p className="k-sub">{t('evaluation.words')}</p>
      <dl className="k-figures k-figures-list">
        {(['precision', 'recall'] as const).map((name) => (
          <div key={name} className="k-figure">
            <dt>{t(`evaluation.${name}`)}</dt>
            <dd>{format.percent(asLinked[name])}</dd>
            <dd className="k-figure-note">{between(intervals[name])}</dd>
          </div>
        ))}
        <div className="k-figure">
          <dt>F1</dt>
          <dd>{format.percent(asLinked.f1)}</dd>
          <dd className="k-figure-note">
            {t('evaluation.counts', {
              right: format.number(asLinked.right),
              wrong: format.number(asLinked.wrong),
              missed: format.number(asLinked.missed),
            })}
          </dd>
        </div>
        <div className="k-figure">
          <dt>{t('evaluation.calibration')}</dt>
          <dd>{format.percent(calibration.error)}</dd>
          <dd className="k-figure-note">{t('evaluation.calibrationNote')}</dd>
        </div>
      </dl>
      <ThresholdsMeasured evaluation={evaluation} />
      <Groups groups={evaluation.groups} />
    </>
  )
}

function ThresholdsMeasured({ evaluation: { atThreshold, atBest, expected } }: { evaluation: Evaluation }) {
  const { t } = useTranslation()
  const format = useFormat()
  const bits = useBits()
  const rows = [
    { key: 'at', ...atThreshold },
    ...(atBest === undefined ? [] : [{ key: 'best' as const, ...atBest }]),
    { key: 'expected', ...expected.chosen },
  ] as const
  return (
    <DataTable
      caption={t('evaluation.thresholds')}
      rows={rows}
      rowKey={({ key }) => key}
      columns={[
        { key: 'which', header: t('evaluation.thresholds'), cell: ({ key }) => t(`evaluationRows.${key}`) },
        { key: 'bits', header: t('runCharts.bits'), numeric: true, cell: ({ threshold }) => bits(threshold) },
        {
          key: 'precision',
          header: t('evaluation.precision'),
          numeric: true,
          cell: ({ precision }) => format.percent(precision),
        },
        { key: 'recall', header: t('evaluation.recall'), numeric: true, cell: ({ recall }) => format.percent(recall) },
        { key: 'f1', header: 'F1', numeric: true, cell: ({ f1 }) => format.percent(f1) },
      ]}
    />
  )
}

type Group = Evaluation['groups'][number]

/** Whom the model fails: a finding is told where the difference is more than chance. */
function Groups({ groups }: { groups: readonly Group[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const groupName = useGroupName()
  if (groups.length === 0) return null
  return (
    <details className="k-details">
      <summary>{t('evaluation.groups')}</summary>
      <DataTable
        caption={t('evaluation.groups')}
        rows={groups}
        rowKey={({ division, group }) => `${division} ${group}`}
        columns={[
          { key: 'group', header: t('evaluation.group'), cell: groupName, sortBy: groupName },
          {
            key: 'records',
            header: t('runs.records'),
            numeric: true,
            cell: ({ records }) => format.number(records),
            sortBy: ({ records }) => records,
          },
          {
            key: 'precision',
            header: t('evaluation.precision'),
            numeric: true,
            cell: ({ precision }) => format.percent(precision),
            sortBy: ({ precision }) => precision,
          },
          {
            key: 'recall',
            header: t('evaluation.recall'),
            numeric: true,
            cell: ({ recall }) => format.percent(recall),
            sortBy: ({ recall }) => recall,
          },
          {
            key: 'finding',
            header: t('evaluation.finding'),
            cell: ({ finding }) => (finding === undefined ? t('value.none') : t(`groupFindings.${finding}`)),
          },
        ]}
      />
    </details>
  )
}

/** Sex and county are the country's codes; a group of a file is called as the file calls it. */
function useGroupName(): (group: Group) => string {
  const names = useNames()
  const { t } = useTranslation()
  return ({ division, group }) => {
    if (group === '') return `${divisionName(division)}: ${t('value.none')}`
    const list = division === 'sex' || division === 'county' ? division : undefined
    return `${divisionName(division)}: ${list === undefined ? group : codeOfRegistry(names, list, group)}`
  }

  function divisionName(division: string): string {
    return division === 'sex' || division === 'county' ? t(`divisions.${division}`) : division
  }
}
