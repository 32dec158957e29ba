import type { Action, Operation, Reception, Request } from '../door/operation.ts'
import { disburse } from './disburse.ts'
import { link, unlink, update } from './orders.ts'
import { resolve } from './resolve.ts'
import { searchPayments } from './search.ts'
import { disburseStatus, mapperStatus } from './status.ts'

const title = { mapper: 'G2P Connect mapper', disburse: 'G2P Connect disburse' } as const
type Part = keyof typeof title

/** With the version and without: both are in use. */
const below = (path: string): string[] => [`/g2p/v1.0.0${path}`, `/g2p${path}`]

interface Served {
  readonly part: Part
  readonly action: Action
  /** Its two addresses: called back, and waited for. */
  readonly later: string
  readonly now: readonly string[]
  readonly says: string
  /** It changes something, or pays. */
  readonly acts: boolean
}

const served: readonly Served[] = [
  {
    part: 'mapper',
    action: link,
    later: '/mapper/link',
    now: ['/mapper/sync/link'],
    says: 'Link an account to a person',
    acts: true,
  },
  {
    part: 'mapper',
    action: update,
    later: '/mapper/update',
    now: ['/mapper/sync/update'],
    says: 'Change the account of a person',
    acts: true,
  },
  {
    part: 'mapper',
    action: unlink,
    later: '/mapper/unlink',
    now: ['/mapper/sync/unlink'],
    says: 'Remove the account of a person',
    acts: true,
  },
  {
    part: 'mapper',
    action: resolve,
    later: '/mapper/resolve',
    now: ['/mapper/sync/resolve'],
    says: 'Resolve a person or a financial address',
    acts: false,
  },
  {
    part: 'mapper',
    action: mapperStatus,
    later: '/mapper/txn/status',
    // The text has it at the second address.
    now: ['/mapper/sync/txn/status', '/registry/sync/txn/status'],
    says: 'Ask what became of a message',
    acts: false,
  },
  { part: 'disburse', action: disburse, later: '/disburse', now: ['/disburse/sync/disburse'], says: 'Pay', acts: true },
  {
    part: 'disburse',
    action: searchPayments,
    later: '/disburse/search',
    now: ['/disburse/sync/search'],
    says: 'Search payments',
    acts: false,
  },
  {
    part: 'disburse',
    action: disburseStatus,
    later: '/disburse/txn/status',
    now: ['/disburse/sync/txn/status'],
    says: 'Ask what became of payments',
    acts: false,
  },
]

/** What a partner's server sends: `header.action` by path. */
const received: readonly (readonly [part: Part, path: string, word: string])[] = [
  ['mapper', '/mapper/on-link', 'on-link'],
  ['mapper', '/mapper/on-update', 'on-update'],
  ['mapper', '/mapper/on-unlink', 'on-unlink'],
  ['mapper', '/mapper/on-resolve', 'on-resolve'],
  ['mapper', '/mapper/txn/on-status', 'txn-on-status'],
  ['disburse', '/on-disburse', 'on-disburse'],
  ['disburse', '/disburse/on-search', 'on-search'],
  ['disburse', '/disburse/txn/on-status', 'txn-on-status'],
]

function requestsOf({ part, action, later, now, says, acts }: Served): Request[] {
  const common = {
    registry: part,
    action,
    header: 'request' as const,
    permission: acts ? 'payment.order' : 'registry.search',
  }
  const summary = (how: string): string => `${says}${how} (${title[part]})`
  return [
    { ...common, kind: 'async', paths: below(later), summary: summary('; the answer is called back') },
    { ...common, kind: 'sync', paths: now.flatMap(below), summary: summary(' and wait for the answer') },
  ]
}

const receptionOf = ([part, path, word]: (typeof received)[number]): Reception => ({
  kind: 'reception',
  registry: part,
  paths: below(path),
  word,
  // payment-action-words
  ...(part === 'disburse' && word === 'txn-on-status' ? { alsoWords: ['on-disburse', 'on-search'] } : {}),
  summary: `Take the answer ${word} to a message of ours (${title[part]})`,
})

/** G2P Connect: financial address mapper and disbursement, core APIs 1.0.0. */
export const g2pOperations: readonly Operation[] = [...served.flatMap(requestsOf), ...received.map(receptionOf)]
