import { Button, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Questionnaire } from '../../../../../src/compliance/assessments/schema.ts'
import type { TypedRisk } from './content.ts'
import { MatrixChoice } from './RiskMatrix.tsx'

const textLimit = 4000

interface RiskFieldsProps {
  readonly risk: TypedRisk
  readonly index: number
  readonly questionnaire: Questionnaire
  readonly error: string | undefined
  readonly onChange: (next: TypedRisk) => void
  readonly onRemove: () => void
}

/** One risk: what could happen, how grave and likely it is, what is done against it, and what remains. */
export function RiskFields({ risk, index, questionnaire, error, onChange, onRemove }: RiskFieldsProps) {
  const { t } = useTranslation()
  return (
    <fieldset className="k-risk">
      <legend>{t('assessing.risk', { number: index + 1 })}</legend>
      <Textarea
        label={t('assessing.what')}
        description={t('assessing.whatNote')}
        value={risk.risk}
        error={error}
        autosize
        minRows={2}
        maxLength={textLimit}
        onChange={(event) => onChange({ ...risk, risk: event.currentTarget.value })}
      />
      <Textarea
        label={t('assessing.measures')}
        description={t('assessing.measuresNote')}
        value={risk.measures}
        autosize
        minRows={2}
        maxLength={textLimit}
        onChange={(event) => onChange({ ...risk, measures: event.currentTarget.value })}
      />
      <div className="k-matrices">
        <MatrixChoice
          questionnaire={questionnaire}
          name={`before-${index}`}
          label={t('assessing.before')}
          value={risk.before}
          onChoose={(before) => onChange({ ...risk, before })}
        />
        <MatrixChoice
          questionnaire={questionnaire}
          name={`after-${index}`}
          label={t('assessing.after')}
          value={risk.after}
          onChoose={(after) => onChange({ ...risk, after })}
        />
      </div>
      <div>
        <Button variant="subtle" size="compact-sm" onClick={onRemove}>
          {t('assessing.remove', { number: index + 1 })}
        </Button>
      </div>
    </fieldset>
  )
}
