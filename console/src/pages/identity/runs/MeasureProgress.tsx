import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { MeasureUnderWay } from '../../../../../src/identity/measures/schema.ts'
import { measuresQuery } from '../../../api/linkage-runs.ts'
import { useFormat } from '../../../parts/format.ts'
import { RowsSkeleton } from '../../../parts/Loaded.tsx'

/** Shown while two runs are compared or one is evaluated: over a country's records that takes minutes. */
export function MeasureProgress({ kind, runs }: Pick<MeasureUnderWay, 'kind' | 'runs'>) {
  const { t } = useTranslation()
  const format = useFormat()
  const { data } = useQuery(measuresQuery)
  const mine = data?.find((one) => one.kind === kind && one.runs.join() === runs.join())
  if (mine === undefined) return <RowsSkeleton rows={3} />
  const { step, percent } = mine
  return (
    <div className="k-run-progress">
      <progress aria-label={t('measuring.title')} max={100} value={percent} />
      <p role="status">
        {step === undefined
          ? t('measuring.waiting')
          : t('measuring.running', { step: t(`measuring.steps.${step}`), percent: format.number(percent) })}
      </p>
    </div>
  )
}
