import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

const steps = ['purpose', 'person', 'sources', 'answer'] as const
export type StepKey = (typeof steps)[number]

interface StepsProps {
  readonly current: StepKey
  /** What was chosen at the steps already taken. */
  readonly done: { readonly purpose: string | undefined; readonly person: string | undefined }
  readonly onGo: (step: StepKey) => void
}

export function Steps({ current, done, onGo }: StepsProps) {
  const { t } = useTranslation()
  const position = steps.indexOf(current)
  return (
    <ol className="k-steps" aria-label={t('ask.steps')}>
      {steps.map((step, index) => {
        const state = index < position ? 'done' : index === position ? 'current' : 'ahead'
        const choice = step === 'purpose' ? done.purpose : step === 'person' ? done.person : undefined
        return (
          <li key={step} data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
            <span className="k-step-number">
              {state === 'done' ? <IconCheck size={15} stroke={2.6} aria-hidden /> : index + 1}
            </span>
            <span className="k-step-text">
              {state === 'done' && step !== 'sources' ? (
                <button type="button" className="k-link-button" onClick={() => onGo(step)}>
                  {t(`ask.step.${step}`)}
                </button>
              ) : (
                <span>{t(`ask.step.${step}`)}</span>
              )}
              {choice === undefined ? null : <span className="k-sub k-wrap">{choice}</span>}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
