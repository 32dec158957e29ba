import { release as cutDown } from '../../agreements/release.ts'
import type { Exchange, Findings } from '../exchange.ts'
import { leaveOut, personsLeaving } from '../leave-out.ts'
import type { ExchangeWorld } from '../world.ts'

/** Step 7. Only what was permitted, in the permitted form, and of nobody who has stopped it. */
export async function release(exchange: Exchange, world: ExchangeWorld): Promise<Findings> {
  const left = await leaveOut(exchange, world)
  return left.status === undefined ? cut({ ...exchange, ...left }, world) : left
}

function cut(exchange: Exchange, { clock, pseudonymKey }: ExchangeWorld): Findings {
  const { decision, translated, sent, message, providerAnswer } = exchange
  if (decision === undefined || translated === undefined) throw new Error('there is nothing decided to release')
  const total = providerAnswer?.total
  const released = cutDown(translated, decision, {
    today: clock.today(),
    consumer: message.caller.member,
    pseudonymKey,
    asked: sent,
    ...(total === undefined ? {} : { total }),
  })
  // A record of which nothing is left says no more than that there is none.
  if (released.records.some((record) => Object.keys(record).length > 0)) {
    return { released, status: 'answered', persons: personsLeaving(exchange) }
  }
  return { released: { ...released, records: [], total: 0 }, status: 'no-record' }
}
