import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { parseSearch, stringifySearch } from './address.ts'
import { countryQuery, sessionQuery } from './api/queries.ts'
import { RouteFault } from './parts/RouteFault.tsx'
import { Frame, signInPath } from './shell/Frame.tsx'
import { NotFound } from './shell/NotFound.tsx'

interface Context {
  readonly queryClient: QueryClient
}

/** Everything but the sign-in page needs a session; whoever has none comes back to the same address after signing in. */
const root = createRootRouteWithContext<Context>()({
  component: Frame,
  notFoundComponent: NotFound,
  beforeLoad: async ({ context, location }): Promise<void> => {
    // Times and money are the country's; where it cannot be had, they are shown in the reader's zone, which is named.
    const country = context.queryClient.ensureQueryData(countryQuery).catch(() => undefined)
    if (location.pathname === signInPath) return
    const session = await context.queryClient.ensureQueryData(sessionQuery)
    await country
    if (session === null) throw redirect({ to: signInPath, search: { back: location.href } })
  },
})

const routeTree = root.addChildren([
  createRoute({
    getParentRoute: () => root,
    path: signInPath,
    component: lazyRouteComponent(() => import('./session/SignIn.tsx'), 'SignIn'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/',
    component: lazyRouteComponent(() => import('./pages/country/CountryPage.tsx'), 'CountryPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/ask',
    component: lazyRouteComponent(() => import('./pages/ask/AskPage.tsx'), 'AskPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/exchanges',
    component: lazyRouteComponent(() => import('./pages/exchanges/ExchangesPage.tsx'), 'ExchangesPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/exchanges/$id',
    component: lazyRouteComponent(() => import('./pages/exchanges/ExchangePage.tsx'), 'ExchangePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/agreements',
    component: lazyRouteComponent(() => import('./pages/agreements/AgreementsPage.tsx'), 'AgreementsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/agreements/$id',
    component: lazyRouteComponent(() => import('./pages/agreements/AgreementPage.tsx'), 'AgreementPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/dictionary',
    component: lazyRouteComponent(() => import('./pages/dictionary/DictionaryPage.tsx'), 'DictionaryPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/dictionary/$id',
    component: lazyRouteComponent(() => import('./pages/dictionary/ElementPage.tsx'), 'ElementPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/code-lists',
    component: lazyRouteComponent(() => import('./pages/dictionary/CodeListsPage.tsx'), 'CodeListsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/systems',
    component: lazyRouteComponent(() => import('./pages/systems/SystemsPage.tsx'), 'SystemsPage'),
  }),
])

export function createConsoleRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    scrollRestoration: true,
    parseSearch,
    stringifySearch,
    defaultErrorComponent: RouteFault,
    defaultNotFoundComponent: NotFound,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>
  }
}
