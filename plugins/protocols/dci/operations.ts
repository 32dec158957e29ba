import { type RegistryName, registries, registryNames } from '../../../src/standards/dci/registries.ts'
import { disabilityDetails, disabilitySupport } from './disability/details.ts'
import { disabled } from './disability/disabled.ts'
import type { Action, Operation, Reception, Request } from './door/operation.ts'
import { checkEnrollment } from './employment/enrolled.ts'
import { enrolled } from './enrolment/enrolled.ts'
import { enrollmentUpdates } from './enrolment/updates.ts'
import { g2pOperations } from './g2p/operations.ts'
import { search } from './search/action.ts'
import { txnStatus } from './status/action.ts'
import { subscribe } from './subscribe/action.ts'
import { unsubscribe } from './subscribe/unsubscribe.ts'

/** With the version and without: both are in use. */
const below = (registry: RegistryName, path: string): string[] => [
  `/${registry}/v1.0.0/registry${path}`,
  `/${registry}/registry${path}`,
]

interface Served {
  readonly path: string
  readonly kind: Request['kind']
  readonly action: Action
  readonly says: string
  readonly header?: Request['header']
  readonly permission?: string
  /** All registries unless named. */
  readonly of?: readonly RegistryName[]
}

/** Every operation that a registry hosts. */
const served: readonly Served[] = [
  { path: '/search', kind: 'async', action: search, says: 'Search; the answer is called back' },
  { path: '/subscribe', kind: 'async', action: subscribe, says: 'Subscribe to events' },
  { path: '/unsubscribe', kind: 'async', action: unsubscribe, says: 'End subscriptions' },
  { path: '/txn/status', kind: 'async', action: txnStatus, says: 'Ask what became of a message' },
  { path: '/sync/search', kind: 'sync', action: search, says: 'Search and wait for the answer' },
  { path: '/sync/txn/status', kind: 'sync', action: txnStatus, says: 'Ask what became of a message, and wait' },
  { path: '/sync/enrolled', kind: 'sync', action: enrolled, says: 'Ask whether someone is enrolled', of: ['ibr'] },
  {
    path: '/sync/enrollment/updates',
    kind: 'sync',
    action: enrollmentUpdates,
    says: 'Tell of enrolments and their changes',
    header: 'callback',
    permission: 'enrolment.report',
    of: ['ibr'],
  },
  {
    path: '/sync/disabled',
    kind: 'sync',
    action: disabled,
    says: 'Ask whether someone is certified disabled',
    of: ['dr'],
  },
  {
    path: '/sync/get-disability-details',
    kind: 'sync',
    action: disabilityDetails,
    says: 'Read impairments',
    of: ['dr'],
  },
  { path: '/sync/get-disability-support', kind: 'sync', action: disabilitySupport, says: 'Read supports', of: ['dr'] },
  {
    path: '/sync/check-enrollment',
    kind: 'sync',
    action: checkEnrollment,
    says: 'Ask for the standing of someone',
    of: ['ess'],
  },
]

/** What a partner's server sends: `header.action` by path. */
const received: Readonly<Record<string, readonly [word: string, says: string]>> = {
  '/on-search': ['on-search', 'Take the answer to a search of ours'],
  '/on-subscribe': ['on-subscribe', 'Take the answer to a subscription of ours'],
  '/on-unsubscribe': ['on-unsubscribe', 'Take the answer to the end of a subscription of ours'],
  '/txn/on-status': ['txn-on-status', 'Take the status of a message of ours'],
  '/notify': ['notify', 'Take a notification'],
}

const requestOf = (
  { path, kind, action, says, header = 'request', permission = 'registry.search' }: Served,
  registry: RegistryName,
): Request => ({
  kind,
  registry,
  paths: below(registry, path),
  action,
  header,
  permission,
  summary: `${says}: ${registries[registry].name.en} (DCI ${path.slice(1)})`,
})

const receptionOf = (path: string, [word, says]: readonly [string, string], registry: RegistryName): Reception => ({
  kind: 'reception',
  registry,
  paths: below(registry, path),
  word,
  summary: `${says}: ${registries[registry].name.en} (DCI ${path.slice(1)})`,
})

const registryOperations: readonly Operation[] = registryNames.flatMap((registry) => [
  ...served.filter(({ of }) => of?.includes(registry) ?? true).map((one) => requestOf(one, registry)),
  ...Object.entries(received).map(([path, said]) => receptionOf(path, said, registry)),
])

export const operations: readonly Operation[] = [...registryOperations, ...g2pOperations]
