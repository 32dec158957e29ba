import { Stack } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftSource, Profile } from '../../../../../../src/identity/drafts/schema.ts'
import { RowsSkeleton } from '../../../../parts/Loaded.tsx'
import { ProblemNotice } from '../../../../parts/ProblemNotice.tsx'

interface ProfileShownProps {
  readonly query: UseQueryResult<Profile, Error>
  readonly source: DraftSource
  readonly children: (profile: Profile) => ReactNode
}

/** Looking through a file takes some seconds: it is said what happens. What was seen before stays while one looks again. */
export function ProfileShown({ query, source, children }: ProfileShownProps) {
  const { t } = useTranslation()
  const { data, error, isFetching, refetch } = query
  return (
    <Stack gap="lg" aria-busy={isFetching}>
      <p role="status" className="k-sub k-wizard-status">
        {isFetching ? t('upload' in source ? 'wizard.readingFile' : 'wizard.readingRegistry') : ''}
      </p>
      {error === null ? null : <ProblemNotice fault={error} onRetry={() => void refetch()} />}
      {data === undefined ? isFetching ? <RowsSkeleton /> : null : children(data)}
    </Stack>
  )
}
