import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { EstimatedRule } from '../../../../../src/identity/drafts/schema.ts'
import type { KeptModel } from '../../../../../src/identity/models/schema.ts'
import { runsQuery } from '../../../api/linkage-runs.ts'
import { useFormat } from '../../../parts/format.ts'
import { Panel } from '../../../parts/Page.tsx'
import { When } from '../../../parts/When.tsx'
import { Curve, Weights } from './charts.tsx'
import { type Model, useColumnWords } from './condition-words.ts'
import { expectedCurve } from './curve.ts'

interface RuleYield {
  readonly rule: string
  readonly pairs: number
  readonly purged: EstimatedRule['purged']
}

/** What the last run with this version found: it is a run that shows what a model does. */
export function RunPanel({ kept: { digest, model } }: { readonly kept: KeptModel }) {
  const { t } = useTranslation()
  const { data: runs = [] } = useQuery(runsQuery())
  const run = runs.find(({ trained, charts }) => trained === digest && charts !== undefined)
  if (run?.charts === undefined) return null
  const { weights } = run.charts
  const report = run.report as { readonly rules?: readonly RuleYield[] } | undefined
  return (
    <Panel title={t('modelRun.title')}>
      <p className="k-sub">
        {t('modelRun.lead')} {run.endedAt === undefined ? null : <When at={run.endedAt} />}
      </p>
      <div className="k-two">
        <Weights weights={weights} thresholds={model.thresholds} />
        <Curve points={expectedCurve(weights, model.parameters?.pairs.match ?? 0)} thresholds={model.thresholds} />
      </div>
      {report?.rules === undefined ? null : <RuleYields rules={report.rules} model={model} />}
    </Panel>
  )
}

function RuleYields({ rules, model }: { readonly rules: readonly RuleYield[]; readonly model: Model }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useColumnWords()
  const most = Math.max(1, ...rules.map(({ pairs }) => pairs))
  return (
    <table className="k-levels k-rule-yields">
      <caption>{t('modelRun.yields')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('modelRun.rule')}</th>
          <th scope="col">{t('modelRun.rulePairs')}</th>
          <th scope="col">{t('modelRun.leftOut')}</th>
        </tr>
      </thead>
      <tbody>
        {rules.map(({ rule, pairs, purged }) => (
          <tr key={rule}>
            <th scope="row">
              {format.list((model.blocking.rules.find(({ id }) => id === rule)?.columns ?? [rule]).map(words))}
            </th>
            <td data-label={t('modelRun.rulePairs')}>
              {format.number(pairs)}
              <svg className="k-share" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                <rect width={(pairs / most) * 100} height="6" />
              </svg>
            </td>
            <td data-label={t('modelRun.leftOut')}>{format.number(purged.pairs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
