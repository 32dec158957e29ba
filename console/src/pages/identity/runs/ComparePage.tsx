import '../identity.css'
import './runs.css'
import { NativeSelect } from '@mantine/core'
import { IconGitCompare } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExampleGroup, ExamplePair, RunComparison } from '../../../../../src/identity/measures/schema.ts'
import type { Run } from '../../../../../src/identity/runs/schema.ts'
import { useAddress } from '../../../address.ts'
import { comparisonQuery, runsQuery } from '../../../api/linkage-runs.ts'
import { DataTable } from '../../../parts/DataTable.tsx'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { Guarded } from '../../../parts/Forbidden.tsx'
import { useFormat } from '../../../parts/format.ts'
import { Loaded } from '../../../parts/Loaded.tsx'
import { Page, Panel } from '../../../parts/Page.tsx'
import { compareSearch } from '../../../search.ts'
import { RecordName, useBits } from '../words.tsx'
import { Records } from './FoundGroups.tsx'
import { MeasureProgress } from './MeasureProgress.tsx'
import { ModelLink } from './run-words.tsx'
import { WeightsCompared } from './WeightsCompared.tsx'

/** Two runs side by side: what both say, what one says alone, and where the records lie that they divide otherwise. */
export function ComparePage(): ReactNode {
  const { t } = useTranslation()
  const runs = useQuery(runsQuery())
  return (
    <Guarded permission="identity.read">
      <Page
        title={t('compareRuns.title')}
        lead={t('compareRuns.lead')}
        above={
          <Link to="/identity/runs" className="k-above">
            {t('pages.runs')}
          </Link>
        }
      >
        <Loaded query={runs}>{(all) => <Choose runs={all.filter(({ state }) => state === 'done')} />}</Loaded>
      </Page>
    </Guarded>
  )
}

function Choose({ runs }: { runs: readonly Run[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [{ first, second }, choose] = useAddress(compareSearch)
  if (runs.length === 0) {
    return (
      <section className="k-panel">
        <EmptyState icon={IconGitCompare} title={t('compareRuns.none')} text={t('compareRuns.noneText')} />
      </section>
    )
  }
  const options = [
    { value: '', label: t('compareRuns.choose') },
    ...runs.map(({ id, requestedAt, report }) => ({
      value: id,
      label: t('compareRuns.option', {
        ...{ time: format.instant(requestedAt), records: format.number(report?.records ?? 0), id: id.slice(-6) },
      }),
    })),
  ]
  return (
    <>
      <div className="k-run-choose">
        <NativeSelect
          label={t('compareRuns.first')}
          value={first ?? ''}
          onChange={(event) => choose({ first: event.currentTarget.value, second })}
          data={options}
        />
        <NativeSelect
          label={t('compareRuns.second')}
          value={second ?? ''}
          onChange={(event) => choose({ first, second: event.currentTarget.value })}
          data={options}
        />
      </div>
      {first === undefined || second === undefined ? (
        <section className="k-panel">
          <EmptyState icon={IconGitCompare} title={t('compareRuns.choose')} text={t('compareRuns.chooseText')} />
        </section>
      ) : (
        <Compared first={first} second={second} />
      )}
    </>
  )
}

function Compared({ first, second }: { first: string; second: string }) {
  const query = useQuery(comparisonQuery(first, second))
  return (
    <Loaded query={query} skeleton={<MeasureProgress kind="comparison" runs={[first, second]} />}>
      {(comparison) => (
        <>
          <Agreement comparison={comparison} />
          <div className="k-two">
            <SidesTable comparison={comparison} />
            <ChangesTable comparison={comparison} />
          </div>
          <WeightsCompared comparison={comparison} />
          <PairExamples pairs={comparison.examples.pairs} />
          <GroupExamples groups={comparison.examples.groups} />
        </>
      )}
    </Loaded>
  )
}

function Agreement({ comparison: { pairs, records, clusters } }: { comparison: RunComparison }) {
  const { t } = useTranslation()
  const format = useFormat()
  const changed = clusters.split.groups + clusters.merged.groups + clusters.moved.groups
  const figures = [
    { key: 'agreement', value: format.percent(pairs.agreement), note: t('compareRuns.agreementNote') },
    { key: 'both', value: format.number(pairs.both), note: t('compareRuns.linkedPairs') },
    { key: 'onlyFirst', value: format.number(pairs.onlyFirst), note: t('compareRuns.linkedPairs') },
    { key: 'onlySecond', value: format.number(pairs.onlySecond), note: t('compareRuns.linkedPairs') },
  ] as const
  const apart = records.onlyFirst + records.onlySecond
  return (
    <>
      {changed === 0 && pairs.onlyFirst + pairs.onlySecond + apart === 0 ? (
        <Panel>
          <p>{t('compareRuns.nothingChanged')}</p>
        </Panel>
      ) : null}
      <div className="k-figures">
        {figures.map(({ key, value, note }) => (
          <div key={key} className="k-figure">
            <span className="k-figure-label">{t(`compareRuns.${key}`)}</span>
            <span className="k-figure-value">{value}</span>
            <span className="k-figure-note">{note}</span>
          </div>
        ))}
      </div>
      {apart === 0 ? null : (
        <p className="k-sub">
          {t('compareRuns.recordsApart', {
            both: format.number(records.both),
            first: format.number(records.onlyFirst),
            second: format.number(records.onlySecond),
          })}
        </p>
      )}
    </>
  )
}

function SidesTable({ comparison: { first, second } }: { comparison: RunComparison }) {
  const { t } = useTranslation()
  const format = useFormat()
  const bits = useBits()
  type Side = RunComparison['first']
  const rows: readonly { readonly key: string; readonly label: string; readonly of: (side: Side) => ReactNode }[] = [
    {
      key: 'run',
      label: t('runs.one'),
      of: ({ run, endedAt }) => (
        <Link to="/identity/runs/$id" params={{ id: run }}>
          {format.instant(endedAt)}
        </Link>
      ),
    },
    { key: 'model', label: t('models.model'), of: ({ model }) => <ModelLink digest={model} /> },
    { key: 'records', label: t('runs.records'), of: ({ records }) => format.number(records) },
    { key: 'link', label: t('models.link'), of: ({ thresholds }) => bits(thresholds.link) },
    { key: 'review', label: t('models.review'), of: ({ thresholds }) => bits(thresholds.review) },
    { key: 'linked', label: t('runFigures.linked'), of: ({ pairs }) => format.number(pairs.linked) },
    { key: 'shown', label: t('runFigures.review'), of: ({ pairs }) => format.number(pairs.review) },
    { key: 'people', label: t('compareRuns.people'), of: ({ clusters }) => format.number(clusters.ofSeveral) },
    { key: 'precision', label: t('runCharts.precision'), of: ({ expected }) => format.percent(expected.precision) },
    { key: 'recall', label: t('runCharts.recall'), of: ({ expected }) => format.percent(expected.recall) },
  ]
  return (
    <Panel title={t('compareRuns.sides')}>
      <DataTable
        caption={t('compareRuns.sides')}
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          { key: 'what', header: t('compareRuns.what'), cell: ({ label }) => label },
          { key: 'first', header: t('compareRuns.first'), cell: ({ of }) => of(first) },
          { key: 'second', header: t('compareRuns.second'), cell: ({ of }) => of(second) },
        ]}
      />
    </Panel>
  )
}

const changes = ['same', 'split', 'merged', 'moved'] as const

function ChangesTable({ comparison: { clusters } }: { comparison: RunComparison }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Panel title={t('compareRuns.groups')}>
      <p className="k-sub">{t('compareRuns.groupsText')}</p>
      <DataTable
        caption={t('compareRuns.groups')}
        rows={changes}
        rowKey={(change) => change}
        columns={[
          { key: 'change', header: t('compareRuns.change'), cell: (change) => t(`clusterChanges.${change}`) },
          {
            key: 'groups',
            header: t('compareRuns.groupCount'),
            numeric: true,
            cell: (change) => format.number(clusters[change].groups),
          },
          {
            key: 'records',
            header: t('runs.records'),
            numeric: true,
            cell: (change) => format.number(clusters[change].records),
          },
        ]}
      />
    </Panel>
  )
}

function PairExamples({ pairs }: { pairs: readonly ExamplePair[] }) {
  const { t } = useTranslation()
  const bits = useBits()
  if (pairs.length === 0) return null
  const weight = (value: number | undefined) => (value === undefined ? t('compareRuns.notKept') : bits(value))
  return (
    <Panel title={t('compareRuns.pairExamples')}>
      <p className="k-sub">{t('compareRuns.examplesText')}</p>
      <DataTable
        caption={t('compareRuns.pairExamples')}
        rows={pairs}
        rowKey={({ first, second }) => `${first.source} ${first.record} ${second.source} ${second.record}`}
        columns={[
          {
            key: 'pair',
            header: t('duplicates.pair'),
            cell: ({ first, second }) => (
              <>
                <RecordName of={first} /> – <RecordName of={second} />
              </>
            ),
          },
          { key: 'by', header: t('compareRuns.linkedBy'), cell: ({ linkedBy }) => t(`compareRuns.${linkedBy}`) },
          {
            key: 'first',
            header: t('compareRuns.bitsFirst'),
            numeric: true,
            cell: ({ weights }) => weight(weights.first),
          },
          {
            key: 'second',
            header: t('compareRuns.bitsSecond'),
            numeric: true,
            cell: ({ weights }) => weight(weights.second),
          },
          {
            key: 'why',
            header: t('compareRuns.why'),
            cell: ({ reason }) => t(reason === undefined ? 'compareRuns.tooWeak' : `reviewReasons.${reason}`),
          },
        ]}
      />
    </Panel>
  )
}

function GroupExamples({ groups }: { groups: readonly ExampleGroup[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (groups.length === 0) return null
  return (
    <Panel title={t('compareRuns.groupExamples')}>
      <p className="k-sub">{t('compareRuns.examplesText')}</p>
      <ul className="k-run-groups">
        {groups.map(({ change, records, first, second }) => (
          <li
            key={first
              .flat()
              .map(({ source, record }) => `${source} ${record}`)
              .join(' ')}
          >
            <strong>{t(`clusterChanges.${change}`)}</strong>
            <div className="k-run-sides">
              <Parts label={t('compareRuns.first')} parts={first} />
              <Parts label={t('compareRuns.second')} parts={second} />
            </div>
            {first.flat().length === records ? null : (
              <p className="k-sub">
                {t('compareRuns.partNamed', {
                  ...{ named: format.number(first.flat().length), records: format.number(records) },
                })}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Parts({ label, parts }: { label: string; parts: ExampleGroup['first'] }) {
  return (
    <div>
      <span className="k-sub">{label}</span>
      <ol>
        {parts.map((records) => (
          <li key={records.map(({ source, record }) => `${source} ${record}`).join(' ')}>
            <Records records={records} size={records.length} />
          </li>
        ))}
      </ol>
    </div>
  )
}
