import { Button } from '@mantine/core'
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { RowsSkeleton } from './Loaded.tsx'
import { ProblemNotice } from './ProblemNotice.tsx'

interface ListPanelProps<Page, Row> {
  readonly query: UseInfiniteQueryResult<InfiniteData<Page>, Error>
  readonly rowsOf: (page: Page) => readonly Row[]
  readonly empty: ReactNode
  /** Beside the number of rows: what can be done with all of them. */
  readonly actions?: (rows: readonly Row[]) => ReactNode
  /** What the button for the next page says; "older ones" where the newest come first. */
  readonly more?: string
  readonly children: (rows: readonly Row[]) => ReactNode
}

/** A list that is read page by page, newest first: its rows so far, how many, and a way to more. */
export function ListPanel<Page, Row>({ query, rowsOf, empty, actions, more, children }: ListPanelProps<Page, Row>) {
  const { t } = useTranslation()
  if (query.data === undefined) {
    if (!query.isError) return <RowsSkeleton rows={10} />
    return <ProblemNotice fault={query.error} onRetry={() => void query.refetch()} />
  }
  const rows = query.data.pages.flatMap(rowsOf)
  if (rows.length === 0) return <section className="k-panel">{empty}</section>
  return (
    <section className="k-panel k-panel-flush">
      <div className="k-panel-bar">
        <span role="status">{t('exchanges.shown', { number: rows.length })}</span>
        <span className="k-panel-actions">{actions?.(rows)}</span>
      </div>
      {children(rows)}
      {query.hasNextPage ? (
        <div className="k-more">
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {more ?? t('exchanges.more')}
          </Button>
        </div>
      ) : null}
    </section>
  )
}
