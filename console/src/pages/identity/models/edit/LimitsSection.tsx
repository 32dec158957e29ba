import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../../parts/format.ts'
import { EditorSection } from './EditorSection.tsx'
import { useEditing } from './editing.ts'
import { ColumnList, JoinedInput, NumberInput } from './inputs.tsx'

const mostRosters = 4

/** Where it links, where a person looks, and what is never linked. */
export function LimitsSection() {
  const { t } = useTranslation()
  const format = useFormat()
  const { model, set, columns } = useEditing()
  const { thresholds, constraints } = model
  const share = (bits: number | undefined) =>
    t('modelling.thatIs', { share: format.percent(1 / (1 + 2 ** -(bits ?? 0))) })
  return (
    <EditorSection name="limits">
      <div className="k-model-row">
        <NumberInput at="/thresholds/link" label={t('modelling.link')} note={share(thresholds.link)} />
        <NumberInput at="/thresholds/review" label={t('modelling.review')} note={share(thresholds.review)} />
        <NumberInput at="/thresholds/kin" label={t('modelling.kin')} note={t('models.kinNote')} />
      </div>
      <JoinedInput
        at="/constraints/uniqueSources"
        label={t('models.uniqueSources')}
        note={t('modelling.uniqueSourcesNote')}
      />
      <ColumnList
        at="/constraints/rosters"
        label={t('models.rosters')}
        note={t('modelling.rostersNote')}
        most={mostRosters}
        value={constraints.rosters}
        columns={columns.filter(({ coding }) => coding === 'dictionary')}
        onChange={(next) => set('/constraints/rosters', next)}
      />
    </EditorSection>
  )
}
