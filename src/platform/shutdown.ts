import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from './telemetry/logger.ts'

/** Closes what was opened, last opened first, once, and not for ever. */
export interface Shutdown {
  add(name: string, close: () => Promise<void> | void): void
  /** Resolves when everything is closed or its time is over; the same promise for every call. */
  run(reason: string): Promise<void>
}

export interface ShutdownOptions {
  readonly logger: Logger
  /** For each resource: one that hangs must not keep the next from closing. */
  readonly timeLimitMs?: number
}

export function createShutdown({ logger, timeLimitMs = 35_000 }: ShutdownOptions): Shutdown {
  const opened: { name: string; close: () => Promise<void> | void }[] = []
  let closing: Promise<void> | undefined
  const closeAll = async (reason: string) => {
    logger.info({ reason }, 'closing')
    for (let next = opened.pop(); next !== undefined; next = opened.pop()) {
      const { name, close } = next
      const limit = new AbortController()
      const late = sleep(timeLimitMs, 'late' as const, { signal: limit.signal, ref: false })
      const closed = (async () => close())().then(() => 'closed' as const)
      try {
        if ((await Promise.race([closed, late])) === 'late')
          logger.error({ resource: name, timeLimitMs }, 'did not close')
      } catch (error) {
        logger.error({ resource: name, err: error }, 'failed to close')
      } finally {
        late.catch(() => undefined)
        limit.abort()
      }
    }
  }
  return {
    add: (name, close) => void opened.push({ name, close }),
    run: (reason) => {
      closing ??= closeAll(reason)
      return closing
    },
  }
}

/** The part of `process` that tells when to stop. */
interface Host {
  on(event: string, listener: () => void): unknown
  exit(code: number): void
}

/** Signals this close together are one wish: a process group and its launcher both pass the same one on. */
const sameWishMs = 2_000

/**
 * Stops on a signal, and when the process that started this one is gone (its channel closes). Who signals again a while
 * later does not want to wait any longer.
 */
export function stopOnSignals(
  host: Host,
  shutdown: Shutdown,
  nowMs: () => number = performance.now.bind(performance),
): void {
  let stoppingSince: number | undefined
  const stop = (reason: string): void => {
    stoppingSince = nowMs()
    void shutdown.run(reason).then(() => host.exit(reason === parentGone ? 1 : 0))
  }
  const onSignal = (signal: string, code: number): void => {
    if (stoppingSince === undefined) stop(signal)
    else if (nowMs() - stoppingSince > sameWishMs) host.exit(code)
  }
  host.on('SIGINT', () => onSignal('SIGINT', 130))
  host.on('SIGTERM', () => onSignal('SIGTERM', 143))
  host.on('SIGHUP', () => onSignal('SIGHUP', 129))
  host.on('disconnect', () => {
    if (stoppingSince === undefined) stop(parentGone)
  })
}

const parentGone = 'the launcher is gone'
