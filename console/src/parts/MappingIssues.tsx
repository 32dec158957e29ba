import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { MappingIssue } from '../../../src/semantics/schema.ts'
import { useNames } from './names.ts'

/** What the source said that could not be put into the shared vocabulary; reported, never guessed. */
export function MappingIssues({ issues }: { issues: readonly MappingIssue[] }) {
  const { t } = useTranslation()
  const names = useNames()
  if (issues.length === 0) return null
  return (
    <div className="k-issues">
      <span className="k-mark" data-tone="warn">
        <IconAlertTriangle size={16} aria-hidden />
        {t('issues.title', { number: issues.length })}
      </span>
      <ul>
        {issues.map(({ kind, element, at }) => (
          <li key={`${kind} ${at}`}>
            {element === undefined ? '' : `${names.element(element)}: `}
            {t(`issues.${kind}`)} <span className="k-code k-sub">{at}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
