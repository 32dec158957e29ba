import { useTranslation } from 'react-i18next'
import { Steps } from '../../parts/Steps.tsx'

const steps = ['purpose', 'person', 'sources', 'answer'] as const
export type StepKey = (typeof steps)[number]

interface AskStepsProps {
  readonly current: StepKey
  /** What was chosen at the steps already taken. */
  readonly done: { readonly purpose: string | undefined; readonly person: string | undefined }
  readonly onGo: (step: StepKey) => void
}

export function AskSteps({ current, done, onGo }: AskStepsProps) {
  const { t } = useTranslation()
  return (
    <Steps
      current={current}
      steps={steps.map((step) => ({
        key: step,
        label: t(`ask.step.${step}`),
        choice: step === 'purpose' ? done.purpose : step === 'person' ? done.person : undefined,
        onGo: step === 'sources' ? undefined : () => onGo(step),
      }))}
    />
  )
}
