import type { FastifyInstance } from 'fastify'
import type { Failures } from './failures.ts'
import { timedOut } from './problems.ts'

declare module 'fastify' {
  interface FastifyReply {
    timeLimit: NodeJS.Timeout | undefined
  }
}

/**
 * Answers in the place of a handler that is past its time; its `signal` aborts with the answer. Fastify's `handlerTimeout`
 * does the same, but makes and aborts a signal for every request, which was a thirtieth of a search.
 */
export function registerTimeLimit(app: FastifyInstance, requestTimeoutMs: number, failures: Failures): void {
  app.decorateReply('timeLimit', undefined)
  app.addHook('onRequest', (request, reply, done) => {
    const limitMs = request.routeOptions.config?.route?.timeoutMs ?? requestTimeoutMs
    reply.timeLimit = setTimeout(() => {
      if (reply.sent || reply.raw.destroyed) return
      // An answer that has begun cannot become another one.
      if (reply.raw.headersSent) reply.raw.destroy()
      else failures.send(timedOut, request, reply)
    }, limitMs)
    done()
  })
  app.addHook('onResponse', (_request, reply, done) => {
    clearTimeout(reply.timeLimit)
    done()
  })
}
