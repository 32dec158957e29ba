import { IconBan, IconCheck, IconMinus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Step } from '../../../../src/exchange/schema.ts'
import { useFormat } from '../../parts/format.ts'

const icons = { done: IconCheck, stopped: IconBan, skipped: IconMinus }
const tones = { done: 'good', stopped: 'bad', skipped: 'calm' }
const microsInMs = 1_000

/** The way of the exchange, step by step, with the share of the time that each took. */
export function StepTrace({ trace }: { trace: readonly Step[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const longest = Math.max(1, ...trace.map(({ micros }) => micros))
  return (
    <ol className="k-trace">
      {trace.map(({ step, result, micros }) => {
        const Icon = icons[result]
        return (
          <li key={step} data-result={result}>
            <span className="k-mark" data-tone={tones[result]}>
              <Icon size={16} stroke={2.2} role="img" aria-label={t(`stepResults.${result}`)} />
            </span>
            <span>
              <strong>{t(`step.${step}`)}</strong>
              <span className="k-trace-note">{t(`stepExplained.${step}`)}</span>
              <span className="k-trace-bar" style={{ inlineSize: `${(micros / longest) * 100}%` }} />
            </span>
            <span className="k-num k-sub">{result === 'skipped' ? '–' : format.duration(micros / microsInMs)}</span>
          </li>
        )
      })}
    </ol>
  )
}
