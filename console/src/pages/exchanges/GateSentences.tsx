import { IconBan, IconCheck, IconMinus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { GateResult } from '../../../../src/agreements/schema.ts'
import { gateKey } from '../../parts/gates.ts'

const icons = { pass: IconCheck, refuse: IconBan, 'not-reached': IconMinus }
const tones = { pass: 'good', refuse: 'bad', 'not-reached': 'calm' }

interface GateSentencesProps {
  readonly gates: readonly GateResult[]
  /** In the reader's language, in the order of the gates. */
  readonly sentences: readonly string[]
}

export function GateSentences({ gates, sentences }: GateSentencesProps) {
  const { t } = useTranslation()
  return (
    <ol className="k-gates">
      {gates.map(({ gate, result }, index) => {
        const Icon = icons[result]
        return (
          <li key={gate} data-result={result}>
            <span className="k-mark" data-tone={tones[result]}>
              <Icon size={16} stroke={2.2} role="img" aria-label={t(`gateResults.${result}`)} />
            </span>
            <span>
              <strong>{t(gateKey(gate))}</strong> <span className="k-sub">{gate}</span>
              <span className="k-gate-sentence">{sentences[index]}</span>
            </span>
          </li>
        )
      })}
    </ol>
  )
}
