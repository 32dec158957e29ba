import { useTranslation } from 'react-i18next'
import type { Withheld } from '../../../src/agreements/schema.ts'
import { useNames } from './names.ts'
import { useReason } from './reason.ts'

/** What the agreement keeps back, and why: an absent field is never a silent gap. */
export function WithheldList({ withheld }: { withheld: readonly Withheld[] }) {
  const { t } = useTranslation()
  const names = useNames()
  const wordsOf = useReason()
  if (withheld.length === 0) return null
  return (
    <details className="k-details">
      <summary>{t('ask.withheld', { number: withheld.length })}</summary>
      <ul className="k-withheld">
        {withheld.map(({ element, reason }) => (
          <li key={element}>
            <strong>{names.element(element)}</strong> <span className="k-sub">{wordsOf(reason).message}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
