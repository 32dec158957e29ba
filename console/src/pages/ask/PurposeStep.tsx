import { UnstyledButton } from '@mantine/core'
import { IconArrowRight, IconScale } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { purposesQuery } from '../../api/queries.ts'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { useLocal } from '../../parts/local.ts'
import { useNames } from '../../parts/names.ts'
import { Panel } from '../../parts/Page.tsx'
import type { PurposeOption } from './question.ts'

interface PurposeStepProps {
  readonly purposes: readonly PurposeOption[]
  readonly onChoose: (purpose: string) => void
}

export function PurposeStep({ purposes, onChoose }: PurposeStepProps) {
  const { t } = useTranslation()
  const names = useNames()
  const local = useLocal()
  const { data: declared } = useQuery(purposesQuery)
  if (purposes.length === 0) {
    return (
      <Panel>
        <EmptyState icon={IconScale} title={t('ask.noPurpose')} text={t('ask.noPurposeText')}>
          <Link to="/agreements">{t('ask.seeAgreements')}</Link>
        </EmptyState>
      </Panel>
    )
  }
  return (
    <Panel title={t('ask.whatFor')}>
      <div className="k-choices">
        {purposes.map(({ purpose, sources }) => (
          <UnstyledButton key={purpose} className="k-choice" onClick={() => onChoose(purpose)} data-purpose={purpose}>
            <span>
              <strong>{names.purpose(purpose)}</strong>
              <span className="k-choice-note">{local(declared?.find(({ id }) => id === purpose)?.definition)}</span>
              <span className="k-sub">{t('ask.sourcesAllowed', { number: sources.length })}</span>
            </span>
            <IconArrowRight size={18} aria-hidden className="k-forward" />
          </UnstyledButton>
        ))}
      </div>
    </Panel>
  )
}
