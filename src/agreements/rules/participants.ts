import type { Agreement, Reason } from '../schema.ts'
import { type Case, pass, reason, refuse, type Verdict } from './gate.ts'

/** G1: both parties are registered and in good standing, and so is the system that would be asked. */
export function participants({ request, facts, candidate, today }: Case): Verdict {
  const { consumer, provider } = request
  if (facts.consumer === undefined) return refuse('agreements.consumer-unknown', { consumer })
  if (facts.consumer.status !== 'active') return refuse('agreements.consumer-suspended', { consumer })
  if (facts.provider === undefined) return refuse('agreements.provider-unknown', { provider })
  if (facts.provider.status !== 'active') return refuse('agreements.provider-suspended', { provider })
  if (facts.system !== undefined && facts.system.status !== 'active') {
    return refuse('agreements.system-suspended', { system: facts.system.id })
  }
  const lapsed = candidate && lapsedRegistration(candidate.agreement, today)
  if (lapsed !== undefined) return { result: 'refuse', reason: lapsed }
  return pass('agreements.participants-in-good-standing', { consumer, provider })
}

/** A registration holds through its last day. */
export function lapsedRegistration({ id, parties = [] }: Agreement, today: string): Reason | undefined {
  for (const { member, registration } of parties) {
    const { number, validUntil } = registration
    if (validUntil === undefined || today <= validUntil) continue
    return reason('agreements.registration-lapsed', { agreement: id, member, registration: number, validUntil, today })
  }
  return undefined
}
