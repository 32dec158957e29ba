import '../identity.css'
import './overlap.css'
import { IconAlertTriangle, IconBan, IconCircleCheck, IconCirclesRelation, type TablerIcon } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Overlap, WhoGetsWhat } from '../../../../../src/identity/overlap/schema.ts'
import { whoGetsWhatQuery } from '../../../api/linkage-runs.ts'
import { csvOf } from '../../../parts/csv.ts'
import { DataTable } from '../../../parts/DataTable.tsx'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { ExportMenu } from '../../../parts/ExportMenu.tsx'
import { Guarded } from '../../../parts/Forbidden.tsx'
import { useFormat } from '../../../parts/format.ts'
import { Loaded } from '../../../parts/Loaded.tsx'
import { Page, Panel } from '../../../parts/Page.tsx'
import { Mark, type Tone } from '../../../parts/StatusMark.tsx'
import { useAreaName, useProgrammeName } from '../words.tsx'
import { Matrix } from './Matrix.tsx'
import { People } from './People.tsx'

/** Who gets what, twice, or nothing: people, not records, and no count by which somebody could be known. */
export function OverlapPage(): ReactNode {
  const { t } = useTranslation()
  const query = useQuery(whoGetsWhatQuery)
  return (
    <Guarded permission="identity.read">
      <Page title={t('overlap.title')} lead={t('overlap.lead')}>
        <Loaded query={query}>{(counted) => <Counted counted={counted} />}</Loaded>
      </Page>
    </Guarded>
  )
}

function Counted({ counted }: { counted: WhoGetsWhat }) {
  const { t } = useTranslation()
  const { smallestCell, programmes, unserved, overlaps } = counted
  if (programmes.cells.length === 0 && unserved.cells.length === 0) {
    return (
      <section className="k-panel">
        <EmptyState icon={IconCirclesRelation} title={t('overlap.none')} text={t('overlap.noneText')} />
      </section>
    )
  }
  return (
    <>
      <p className="k-sub">{t('overlap.hiddenWhy', { smallest: smallestCell })}</p>
      <Matrix counted={counted} />
      <Combinations overlaps={overlaps} smallest={smallestCell} />
      <Unserved unserved={unserved} smallest={smallestCell} />
    </>
  )
}

const rules: Record<Overlap['rule'], { tone: Tone; icon: TablerIcon }> = {
  allowed: { tone: 'good', icon: IconCircleCheck },
  'not-allowed': { tone: 'bad', icon: IconBan },
  'to-be-looked-at': { tone: 'warn', icon: IconAlertTriangle },
}

const nameOf = ({ programmes }: Overlap): string => programmes.join(' + ')

function Combinations({ overlaps, smallest }: { overlaps: readonly Overlap[]; smallest: number }) {
  const { t } = useTranslation()
  const programme = useProgrammeName()
  return (
    <Panel
      title={t('overlap.combinations')}
      actions={
        overlaps.length === 0 ? null : (
          <ExportMenu name="overlaps" rows={overlaps} toCsv={(rows) => csvOf(combinationColumns, rows)} />
        )
      }
    >
      <p className="k-sub">{t('overlap.combinationsText')}</p>
      {overlaps.length === 0 ? (
        <p>{t('overlap.noCombination')}</p>
      ) : (
        <DataTable
          caption={t('overlap.combinations')}
          rows={overlaps}
          rowKey={nameOf}
          columns={[
            {
              key: 'programmes',
              header: t('overlap.programmes'),
              cell: ({ programmes: [first = '', second = ''] }) =>
                first === second
                  ? t('overlap.twiceIn', { programme: programme(first) })
                  : t('overlap.bothOf', { first: programme(first), second: programme(second) }),
              sortBy: nameOf,
            },
            {
              key: 'people',
              header: t('overlap.people'),
              numeric: true,
              cell: ({ people }) => <People people={people} smallest={smallest} />,
              sortBy: ({ people }) => people ?? 0,
            },
            {
              key: 'rule',
              header: t('overlap.rule'),
              cell: ({ rule, act }) => (
                <>
                  <Mark {...rules[rule]}>{t(`combinationRules.${rule}`)}</Mark>
                  {act === undefined ? null : <div className="k-sub">{act}</div>}
                </>
              ),
              sortBy: ({ rule }) => rule,
            },
          ]}
        />
      )}
    </Panel>
  )
}

/** A count that is not told is the word for it: a spreadsheet takes an empty cell for nothing. */
const combinationColumns = [
  ['first', ({ programmes }: Overlap) => programmes[0]],
  ['second', ({ programmes }: Overlap) => programmes[1]],
  ['people', ({ people }: Overlap) => people ?? 'hidden'],
  ['rule', ({ rule }: Overlap) => rule],
  ['act', ({ act }: Overlap) => act],
] as const

type UnservedCell = WhoGetsWhat['unserved']['cells'][number]

function Unserved({ unserved: { cells, total }, smallest }: { unserved: WhoGetsWhat['unserved']; smallest: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const area = useAreaName()
  return (
    <Panel
      title={t('overlap.unserved')}
      actions={
        cells.length === 0 ? null : (
          <ExportMenu name="unserved" rows={cells} toCsv={(rows) => csvOf(unservedColumns, rows)} />
        )
      }
    >
      <p className="k-sub">{t('overlap.unservedText')}</p>
      {cells.length === 0 ? (
        <p>{t('overlap.nobodyUnserved')}</p>
      ) : (
        <>
          <p>{total === undefined ? t('overlap.noTotal') : t('overlap.total', { shown: format.number(total) })}</p>
          <DataTable
            caption={t('overlap.unserved')}
            rows={cells}
            rowKey={({ county }) => county}
            columns={[
              {
                key: 'county',
                header: t('duplicates.area'),
                cell: ({ county }) => area(county),
                sortBy: ({ county }) => area(county),
              },
              {
                key: 'people',
                header: t('overlap.people'),
                numeric: true,
                cell: ({ people }) => <People people={people} smallest={smallest} />,
                sortBy: ({ people }) => people ?? 0,
              },
            ]}
          />
        </>
      )}
    </Panel>
  )
}

const unservedColumns = [
  ['county', ({ county }: UnservedCell) => county],
  ['people', ({ people }: UnservedCell) => people ?? 'hidden'],
] as const
