import type { ReasonCode } from '../messages.ts'
import type { Agreement, AgreementStatus } from '../schema.ts'
import { type Case, pass, refuse, type Verdict } from './gate.ts'

const statusRefusals: Record<Exclude<AgreementStatus, 'active'>, ReasonCode> = {
  draft: 'agreements.agreement-draft',
  signed: 'agreements.agreement-not-activated',
  suspended: 'agreements.agreement-suspended',
  terminated: 'agreements.agreement-terminated',
}

/** G2: an agreement exists, is signed and active, today lies in its validity, and it covers the service. */
export function inForce({ request, candidate, service, today }: Case): Verdict {
  const { consumer, provider } = request
  if (candidate === undefined) {
    if (request.agreement === undefined) return refuse('agreements.agreement-missing', { consumer, provider })
    return refuse('agreements.agreement-unknown', { agreement: request.agreement, consumer, provider })
  }
  const { agreement } = candidate
  const { id, version, validFrom, validUntil, status } = agreement
  if (status !== 'active') return refuse(statusRefusals[status], { agreement: id })
  if (today < validFrom) return refuse('agreements.agreement-not-yet-valid', { agreement: id, validFrom, today })
  if (today > validUntil) return refuse('agreements.agreement-expired', { agreement: id, validUntil, today })
  if (service === undefined) {
    return refuse('agreements.service-not-covered', { agreement: id, service: request.service })
  }
  return pass('agreements.agreement-in-force', { agreement: id, version, validUntil })
}

/** Whether the agreement works on that day, whatever is asked under it. */
export function isInForce(agreement: Agreement, today: string): boolean {
  return agreement.status === 'active' && agreement.validFrom <= today && today <= agreement.validUntil
}
