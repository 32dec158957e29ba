import type pg from 'pg'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Clock } from '../../platform/clock.ts'
import type { RouteScope } from '../../platform/http/route.ts'
import type { Outbound } from '../../platform/outbound/outbound.ts'
import { clientRoutes } from '../client-routes.ts'
import type { Directory } from '../directory.ts'
import type { NodeKeys } from '../key-ring.ts'
import { type Desk, partnerDesk } from './desk.ts'
import { keySets } from './key-set.ts'
import { type PartnerRoutesWorld, partnerRoutes } from './routes.ts'
import { takenSignatures } from './taken.ts'

export interface PartnersOptions {
  readonly pool: pg.Pool
  readonly clock: Pick<Clock, 'now'>
  readonly directory: Directory
  readonly keys: NodeKeys
  readonly ledger: Pick<Ledger, 'append'>
  readonly outbound: Outbound
  readonly nodeName: string
  readonly nextExpiryOf: PartnerRoutesWorld['nextExpiryOf']
}

/** What is agreed with partners, and the keys and habits of their messages. */
export interface Partners {
  readonly desk: Desk
  readonly scope: RouteScope
  forgetExpired(): Promise<void>
}

export function openPartners(options: PartnersOptions): Partners {
  const { pool, clock, outbound } = options
  const now = () => clock.now()
  const taken = takenSignatures(pool)
  const desk = partnerDesk({ ...options, keySets: keySets(outbound), taken })
  return {
    desk,
    scope: {
      name: 'partners',
      routes: [...partnerRoutes({ ...options, desk, now }), ...clientRoutes({ ...options, now })],
    },
    forgetExpired: () => taken.forgetExpired(now()),
  }
}
