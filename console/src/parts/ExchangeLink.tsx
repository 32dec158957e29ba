import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ExchangeSearch } from '../api/queries.ts'
import { useSession } from '../session/session.ts'

interface ExchangeLinkProps {
  readonly filter: ExchangeSearch
  readonly children: ReactNode
  readonly className?: string
}

/**
 * A figure that opens the exchanges it was counted from. The map counts the whole country, but an agency's people may
 * open only their own exchanges: a figure that would open fewer than it says is no link.
 */
export function ExchangeLink({ filter, children, className }: ExchangeLinkProps) {
  const { session, may } = useSession()
  const own = [filter.consumer, filter.provider].includes(session?.member)
  if (!may('exchange.read-all') && !own) return <span className={className}>{children}</span>
  return (
    <Link to="/exchanges" search={filter} className={className}>
      {children}
    </Link>
  )
}
