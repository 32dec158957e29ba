import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecordRef } from '../../../../../src/identity/people/schema.ts'
import type { HouseholdLink, RunReport, SuspiciousCluster } from '../../../../../src/identity/runs/schema.ts'
import { useAddress } from '../../../address.ts'
import { householdsQuery, suspiciousQuery } from '../../../api/linkage-runs.ts'
import { DataTable } from '../../../parts/DataTable.tsx'
import { useFormat } from '../../../parts/format.ts'
import { Loaded } from '../../../parts/Loaded.tsx'
import { useNames } from '../../../parts/names.ts'
import { Panel } from '../../../parts/Page.tsx'
import { runSearch } from '../../../search.ts'
import { householdChanges } from '../known.ts'
import { RecordName, useBits } from '../words.tsx'

/** People whom the run has put together and against whom something speaks: by reference, in the reader's areas. */
export function SuspiciousClusters({ id, all }: { id: string; all: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const query = useQuery(suspiciousQuery(id))
  return (
    <Panel title={t('suspicious.title')}>
      <p className="k-sub">{t(all === 0 ? 'suspicious.none' : 'suspicious.text', { number: format.number(all) })}</p>
      {all === 0 ? null : (
        <Loaded query={query}>
          {(clusters) =>
            clusters.length === 0 ? <p>{t('suspicious.elsewhere')}</p> : <ClusterList id={id} clusters={clusters} />
          }
        </Loaded>
      )}
    </Panel>
  )
}

function ClusterList({ id, clusters }: { id: string; clusters: readonly SuspiciousCluster[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const bits = useBits()
  return (
    <ul className="k-run-groups">
      {clusters.map(({ cluster, size, suspicions, records, bridge }) => (
        <li key={cluster}>
          <strong>
            {t('suspicious.of', { number: size })}: {format.list(suspicions.map((one) => t(`suspicions.${one}`)))}
          </strong>
          <Records records={records} size={size} />
          {bridge === undefined ? null : (
            <span className="k-sub">
              {t('suspicious.bridge', { bits: bits(bridge.weight) })} <RecordName of={bridge.first} /> –{' '}
              <RecordName of={bridge.second} />
            </span>
          )}
          <Link to="/identity/duplicates" search={{ run: id, cluster } as never}>
            {t('suspicious.pairs')}
          </Link>
        </li>
      ))}
    </ul>
  )
}

export function Records({ records, size }: { records: readonly RecordRef[]; size: number }) {
  const { t } = useTranslation()
  const more = size - records.length
  return (
    <p className="k-run-refs">
      {records.map((record) => (
        <RecordName key={`${record.source} ${record.record}`} of={record} />
      ))}
      {more > 0 ? <span className="k-sub">{t('value.more', { number: more })}</span> : null}
    </p>
  )
}

/** Households as the run has found them again, over splits and merges. */
export function HouseholdsFound({
  id,
  households: { rosters, links },
}: {
  id: string
  households: NonNullable<RunReport['households']>
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const [{ households: change }, choose] = useAddress(runSearch)
  // An address that chooses among them shows them; afterwards the reader opens and closes.
  const [linked] = useState(change !== undefined)
  const query = useQuery(householdsQuery(id, change))
  const all = links.same + links['part-of'] + links['some-members']
  return (
    <Panel title={t('runHouseholds.title')}>
      <p className="k-sub">{t('runHouseholds.text', { households: format.number(rosters) })}</p>
      <dl className="k-fact-tiles">
        {householdChanges.map((one) => (
          <div key={one}>
            <dt>{t(`householdChanges.${one}`)}</dt>
            <dd>{format.number(links[one])}</dd>
          </div>
        ))}
      </dl>
      {all === 0 ? null : (
        <details className="k-details" open={linked}>
          <summary>{t('runHouseholds.which')}</summary>
          <NativeSelect
            mt="sm"
            label={t('runHouseholds.show')}
            value={change ?? ''}
            onChange={(event) => choose({ households: event.currentTarget.value })}
            data={[
              { value: '', label: t('exchanges.any') },
              ...householdChanges.map((value) => ({ value, label: t(`householdChanges.${value}`) })),
            ]}
          />
          <Loaded query={query}>{(found) => <HouseholdTable households={found} />}</Loaded>
        </details>
      )}
    </Panel>
  )
}

function HouseholdTable({ households }: { households: readonly HouseholdLink[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (households.length === 0) return <p>{t('runHouseholds.none')}</p>
  const nameOf = ({ source, household }: HouseholdLink['first'], size: number) => (
    <>
      <HouseholdName source={source} household={household} />
      <div className="k-sub">{t('runHouseholds.people', { number: size })}</div>
    </>
  )
  return (
    <DataTable
      caption={t('runHouseholds.title')}
      rows={households}
      rowKey={({ first, second }) => `${first.source} ${first.household} ${second.source} ${second.household}`}
      columns={[
        { key: 'first', header: t('runHouseholds.first'), cell: ({ first, firstSize }) => nameOf(first, firstSize) },
        {
          key: 'second',
          header: t('runHouseholds.second'),
          cell: ({ second, secondSize }) => nameOf(second, secondSize),
        },
        {
          key: 'shared',
          header: t('runHouseholds.shared'),
          numeric: true,
          cell: ({ shared }) => format.number(shared),
          sortBy: ({ shared }) => shared,
        },
        { key: 'change', header: t('runHouseholds.change'), cell: ({ change }) => t(`householdChanges.${change}`) },
      ]}
    />
  )
}

function HouseholdName({ source, household }: { source: string; household: string }) {
  const names = useNames()
  return (
    <span className="k-wrap">
      {names.system(source)} <span className="k-code">{household}</span>
    </span>
  )
}
