import { NativeSelect } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Checked, DraftSource, Estimate } from '../../../../../../src/identity/drafts/schema.ts'
import type { ModelChanges } from '../../../../../../src/identity/models/schema.ts'
import { uploadsQuery } from '../../../../api/models.ts'
import { useFormat } from '../../../../parts/format.ts'
import { RowsSkeleton } from '../../../../parts/Loaded.tsx'
import { ProblemNotice } from '../../../../parts/ProblemNotice.tsx'
import { goTo } from '../../../../parts/places.ts'
import { Mark } from '../../../../parts/StatusMark.tsx'
import { ChangesList } from '../Changes.tsx'
import { registrySource } from './draft.ts'
import { useEditing } from './editing.ts'

const sides = ['pairs', 'checks', 'changes'] as const
type Side = (typeof sides)[number]

export interface SidePanelProps {
  readonly source: DraftSource
  readonly onSource: (source: DraftSource) => void
  readonly estimate: UseQueryResult<Estimate, Error>
  /** Nothing can be counted yet: no rule, or one that is wrong. */
  readonly countable: boolean
  readonly checked: UseQueryResult<Checked, Error>
  readonly changes: UseQueryResult<ModelChanges, Error> | undefined
}

/** Beside the form: what its rules cost, what is wrong with it, and what it does differently from the version before. */
export function SidePanel(props: SidePanelProps) {
  const { t } = useTranslation()
  const { faults } = useEditing()
  const [side, setSide] = useState<Side>('pairs')
  const shown = sides.filter((one) => one !== 'changes' || props.changes !== undefined)
  return (
    <aside className="k-panel k-model-side" aria-label={t('modelling.side')}>
      <div className="k-tabs">
        {shown.map((one) => (
          <button key={one} type="button" aria-pressed={one === side} onClick={() => setSide(one)}>
            {t(`modelling.sides.${one}`)}
            {one === 'checks' && faults.length > 0 ? ` (${faults.length})` : ''}
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: WCAG 2.1.1 wants a scrolling region to be reachable by keyboard. */}
      <section className="k-model-side-body" tabIndex={0} aria-label={t(`modelling.sides.${side}`)}>
        {side === 'pairs' ? <Pairs {...props} /> : null}
        {side === 'checks' ? <Checks {...props} /> : null}
        {side === 'changes' && props.changes !== undefined ? <Changes query={props.changes} /> : null}
      </section>
    </aside>
  )
}

function Pairs({ source, onSource, estimate, countable }: SidePanelProps) {
  const { t } = useTranslation()
  return (
    <div className="k-pairs">
      <SourceSelect {...{ source, onSource }} />
      {countable ? <PairCount estimate={estimate} /> : <p>{t('modelling.notCountable')}</p>}
    </div>
  )
}

function SourceSelect({ source, onSource }: Pick<SidePanelProps, 'source' | 'onSource'>) {
  const { t } = useTranslation()
  const { data: uploads = [] } = useQuery(uploadsQuery)
  return (
    <NativeSelect
      label={t('modelling.countedOn')}
      value={'upload' in source ? source.upload : ''}
      data={[
        { value: '', label: t('modelling.registry') },
        ...uploads.map(({ id, name, format }) => ({ value: id, label: `${name} (${format})` })),
      ]}
      onChange={(event) => {
        const upload = event.currentTarget.value
        onSource(upload === '' ? registrySource : { upload })
      }}
    />
  )
}

function PairCount({ estimate }: Pick<SidePanelProps, 'estimate'>) {
  const { t } = useTranslation()
  const { data, error, isFetching, refetch } = estimate
  return (
    <div aria-busy={isFetching}>
      <p role="status" className="k-sub">
        {isFetching ? t('modelling.counting') : data === undefined ? '' : t('modelling.counted')}
      </p>
      {error === null ? null : <ProblemNotice fault={error} onRetry={() => void refetch()} />}
      {data === undefined || error !== null ? null : <Counted data={data} />}
    </div>
  )
}

function Counted({ data }: { readonly data: Estimate }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { records, counted, union, all, budget, method, rules, without } = data
  const fits = union <= budget
  return (
    <>
      <p className="k-pairs-figure">{t('modelling.pairs', { pairs: format.number(union) })}</p>
      <Mark tone={fits ? 'good' : 'warn'} icon={fits ? IconCircleCheck : IconAlertTriangle}>
        {t(fits ? 'modelling.bearable' : 'modelling.tooMany', { budget: format.number(budget) })}
      </Mark>
      <p className="k-sub">
        {t('modelling.ofAll', {
          ...{ records: format.number(records), all: format.number(all) },
          share: all === 0 ? format.percent(0) : format.percent(1 - union / all),
        })}{' '}
        {method === 'exact'
          ? t('modelling.exact')
          : t('modelling.sampled', { counted: format.number(counted), records: format.number(records) })}
      </p>
      {without.length === 0 ? null : (
        <Mark tone="warn" icon={IconAlertTriangle}>
          {t('modelling.without', { columns: format.list(without) })}
        </Mark>
      )}
      <Yields rules={rules} union={union} />
      <p className="k-sub">{t('modelling.unseen')}</p>
    </>
  )
}

/** Cumulative: what each rule adds to those before it. */
export function Yields({ rules, union }: Pick<Estimate, 'rules' | 'union'>) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <ol className="k-yields" aria-label={t('modelling.yields')}>
      {rules.map(({ id, pairs, fresh }, place) => (
        <li key={id}>
          <span>{t('modelling.ruleNumber', { number: place + 1 })}</span>
          <svg className="k-share" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
            <rect width={union === 0 ? 0 : (fresh / union) * 100} height="6" />
          </svg>
          <span className="k-sub">
            {t('modelling.adds', { fresh: format.number(fresh), pairs: format.number(pairs) })}
          </span>
        </li>
      ))}
    </ol>
  )
}

function Checks({ checked }: SidePanelProps) {
  const { t } = useTranslation()
  const { faults } = useEditing()
  if (checked.error !== null) return <ProblemNotice fault={checked.error} onRetry={() => void checked.refetch()} />
  if (checked.data === undefined) return <RowsSkeleton rows={3} />
  if (faults.length === 0) {
    return (
      <>
        <Mark tone="good" icon={IconCircleCheck}>
          {t('modelling.sound')}
        </Mark>
        <p className="k-sub">{t(checked.data.trained ? 'modelling.soundTrained' : 'modelling.soundUntrained')}</p>
      </>
    )
  }
  return (
    <ul className="k-plain-list">
      {faults.map(({ pointer, message, fix }) => (
        <li key={pointer + message}>
          <button type="button" className="k-link-button" onClick={() => goTo(pointer)}>
            {message.charAt(0).toUpperCase() + message.slice(1)}
          </button>
          <span className="k-sub"> {fix}</span>
        </li>
      ))}
    </ul>
  )
}

function Changes({ query }: { readonly query: UseQueryResult<ModelChanges, Error> }) {
  if (query.error !== null) return <ProblemNotice fault={query.error} onRetry={() => void query.refetch()} />
  return query.data === undefined ? <RowsSkeleton rows={3} /> : <ChangesList changes={query.data} />
}
