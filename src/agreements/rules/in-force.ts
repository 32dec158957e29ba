import type { AgreementStatus } from '../lifecycle/schema.ts'
import { signatureFault } from '../lifecycle/signed.ts'
import type { ReasonCode } from '../messages.ts'
import type { BindingVersion, Reason } from '../schema.ts'
import { type Case, pass, reason, refuse, type Verdict } from './gate.ts'
import { lapsedRegistration } from './participants.ts'

const statusRefusals: Record<Exclude<AgreementStatus, 'active'>, ReasonCode> = {
  draft: 'agreements.agreement-draft',
  'legal-review': 'agreements.agreement-in-review',
  'dpo-review': 'agreements.agreement-in-review',
  'dpia-linked': 'agreements.agreement-not-signed',
  signed: 'agreements.agreement-not-activated',
  suspended: 'agreements.agreement-suspended',
  expired: 'agreements.agreement-recorded-expired',
  terminated: 'agreements.agreement-terminated',
}

/** G2: an agreement exists, is signed by both, active and not overdue, and it covers the service. */
export function inForce({ request, candidate, service, today }: Case): Verdict {
  const { consumer, provider } = request
  if (candidate === undefined) {
    if (request.agreement === undefined) return refuse('agreements.agreement-missing', { consumer, provider })
    return refuse('agreements.agreement-unknown', { agreement: request.agreement, consumer, provider })
  }
  const { id, version, validUntil } = candidate.agreement
  const fault = notBinding(candidate, today)
  if (fault !== undefined) return { result: 'refuse', reason: fault }
  if (service === undefined) {
    return refuse('agreements.service-not-covered', { agreement: id, service: request.service })
  }
  return pass('agreements.agreement-in-force', { agreement: id, version, validUntil })
}

/** Why a version does not bind on that day; no job and no act is needed for it to end. */
function notBinding(version: BindingVersion, today: string): Reason | undefined {
  const { agreement, standing, signatures } = version
  const { id, validFrom, validUntil, review } = agreement
  if (standing.order) {
    return reason('agreements.agreement-under-order', { agreement: id, regulator: standing.by.member })
  }
  if (standing.status !== 'active') return reason(statusRefusals[standing.status], { agreement: id })
  if (today < validFrom) return reason('agreements.agreement-not-yet-valid', { agreement: id, validFrom, today })
  if (today > validUntil) return reason('agreements.agreement-expired', { agreement: id, validUntil, today })
  const unsigned = signatureFault(agreement, signatures)
  if (unsigned !== undefined) return unsigned
  if (review !== undefined && today > review.next) {
    return reason('agreements.review-overdue', { agreement: id, due: review.next, today })
  }
  return frameworkFault(version, today)
}

/** An agreement ends with the one that it stands under. A circle of frameworks holds nothing up. */
function frameworkFault({ agreement, above }: BindingVersion, today: string): Reason | undefined {
  const { id, under: framework } = agreement
  if (framework === undefined) return undefined
  if (above === undefined) return reason('agreements.framework-missing', { agreement: id, framework })
  return isInForce(above, today) ? undefined : reason('agreements.framework-not-in-force', { agreement: id, framework })
}

/** Why nothing leaves under the version on that day, whatever is asked; undefined when it is in force. */
export const stopped = (version: BindingVersion, today: string): Reason | undefined =>
  notBinding(version, today) ?? lapsedRegistration(version.agreement, today)

export const isInForce = (version: BindingVersion, today: string): boolean => stopped(version, today) === undefined
