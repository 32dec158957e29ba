import { AppShell, Burger, Group, VisuallyHidden } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Outlet, useRouter, useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sessionQuery } from '../api/queries.ts'
import { Brand } from './Brand.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { Navigation } from './Navigation.tsx'
import { QuickSearch } from './QuickSearch.tsx'
import { ThemeSwitch } from './ThemeSwitch.tsx'
import { UserMenu } from './UserMenu.tsx'

export function Shell(): ReactNode {
  const { t } = useTranslation()
  const [open, drawer] = useDisclosure(false)
  const path = useRouterState({ select: (state) => state.location.pathname })
  useSignOutRedirect()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the drawer closes because the path changed.
  useEffect(() => drawer.close(), [path])

  return (
    <AppShell
      header={{ height: 60 }}
      navbar={{ width: 248, breakpoint: 'md', collapsed: { mobile: !open } }}
      padding={{ base: 'md', sm: 'xl' }}
    >
      <a className="k-skip" href="#main">
        {t('shell.skip')}
      </a>
      <AppShell.Header className="k-header" component="header">
        <Group h="100%" px={{ base: 'sm', sm: 'lg' }} wrap="nowrap" justify="space-between" gap="sm">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={open}
              onClick={drawer.toggle}
              hiddenFrom="md"
              size="sm"
              aria-label={t('shell.menu')}
              aria-expanded={open}
            />
            <Brand />
          </Group>
          <Group gap={6} wrap="nowrap">
            <QuickSearch />
            <LanguageSwitch />
            <ThemeSwitch />
            <UserMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className="k-rail" component="nav" aria-label={t('shell.navigation')}>
        <Navigation />
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1}>
        <Outlet />
      </AppShell.Main>
      <RouteAnnouncer path={path} />
    </AppShell>
  )
}

/** When the session is gone (signed out, ended, revoked) the page goes too; the address is kept to come back to. */
function useSignOutRedirect() {
  const { data } = useQuery(sessionQuery)
  const router = useRouter()
  useEffect(() => {
    if (data === null) void router.navigate({ to: '/sign-in', search: { back: router.state.location.href } })
  }, [data, router])
}

const titleSettledMs = 150

/** A page change is silent for a screen reader unless it is said. */
function RouteAnnouncer({ path }: { path: string }) {
  const [title, setTitle] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what triggers; the title follows it.
  useEffect(() => {
    const timer = setTimeout(() => setTitle(document.title), titleSettledMs)
    return () => clearTimeout(timer)
  }, [path])
  return (
    <VisuallyHidden aria-live="polite" role="status">
      {title}
    </VisuallyHidden>
  )
}
