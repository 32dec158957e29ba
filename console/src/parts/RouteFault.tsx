import type { ErrorComponentProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ProblemNotice } from './ProblemNotice.tsx'

export function RouteFault({ error, reset }: ErrorComponentProps): ReactNode {
  return <ProblemNotice fault={error} onRetry={reset} />
}
