import type pg from 'pg'
import { ok, type Result } from '../kernel/result.ts'
import type { Clock } from '../platform/clock.ts'
import type { Authenticate } from '../platform/http/access.ts'
import type { RouteScope } from '../platform/http/route.ts'
import { createAccessTokens } from './access-tokens.ts'
import { createAttempts } from './attempts.ts'
import { createAuthenticate } from './authenticate.ts'
import { type Directory, openDirectory } from './directory.ts'
import { type NodeKeys, openNodeKeys } from './key-ring.ts'
import { federationRoutes, type SystemHealth } from './routes.ts'
import { sessionRoutes } from './session-routes.ts'
import { createSessions } from './sessions.ts'
import { forgetExpiredAssertions } from './token-grant.ts'
import { tokenRoutes } from './token-routes.ts'

export interface FederationSettings {
  /** The address under which callers reach this node: issuer and audience of its tokens. */
  readonly publicUrl: string
  /** Where the node's private keys lie, `<dataFolder>/keys`. */
  readonly keysFolder: string
  readonly tokenTtlSeconds: number
  readonly sessionTtlMinutes: number
  readonly allowClientSecret: boolean
  /** Published password of the demo accounts; absent, they may not sign in. */
  readonly demoPassword?: string
}

export interface FederationWorld {
  readonly pool: pg.Pool
  readonly clock: Pick<Clock, 'now'>
  readonly settings: FederationSettings
  readonly healthOf: (system: string) => SystemHealth
}

/** Who takes part and who is calling. */
export interface Federation {
  readonly directory: Directory
  readonly keys: NodeKeys
  readonly authenticate: Authenticate
  readonly scopes: readonly RouteScope[]
  /** Deletes sessions and assertion ids that are over; to be called now and then. */
  forgetExpired(): Promise<void>
}

const idleMinutesLimit = 60
const windowSeconds = 300
const signInFailuresLimit = 5
/** Higher than for people: a machine's processes may start at the same moment, and an attempt under way counts. */
const clientFailuresLimit = 30

export async function openFederation({
  pool,
  clock,
  settings,
  healthOf,
}: FederationWorld): Promise<Result<Federation>> {
  const opened = await openNodeKeys(settings.keysFolder)
  if (!opened.ok) return opened
  const keys = opened.value
  const now = () => clock.now()
  const { publicUrl: issuer, tokenTtlSeconds, sessionTtlMinutes, allowClientSecret, demoPassword } = settings
  const directory = await openDirectory(pool)
  const tokens = createAccessTokens({ keys, issuer, ttlSeconds: tokenTtlSeconds, now })
  const idleMinutes = Math.min(idleMinutesLimit, sessionTtlMinutes)
  const sessions = createSessions({ pool, lifeMinutes: sessionTtlMinutes, idleMinutes, now })
  const attempts = (failuresLimit: number) => createAttempts({ failuresLimit, windowSeconds, now })
  const secureCookie = issuer.startsWith('https:')
  return ok({
    directory,
    keys,
    authenticate: createAuthenticate({ directory, tokens, sessions, demo: demoPassword !== undefined }),
    scopes: [
      tokenRoutes({
        pool,
        directory,
        tokens,
        attempts: attempts(clientFailuresLimit),
        issuer,
        allowClientSecret,
        now,
        keys,
      }),
      {
        name: 'federation',
        routes: [
          ...sessionRoutes({
            directory,
            sessions,
            attempts: attempts(signInFailuresLimit),
            demoPassword,
            secureCookie,
          }),
          ...federationRoutes({ directory, healthOf }),
        ],
      },
    ],
    async forgetExpired() {
      await sessions.forgetExpired()
      await forgetExpiredAssertions(pool, now())
    },
  })
}
