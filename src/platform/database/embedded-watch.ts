import { setTimeout as sleep } from 'node:timers/promises'
import type { Result } from '../../kernel/result.ts'
import type { EmbeddedPostgres } from './embedded.ts'

const lookEveryMs = 1_000

export interface WatchOptions {
  /** Starts the server on the cluster that is there; never makes a new one, which would pass for an empty country. */
  restart(): Promise<Result<EmbeddedPostgres>>
  readonly say?: (line: string) => void
}

/**
 * Starts the server again when it has died (killed, out of memory): nobody else looks after an embedded one. Answers with
 * what ends the watch and then stops the server.
 */
export function watchEmbedded(first: EmbeddedPostgres, { restart, say }: WatchOptions): () => Promise<void> {
  const stopping = new AbortController()
  let server = first
  const watch = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await sleep(lookEveryMs, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined)
      if (stopping.signal.aborted || server.runs()) continue
      const started = await restart()
      if (started.ok) server = started.value
      say?.(started.ok ? 'the embedded PostgreSQL had died and was started again' : started.problem.message)
    }
  }
  const ended = watch()
  return async () => {
    stopping.abort()
    await ended
    await server.stop()
  }
}
