import './steps.css'
import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

export interface StepEntry {
  readonly key: string
  readonly label: string
  /** What was chosen there, once it is done. */
  readonly choice?: string | undefined
  /** Where a done step can be gone back to. */
  readonly onGo?: (() => void) | undefined
}

/** Where one is in a task of several questions, and the way back to those answered. */
export function Steps({ steps, current }: { steps: readonly StepEntry[]; current: string }) {
  const { t } = useTranslation()
  const position = steps.findIndex(({ key }) => key === current)
  return (
    <ol className="k-steps" aria-label={t('ask.steps')}>
      {steps.map(({ key, label, choice, onGo }, index) => {
        const state = index < position ? 'done' : index === position ? 'current' : 'ahead'
        return (
          <li key={key} data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
            <span className="k-step-number">
              {state === 'done' ? <IconCheck size={15} stroke={2.6} aria-hidden /> : index + 1}
            </span>
            <span className="k-step-text">
              {state === 'done' && onGo !== undefined ? (
                <button type="button" className="k-link-button" onClick={onGo}>
                  {label}
                </button>
              ) : (
                <span>{label}</span>
              )}
              {choice === undefined ? null : <span className="k-sub k-wrap">{choice}</span>}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
