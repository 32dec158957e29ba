import type { CheckGroup } from './check.ts'
import { asynchronousChecks } from './checks/asynchronous.ts'
import { discoveryChecks } from './checks/discovery.ts'
import { envelopeChecks } from './checks/envelope.ts'
import { errorChecks } from './checks/errors.ts'
import { extraChecks } from './checks/extras.ts'
import { pageChecks } from './checks/pages.ts'
import { searchChecks } from './checks/search.ts'
import { securityChecks } from './checks/security.ts'
import { semanticsChecks } from './checks/semantics.ts'
import { subscriptionChecks } from './checks/subscriptions.ts'

/** Every check, in the order of a run: the last look at what the others were answered. */
export const checkGroups: readonly CheckGroup[] = [
  {
    id: 'discovery',
    name: { en: 'Keys and tokens', sw: 'Funguo na vibali', fr: 'Clés et jetons' },
    checks: discoveryChecks,
  },
  { id: 'envelope', name: { en: 'Messages', sw: 'Ujumbe', fr: 'Messages' }, checks: envelopeChecks },
  { id: 'search', name: { en: 'Search', sw: 'Utafutaji', fr: 'Recherche' }, checks: searchChecks },
  {
    id: 'semantics',
    name: { en: 'What is found', sw: 'Kinachopatikana', fr: 'Ce qui est trouvé' },
    checks: semanticsChecks,
  },
  {
    id: 'pages',
    name: { en: 'Pages and order', sw: 'Kurasa na mpangilio', fr: 'Pages et ordre' },
    checks: pageChecks,
  },
  {
    id: 'extras',
    name: {
      en: 'The registry’s own operations',
      sw: 'Shughuli mahususi za rejista',
      fr: 'Opérations propres au registre',
    },
    checks: extraChecks,
  },
  {
    id: 'async',
    name: { en: 'Callbacks and status', sw: 'Majibu ya baadaye na hali', fr: 'Rappels et état' },
    checks: asynchronousChecks,
  },
  {
    id: 'subscriptions',
    name: { en: 'Subscriptions', sw: 'Usajili wa taarifa', fr: 'Abonnements' },
    checks: subscriptionChecks,
  },
  {
    id: 'errors',
    name: { en: 'Faulty messages', sw: 'Ujumbe wenye makosa', fr: 'Messages fautifs' },
    checks: errorChecks,
  },
  { id: 'security', name: { en: 'Security', sw: 'Usalama', fr: 'Sécurité' }, checks: securityChecks },
]
