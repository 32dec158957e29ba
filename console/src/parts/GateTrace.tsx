import { IconBan, IconCheck, IconMinus, type TablerIcon } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { GateResult } from '../../../src/agreements/schema.ts'
import { gateKey } from './gates.ts'
import { useReason } from './reason.ts'

const icons: Record<GateResult['result'], { icon: TablerIcon; tone: string }> = {
  pass: { icon: IconCheck, tone: 'good' },
  refuse: { icon: IconBan, tone: 'bad' },
  'not-reached': { icon: IconMinus, tone: 'calm' },
}

/** The gates in order, each with its sentence: why this was allowed, or where it stopped. */
export function GateTrace({ gates }: { gates: readonly GateResult[] }) {
  const { t } = useTranslation()
  const wordsOf = useReason()
  return (
    <ol className="k-gates">
      {gates.map(({ gate, result, reason }) => {
        const { icon: Icon, tone } = icons[result]
        const { message, fix } = wordsOf(reason)
        return (
          <li key={gate} data-result={result}>
            <span className="k-mark" data-tone={tone}>
              <Icon size={16} stroke={2.2} role="img" aria-label={t(`gateResults.${result}`)} />
            </span>
            <span>
              <strong>{t(gateKey(gate))}</strong> <span className="k-sub">{gate}</span>
              <span className="k-gate-sentence">{message}</span>
              {fix === undefined ? null : <span className="k-gate-sentence">{fix}</span>}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
