import { Skeleton, Stack, VisuallyHidden } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../api/client.ts'
import { Forbidden } from './Forbidden.tsx'
import { ProblemNotice } from './ProblemNotice.tsx'

interface LoadedProps<T> {
  readonly query: UseQueryResult<T, Error>
  readonly children: (data: T) => ReactNode
  readonly skeleton?: ReactNode
}

/** One of the three states every page has: being loaded, failed with a way out, or there. */
export function Loaded<T>({ query, children, skeleton }: LoadedProps<T>) {
  if (query.data !== undefined) return children(query.data)
  if (!query.isError) return skeleton ?? <RowsSkeleton />
  if (query.error instanceof ApiProblem && query.error.status === 403) return <Forbidden />
  return <ProblemNotice fault={query.error} onRetry={() => void query.refetch()} />
}

export function RowsSkeleton({ rows = 6 }: { rows?: number }) {
  const { t } = useTranslation()
  return (
    <Stack gap="xs" aria-busy="true">
      <VisuallyHidden role="status">{t('shell.loading')}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity.
        <Skeleton key={row} height={38} />
      ))}
    </Stack>
  )
}
