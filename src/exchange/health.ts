import type { Service } from '../federation/schema.ts'
import type { ExchangeWorld } from './world.ts'

export interface SystemHealth {
  readonly state: 'up' | 'down' | 'unknown'
  readonly checkedAt?: string
  /** For operators: why it is down. */
  readonly detail?: string
}

export interface Health {
  of(system: string): SystemHealth
  /** Asks every system now; answers when all have answered or failed. */
  checkAll(): Promise<void>
  stop(): void
}

const everyMs = 30_000
const checkLimitMs = 5_000

type World = Pick<ExchangeWorld, 'directory' | 'connector' | 'clock' | 'report'>

/** Looks at regular times whether each system can be reached; nobody waits for it. */
export function watchSystems(world: World): Health {
  const known = new Map<string, SystemHealth>()
  let running: Promise<void> | undefined

  async function check(system: string, service: Service): Promise<void> {
    const limit = new AbortController()
    const timer = setTimeout(() => limit.abort(), checkLimitMs)
    try {
      const found = await world.connector(service).check(limit.signal)
      const checkedAt = world.clock.now().toISOString()
      known.set(
        system,
        found.ok ? { state: 'up', checkedAt } : { state: 'down', checkedAt, detail: found.problem.detail },
      )
    } catch (error) {
      world.report(error, `health-of-${system}`)
      known.set(system, { state: 'unknown', checkedAt: world.clock.now().toISOString() })
    } finally {
      clearTimeout(timer)
    }
  }

  async function checkEach(): Promise<void> {
    const bySystem = new Map(world.directory.services().map((service) => [service.system, service]))
    await Promise.all([...bySystem].map(([system, service]) => check(system, service)))
  }

  function checkAll(): Promise<void> {
    running ??= checkEach().finally(() => {
      running = undefined
    })
    return running
  }

  const timer = setInterval(() => void checkAll(), everyMs)
  timer.unref()
  void checkAll()
  return { of: (system) => known.get(system) ?? { state: 'unknown' }, checkAll, stop: () => clearInterval(timer) }
}
