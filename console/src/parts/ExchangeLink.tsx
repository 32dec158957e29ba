import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ExchangeSearch } from '../api/queries.ts'

/** A figure that opens the exchanges it was counted from. */
export function ExchangeLink({ filter, children }: { filter: ExchangeSearch; children: ReactNode }) {
  return (
    <Link to="/exchanges" search={filter}>
      {children}
    </Link>
  )
}
