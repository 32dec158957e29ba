import type pg from 'pg'
import type { Route } from '../../platform/http/route.ts'
import type { Task } from '../../platform/jobs/task.ts'
import type { SubscriptionDesk } from '../plugin.ts'
import { subscriptionDesk } from './desk.ts'
import { subscriptionJobs } from './jobs.ts'
import { subscriptionRoutes } from './routes.ts'
import type { SubscriptionWorld } from './world.ts'

/** What subscriptions offer to the rest of the exchange and of the house. */
export interface Subscriptions {
  readonly tasks: readonly Task[]
  /** Those that put themselves on again once they were scheduled at start. */
  readonly recurring: readonly Task[]
  readonly routes: readonly Route[]
  /** The subscriptions of a protocol's callers. */
  readonly desk: (protocol: string) => SubscriptionDesk
  /** In the transaction of a change: once it is committed, whoever is to hear of it does. */
  readonly wake: (tx: Pick<pg.ClientBase, 'query'>) => Promise<void>
}

export function openSubscriptions(world: SubscriptionWorld): Subscriptions {
  const { notify, publish, ...jobs } = subscriptionJobs(world)
  return {
    ...jobs,
    routes: subscriptionRoutes({ ...world, notify }),
    desk: (protocol) => subscriptionDesk(protocol, { ...world, publish }),
  }
}
