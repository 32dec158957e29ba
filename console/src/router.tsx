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
    path: '/agreements/new',
    component: lazyRouteComponent(() => import('./pages/agreements/draft/DraftPage.tsx'), 'NewAgreementPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/agreements/composition',
    component: lazyRouteComponent(() => import('./pages/agreements/CompositionPage.tsx'), 'CompositionPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/agreements/$id/new-version',
    component: lazyRouteComponent(() => import('./pages/agreements/draft/DraftPage.tsx'), 'NewVersionPage'),
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
  createRoute({
    getParentRoute: () => root,
    path: '/partners',
    component: lazyRouteComponent(() => import('./pages/partners/PartnersPage.tsx'), 'PartnersPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/partners/new',
    component: lazyRouteComponent(() => import('./pages/partners/OnboardPage.tsx'), 'OnboardPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/partners/$id',
    component: lazyRouteComponent(() => import('./pages/partners/PartnerPage.tsx'), 'PartnerPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/partners/$id/edit',
    component: lazyRouteComponent(() => import('./pages/partners/OnboardPage.tsx'), 'EditPartnerPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/deliveries',
    component: lazyRouteComponent(() => import('./pages/deliveries/DeliveriesPage.tsx'), 'DeliveriesPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/deliveries/$id',
    component: lazyRouteComponent(() => import('./pages/deliveries/DeliveryPage.tsx'), 'DeliveryPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/subscriptions',
    component: lazyRouteComponent(() => import('./pages/subscriptions/SubscriptionsPage.tsx'), 'SubscriptionsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/subscriptions/$id',
    component: lazyRouteComponent(() => import('./pages/subscriptions/SubscriptionPage.tsx'), 'SubscriptionPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/conformance',
    component: lazyRouteComponent(() => import('./pages/conformance/ConformancePage.tsx'), 'ConformancePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/conformance/$id',
    component: lazyRouteComponent(() => import('./pages/conformance/ReportPage.tsx'), 'ReportPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/identity/duplicates',
    component: lazyRouteComponent(() => import('./pages/identity/duplicates/DuplicatesPage.tsx'), 'DuplicatesPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/identity/duplicates/$id',
    component: lazyRouteComponent(() => import('./pages/identity/duplicates/PairPage.tsx'), 'PairPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/identity/people/$id',
    component: lazyRouteComponent(() => import('./pages/identity/people/PersonPage.tsx'), 'PersonPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/identity/candidates',
    component: lazyRouteComponent(() => import('./pages/identity/search/CandidatesPage.tsx'), 'CandidatesPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/identity/models',
    component: lazyRouteComponent(() => import('./pages/identity/models/ModelsPage.tsx'), 'ModelsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/identity/models/new',
    component: lazyRouteComponent(() => import('./pages/identity/models/edit/EditorPage.tsx'), 'NewModelPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/identity/models/wizard',
    component: lazyRouteComponent(() => import('./pages/identity/models/wizard/WizardPage.tsx'), 'WizardPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/identity/models/$id/edit',
    component: lazyRouteComponent(() => import('./pages/identity/models/edit/EditorPage.tsx'), 'EditModelPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/identity/models/$id',
    component: lazyRouteComponent(() => import('./pages/identity/models/ModelPage.tsx'), 'ModelPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/identity/runs',
    component: lazyRouteComponent(() => import('./pages/identity/runs/RunsPage.tsx'), 'RunsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/identity/runs/new',
    component: lazyRouteComponent(() => import('./pages/identity/runs/NewRunPage.tsx'), 'NewRunPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/identity/runs/compare',
    component: lazyRouteComponent(() => import('./pages/identity/runs/ComparePage.tsx'), 'ComparePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/identity/runs/$id',
    component: lazyRouteComponent(() => import('./pages/identity/runs/RunPage.tsx'), 'RunPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/identity/overlap',
    component: lazyRouteComponent(() => import('./pages/identity/overlap/OverlapPage.tsx'), 'OverlapPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/compliance/clocks',
    component: lazyRouteComponent(() => import('./pages/compliance/clocks/ClocksPage.tsx'), 'ClocksPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/compliance/rights',
    component: lazyRouteComponent(() => import('./pages/compliance/rights/RightsPage.tsx'), 'RightsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/compliance/rights/new',
    component: lazyRouteComponent(() => import('./pages/compliance/rights/NewCasePage.tsx'), 'NewCasePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/compliance/rights/$id',
    component: lazyRouteComponent(() => import('./pages/compliance/rights/CasePage.tsx'), 'CasePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/compliance/breaches',
    component: lazyRouteComponent(() => import('./pages/compliance/breaches/BreachesPage.tsx'), 'BreachesPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/compliance/breaches/new',
    component: lazyRouteComponent(() => import('./pages/compliance/breaches/BreachDraftPage.tsx'), 'NewBreachPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/compliance/breaches/$id/revise',
    component: lazyRouteComponent(() => import('./pages/compliance/breaches/BreachDraftPage.tsx'), 'ReviseBreachPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/compliance/breaches/$id',
    component: lazyRouteComponent(() => import('./pages/compliance/breaches/BreachPage.tsx'), 'BreachPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/compliance/corrections',
    component: lazyRouteComponent(() => import('./pages/compliance/rights/CorrectionsPage.tsx'), 'CorrectionsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/compliance/assessments',
    component: lazyRouteComponent(
      () => import('./pages/compliance/assessments/AssessmentsPage.tsx'),
      'AssessmentsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/compliance/assessments/new',
    component: lazyRouteComponent(() => import('./pages/compliance/assessments/DraftPage.tsx'), 'NewAssessmentPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/compliance/assessments/$id/revise',
    component: lazyRouteComponent(() => import('./pages/compliance/assessments/DraftPage.tsx'), 'RevisePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/compliance/assessments/$id',
    component: lazyRouteComponent(() => import('./pages/compliance/assessments/AssessmentPage.tsx'), 'AssessmentPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/compliance/register',
    component: lazyRouteComponent(() => import('./pages/compliance/register/RegisterPage.tsx'), 'RegisterPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/compliance/register/$id',
    component: lazyRouteComponent(() => import('./pages/compliance/register/ActivityPage.tsx'), 'ActivityPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/compliance/retention',
    component: lazyRouteComponent(() => import('./pages/compliance/retention/RetentionPage.tsx'), 'RetentionPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/compliance/notices',
    component: lazyRouteComponent(() => import('./pages/compliance/notices/NoticesPage.tsx'), 'NoticesPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/compliance/transfers',
    component: lazyRouteComponent(() => import('./pages/compliance/transfers/TransfersPage.tsx'), 'TransfersPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/compliance/transfers/assess',
    component: lazyRouteComponent(
      () => import('./pages/compliance/transfers/AssessTransferPage.tsx'),
      'AssessTransferPage',
    ),
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
