import type { FastifyReply } from 'fastify'
import type { Principal } from '../platform/http/access.ts'
import type { Caller } from './plugin.ts'
import type { Step } from './schema.ts'

/** When a message came in, and the steps made since. */
export interface Arrival {
  readonly startedMs: number
  readonly before: readonly Step[]
}

/** The caller was authenticated and the body read when the handler began; what follows until now was its parsing. */
export function arrival(reply: FastifyReply, handlerBeganMs: number): Arrival {
  const now = performance.now()
  const startedMs = now - reply.elapsedTime
  const micros = (milliseconds: number): number => Math.max(0, Math.round(milliseconds * 1000))
  return {
    startedMs,
    before: [
      { step: 'authenticate', result: 'done', micros: micros(handlerBeganMs - startedMs) },
      { step: 'parse', result: 'done', micros: micros(now - handlerBeganMs) },
    ],
  }
}

export const callerOf = ({ kind, id, member }: Principal): Caller => ({ kind, id, member })
