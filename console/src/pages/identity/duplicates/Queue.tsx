import { IconUsers } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProposalState } from '../../../../../src/identity/review/schema.ts'
import { useAddress } from '../../../address.ts'
import { fetchProposals, identityKey } from '../../../api/identity.ts'
import { codeListsQuery } from '../../../api/queries.ts'
import { DataTable } from '../../../parts/DataTable.tsx'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { ClearFilters, FilterChoices } from '../../../parts/FilterChoices.tsx'
import { useFormat } from '../../../parts/format.ts'
import { ListPanel } from '../../../parts/ListPanel.tsx'
import { useLocal } from '../../../parts/local.ts'
import { duplicatesSearch } from '../../../search.ts'
import { useSession } from '../../../session/session.ts'
import { certainties, reviewStates, weightsOf } from '../known.ts'
import { ProposalMark } from '../words.tsx'
import { BulkBar } from './BulkBar.tsx'
import { useProposalColumns } from './proposal-columns.tsx'

type QueueFilter = Omit<ReturnType<typeof duplicatesSearch>, 'view'>

export function Queue({ filter }: { filter: QueueFilter }) {
  const { t } = useTranslation()
  const { session } = useSession()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const columns = useProposalColumns({ chosen, setChosen })
  const { certainty, mine, ...plain } = filter
  const asked = {
    ...plain,
    ...(certainty === undefined ? {} : weightsOf[certainty]),
    ...(mine === undefined || session === undefined ? {} : { claimedBy: session.username }),
  }
  const query = useInfiniteQuery({
    queryKey: [...identityKey, 'proposals', asked],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => fetchProposals(asked, pageParam, signal),
    getNextPageParam: (page) => page.next,
  })
  return (
    <>
      <Figures counts={query.data?.pages[0]?.counts} chosen={filter.state} />
      <QueueFilters filter={filter} />
      <ListPanel
        query={query}
        rowsOf={(page) => page.proposals}
        empty={<NothingWaits filtered={Object.keys(filter).length > 0} />}
        more={t('duplicates.more')}
        actions={() => <BulkBar chosen={chosen} onDone={() => setChosen(new Set())} />}
      >
        {(rows) => (
          <div className="k-scroll-pad k-roomy k-queue">
            <DataTable caption={t('duplicates.title')} columns={columns} rows={rows} rowKey={({ id }) => id} />
          </div>
        )}
      </ListPanel>
    </>
  )
}

const counted = ['open', 'second', 'disputed', 'decided'] as const

/** Counted over the reader's areas: each opens the list that it counts. */
function Figures({
  counts,
  chosen,
}: {
  counts: Readonly<Record<string, number>> | undefined
  chosen: ProposalState | undefined
}) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <div className="k-figures">
      {counted.map((state) => (
        <Link
          key={state}
          to="/identity/duplicates"
          search={{ state } as never}
          className="k-figure"
          data-chosen={state === chosen}
          activeProps={{ 'aria-current': undefined }}
          resetScroll={false}
        >
          <span className="k-figure-label">
            <ProposalMark state={state} />
          </span>
          <span className="k-figure-value">{counts === undefined ? '–' : format.number(counts[state] ?? 0)}</span>
          <span className="k-figure-note">{t(`reviewStatesExplained.${state}`)}</span>
        </Link>
      ))}
    </div>
  )
}

function QueueFilters({ filter }: { filter: QueueFilter }) {
  const { t } = useTranslation()
  const local = useLocal()
  const [, choose] = useAddress(duplicatesSearch)
  const { data: lists } = useQuery(codeListsQuery)
  const counties = lists?.find(({ id }) => id === 'county')?.codes ?? []
  const { cluster, run, ...rest } = filter
  return (
    <div className="k-toolbar k-filters">
      <FilterChoices
        filter={rest}
        onChoose={(name, value) => choose({ ...filter, [name]: value })}
        choices={[
          {
            name: 'state',
            label: t('terms.status'),
            options: reviewStates.map((value) => ({ value, label: t(`reviewStates.${value}`) })),
          },
          {
            name: 'certainty',
            label: t('duplicates.certainty'),
            options: certainties.map((value) => ({ value, label: t(`certainties.${value}`) })),
          },
          {
            name: 'area',
            label: t('duplicates.area'),
            options: counties.map(({ code, label }) => ({ value: code, label: local(label) })),
          },
          { name: 'mine', label: t('duplicates.inHand'), options: [{ value: 'true', label: t('duplicates.mine') }] },
        ]}
      />
      {cluster === undefined ? null : <span className="k-tag">{t('duplicates.oneCluster')}</span>}
      {run === undefined ? null : <span className="k-tag">{t('duplicates.oneRun')}</span>}
      <ClearFilters filter={filter} onClear={() => choose({})} />
    </div>
  )
}

function NothingWaits({ filtered }: { filtered: boolean }) {
  const { t } = useTranslation()
  return (
    <EmptyState
      icon={IconUsers}
      title={t(filtered ? 'duplicates.noneFound' : 'duplicates.none')}
      text={t(filtered ? 'exchanges.noneFoundText' : 'duplicates.noneText')}
    >
      {filtered ? (
        <Link to="/identity/duplicates" search={{}}>
          {t('exchanges.clear')}
        </Link>
      ) : null}
    </EmptyState>
  )
}
