import { Outlet, useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Shell } from './Shell.tsx'

export const signInPath = '/sign-in'

/** The sign-in page stands alone; every other page stands in the shell. */
export function Frame(): ReactNode {
  const path = useRouterState({ select: (state) => state.location.pathname })
  return path === signInPath ? <Outlet /> : <Shell />
}
