import './agreements.css'
import { NativeSelect } from '@mantine/core'
import { IconAffiliate } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Learned, Profile } from '../../../../src/agreements/analysis/schema.ts'
import { useAddress } from '../../address.ts'
import { type CompositionAnswer, compositionQuery } from '../../api/agreements.ts'
import { membersQuery } from '../../api/queries.ts'
import { type Column, DataTable } from '../../parts/DataTable.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { Guarded } from '../../parts/Forbidden.tsx'
import { useFormat } from '../../parts/format.ts'
import { Loaded, RowsSkeleton } from '../../parts/Loaded.tsx'
import { useLocal } from '../../parts/local.ts'
import { useNames } from '../../parts/names.ts'
import { Page, Panel } from '../../parts/Page.tsx'
import { compositionSearch } from '../../search.ts'
import { useSession } from '../../session/session.ts'

// The graph's library is large, and the table below says the same.
const CompositionGraph = lazy(() =>
  import('./CompositionGraph.tsx').then(({ CompositionGraph: graph }) => ({ default: graph })),
)

/** What one consumer can learn about one person when it brings all its agreements together. */
export function CompositionPage(): ReactNode {
  const { t } = useTranslation()
  const { session } = useSession()
  const names = useNames()
  const [{ consumer = session?.member ?? '' }, choose] = useAddress(compositionSearch)
  const { data: members = [] } = useQuery(membersQuery)
  const query = useQuery(compositionQuery(consumer))
  return (
    <Guarded permission="agreement.read">
      <Page
        title={t('composition.ofMember', { member: names.member(consumer) })}
        lead={t('composition.lead')}
        above={
          <Link to="/agreements" className="k-above">
            {t('pages.agreements')}
          </Link>
        }
      >
        <div className="k-toolbar">
          <NativeSelect
            label={t('terms.consumer')}
            value={consumer}
            onChange={(event) => choose({ consumer: event.currentTarget.value })}
            data={members.map(({ id }) => ({ value: id, label: names.member(id) }))}
          />
        </div>
        <Loaded query={query}>{(composition) => <Composed composition={composition} />}</Loaded>
      </Page>
    </Guarded>
  )
}

function Composed({ composition }: { composition: CompositionAnswer }) {
  const { t } = useTranslation()
  const { profiles, onward, graph, consumer } = composition
  if (profiles.length === 0) {
    return (
      <section className="k-panel">
        <EmptyState icon={IconAffiliate} title={t('composition.none')} text={t('composition.noneText')} />
      </section>
    )
  }
  return (
    <>
      <Panel title={t('composition.graph')}>
        <p className="k-sub">{t('composition.graphText')}</p>
        <Suspense fallback={<RowsSkeleton />}>
          <CompositionGraph graph={graph} consumer={consumer} />
        </Suspense>
      </Panel>
      {profiles.map((profile, index) => (
        <ProfilePanel
          key={profile.answers.map(({ agreement, service }) => agreement + service).join()}
          {...{ profile, index }}
        />
      ))}
      {onward.length === 0 ? null : <Onward onward={onward} />}
    </>
  )
}

function ProfilePanel({ profile, index }: { profile: Profile; index: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const local = useLocal()
  const names = useNames()
  const { learned, identifiedBy, inferences } = profile
  return (
    <Panel title={t('composition.profile', { number: index + 1 })}>
      <p className="k-sub">
        {t('composition.profileText', { answers: profile.answers.length, fields: format.number(learned.length) })}
      </p>
      {identifiedBy.length === 0 ? null : (
        <p>
          {t('composition.identified', {
            elements: identifiedBy.map((set) => format.list(set.map(names.element))).join('; '),
          })}
        </p>
      )}
      {inferences.length === 0 ? null : (
        <p>{t('composition.inferred', { things: format.list(inferences.map(({ label }) => local(label))) })}</p>
      )}
      <LearnedTable learned={learned} />
    </Panel>
  )
}

function LearnedTable({ learned }: { learned: readonly Learned[] }) {
  const { t } = useTranslation()
  const names = useNames()
  const columns: readonly Column<Learned>[] = [
    {
      key: 'element',
      header: t('composition.field'),
      cell: ({ element }) => names.element(element),
      sortBy: ({ element }) => names.element(element),
    },
    { key: 'form', header: t('composition.form'), cell: ({ form }) => t(`forms.${form}`), sortBy: ({ form }) => form },
    {
      key: 'class',
      header: t('composition.classification'),
      cell: ({ element }) => {
        const classification = names.elementOf(element)?.classification
        return classification === undefined ? '–' : t(`classifications.${classification}`)
      },
      sortBy: ({ element }) => names.elementOf(element)?.classification ?? '',
    },
    {
      key: 'sources',
      header: t('composition.sources'),
      cell: ({ sources }) => (
        <ul className="k-plain-list">
          {sources.map(({ agreement, service, asked }) => (
            <li key={`${agreement} ${service} ${asked ?? ''}`}>
              <Link to="/agreements/$id" params={{ id: agreement }}>
                {names.agreement(agreement)}
              </Link>
              {asked === true ? <span className="k-sub"> {t('composition.asked')}</span> : null}
            </li>
          ))}
        </ul>
      ),
    },
  ]
  return (
    <details className="k-details">
      <summary>{t('composition.table')}</summary>
      <DataTable
        caption={t('composition.table')}
        columns={columns}
        rows={learned}
        rowKey={({ element, form }) => `${element} ${form}`}
      />
    </details>
  )
}

function Onward({ onward }: { onward: CompositionAnswer['onward'] }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  return (
    <Panel title={t('composition.onward')}>
      <ul className="k-plain-list">
        {onward.map(({ members, agreements, elements }) => (
          <li key={agreements.join()}>
            {members.map(names.member).join(' → ')}
            <div className="k-sub">{format.list(elements.map(names.element))}</div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
