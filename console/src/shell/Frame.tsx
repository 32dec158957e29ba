import { Outlet, useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Shell } from './Shell.tsx'

export const signInPath = '/sign-in'

/** The sign-in page stands alone; every other page stands in the shell. */
export function Frame(): ReactNode {
  const signingIn = useRouterState({ select: (state) => state.matches.at(-1)?.fullPath === signInPath })
  return signingIn ? <Outlet /> : <Shell />
}
