import { type Case, pass, refuse, type Verdict } from './gate.ts'

/** G1: both parties are registered and in good standing, and so is the system that would be asked. */
export function participants({ request, facts }: Case): Verdict {
  const { consumer, provider } = request
  if (facts.consumer === undefined) return refuse('agreements.consumer-unknown', { consumer })
  if (facts.consumer.status !== 'active') return refuse('agreements.consumer-suspended', { consumer })
  if (facts.provider === undefined) return refuse('agreements.provider-unknown', { provider })
  if (facts.provider.status !== 'active') return refuse('agreements.provider-suspended', { provider })
  if (facts.system !== undefined && facts.system.status !== 'active') {
    return refuse('agreements.system-suspended', { system: facts.system.id })
  }
  return pass('agreements.participants-in-good-standing', { consumer, provider })
}
